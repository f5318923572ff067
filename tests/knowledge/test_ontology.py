"""The ontology and the language tables: what would code wrongly without a crash is caught here."""

import re
from pathlib import Path

import pytest

from detente.coding import examples
from detente.errors import KnowledgeError
from detente.knowledge.language import attributes, contexts_by_lemma, word_set
from detente.knowledge.layers import digest
from detente.knowledge.ontology import (
    acts,
    borders,
    code_of_types,
    codes,
    contexts,
    event_types,
    goldstein_by_cameo,
    modes,
    quad_class,
)
from detente.knowledge.phrases import PhraseRow, compose, compositions, modifiers, phrases
from detente.knowledge.tables import Row, read_table, read_yaml
from detente.model import Article
from detente.parse import parse

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


FINER = {"sentence": ("SANCTION", "COERCE")}
"""Acts that draw a border within a code: to jail after a trial is a conviction, to jail before one an arrest."""

ACROSS = {"02", "016"}
"""Codes that CAMEO calls cooperative and PLOVER not: an appeal is REQUEST, a denial REJECT."""


def test_every_cameo_code_stands_below_its_root() -> None:
    assert len(codes()) == 312
    for code in codes():
        assert all(code[:length] in codes() for length in range(2, len(code))), code
    assert [code for code in codes() if len(code) == 2] == [f"{root:02d}" for root in range(1, 21)]


@pytest.mark.parametrize("act", sorted(acts()))
def test_an_act_agrees_with_its_code(act: str) -> None:
    row, code = acts()[act], codes()[acts()[act].cameo]
    assert row.goldstein == code.goldstein
    assert (row.manual, row.crosswalk) == FINER.get(act, (code.manual, code.crosswalk))
    if [a.cameo for a in acts().values()].count(row.cameo) == 1:
        assert row.mode == code.mode


def test_a_code_lies_on_the_side_of_its_types() -> None:
    for code in codes().values():
        for kind in (code.manual, code.crosswalk):
            if kind is not None and code.code[:2] not in ACROSS and code.code not in ACROSS:
                assert (quad_class(kind) <= 2) == (code.quad_class <= 2) == (code.goldstein > 0), code.code


def test_plain_statements_are_no_event() -> None:
    silent = {code.code for code in codes().values() if code.manual is None}
    assert silent == {"01", "010", "011", "012", "013", "014", "015", "017"}


def test_every_code_is_told_in_its_own_words() -> None:
    names = [code.name for code in codes().values()]
    assert len(set(names)) == len(names)
    assert all(name and name == name.strip() for name in names)


def test_the_score_of_a_type_lies_on_its_side() -> None:
    for kind in event_types().values():
        assert (kind.score > 0) == (kind.quad_class <= 2), kind.type
    assert event_types()["ACCUSE"].score == -2
    assert event_types()["SANCTION"].quad_class == 4
    assert set(code_of_types().values()) <= codes().keys()


def test_every_mode_belongs_to_its_type_and_goes_in_its_direction() -> None:
    assert {mode.type for mode in modes().values()} <= set(PLOVER)
    for act in acts().values():
        assert act.mode is None or (act.manual, act.mode) in modes(), act.act
    for mode in modes().values():
        if mode.type != "REQUEST":
            assert (mode.score > 0) == (quad_class(mode.type) <= 2), mode


def test_the_contexts_of_acts_codes_and_words_are_known() -> None:
    brought = {context for found in contexts_by_lemma().values() for context in found}
    brought |= {context for row in (*acts().values(), *codes().values()) for context in row.contexts}
    assert brought <= contexts().keys()


def test_every_type_has_borders_and_examples() -> None:
    for kind in PLOVER:
        assert any(kind in {border.type, border.neighbour} for border in borders()), kind
        assert event_types()[kind].examples, kind
    pairs = [frozenset({border.type, border.neighbour}) for border in borders()]
    assert len(set(pairs)) == len(pairs)


def test_examples_of_types_and_of_either_side_of_a_border_are_coded_so() -> None:
    wanted = [(kind.type, example) for kind in event_types().values() for example in kind.examples]
    for border in borders():
        wanted += [(border.type, border.example), (border.neighbour, border.neighbour_example)]
    articles = [Article(str(n), text, published_at="2024-05-08") for n, (_, text) in enumerate(wanted)]
    told = zip(wanted, examples(parse(articles)), strict=True)
    assert [(kind, text, found.types) for (kind, text), found in told if set(found.types) != {kind}] == []


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
