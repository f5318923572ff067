"""When: dates stated in a sentence, and relative ones resolved against the date of publication, never the clock."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from detente.model import DateBasis, DatePrecision, Span

MONTHS = {
    name: n
    for n, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sep", "sept"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBER_WORDS = tuple("zero one two three four five six seven eight nine ten eleven twelve".split())  # noqa: SIM905
NUMBERS: dict[str, int | None] = {
    **{word: n for n, word in enumerate(NUMBER_WORDS)},
    "a": 1,
    "an": 1,
    "several": None,
}
LONGEST_DATE = 100  # code points
BACKGROUND_DAYS = 60
"""An event further back than this from publication is background (the meaning of modality historical)."""


@dataclass(frozen=True, slots=True)
class When:
    """A date of some precision and where it comes from."""

    value: str | None
    precision: DatePrecision
    basis: DateBasis
    span: Span | None = None

    def age(self, published: date | None) -> int | None:
        """Least number of days between this date and publication; None when either is unknown."""
        if self.value is None or published is None:
            return None
        return (published - _latest(self.value)).days


UNKNOWN = When(None, "unknown", "unknown")


def stated_day(text: str) -> date | None:
    """The day that a text states in full: "2018-01-01", "2018-01-01T12:00Z", "1 January 2018"; None for any other."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        found = next(dates(text, 0, min(len(text), LONGEST_DATE), None), None)
    return date.fromisoformat(found.value) if found is not None and found.value and found.precision == "day" else None


def published_date(published_at: str | None) -> date | None:
    """The day of publication."""
    return date.fromisoformat(published_at[:10]) if published_at else None


def published(day: date | None) -> When:
    """The day of publication, assumed for want of a better one."""
    return When(day.isoformat(), "day", "published") if day is not None else UNKNOWN


MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
WEEKDAY = "(?P<weekday>" + "|".join(DAYS) + ")"
YEAR = r"(?P<year>1[89]\d\d|20\d\d)"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
NUMBER = r"(?P<number>\d{1,3}|" + "|".join(NUMBERS) + ")"

Rule = tuple[re.Pattern[str], Callable[[re.Match[str], date | None], When | None]]


def dates(text: str, start: int, end: int, day: date | None) -> Iterator[When]:
    """All dates between two offsets of a text, in text order, none overlapping.

    Args:
        text: The article's text or title.
        start: Begin of the range.
        end: End of the range, exclusive.
        day: Day of publication. Without it relative dates are left out.
    """
    found: list[When] = []
    for pattern, read in RULES:
        for match in pattern.finditer(text, start, end):
            span = Span(*match.span())
            if any(w.span is not None and w.span.start < span.end and span.start < w.span.end for w in found):
                continue
            when = _safely(read, match, day)
            if when is not None:
                found.append(When(when.value, when.precision, when.basis, span))
    yield from sorted(found, key=lambda w: w.span or Span(0, 0))


def _safely(
    read: Callable[[re.Match[str], date | None], When | None], match: re.Match[str], day: date | None
) -> When | None:
    try:
        return read(match, day)
    except (ValueError, OverflowError):  # 31 February, the year 0: no date at all
        return None


