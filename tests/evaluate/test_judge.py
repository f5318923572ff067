"""Matching rules and figures on gold and codings made by hand."""

from pathlib import Path
from typing import Any

import pytest
from gold_by_hand import GOLDEN, NEWS, QUESTION, QUIET, SENTENCE, coded, event, gold, party

from detente.evaluate import Answer, judge, judge_answers
from detente.evaluate.match import codes
from detente.evaluate.report import Report
from detente.model import Event, Party

TALKS, EXPELLED = (0, 50), (51, 85)


def judged(folder: Path, record: dict[str, Any], *events: Event) -> Report:
    held = gold(folder, record)
    return judge(held, [coded(held.documents[0].article, *events)], convention="manual", bootstrap=20, seed=1)


def figure(report: Report, name: str) -> tuple[int | None, int]:
    found = next(f for f in report.figures if f.name == name)
    return found.right, found.of


def test_a_reciprocal_event_matches_either_way_round(tmp_path: Path) -> None:
    report = judged(tmp_path, NEWS, event("CONSULT", ["MAR"], ["SEN"], span=TALKS, reciprocal=True))
    assert figure(report, "triple_precision") == (1, 1)
    assert figure(report, "triple_recall") == (1, 2)
    assert figure(report, "triple_f1") == (2, 3)


def test_a_directed_event_does_not(tmp_path: Path) -> None:
    report = judged(tmp_path, NEWS, event("SANCTION", ["MLI"], ["SEN"], span=EXPELLED))
    assert figure(report, "triple_recall") == (0, 2)
    assert figure(report, "dyad_recall") == (1, 2)
    assert [m.kind for m in report.mistakes] == ["wrong parties", "missed"]


def test_what_one_coder_alone_gave_is_found_without_penalty(tmp_path: Path) -> None:
    report = judged(tmp_path, NEWS, event("ACCUSE", ["SEN"], ["MLI"], span=EXPELLED))
    assert figure(report, "triple_precision") == (0, 0)
    assert report.calibration.count == 0
    assert next(f for f in report.figures if f.name == "triple_precision").value is None


def test_an_event_with_several_parties_matches_where_one_pair_does(tmp_path: Path) -> None:
    report = judged(tmp_path, NEWS, event("SANCTION", ["GMB", "SEN"], ["MLI"], span=EXPELLED))
    assert figure(report, "interstate_triple_f1") == (2, 3)


def test_what_did_not_happen_is_no_event_of_news(tmp_path: Path) -> None:
    report = judged(tmp_path, NEWS, event("SANCTION", ["SEN"], ["MLI"], span=EXPELLED, modality="negated"))
    assert figure(report, "type_precision") == (0, 0)


def test_date_place_and_background_are_shares_of_the_matched(tmp_path: Path) -> None:
    report = judged(
        tmp_path,
        NEWS,
        event("CONSULT", ["SEN"], ["MAR"], span=TALKS, event_date="2024-05-07", place="SEN"),
        event("SANCTION", ["SEN"], ["MLI"], span=EXPELLED, event_date="2024-05-31", modality="historical"),
    )
    assert figure(report, "date") == (1, 2)
    assert figure(report, "place") == (0, 1)
    assert figure(report, "background") == (1, 2)


def test_concede_and_retreat_count_as_one(tmp_path: Path) -> None:
    record = {**NEWS, "events": [{**NEWS["events"][1], "root": "YIELD"}]}
    report = judged(tmp_path, record, event("RETREAT", ["SEN"], ["MLI"], span=EXPELLED))
    assert figure(report, "triple_f1") == (2, 2)
    assert [t.event_type for t in report.types] == ["YIELD"]


def test_an_organisation_answers_to_its_kind() -> None:
    assert codes([Party("UN", org="UN", sector="IGO")]) == {"UN", "IGO"}
    assert codes([Party("somebody")]) == {None}


def test_a_sentence_is_judged_by_types_and_what_any_coder_gave_is_no_error(tmp_path: Path) -> None:
    report = judged(tmp_path, SENTENCE, event("REJECT", ["KEN"], ["UGA"]), event("ASSAULT", ["KEN"], ["UGA"]))
    assert figure(report, "type_precision") == (0, 1)
    assert [(m.kind, m.gold, m.coded) for m in report.mistakes] == [
        ("wrong type", "SANCTION", "ASSAULT KEN → UGA"),
    ]


