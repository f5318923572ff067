"""Mentions in context: which answer belongs to which mention, and what counts as right."""

from pathlib import Path
from typing import Any

import pytest
from gold_by_hand import file, gold

from detente.errors import InputError
from detente.evaluate import MentionAnswer, Report, judge_mentions, read_gold, show_report
from detente.evaluate.read_asked import placed
from detente.model import Span

TALKS = "Ankara said the minister would meet his Greek counterpart in Ankara. The two ministers spoke."
LINE = {
    "id": "m1",
    "text": TALKS,
    "date": "2014-05-06",
    "mentions": [
        {"span": "Ankara", "expect": {"kind": "actor", "country": "TUR", "sector": "GOV"}},
        {"span": "his Greek counterpart", "expect": {"country": "GRC", "office": "minister_of_foreign_affairs"}},
        {"span": "Ankara#2", "expect": {"kind": "place", "country": "TUR"}},
        {"span": "The two ministers", "expect": {"kind": "group", "members": ["GRC", "TUR"]}},
    ],
    "why": "a capital as a government and as a place",
}
OPEN = {
    "id": "m2",
    "text": "The minister met the other minister.",
    "date": None,
    "mentions": [{"span": "The minister", "expect": {"kind": "actor", "country": None, "sector": "GOV"}}],
}


def at(words: str, kind: str, text: str = TALKS, **fields: Any) -> MentionAnswer:
    span = placed(text, words)
    assert span is not None
    return MentionAnswer(span, kind, **fields)


def report_of(folder: Path, *answers: MentionAnswer) -> Report:
    return judge_mentions(gold(folder, LINE), [answers], bootstrap=5, seed=0)


def figures(report: Report) -> dict[str, tuple[int | None, int]]:
    return {f.name: (f.right, f.of) for f in report.figures}


def test_all_that_is_asked_must_be_right(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        at("Ankara", "actor", country="TUR", sector="GOV"),
        at("his Greek counterpart", "actor", country="GRC", sector="GOV", office="minister_of_foreign_affairs"),
        at("Ankara#2", "actor", country="TUR", sector="GOV"),
        at("two ministers", "group", members=("TUR", "GRC")),
        at("spoke", "actor"),
    )
    found = figures(report)
    assert (found["right"], found["found"]) == ((3, 4), (4, 4))
    assert (found["actor_right"], found["place_right"], found["group_right"]) == ((1, 1), (0, 1), (1, 1))
    assert (found["office"], found["members"]) == ((1, 1), (1, 1))
    (mistake,) = report.mistakes
    assert (mistake.kind, mistake.gold) == ("wrong kind", "Ankara: kind place, country TUR")
    assert mistake.marks[0].span == Span(61, 67)


def test_what_was_not_found_is_missed(tmp_path: Path) -> None:
    report = report_of(tmp_path, at("Greek counterpart", "actor", country="GRC"))
    assert figures(report)["found"] == (0, 4)
    assert {m.kind for m in report.mistakes} == {"missed"}
    assert {m.coded for m in report.mistakes} == {None}


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (at("Ankara", "actor", country="GRC", sector="MIL"), "wrong country"),
        (at("Ankara", "actor", country="TUR", sector="MIL"), "wrong sector"),
    ],
)
def test_the_first_wrong_field_names_the_mistake(tmp_path: Path, answer: MentionAnswer, kind: str) -> None:
    assert report_of(tmp_path, answer).mistakes[0].kind == kind


def test_a_state_that_must_be_left_open_is_left_open(tmp_path: Path) -> None:
    held = gold(tmp_path, OPEN)
    answer = at("The minister", "actor", OPEN["text"], sector="GOV")
    guess = at("The minister", "actor", OPEN["text"], country="KEN", sector="GOV")
    assert figures(judge_mentions(held, [[answer]], bootstrap=0, seed=0))["right"] == (1, 1)
    assert figures(judge_mentions(held, [[guess]], bootstrap=0, seed=0))["right"] == (0, 1)


def test_a_group_is_right_without_its_members_but_they_are_counted(tmp_path: Path) -> None:
    found = figures(report_of(tmp_path, at("The two ministers", "group", members=("TUR",))))
    assert (found["group_right"], found["members"]) == ((1, 1), (0, 1))


@pytest.mark.parametrize(
    ("span", "start"),
    [("Ankara", 0), ("Ankara#1", 0), ("Ankara#2", 61), ("Ankara#3", None), ("Athens", None)],
)
def test_words_are_placed_by_their_number(span: str, start: int | None) -> None:
    found = placed(TALKS, span)
    assert (found.start if found else None) == start


def test_a_number_sign_of_the_text_is_no_number() -> None:
    assert placed("Route #2 and #2", "#2") == Span(6, 8)


def test_words_that_the_text_lacks_are_named(tmp_path: Path) -> None:
    record = {**LINE, "mentions": [{"span": "Athens", "expect": {"kind": "place"}}]}
    with pytest.raises(InputError, match="no 'Athens'"):
        read_gold(file(tmp_path, record))


def test_a_note_in_place_of_an_expectation_asks_only_for_the_mention(tmp_path: Path) -> None:
    record = {**LINE, "mentions": [{"span": "Ankara", "expect": "either reading"}]}
    report = judge_mentions(gold(tmp_path, record), [[at("Ankara", "place")]], bootstrap=0, seed=0)
    assert figures(report)["right"] == (1, 1)


def test_the_report_shows_kinds_and_no_calibration(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    show_report(report_of(tmp_path, at("Ankara", "place", country="TUR")))
    shown = capsys.readouterr().out
    assert "(mentions): 1 texts, 4 mentions to find" in shown
    assert "Kind of gold (rows) against kind coded (columns)" in shown
    assert "By kind" not in shown
