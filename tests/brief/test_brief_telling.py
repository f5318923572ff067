"""Which events are one happening, and which words can be quoted."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from brief_making import chiefs, dyad_articles
from hypothesis import given
from hypothesis import strategies as st

from detente.brief.cite import cite, split
from detente.brief.dates import first_day, last_day, when, worded
from detente.brief.quotes import marked, quotation
from detente.brief.told import across_articles, dates_meet, gather, within_article
from detente.model import Article, Event, Span


def visit() -> Event:
    return dyad_articles()[4].events[0]


def other(**fields: Any) -> Event:
    return replace(dyad_articles()[5].events[0], **fields)


def test_reports_of_one_visit_in_two_articles_are_one_happening() -> None:
    assert across_articles(visit(), other())
    assert across_articles(visit(), other(event_date="2023-03-19"))
    assert across_articles(visit(), other(event_date="2023-03", date_precision="month"))


@pytest.mark.parametrize(
    "fields",
    [
        {"event_date": "2023-03-21"},
        {"event_date": None},
        {"event_type": "SUPPORT"},
        {"mode": "phone"},
        {"event_date": "2023", "date_precision": "year", "cameo": "040"},
    ],
)
def test_what_differs_stays_apart(fields: dict[str, Any]) -> None:
    assert not across_articles(visit(), other(**fields))


def test_meetings_of_different_persons_stay_apart() -> None:
    someone = replace(visit().source[0], person="Hakan Fidan")
    assert not across_articles(visit(), other(source=(someone,)))


def test_mentions_of_one_meeting_within_an_article_are_one_happening_led_by_the_fullest() -> None:
    events = [e for e in chiefs().events if e.modality == "asserted"]
    (told,) = gather(events, within_article)
    assert len(told.events) == 3
    assert told.lead.source[0].person == "Ahmed Khalifa"
    assert dict(told.noted())["unannounced"] is events[2]


def test_dates_of_different_precision_meet_where_they_overlap() -> None:
    assert dates_meet(visit(), other(event_date="2023"), days=0)
    assert not dates_meet(visit(), other(event_date="2022"), days=1)


@pytest.mark.parametrize(
    ("date", "said", "first", "last"),
    [
        ("2013-11-23", "on 23 November 2013", "2013-11-23", "2013-11-23"),
        ("2012-02", "in February 2012", "2012-02-01", "2012-02-29"),
        ("2013", "in 2013", "2013-01-01", "2013-12-31"),
        ("2013-11-03T10:00:00Z", "on 3 November 2013", "2013-11-03", "2013-11-03"),
    ],
)
def test_dates_are_worded_as_precisely_as_they_are_known(date: str, said: str, first: str, last: str) -> None:
    assert when(date) == said
    assert worded(date) in said
    assert (first_day(date), last_day(date)) == (first, last)


def quoted(text: str) -> str | None:
    found = quotation(text, Span(0, len(text)))
    return None if found is None else text[slice(*found.span)]


def test_long_sentence_is_cut_where_a_clause_ends() -> None:
    clause = "The two ministers agreed to reopen the border crossing that had been shut for nine years"
    tail = ", which residents on both sides had long asked for in vain, as the mayor of the town said last week."
    assert quoted(clause + tail) == clause + tail.partition(", as")[0]


def test_sentence_without_a_place_to_cut_is_not_quoted() -> None:
    assert quoted(" ".join(["word"] * 40) + ".") is None


def test_opening_connective_is_left_out() -> None:
    assert quoted("However, the talks between the two went on.") == "the talks between the two went on."


@pytest.mark.parametrize(
    "text",
    [
        "Click here to read more about the talks in Cairo.",
        "He said “never again to the other minister.",
        "Too short.",
    ],
)
def test_furniture_fragments_and_unbalanced_quotations_are_not_quoted(text: str) -> None:
    assert quoted(text) is None


def test_quotation_marks_within_a_quotation_become_single() -> None:
    assert marked('He said "never" and “no”') == "“He said ‘never’ and ‘no’”"


@given(st.text(max_size=200), st.integers(0, 220), st.integers(0, 220))
def test_a_citation_always_says_what_its_span_holds(text: str, start: int, length: int) -> None:
    made = cite(Article("x", text), Span(start, start + length))
    assert made.quote == text[slice(*made.span)]


@given(st.text(max_size=300))
def test_sentences_lie_in_order_and_apart(text: str) -> None:
    spans = split(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(text[slice(*s)] for s in spans).split()) == "".join(text.split())
