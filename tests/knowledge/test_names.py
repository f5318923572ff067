"""Every name in the tables leads back to its own state, body or office."""

import pytest

from detente.errors import KnowledgeError
from detente.knowledge import name_tables
from detente.knowledge.actors import State, offices, states
from detente.knowledge.gazetteer import capitals
from detente.knowledge.name_tables import INDEX, index_text
from detente.knowledge.names import actor_names, office_names, role_names
from detente.knowledge.tables import DATA


@pytest.mark.parametrize("state", states(), ids=lambda s: s.iso3)
def test_all_names_of_a_state_resolve_to_it(state: State) -> None:
    names = [state.name, *state.aliases, *state.adjectives, *state.demonyms, *(seat.name for seat in state.seats)]
    names += [city for city in (state.capital, *state.capital_aliases, *state.government_seats) if city]
    found = {name: actor_names().get(name) for name in names}
    wrong = [name for name, entry in found.items() if entry is None or entry.country != state.iso3]
    assert not wrong


def test_capitals_speak_for_governments_and_lie_in_their_state() -> None:
    for iso3, spot in capitals().items():
        entry = actor_names().get(spot.name)
        assert entry is not None
        assert spot.country == iso3
        assert entry.kind == "state" or entry.sector == "GOV", spot.name


def test_offices_are_found_in_singular_and_plural_whatever_their_case() -> None:
    assert office_names().get("Chiefs of Staff") is office_names().get("chief of staff")
    assert office_names().get("foreign ministers") is office_names().get("Foreign Minister")
    for office in offices():
        for phrase in office.phrases:
            assert office_names().get(phrase) == office


def test_roles_are_found_by_lower_case_lemma() -> None:
    assert all(word == word.lower() for word in role_names())


def test_the_index_is_that_of_the_tables() -> None:
    assert DATA.joinpath(*INDEX.split("/")).read_text(encoding="utf-8") == index_text()


def test_an_index_of_other_tables_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(name_tables, "tables_mark", lambda: "other")
    with pytest.raises(KnowledgeError, match=r"scripts\.index_names"):
        list(name_tables.indexed_names())
