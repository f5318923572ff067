"""Toponyms: recognised at the very span, near within 161 km or by the number in GeoNames."""

from pathlib import Path
from typing import Any

import pytest
from gold_by_hand import file, gold

from detente.errors import InputError
from detente.evaluate import Report, ToponymAnswer, judge_toponyms, read_gold, render_html
from detente.evaluate.asked import GoldToponym
from detente.evaluate.toponyms import kilometres_between
from detente.model import Span

TEXT = "The train from Paris, Texas, was late."
LINE = {
    "id": "t1",
    "text": TEXT,
    "published_at": "2014-05-06",
    "toponyms": [
        {"name": "Paris", "start": 15, "end": 20, "latitude": 33.66, "longitude": -95.56, "country": "USA"},
        {"name": "Texas", "start": 22, "end": 27, "latitude": 31.0, "longitude": -97.6, "geonameid": 4736286},
    ],
}
PARIS, TEXAS = Span(15, 20), Span(22, 27)


def report_of(folder: Path, *answers: ToponymAnswer) -> Report:
    return judge_toponyms(gold(folder, LINE), [answers], bootstrap=5, seed=0)


def figures(report: Report) -> dict[str, tuple[int | None, int]]:
    return {f.name: (f.right, f.of) for f in report.figures}


def test_recognition_and_distance_are_told_apart(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        ToponymAnswer(PARIS, 48.85, 2.35, confidence=0.9),
        ToponymAnswer(TEXAS, 0.0, 0.0, geonameid="4736286", confidence=0.8),
        ToponymAnswer(Span(4, 9), 1.0, 1.0),
    )
    found = figures(report)
    assert found["recognition_precision"] == (2, 3)
    assert found["recognition_recall"] == (2, 2)
    assert (found["near_of_recognised"], found["near_of_all"]) == ((1, 2), (1, 2))
    assert [(m.kind, m.coded) for m in report.mistakes] == [
        ("too far", "Paris (48.85, 2.35)"),
        ("spurious", "train (1.00, 1.00)"),
    ]
    assert report.calibration.count == 3


def test_what_has_no_place_is_recognised_but_not_near(tmp_path: Path) -> None:
    report = report_of(tmp_path, ToponymAnswer(PARIS))
    assert figures(report)["near_of_recognised"] == (0, 1)
    assert [m.kind for m in report.mistakes] == ["missed", "too far"]
    missed = report.mistakes[0]
    assert missed.sentence[slice(*missed.marks[0].span)] == "Texas"


@pytest.mark.parametrize(("longitude", "near"), [(-95.0, 1), (-93.0, 0)])
def test_a_hundred_miles_are_near(tmp_path: Path, longitude: float, near: int) -> None:
    assert figures(report_of(tmp_path, ToponymAnswer(PARIS, 33.66, longitude)))["near_of_all"] == (near, 2)


@pytest.mark.parametrize(
    ("latitude", "longitude", "distance"),
    [(0.0, 0.0, 0.0), (0.0, 180.0, 20015.0), (90.0, 0.0, 10007.5)],
)
def test_distance_is_that_of_the_great_circle(latitude: float, longitude: float, distance: float) -> None:
    gold_toponym = GoldToponym(Span(0, 1), 0.0, 0.0)
    found = kilometres_between(gold_toponym, ToponymAnswer(Span(0, 1), latitude, longitude))
    assert found == pytest.approx(distance, abs=1)


@pytest.mark.parametrize(
    "changes", [{"start": 14}, {"name": "Lyon"}, {"latitude": 91.0}, {"end": 99}, {"start": -5}, {"place": "x"}]
)
def test_a_toponym_that_is_not_in_its_place_is_named(tmp_path: Path, changes: dict[str, Any]) -> None:
    record = {**LINE, "toponyms": [{**LINE["toponyms"][0], **changes}]}  # type: ignore[dict-item]
    with pytest.raises(InputError, match=r"gold\.jsonl:1"):
        read_gold(file(tmp_path, record))


def test_the_page_has_no_empty_tables(tmp_path: Path) -> None:
    page = render_html(report_of(tmp_path, ToponymAnswer(PARIS, 33.66, -95.56)))
    assert "toponyms to find" in page
    assert "By type" not in page
    assert "of gold (rows)" not in page
