"""The wording files: complete, strict, and grammatical where that can be checked."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from detente.knowledge.ontology import acts, event_types
from detente.knowledge.wording import (
    ActWording,
    Saying,
    act_wording,
    act_wordings,
    attribute_wordings,
    party_wordings,
    sayings,
    vocabulary,
    words,
)


@pytest.mark.parametrize("act", sorted(acts()))
def test_every_act_has_a_wording_of_its_own_code(act: str) -> None:
    assert acts()[act].cameo in act_wordings() or f"{acts()[act].cameo}/{acts()[act].mode}" in act_wordings()


@pytest.mark.parametrize("kind", sorted(event_types()))
def test_every_type_has_a_wording_to_fall_back_on(kind: str) -> None:
    assert act_wording("999", None, kind) is act_wordings()[kind]


def test_the_more_particular_wording_wins() -> None:
    assert act_wording("195", "drone", "ASSAULT").noun == "drone strike"
    assert act_wording("195", "aerial", "ASSAULT").noun == "air strike"
    assert act_wording("999", "phone", "CONSULT").noun == "call"


def test_the_articles_words_choose_among_special_cases() -> None:
    wording = act_wording("057", None, "SUPPORT")
    assert wording.fitting("signed 17 memoranda of understanding").to[0].rest.startswith("memoranda")
    assert wording.fitting("shook hands") is wording


@pytest.mark.parametrize(
    "broken",
    [
        {"to": ["met {target}"]},
        {"to": ["meet|meets|met {taget}"]},
        {"to": [], "together": ["meet|meets|met {target}"]},
        {"to": [], "togther": []},
    ],
)
def test_a_slip_in_an_act_is_refused(broken: dict[str, list[str]]) -> None:
    with pytest.raises(ValidationError):
        ActWording.model_validate(broken)


def test_a_saying_with_an_open_brace_is_refused() -> None:
    with pytest.raises(ValidationError, match="unmatched brace"):
        Saying(say=("{outlet says",))


def test_all_files_load() -> None:
    assert {"GOV", "MIL", "any", "none"} <= set(party_wordings())
    assert "unannounced" in attribute_wordings()
    assert "note_outlook" in sayings()
    assert words("ranks")[0] == "General"
    assert "relations" in vocabulary()


def test_third_person_forms_end_in_s() -> None:
    for key, wording in act_wordings().items():
        for phrase in (*wording.to, *wording.alone, *wording.together):
            assert phrase.present.endswith("s"), key