def test_sentences_without_an_event_are_to_be_left_alone(tmp_path: Path) -> None:
    held = gold(tmp_path, QUIET, {**QUIET, "id": "s3"})
    one, two = (d.article for d in held.documents)
    report = judge(
        held, [coded(one), coded(two, event("AID", ["UGA"], ["KEN"]))], convention="manual", bootstrap=9, seed=0
    )
    assert figure(report, "left_alone") == (1, 2)
    assert [m.kind for m in report.mistakes] == ["spurious"]


@pytest.mark.parametrize(
    ("found", "kind"),
    [
        (event("SANCTION", ["KEN"], ["UGA"], modality="negated"), "wrong modality"),
        (event("SANCTION", ["KEN"], ["TZA"]), "wrong parties"),
        (event("ACCUSE", ["KEN"], ["UGA"]), "wrong type"),
    ],
)
def test_a_golden_sentence_asks_for_type_modality_and_all_parties(tmp_path: Path, found: Event, kind: str) -> None:
    report = judged(tmp_path, GOLDEN, found)
    assert figure(report, "event_f1") == (0, 2)
    assert [m.kind for m in report.mistakes] == [kind]


def test_a_mistake_shows_its_sentence_with_the_words_of_both(tmp_path: Path) -> None:
    mistake = judged(tmp_path, NEWS, event("ACCUSE", ["GMB"], ["MLI"], span=EXPELLED)).mistakes[-1]
    assert mistake.kind == "spurious"
    assert mistake.sentence == "Senegal expelled a Malian officer."
    missed = judged(tmp_path, NEWS).mistakes[1]
    assert missed.sentence == "Senegal expelled a Malian officer."
    start, end = missed.marks[0].span
    assert missed.sentence[start:end] == "expelled a Malian officer"


def test_confusion_has_matched_and_nearly_matched_types(tmp_path: Path) -> None:
    report = judged(
        tmp_path,
        NEWS,
        event("CONSULT", ["SEN"], ["MAR"], span=TALKS),
        event("COERCE", ["SEN"], ["MLI"], span=EXPELLED),
        event("AID", ["GMB"], ["GIN"], span=TALKS),
    )
    cells = {
        (row, column): count
        for row, counts in zip(report.confusion.rows, report.confusion.counts, strict=True)
        for column, count in zip(report.confusion.columns, counts, strict=True)
        if count
    }
    assert cells == {("CONSULT", "CONSULT"): 1, ("SANCTION", "COERCE"): 1, ("none", "AID"): 1}


def test_answers_are_judged_by_macro_f1_over_the_types_of_gold(tmp_path: Path) -> None:
    questions = [
        {**QUESTION, "id": str(n), "event_type": t} for n, t in enumerate(("AID", "AID", "RETREAT", "SANCTION"))
    ]
    answers = [Answer("AID", 0.9), Answer("ACCUSE", 0.9), Answer("CONCEDE", 0.5), Answer(None, 0.0)]
    report = judge_answers(gold(tmp_path, *questions), answers, convention="manual", bootstrap=0, seed=0)
    macro, accuracy = report.figures
    assert macro.value == round((2 / 3 + 1 + 0) / 3, 3)
    assert accuracy.value == 0.5
    assert (macro.low, macro.high) == (None, None)
    assert [(m.kind, m.gold, m.coded) for m in report.mistakes] == [
        ("wrong type", "AID", "ACCUSE"),
        ("missed", "SANCTION", None),
    ]
    assert report.calibration.count == 3


def test_parties_of_gold_without_codes_are_matched_by_nothing_but_nothing(tmp_path: Path) -> None:
    record = {**NEWS, "events": [{**NEWS["events"][1], "target": None}]}
    report = judged(tmp_path, record, event("SANCTION", ["SEN"], [], span=EXPELLED))
    assert figure(report, "triple_f1") == (2, 2)
    assert figure(report, "interstate_triple_f1") == (0, 0)
    assert party("EU").org == "EU"
