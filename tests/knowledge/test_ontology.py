"""The ontology and the language tables: what would code wrongly without a crash is caught here."""

import re
from pathlib import Path

import pytest

from detente.errors import KnowledgeError
from detente.knowledge.language import attributes, word_set
from detente.knowledge.ontology import acts, event_types, goldstein_by_cameo
from detente.knowledge.phrases import PhraseRow, compose, compositions, modifiers, phrases
from detente.knowledge.tables import Row, digest, read_table, read_yaml

PLOVER = [
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
]


def test_there_are_plovers_sixteen_types_with_their_quad_classes() -> None:
    assert list(event_types()) == PLOVER
    assert [event_types()[t].quad_class for t in PLOVER] == [1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4]


@pytest.mark.parametrize("kind", PLOVER)
def test_every_type_has_acts_and_phrases(kind: str) -> None:
    mine = {a.act for a in acts().values() if a.manual == kind}
    assert mine
    assert mine & {p.act for entries in phrases().values() for p in entries}


def test_codes_are_cameo_codes_and_goldstein_values_have_the_sign_of_their_side() -> None:
    for act in acts().values():
        assert re.fullmatch(r"(0[1-9]|1\d|20)\d{1,2}", act.cameo), act.act
        assert -10 <= act.goldstein <= 10
        cooperative = event_types()[act.manual].quad_class <= 2
        assert (act.goldstein > 0) == cooperative, act.act


def test_one_code_has_one_goldstein_value() -> None:
    for act in acts().values():
        assert goldstein_by_cameo()[act.cameo] == act.goldstein, act.act


@pytest.mark.parametrize(
    ("operator", "act", "result"),
    [
        ("refuse", "negotiate", "reject_meeting"),
        ("intend", "visit", "intend_meeting"),
        ("intend", "attack", "threaten_force"),
        ("halt", "aid", "stop_aid"),
        ("end", "negotiate", "same"),
        ("ease", "impose_sanctions", "lift_sanctions"),
        ("request", "cease_fire", "request_deescalation"),
    ],
)
def test_the_most_specific_line_of_the_composition_wins(operator: str, act: str, result: str) -> None:
    line = compose(operator, act)
    assert line is not None
    assert line.result == result


def test_every_modifier_and_attribute_names_an_operator_that_exists() -> None:
    operators = {c.operator for c in compositions()}
    assert set(modifiers().values()) <= operators
    assert {a.operator for a in attributes() if a.operator} <= operators


def test_an_unknown_word_set_is_an_error() -> None:
    with pytest.raises(KnowledgeError, match="no set 'futur'"):
        word_set("futur")


class Pair(Row):
    name: str
    value: int


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("name\tvalu\nx\t1\n", "valu"),
        ("name\tvalue\nx\tone\n", "value"),
        ("name\tvalue\nx\t1\t2\n", "3 cells under 2 columns"),
        ("# nothing\n", "empty"),
    ],
)
def test_a_table_with_a_typo_is_refused_by_file_and_line(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "pairs.tsv").write_text(content, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"pairs\.tsv") as refused:
        read_table("pairs.tsv", Pair, folder=tmp_path)
    assert message in str(refused.value)


def test_a_yaml_file_that_is_no_mapping_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pairs.yaml").write_text("- a\n- b\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="mapping of id to entry"):
        read_yaml("pairs.yaml", Pair, folder=tmp_path)


def test_no_phrase_stands_twice_in_a_table() -> None:
    for kind in PLOVER:
        rows = read_table(f"phrases/en/{kind.lower()}.tsv", PhraseRow)
        keys = [(row.head, row.pos, row.needs) for row in rows]
        assert len(keys) == len(set(keys)), kind


def test_the_digest_of_knowledge_is_stable_within_a_version() -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", digest())
