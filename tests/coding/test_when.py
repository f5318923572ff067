"""Dates: stated ones as they stand, relative ones against publication, none from the clock."""

import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import detente.coding.when as when_module
from detente.coding.almanac import READERS
from detente.coding.almanac.feasts import easter, pascha
from detente.coding.when import When, dates, published_date
from detente.knowledge.dates import Construction, constructions, date_lexicon, moving_days
from detente.knowledge.tables import Row, read_table

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


class Example(Row):
    """A sentence and its dates, as ``expression = value precision basis``, separated by ``|``."""

    published: str
    text: str
    dates: str


EXAMPLES = read_table("dates.tsv", Example, folder=Path(__file__).parent)


def shown(text: str, when: When) -> str:
    assert when.span is not None
    return f"{text[when.span.start : when.span.end]} = {when.value or '-'} {when.precision} {when.basis}"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.published} {e.text}")
def test_the_dates_of_a_sentence(example: Example) -> None:
    day = published_date(example.published or None)
    found = [shown(example.text, w) for w in dates(example.text, 0, len(example.text), day)]
    assert " | ".join(found) == example.dates


@pytest.mark.parametrize("row", constructions(), ids=lambda r: f"{r.reads}: {r.example}")
def test_every_construction_reads_its_example(row: Construction) -> None:
    text = f"They met {row.example}."
    assert ", ".join(w.value or "none" for w in dates(text, 0, len(text), WEDNESDAY)) == row.date


def test_the_documentation_shows_an_example_of_every_reader() -> None:
    page = (Path(__file__).parent.parent.parent / "docs" / "coding.md").read_text(encoding="utf-8")
    shown_rows = {(row.reads, f"| {row.example} | {row.date} |") for row in constructions()}
    told = {reads for reads, line in shown_rows if line in page}
    assert told == set(READERS)
    table = page.partition("| words | date |")[2].partition("\n\n")[0].strip().splitlines()[1:]
    assert {line for _, line in shown_rows} >= set(table)


def test_every_reader_is_used_and_every_construction_has_one() -> None:
    assert {row.reads for row in constructions()} == set(READERS)


def test_a_date_on_a_new_line_is_found_at_its_offsets() -> None:
    text = "Cairo\nThey met last\nnight and on 3\nMay."
    found = [text[w.span.start : w.span.end] for w in dates(text, 0, len(text), WEDNESDAY) if w.span is not None]
    assert found == ["last\nnight", "3\nMay"]


def test_a_part_of_a_text_keeps_the_offsets_of_the_whole() -> None:
    text = "On Monday they met. On Tuesday they parted."
    (when,) = dates(text, 20, len(text), WEDNESDAY)
    assert when.span is not None
    assert text[when.span.start : when.span.end] == "Tuesday"


# -- what holds for every text --------------------------------------------------------------------------

VOCABULARY = """
the a on in of by since until after before and to from between last next this past previous coming same that following
Friday Monday May March June Sept. FRIDAY 3 5 14 31 2013 2024 1990s 3-5 5th first two several few couple of more than
day days week month year decade hours weekend today yesterday overnight night morning earlier later recent 9/11
5/13/2024 early late mid ago Christmas Ramadan Easter anniversary quarter summer fall people they met , - ( ) . ; 's
about over
"""
WORDS = st.sampled_from(VOCABULARY.split())
TEXTS = st.lists(WORDS, max_size=25).map(" ".join)
DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31))
FORMS = {"day": r"\d{4}-\d\d-\d\d", "month": r"\d{4}-\d\d", "year": r"\d{4}"}


@given(TEXTS, DAYS | st.none())
def test_values_fit_their_precision_and_spans_their_text(text: str, day: date | None) -> None:
    end = 0
    for when in dates(text, 0, len(text), day):
        assert when.span is not None
        assert end <= when.span.start < when.span.end <= len(text)
        end = when.span.end
        if when.value is None:
            assert (when.precision, when.basis) == ("unknown", "unknown")
        else:
            assert re.fullmatch(FORMS[when.precision], when.value)
            assert when.basis in {"text", "relative"}


@given(TEXTS)
def test_nothing_is_relative_without_a_day_of_publication(text: str) -> None:
    assert all(when.basis != "relative" for when in dates(text, 0, len(text), None))


@given(TEXTS, DAYS, DAYS)
def test_what_the_text_states_does_not_depend_on_publication(text: str, day: date, other: date) -> None:
    stated = [[w.value for w in dates(text, 0, len(text), d) if w.basis == "text"] for d in (day, other)]
    assert stated[0] == stated[1]


COUNTED = [
    "on Friday",
    "last Monday",
    "next Tuesday",
    "this Sunday",
    "yesterday",
    "overnight",
    "two days ago",
    "Friday last week",
    "Tuesday next week",
    "from Monday to Thursday",
    "on Friday, and a day later",
    "overnight into Sunday",
]


@given(st.sampled_from(COUNTED), DAYS, st.integers(-200, 200))
def test_dates_move_by_as_many_weeks_as_publication(text: str, day: date, weeks: int) -> None:
    step = timedelta(weeks=weeks)
    here, there = ([date.fromisoformat(w.value or "") for w in dates(text, 0, len(text), d)] for d in (day, day + step))
    assert [d + step for d in here] == there


@given(TEXTS, DAYS)
def test_the_quick_look_loses_no_date(text: str, day: date) -> None:
    if list(when_module._dates(text, 0, day)):
        assert date_lexicon().may_date(text)


@pytest.mark.parametrize("piece", ["May 5 2024 ", "1", "3, 4 and ", "a day after ", "2013-", "the early ", "Friday "])
def test_hostile_text_comes_to_an_end(piece: str) -> None:
    text = piece * (100_000 // len(piece))  # what is quadratic in this takes minutes
    found = list(dates(text, 0, len(text), WEDNESDAY))
    assert all(w.span is None or w.span.end <= len(text) for w in found)


# -- feasts ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("year", "day"), [(1961, "04-02"), (2000, "04-23"), (2008, "03-23"), (2024, "03-31")])
def test_easter(year: int, day: str) -> None:
    assert easter(year).isoformat() == f"{year}-{day}"


@pytest.mark.parametrize(("year", "day"), [(2000, "04-30"), (2017, "04-16"), (2023, "04-16"), (2024, "05-05")])
def test_eastern_easter(year: int, day: str) -> None:
    assert pascha(year).isoformat() == f"{year}-{day}"


@given(st.integers(1900, 2099))
def test_both_easters_are_sundays_and_the_eastern_is_never_earlier(year: int) -> None:
    assert easter(year).weekday() == pascha(year).weekday() == 6
    assert easter(year) <= pascha(year)


def test_feasts_that_follow_the_moon_are_a_lunar_year_apart_and_cover_1990_to_2030() -> None:
    for name, days in moving_days().items():
        assert {day.year for day in days} == set(range(1990, 2031)), name
        assert {(later - day).days for day, later in pairwise(days)} <= {353, 354, 355, 356}, name
