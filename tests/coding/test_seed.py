"""The report that the project began from, retold: one meeting, coded once, and nothing that did not happen."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from detente.coding import code
from detente.model import Article, CodedArticle, Event, Party
from detente.parse import parse

GOLDEN = Path(__file__).parent.parent / "golden"
EXPECTED: dict[str, Any] = json.loads((GOLDEN / "seed_events.json").read_text(encoding="utf-8"))
TEXT = (GOLDEN / "seed_article.txt").read_text(encoding="utf-8")


@cache
def coded(published_at: str | None = None) -> CodedArticle:
    return code(next(iter(parse([Article("seed", TEXT, published_at=published_at)]))))


def of_type(event_type: str, modality: str) -> list[Event]:
    return [e for e in coded().events if e.event_type == event_type and e.modality == modality]


def as_expected(party: Party, expected: dict[str, Any]) -> bool:
    return all(getattr(party, key) == value for key, value in expected.items() if value is not None)


def test_the_meeting_is_coded_once() -> None:
    happened = [e for e in coded().events if e.modality == "asserted"]
    assert [e.event_type for e in happened] == ["CONSULT"]


def test_visitor_is_source_and_host_is_target_with_office_and_sector() -> None:
    (meeting,) = of_type("CONSULT", "asserted")
    assert as_expected(meeting.source[0], EXPECTED["consult"]["source"][0])
    assert as_expected(meeting.target[0], EXPECTED["consult"]["target"][0])
    assert meeting.source[0].resolved_by == "counterpart"
    assert meeting.reciprocal


def test_form_place_and_attribute_come_from_different_sentences() -> None:
    (meeting,) = of_type("CONSULT", "asserted")
    assert meeting.mode == "visit"
    assert {"military", "diplomatic"} <= set(meeting.contexts)
    assert "unannounced" in meeting.attributes
    assert meeting.place is not None
    assert "Ministry of Defence" in meeting.place.name
    assert (meeting.place.country, meeting.place.precision) == ("EGY", "venue")
    assert meeting.place.latitude == pytest.approx(30.06, abs=0.1)
    assert meeting.place.longitude == pytest.approx(31.25, abs=0.1)


def test_without_a_day_of_publication_the_meeting_has_no_date() -> None:
    (meeting,) = of_type("CONSULT", "asserted")
    assert (meeting.event_date, meeting.date_precision, meeting.date_basis) == (None, "unknown", "unknown")


def test_with_a_day_of_publication_the_meeting_is_assumed_to_be_of_that_day() -> None:
    (meeting,) = [e for e in coded("2025-05-01").events if e.modality == "asserted"]
    assert (meeting.event_date, meeting.date_basis) == ("2025-05-01", "published")


def test_the_coup_is_background_of_its_own_year() -> None:
    (coup,) = [e for e in coded().events if e.modality == "historical"]
    expected = EXPECTED["coup"]
    assert coup.event_type in {expected["event_type"], *expected["event_type_also"]}
    assert coup.event_date == expected["event_date"]
    assert as_expected(coup.source[0], expected["source"][0])
    assert as_expected(coup.target[0], expected["target"][0])


def test_what_could_follow_is_hypothetical_and_nothing_more() -> None:
    could = [e for e in coded().events if e.modality == "hypothetical"]
    assert could
    for event in could:
        assert event.event_type in EXPECTED["hypothetical"][0]["event_type_any_of"]
        assert {event.source[0].country, event.target[0].country} == {"EGY", "TUR"}


@pytest.mark.parametrize("entry", EXPECTED["not_events"], ids=lambda entry: entry["why"][:30])
def test_topics_and_assessments_are_no_events(entry: dict[str, str]) -> None:
    start = TEXT.index(entry["quote"])
    inside = range(start, start + len(entry["quote"]))
    assert not [e for e in coded().events if e.trigger.start in inside]


def test_every_span_quotes_the_untouched_text() -> None:
    for event in coded().events:
        assert TEXT[event.span.start : event.span.end].strip()
        assert event.span.start <= event.trigger.start < event.trigger.end <= event.span.end
        for party in (*event.source, *event.target):
            if party.span is not None and party.resolved_by != "group":
                assert party.name in TEXT


def test_the_same_article_gives_the_same_ids() -> None:
    again = code(next(iter(parse([Article("seed", TEXT)]))))
    assert [e.id for e in again.events] == [e.id for e in coded().events]
