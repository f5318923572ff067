"""Actor phrases: what is asked of an answer, what counts as right, and how mistakes are told."""

from pathlib import Path
from typing import Any

import pytest
from gold_by_hand import file, gold

from detente.errors import InputError
from detente.evaluate import ActorAnswer, Report, judge_actors, read_gold, render_html, show_report

PHRASE = {
    "id": "a1",
    "text": "the Canadian ambassador to the United Nations",
    "context": None,
    "date": "2014-05-06",
    "expect": {"country": "CAN", "sector": "GOV", "office": "ambassador"},
}
ORGANISATION = {
    "id": "a2",
    "text": "NATO",
    "context": None,
    "date": None,
    "expect": {"country": "IGO", "org": "NATO", "sector": "IGO"},
}
NO_ACTOR = {"id": "a3", "text": "yesterday", "context": None, "date": None, "expect": {"country": "", "sector": ""}}
STATE_ALONE = {"id": "a4", "text": "Iranians", "context": "Iran", "date": None, "expect": {"country": "IRN"}}
RIGHT = ActorAnswer(country="CAN", sector="GOV", office="ambassador", confidence=0.9)


def report_of(folder: Path, records: list[dict[str, Any]], answers: list[ActorAnswer]) -> Report:
    return judge_actors(gold(folder, *records), answers, bootstrap=5, seed=0)


def figures(report: Report) -> dict[str, tuple[int | None, int]]:
    return {f.name: (f.right, f.of) for f in report.figures}


def test_country_and_sector_are_counted_alone_and_together(tmp_path: Path) -> None:
    answers = [RIGHT, ActorAnswer(org="NATO", sector="IGO"), ActorAnswer(), ActorAnswer(country="IRQ", sector="CVL")]
    report = report_of(tmp_path, [PHRASE, ORGANISATION, NO_ACTOR, STATE_ALONE], answers)
    found = figures(report)
    assert (found["country"], found["sector"], found["both"]) == ((2, 4), (4, 4), (2, 4))
    assert (found["org"], found["office"], found["person"]) == ((1, 1), (1, 1), (0, 0))
    assert (report.documents, report.events, report.convention) == (4, 4, None)


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        (ActorAnswer(country="IGO", org="NATO", sector="IGO"), True),
        (ActorAnswer(country=None, org="IGO", sector="IGO"), True),
        (ActorAnswer(country="BEL", org="NATO", sector="IGO"), False),
        (ActorAnswer(country="IGO", org="NATO", sector="MIL"), False),
    ],
)
def test_an_organisation_answers_as_a_country_or_by_its_acronym(
    tmp_path: Path, answer: ActorAnswer, right: bool
) -> None:
    assert figures(report_of(tmp_path, [ORGANISATION], [answer]))["both"] == (right, 1)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (ActorAnswer(country="USA", sector="GOV"), "wrong country"),
        (ActorAnswer(country="CAN", sector="IGO"), "wrong sector"),
        (ActorAnswer(org="UN", sector="IGO"), "wrong country and sector"),
    ],
)
def test_a_mistake_says_what_is_wrong(tmp_path: Path, answer: ActorAnswer, kind: str) -> None:
    (mistake,) = report_of(tmp_path, [PHRASE], [answer]).mistakes
    assert mistake.kind == kind
    assert mistake.gold == "country CAN, sector GOV, office ambassador"
    assert mistake.sentence == f"{PHRASE['text']} (2014-05-06)"
    start, end = mistake.marks[0].span
    assert mistake.sentence[start:end] == PHRASE["text"]


def test_sectors_have_a_row_where_they_are_asked(tmp_path: Path) -> None:
    answers = [RIGHT, ActorAnswer(org="IGO", sector="MIL"), ActorAnswer(sector="CVL"), ActorAnswer(sector="LAB")]
    report = report_of(tmp_path, [PHRASE, ORGANISATION, NO_ACTOR, STATE_ALONE], answers)
    assert [(t.event_type, t.gold, t.coded, t.right) for t in report.types] == [
        ("CVL", 0, 1, 0),
        ("GOV", 1, 1, 1),
        ("IGO", 1, 0, 0),
        ("MIL", 0, 1, 0),
    ]
    cells = {
        (row, column)
        for row, counts in zip(report.confusion.rows, report.confusion.counts, strict=True)
        for column, count in zip(report.confusion.columns, counts, strict=True)
        if count
    }
    assert cells == {("GOV", "GOV"), ("IGO", "MIL"), ("none", "CVL")}
    assert report.calibration.count == 4


def test_intervals_rest_on_the_phrases(tmp_path: Path) -> None:
    country = report_of(tmp_path, [PHRASE, ORGANISATION], [RIGHT, ActorAnswer()]).figures[0]
    assert country.low is not None
    assert country.high is not None
    assert country.low <= 0.5 <= country.high


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"expect": {"country": "Canada"}}, "expect.country"),
        ({"expect": {"sector": "GVO"}}, "expect.sector"),
        ({"expect": {"office": "ambasador"}}, "expect.office"),
        ({"expect": {"state": "CAN"}}, "expect.state"),
        ({"date": "2014-02-30"}, "2014-02-30"),
        ({"context": ""}, "context"),
    ],
)
def test_a_phrase_that_is_not_of_the_format_is_named(tmp_path: Path, changes: dict[str, Any], complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        read_gold(file(tmp_path, {**PHRASE, **changes}))


def test_no_id_stands_twice(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'a1' stands at"):
        gold(tmp_path, PHRASE, PHRASE)


def test_the_report_speaks_of_phrases_and_sectors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = report_of(tmp_path, [PHRASE], [ActorAnswer(country="CAN", sector="IGO")])
    show_report(report)
    shown = capsys.readouterr().out
    assert "(actors): 1 phrases, 1 actors to find" in shown
    assert "By sector" in shown
    assert "convention" not in shown
    page = render_html(report)
    assert "By sector" in page
    assert "resamples of phrases" in page
