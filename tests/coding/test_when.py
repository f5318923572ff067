"""Dates: stated ones as they stand, relative ones against publication, none from the clock."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding.when import dates

WEDNESDAY = date(2024, 5, 8)


def found(text: str, day: date | None = WEDNESDAY) -> list[tuple[str | None, str, str]]:
    return [(w.value, w.precision, w.basis) for w in dates(text, 0, len(text), day)]


@pytest.mark.parametrize(
    ("text", "value", "precision", "basis"),
    [
        ("on 13 March 2021", "2021-03-13", "day", "text"),
        ("on March 5th, 2019,", "2019-03-05", "day", "text"),
        ("on 2020-08-06", "2020-08-06", "day", "text"),
        ("in June 2010", "2010-06", "month", "text"),
        ("in 2013", "2013", "year", "text"),
        ("on Saturday", "2024-05-04", "day", "relative"),
        ("on Wednesday", "2024-05-08", "day", "relative"),
        ("last Wednesday", "2024-05-01", "day", "relative"),
        ("next Monday", "2024-05-13", "day", "relative"),
        ("yesterday", "2024-05-07", "day", "relative"),
        ("overnight", "2024-05-07", "day", "relative"),
        ("two days ago", "2024-05-06", "day", "relative"),
        ("three months ago", "2024-02", "month", "relative"),
        ("a decade ago", "2014", "year", "relative"),
        ("last year", "2023", "year", "relative"),
        ("earlier this month", "2024-05", "month", "relative"),
        ("in November", "2023-11", "month", "relative"),
        ("on 20 December", "2023-12-20", "day", "relative"),
    ],
)
def test_a_date_expression_is_read(text: str, value: str, precision: str, basis: str) -> None:
    assert found(text) == [(value, precision, basis)]


@pytest.mark.parametrize("text", ["on Saturday", "yesterday", "two days ago", "last month", "on 20 December"])
def test_without_a_day_of_publication_a_relative_date_stays_unknown(text: str) -> None:
    assert found(text, None) == []


@pytest.mark.parametrize("text", ["on 31 February 2020", "the 1990s", "route 66", "a may-fly", "2013-2014x"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert [v for v, p, _ in found(text) if p == "day"] == []


def test_a_year_inside_a_full_date_is_not_read_twice() -> None:
    assert found("Cairo, 6 August 2020, and in 2013") == [
        ("2020-08-06", "day", "text"),
        ("2013", "year", "text"),
    ]


@given(st.text(max_size=300))
def test_any_text_is_survived_and_spans_index_it(text: str) -> None:
    for when in dates(text, 0, len(text), WEDNESDAY):
        assert when.span is not None
        assert 0 <= when.span.start < when.span.end <= len(text)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_written_day_comes_back(day: date) -> None:
    text = f"It happened on {day.day} {day:%B} {day.year}, they said."
    assert found(text)[0] == (day.isoformat(), "day", "text")


def test_last_week_is_in_the_month_of_most_of_its_days() -> None:
    (found,) = dates("The bridge was shelled last week.", 0, 33, date(2024, 1, 8))
    assert (found.value, found.precision) == ("2024-01", "month")