def _latest(value: str) -> date:
    parts = [int(p) for p in value.split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = parts[0], parts[1] if len(parts) == 2 else 12
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


# -- one function a construction ------------------------------------------------------------------------


def _full(match: re.Match[str], day: date | None) -> When | None:
    del day
    return When(date(int(match["year"]), MONTHS[match["month"].lower()], int(match["day"])).isoformat(), "day", "text")


def _iso(match: re.Match[str], day: date | None) -> When | None:
    del day
    return When(date.fromisoformat(match.group()).isoformat(), "day", "text")


def _day_and_month(match: re.Match[str], day: date | None) -> When | None:
    """A day without its year: the nearest such day to publication, the future up to half a year ahead."""
    month, number = MONTHS[match["month"].lower()], int(match["day"])
    if day is None:
        return None
    years = [date(y, month, number) for y in (day.year - 1, day.year, day.year + 1) if _exists(y, month, number)]
    return When(min(years, key=lambda d: abs((d - day).days)).isoformat(), "day", "relative")


def _exists(year: int, month: int, number: int) -> bool:
    try:
        date(year, month, number)
    except ValueError:
        return False
    return True


def _month_and_year(match: re.Match[str], day: date | None) -> When | None:
    del day
    return When(f"{match['year']}-{MONTHS[match['month'].lower()]:02d}", "month", "text")


def _month_alone(match: re.Match[str], day: date | None) -> When | None:
    """The latest such month that is not after publication: "in June", "last June"."""
    if day is None:
        return None
    month = MONTHS[match["month"].lower()]
    year = day.year if month <= day.month else day.year - 1
    if "next" in match.group().lower():
        year = day.year if month > day.month else day.year + 1
    return When(f"{year}-{month:02d}", "month", "relative")


def _year_alone(match: re.Match[str], day: date | None) -> When | None:
    del day
    return When(match["year"], "year", "text")


def _weekday(match: re.Match[str], day: date | None) -> When | None:
    """A weekday is the latest one up to publication; with "next", or "will" before it, the next one."""
    if day is None:
        return None
    back = (day.weekday() - DAYS.index(match["weekday"].lower())) % 7
    if "next" in match.group().lower():
        return When((day + timedelta(days=7 - back)).isoformat(), "day", "relative")
    if "last" in match.group().lower() and back == 0:
        back = 7
    return When((day - timedelta(days=back)).isoformat(), "day", "relative")


def _shift(days: int) -> Callable[[re.Match[str], date | None], When | None]:
    def read(match: re.Match[str], day: date | None) -> When | None:
        del match
        return When((day + timedelta(days=days)).isoformat(), "day", "relative") if day is not None else None

    return read


def _ago(match: re.Match[str], day: date | None) -> When | None:
    word = match["number"].lower()
    number = int(word) if word.isdigit() else NUMBERS[word]
    if day is None or number is None:
        return None
    unit = match["unit"].lower().rstrip("s")
    if unit == "day":
        return When((day - timedelta(days=number)).isoformat(), "day", "relative")
    if unit == "week":
        return When(f"{day - timedelta(weeks=number):%Y-%m}", "month", "relative")
    if unit == "month":
        months = day.year * 12 + day.month - 1 - number
        return When(f"{months // 12}-{months % 12 + 1:02d}", "month", "relative")
    return When(str(day.year - number * (10 if unit == "decade" else 1)), "year", "relative")


def _last_unit(match: re.Match[str], day: date | None) -> When | None:
    if day is None:
        return None
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(match["which"].lower(), 0)
    match match["unit"].lower():
        case "week":
            thursday = day + timedelta(weeks=step, days=3 - day.weekday())  # most days of its week lie in its month
            return When(f"{thursday:%Y-%m}", "month", "relative")
        case "month":
            months = day.year * 12 + day.month - 1 + step
            return When(f"{months // 12}-{months % 12 + 1:02d}", "month", "relative")
        case _:
            return When(str(day.year + step), "year", "relative")


def _rule(pattern: str, read: Callable[[re.Match[str], date | None], When | None]) -> Rule:
    return re.compile(rf"(?<![\w-]){pattern}(?![\w-])", re.IGNORECASE), read


RULES: tuple[Rule, ...] = (
    _rule(rf"{DAY}\s+(?:of\s+)?{MONTH},?\s+{YEAR}", _full),
    _rule(rf"{MONTH}\s+{DAY},?\s+{YEAR}", _full),
    _rule(r"\d{4}-\d\d-\d\d", _iso),
    _rule(rf"{MONTH},?\s+(?:of\s+)?{YEAR}", _month_and_year),
    _rule(rf"{MONTH}\s+{DAY}", _day_and_month),
    _rule(rf"{DAY}\s+(?:of\s+)?{MONTH}", _day_and_month),
    _rule(rf"(?:(?:in|since|during|early|late|mid|last|next|this|of)[\s-]+){MONTH}", _month_alone),
    _rule(rf"(?:(?:last|next|this|on|late|early)\s+)?{WEEKDAY}", _weekday),
    _rule(rf"{NUMBER}\s+(?P<unit>days?|weeks?|months?|years?|decades?)\s+(?:ago|earlier)", _ago),
    _rule(r"(?:today|this (?:morning|afternoon|evening)|tonight)", _shift(0)),
    _rule(r"(?:yesterday|last night|overnight)", _shift(-1)),
    _rule(r"the day before yesterday", _shift(-2)),
    _rule(r"tomorrow", _shift(1)),
    _rule(
        r"(?:(?:earlier|later)\s+)?(?P<which>last|this|next|past|previous|coming)\s+(?P<unit>week|month|year)",
        _last_unit,
    ),
    _rule(YEAR + "(?!s)", _year_alone),
)
