"""The date of an event: which of its sentence's dates it is, on which side of publication, and on what it rests."""

from functools import cache
from pathlib import Path

import pytest

from detente.coding import code
from detente.coding.dated import carried_on, last_day, settled
from detente.coding.when import UNKNOWN, When, dates, published_date
from detente.knowledge.tables import Row, read_table
from detente.model import Article, Event, Span
from detente.parse import parse


class Dated(Row):
    """A sentence and the date of one of its events, told by its trigger."""

    published: str
    text: str
    trigger: str
    date: str
    precision: str
    basis: str
    modality: str


ROWS = read_table("event_dates.tsv", Dated, folder=Path(__file__).parent)


@cache
def coded() -> dict[tuple[str, str], tuple[Event, ...]]:
    sentences = list(dict.fromkeys((row.published, row.text) for row in ROWS))
    articles = [Article(str(n), text, published_at=day or None) for n, (day, text) in enumerate(sentences)]
    return {key: code(parsed).events for key, parsed in zip(sentences, parse(articles), strict=True)}


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r.published} {r.trigger}: {r.text}")
def test_the_date_of_an_event(row: Dated) -> None:
    events = [e for e in coded()[row.published, row.text] if row.text[e.trigger.start : e.trigger.end] == row.trigger]
    assert len(events) == 1
    (event,) = events
    found = (event.event_date or "", event.date_precision, event.date_basis, event.modality)
    assert found == (row.date, row.precision, row.basis, row.modality)


def test_the_basis_is_true() -> None:
    for (day, _), events in coded().items():
        for event in events:
            if event.date_basis == "published":
                assert event.event_date == day[:10]
            if event.date_basis == "relative":
                assert day
            if event.date_basis == "unknown":
                assert (event.event_date, event.date_precision) == (None, "unknown")


def test_a_time_of_its_own_that_is_not_known_is_not_taken_from_the_sentence_before() -> None:
    own = When(None, "unknown", "unknown", Span(0, 4))
    monday = When("2024-05-06", "day", "relative")
    assert carried_on(own, monday) is own
    assert carried_on(UNKNOWN, monday).value == "2024-05-06"


@pytest.mark.parametrize("text", ["The curfew holds until Friday.", "It was the first visit since Monday."])
def test_a_report_does_not_go_on_about_a_deadline(text: str) -> None:
    day = published_date("2024-05-08")
    assert last_day(list(dates(text, 0, len(text), day)), day) is None


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Relations broke off after the 2013 coup.", "historical"),
        ("The accord is in force since 1993.", "asserted"),
        ("The rebels are to lay down their weapons by December.", "asserted"),
        ("They fought through the 1990s.", "historical"),
    ],
)
def test_what_has_no_date_is_background_beside_the_past_alone(text: str, modality: str) -> None:
    day = published_date("2024-05-08")
    stated = list(dates(text, 0, len(text), day))
    assert settled("asserted", UNKNOWN, stated, day, source=text, span=Span(0, len(text))) == modality
