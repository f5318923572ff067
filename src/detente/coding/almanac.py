"""What each construction of dates means: one function for each ``reads`` of ``dates_grammar.tsv``.

A date of which only a range is known gets the finest precision that holds the whole range, or none: "last week" is a
month where all its days lie in one. A range that is told by its ends ("from 3 to 5 May") begins on its first day, as
tables of events have it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from detente.knowledge.dates import NamedDay, Pair, moving_days, named_day
from detente.model import DateBasis, DatePrecision, Span

DAY = timedelta(days=1)
WEEK = 7 * DAY
SATURDAY = 5
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FINENESS: dict[DatePrecision, int] = {"unknown": -1, "year": 0, "month": 1, "day": 2}
GRADES = {"day": 2, "week": 2, "fortnight": 2, "month": 1, "year": 0, "decade": 0}
"""How fine a date must be to count units from it."""

SLACK = {1: DAY, 2: 2 * DAY}
"""How far "a week ago" and "two weeks ago" may be from so many times seven days; more weeks are rounder still."""


@dataclass(frozen=True, slots=True)
class When:
    """A date of some precision and where it comes from.

    Attributes:
        value: An ISO day, month or year; None where the text gives a time that is none of these.
        precision: What ``value`` is.
        basis: Whether the text states it or it was counted from publication.
        span: Where it is told; with ``value`` None it says that the event has a date of its own which is not known.
        other: What the same words mean where the event lies on the other side of publication.
        latest: The last possible day, where ``value`` does not say it: the end of a decade.
        role: What the date is to its clause: ``at`` its time, ``since``, ``by``, ``until`` or ``after`` it, ``name`` a
            part of what something is called, ``of`` the time of what its span names, ``count`` that within which
            something is counted.
    """

    value: str | None
    precision: DatePrecision
    basis: DateBasis
    span: Span | None = None
    other: str | None = None
    latest: date | None = None
    role: str = "at"

    @property
    def fineness(self) -> int:
        """2 for a day, 1 for a month, 0 for a year, −1 for none."""
        return FINENESS[self.precision]

    @property
    def latest_day(self) -> date | None:
        """The last possible day."""
        return _last_day(self.value) if self.value is not None else self.latest

    def age(self, published: date | None) -> int | None:
        """Least number of days between this date and publication; None when either is unknown."""
        last = self.latest_day
        return (published - last).days if last is not None and published is not None else None


UNKNOWN = When(None, "unknown", "unknown")


@dataclass(frozen=True, slots=True)
class Beside:
    """A date that is to be counted from another one of the sentence.

    Attributes:
        count: How many units after it (before it, where negative).
        unit: Which.
        most: The largest number that is meant, where ``count`` is the least: "a few days later".
        tied: Whether what it is counted from may stand behind it: "a day after".
        anniversary: Whether it is the same day of another year.
    """

    count: int
    unit: str
    most: int | None = None
    tied: bool = False
    anniversary: bool = False

    @property
    def grade(self) -> int:
        """How fine the other date must be: 2 a day, 1 a month, 0 a year."""
        return 0 if self.anniversary else GRADES[self.unit]


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a construction as kinds and values, and the day of publication."""

    parts: list[Pair]
    day: date | None

    def first(self, *kinds: str) -> str | None:
        """The value of the first word of some kinds."""
        return next((value for kind, value in self.parts if kind in kinds), None)

    def has(self, *kinds: str) -> bool:
        """Whether there is a word of some kinds."""
        return any(kind in kinds for kind, _ in self.parts)

    def number(self, *kinds: str) -> int:
        """The first number of some kinds; a word without one counts 0."""
        return _int(self.first(*kinds))

    def numbers(self, *kinds: str) -> list[int]:
        """All numbers of some kinds."""
        return [_int(value) for kind, value in self.parts if kind in kinds]

    @property
    def unit(self) -> str:
        """The unit of time."""
        return self.first("unit") or "day"

    @property
    def bounds(self) -> tuple[int, int]:
        """The least and the largest number that is meant: 2 and 9 for "several", and where there is none."""
        vague = self.first("vague", "recent")
        if vague is None and self.has("number", "figure", "one"):
            count = self.number("number", "figure") or 1
            return count, count
        least, _, most = (vague or "2-9").partition("-")
        return int(least), int(most)


def _int(value: str | None) -> int:
    digits = re.match(r"[+-]?\d+", value or "")
    return int(digits.group()) if digits is not None else 0


# -- days, months, years --------------------------------------------------------------------------------


def _last_day(value: str) -> date:
    parts = [int(p) for p in value.split("-")]
    if len(parts) == 3:
        return date(*parts)
    return _month(parts[0], parts[1] + 1 if len(parts) == 2 else 13) - DAY


def _month(year: int, month: int) -> date:
    """The first day of a month; month 13 is the January behind."""
    months = year * 12 + month - 1
    return date(months // 12, months % 12 + 1, 1)


def _on(day: date, basis: DateBasis = "relative", other: date | None = None) -> When:
    return When(day.isoformat(), "day", basis, other=other.isoformat() if other is not None else None)


def _in_month(first: date, basis: DateBasis = "relative", other: date | None = None) -> When:
    return When(f"{first:%Y-%m}", "month", basis, other=f"{other:%Y-%m}" if other is not None else None)


def _in_year(year: int, basis: DateBasis = "relative") -> When:
    return When(date(year, 1, 1).isoformat()[:4], "year", basis)


def _between(first: date, last: date, basis: DateBasis = "relative") -> When:
    """The finest precision that holds all days of a range."""
    if first == last:
        return _on(first, basis)
    if first.year != last.year:
        return When(None, "unknown", "unknown", latest=last)
    return _in_month(first, basis) if first.month == last.month else _in_year(first.year, basis)


def _nearest(days: Iterable[date], published: date) -> tuple[date, date | None]:
    """The day nearest to publication, and the nearest one on the other side of it."""
    near = sorted(days, key=lambda d: abs((d - published).days))
    return near[0], next((d for d in near if (d > published) != (near[0] > published)), None)


def _months_from(day: date, count: int) -> date:
    return _month(day.year, day.month + count)


def _unit_of(day: date, unit: str, step: int) -> tuple[date, date] | None:
    """First and last day of the unit that lies so many units from the one of a day."""
    match unit:
        case "day":
            return day + step * DAY, day + step * DAY
        case "week":
            monday = day - day.weekday() * DAY + step * WEEK
            return monday, monday + WEEK - DAY
        case "month":
            return _months_from(day, step), _months_from(day, step + 1) - DAY
        case "year":
            return date(day.year + step, 1, 1), date(day.year + step, 12, 31)
        case "decade":
            begin = day.year // 10 * 10 + step * 10
            return date(begin, 1, 1), date(begin + 9, 12, 31)
        case _:
            return None


# -- a day that is told in full -------------------------------------------------------------------------


def _full(said: Said) -> When:
    day = date(said.number("year"), said.number("month", "may"), said.number("figure", "ordinal"))
    return _on(day, "text")


def _written(said: Said) -> When | None:
    """Digits alone; day and month written with strokes only where one of them can be no month."""
    kind, value = said.parts[0]
    text = value or ""
    if kind == "iso":
        return _on(date.fromisoformat(text[:10]), "text")
    if kind == "dotted":
        number, month, year = (int(part) for part in text.split("."))
        return _on(date(year, month, number), "text")
    one, other, year = (int(part) for part in text.split("/"))
    if one <= 12 and other <= 12 and one != other:
        return None
    return _on(date(year, min(one, other), max(one, other)), "text")


def _days(said: Said) -> When | None:
    """Several days of one month: the first."""
    figures = said.numbers("figure", "ordinal")
    if said.has("days"):
        figures = [int(part) for part in re.split("[-–]", said.first("days") or "")]
    if figures != sorted(set(figures)):
        return None
    month = said.number("month", "may")
    last = date(said.number("year") or 2000, month, figures[-1])  # 2000 has every day
    return _on(last.replace(day=figures[0]), "text") if said.has("year") else _yearless(said, month, figures[0])


def _far_days(said: Said) -> When | None:
    """From a day of one month to a day of another: the first."""
    number, month = said.numbers("figure", "ordinal"), said.numbers("month", "may")
    years = said.numbers("year")
    if not years:
        return _yearless(said, month[0], number[0])
    year = years[0] - (len(years) == 1 and (month[0], number[0]) > (month[1], number[1]))
    return _on(date(year, month[0], number[0]), "text")


def _of_year(said: Said) -> When | None:
    """A day or month of this, the last or the next year."""
    if said.day is None or said.unit != "year":
        return None
    whole = Said([*said.parts, ("year", str(said.day.year + said.number("last")))], said.day)
    read = _named if said.has("named") else _full if said.has("figure", "ordinal") else _month_and_year
    when = read(whole)
    return replace(when, basis="relative") if when is not None else None


# -- a day or month without its year --------------------------------------------------------------------


def _yearless(said: Said, month: int, number: int) -> When | None:
    """The nearest such day to publication, before it or after."""
    date(2000, month, number)
    if said.day is None:
        return None
    reach = 8 if (month, number) == (2, 29) else 1  # eight years may pass without a 29 February
    years = (said.day.year + step for step in range(-reach, reach + 1))
    days = (_in_this_year(year, month, number) for year in years)
    near, other = _nearest((d for d in days if d is not None), said.day)
    return _on(near, other=other)


def _in_this_year(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _day_and_month(said: Said) -> When | None:
    return _yearless(said, said.number("month", "may"), said.number("figure", "ordinal"))


def _day_of_month(said: Said) -> When | None:
    """The latest such day up to publication: "on the 14th"."""
    if said.day is None:
        return None
    number = said.number("ordinal")
    months = (_months_from(said.day, step) for step in (0, -1, -2, 1, 2))
    days = [d for first in months if (d := _in_this_year(first.year, first.month, number)) is not None]
    past, coming = [d for d in days if d <= said.day], [d for d in days if d > said.day]
    return _on(max(past), other=min(coming))


def _month_and_year(said: Said) -> When:
    return _in_month(date(said.number("year"), said.number("month", "may"), 1), "text")


def _month_alone(said: Said) -> When | None:
    """The latest such month that has begun: "in June"; "last June" is over, "next June" is to come."""
    if said.day is None:
        return None
    this = date(said.day.year, said.number("month", "may"), 1)
    latest = this if this <= said.day else _months_from(this, -12)
    if not said.has("last"):
        return _in_month(latest, other=_months_from(latest, 12))
    step, current = said.number("last"), (latest.year, latest.month) == (said.day.year, said.day.month)
    if step == 0:
        return _in_month(this)
    return _in_month(_months_from(latest, 12) if step > 0 else _months_from(latest, -12 * current))


def _far_months(said: Said) -> When | None:
    """From one month to another: the first."""
    months, years = said.numbers("month", "may"), said.numbers("year")
    if years:
        year = years[0] - (len(years) == 1 and months[0] > months[1])
        return _in_month(date(year, months[0], 1), "text")
    return _month_alone(Said([("month", str(months[0]))], said.day))


# -- parts of years, years, decades ---------------------------------------------------------------------


def _quarter(said: Said) -> When | None:
    if said.has("year"):
        return _in_year(said.number("year"), "text")
    if said.day is None or said.unit not in {"day", "year"}:
        return None
    if said.has("unit"):
        return _in_year(said.day.year + said.number("last"))
    begun = (said.day.month - 1) // 3  # quarters of this year that are over
    quarter = begun + said.number("last") if said.has("last") else said.number("nth") - 1
    return _in_year(said.day.year + quarter // 4 - (not said.has("last") and quarter > begun))


def _season(said: Said) -> When | None:
    if said.has("year"):
        return _in_year(said.number("year"), "text")
    if said.day is None:
        return None
    begin, _, end = (said.first("season", "fall") or "").partition("-")
    step = said.number("last")
    if step > 0:
        return _in_year(said.day.year + (said.day.month > int(end)))
    over = said.day.month > int(end) if step < 0 else said.day.month >= int(begin)
    return _in_year(said.day.year - (not over))


def _decade(said: Said) -> When:
    begin = said.number("decade")
    return When(None, "unknown", "unknown", latest=date(begin + 9, 12, 31))


def _year(said: Said) -> When:
    return _in_year(said.number("year", "years"), "text")


# -- named days -----------------------------------------------------------------------------------------


def _named(said: Said) -> When | None:
    named = named_day(said.first("named") or "")
    if _FULL.fullmatch(named.rule):
        return _on(date.fromisoformat(named.rule), "text")
    if said.has("year"):
        stated = _in_year_of(named, said.number("year"))
        return _reach(named, stated[0], "text") if len(stated) == 1 else None
    if said.day is None:
        return None
    days = [d for step in (-1, 0, 1) for d in _in_year_of(named, said.day.year + step)]
    if not days:
        return None
    near, other = _nearest(days, said.day)
    if said.has("last"):
        step = said.number("last")
        near = (
            min((d for d in days if d > said.day), default=near) if step > 0 else max(d for d in days if d < said.day)
        )
    when = _reach(named, near, "relative")
    return replace(when, other=_reach(named, other, "relative").value) if other and not said.has("last") else when


def _reach(named: NamedDay, day: date, basis: DateBasis) -> When:
    return _between(day - named.before * DAY, day + named.after * DAY, basis)


_FULL = re.compile(r"\d{4}-\d\d-\d\d")
_FEAST = re.compile(r"(easter|pascha)([+-]\d+)")


@cache
def _in_year_of(named: NamedDay, year: int) -> tuple[date, ...]:
    """When a named day is in a year: once, or twice as Ramadan in 2030, or never."""
    rule = named.rule
    if rule.startswith("moving "):
        days = moving_days()[rule.removeprefix("moving ")]
        first = bisect_right(days, date(year - 1, 12, 31))
        return days[first : bisect_right(days, date(year, 12, 31))]
    feast = _FEAST.fullmatch(rule)
    if feast is not None:
        return ((easter if feast[1] == "easter" else pascha)(year) + int(feast[2]) * DAY,)
    if " " in rule:
        number, weekday, month = rule.split()
        return (_nth_weekday(year, int(month), WEEKDAYS.index(weekday), int(number)),)
    return (date.fromisoformat(f"{year:04d}-{rule}"),)


def _nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    if number < 0:
        last = _month(year, month + 1) - DAY
        return last - (last.weekday() - weekday) % 7 * DAY
    first = date(year, month, 1)
    return first + (weekday - first.weekday()) % 7 * DAY + (number - 1) * WEEK


def easter(year: int) -> date:
    """Easter Sunday of the Western churches, by the Gregorian reckoning (the anonymous algorithm of 1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def pascha(year: int) -> date:
    """Easter Sunday of the Eastern churches: the Julian reckoning (Meeus), thirteen days on; 1900 to 2099."""
    moon = (19 * (year % 19) + 15) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + sunday + 114, 31)
    return date(year, month, day + 1) + 13 * DAY


# -- counted from publication ---------------------------------------------------------------------------


def _weekday(said: Said) -> When | None:
    """The latest such day up to publication, or the next one; "next" and "this" choose."""
    if said.day is None:
        return None
    back = (said.day.weekday() - said.number("weekday")) % 7
    latest = said.day - back * DAY
    if not said.has("last"):
        return _on(latest, other=latest + WEEK if back else None)
    step = said.number("last")
    if step == 0:
        return _on(said.day + (said.number("weekday") - said.day.weekday()) * DAY)
    return _on(latest + WEEK if step > 0 else latest - WEEK * (back == 0))


def _weekday_of_week(said: Said) -> When | None:
    if said.day is None or said.unit != "week":
        return None
    monday = said.day - said.day.weekday() * DAY + said.number("last") * WEEK
    return _on(monday + said.number("weekday") * DAY)


def _weekdays(said: Said) -> When | None:
    """From one weekday to another: the first of those whose last is the latest up to publication."""
    if said.day is None:
        return None
    first, last = said.numbers("weekday")
    end = said.day - (said.day.weekday() - last) % 7 * DAY
    begin = end - (last - first) % 7 * DAY
    return _on(begin, other=begin + WEEK)


def _night_into(said: Said) -> When | None:
    """A night that ends on a weekday begins the day before."""
    when = _weekday(said)
    return _on(date.fromisoformat(when.value) - DAY) if when is not None and when.value is not None else None


def _weekend(said: Said) -> When | None:
    """The latest weekend that has begun; "next" is the one after publication."""
    if said.day is None:
        return None
    back = (said.day.weekday() - SATURDAY) % 7
    saturday = said.day - back * DAY
    inside = back < 2
    if said.has("last"):
        step = said.number("last")
        saturday += WEEK * ((step > 0) or (step == 0 and not inside)) - WEEK * (step < 0 and inside)
        return _between(saturday, saturday + DAY)
    coming = _between(saturday + WEEK, saturday + WEEK + DAY)
    return replace(_between(saturday, saturday + DAY), other=coming.value)


def _shift(said: Said) -> When | None:
    return _on(said.day + said.number("shift") * DAY) if said.day is not None else None


def _ago(said: Said) -> When | None:
    if said.unit == "hour":
        return _hours(said)
    if said.day is None:
        return None
    least, most = said.bounds
    when = _counted_from(said.day, said.unit, -most, -least, _on(said.day))
    bound = said.number("bound") or int(said.has("at"))
    if bound:
        return When(None, "unknown", "unknown", latest=when.latest_day if bound > 0 else said.day)
    if said.has("about") and when.precision == "day" and when.value is not None:
        day = date.fromisoformat(when.value)
        return _between(day - DAY, day + DAY)
    return when


def _hours(said: Said) -> When | None:
    """Hours before publication: today or yesterday, which is no date, but no background either."""
    return replace(UNKNOWN, latest=said.day) if said.day is not None else None


def _window(said: Said) -> When | None:
    """The time up to publication or from it: "the past three days", "in recent weeks"."""
    if said.unit == "hour":
        return _hours(said)
    if said.day is None:
        return None
    most = 1 if not said.has("vague", "recent", "number", "figure") else said.bounds[1]
    ahead = said.number("last") > 0
    end = _counted_from(said.day, said.unit, most if ahead else -most, most if ahead else -most, _on(said.day))
    edge = end.latest_day
    if edge is None:
        return None
    if not ahead and end.precision != "day":
        edge = _first_day(end)
    return _between(min(edge, said.day), max(edge, said.day))


def _first_day(when: When) -> date:
    parts = [int(p) for p in (when.value or "0").split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def _unit(said: Said) -> When | Beside | None:
    """This, the last or the next unit, or a part of this one: "earlier this week", "the end of the year"."""
    step, unit = said.number("last"), said.unit
    if unit == "day":
        return Beside(step, "day") if step >= 0 and not said.has("edge") else None
    span = _unit_of(said.day, unit, step) if said.day is not None else None
    if span is None or said.day is None:
        return None
    first, last = span
    if said.has("later") and first <= said.day <= last:
        first, last = (first, said.day) if said.number("later") < 0 else (said.day, last)
    return _between(first, last)


# -- counted from another date --------------------------------------------------------------------------


def _next_day(said: Said) -> Beside | None:
    return Beside(said.number("previous"), said.unit) if said.unit in GRADES else None


def _same_day(said: Said) -> Beside | None:
    return Beside(0, said.unit) if said.unit in {"day", "month", "year"} else None


def _beside(said: Said) -> Beside | None:
    if said.unit == "hour" or said.has("bound"):
        return None
    least, most = (1, 1) if said.has("part") or not said.has("later", "after") else said.bounds
    if said.has("after") and not said.has("one", "number", "figure"):
        least, most = 1, 1  # "the day before"
    sign = said.number("later", "after")
    return Beside(sign * least, said.unit, sign * most if most != least else None, tied=said.has("after"))


def _anniversary(said: Said) -> Beside:
    return Beside(said.number("nth", "ordinal"), "year", anniversary=True)


def beside(said: Beside, anchor: When) -> When:
    """A date that is so many units after another one (before it, where negative), as fine as that allows."""
    when = _beside_it(said, anchor)
    if anchor.other is None or when.value is None:
        return when
    other = _beside_it(said, replace(anchor, value=anchor.other))
    return replace(when, other=other.value if other.precision == when.precision else None)


def _beside_it(said: Beside, anchor: When) -> When:
    if anchor.value is None:
        return UNKNOWN
    if anchor.fineness < said.grade:
        return replace(anchor, span=None, other=None)  # "two days before Christmas": the same month
    if said.anniversary:
        day = [int(part) for part in anchor.value.split("-")]
        return _as_fine(anchor, day[0] + said.count, day[1:])
    most = said.count if said.most is None else said.most
    return _counted_from(_first_day(anchor), said.unit, min(said.count, most), max(said.count, most), anchor)


def _as_fine(anchor: When, year: int, rest: list[int]) -> When:
    if len(rest) == 2:
        return _on(date(year, *rest), anchor.basis)
    return _in_month(date(year, rest[0], 1), anchor.basis) if rest else _in_year(year, anchor.basis)


def _counted_from(day: date, unit: str, least: int, most: int, anchor: When) -> When:
    """A day so many units from another; weeks, months and years are told roundly."""
    basis = anchor.basis
    if least != most:
        one, other = (_counted_from(day, unit, n, n, anchor) for n in (least, most))
        if one.value is None or other.value is None:
            return When(None, "unknown", "unknown", latest=other.latest_day)
        return _between(_first_day(one), _last_day(other.value), basis)
    if least == 0:
        return replace(anchor, span=None, other=None) if unit == "day" else _cut(anchor, unit)
    match unit:
        case "day":
            return _on(day + least * DAY, basis)
        case "week" | "fortnight":
            weeks = least * (2 if unit == "fortnight" else 1)
            slack = SLACK.get(abs(weeks), 3 * DAY)
            return _between(day + weeks * WEEK - slack, day + weeks * WEEK + slack, basis)
        case "month":
            return _in_month(_months_from(day, least), basis)
        case _:
            years = least * (10 if unit == "decade" else 1)
            fine = anchor.fineness > 0 and anchor.basis == "text" and unit == "year"
            return _in_month(date(day.year + years, day.month, 1), basis) if fine else _in_year(day.year + years, basis)


def _cut(anchor: When, unit: str) -> When:
    """The month or year that another date lies in."""
    value = (anchor.value or "")[: 7 if unit == "month" else 4]
    return When(value, "month" if unit == "month" else "year", anchor.basis)


READERS: dict[str, Callable[[Said], When | Beside | None]] = {
    "full": _full,
    "written": _written,
    "days": _days,
    "far_days": _far_days,
    "of_year": _of_year,
    "day_and_month": _day_and_month,
    "day_of_month": _day_of_month,
    "month_and_year": _month_and_year,
    "month": _month_alone,
    "far_months": _far_months,
    "quarter": _quarter,
    "season": _season,
    "decade": _decade,
    "year": _year,
    "years": _year,
    "named": _named,
    "weekday": _weekday,
    "weekday_of_week": _weekday_of_week,
    "weekdays": _weekdays,
    "night_into": _night_into,
    "weekend": _weekend,
    "shift": _shift,
    "ago": _ago,
    "window": _window,
    "unit": _unit,
    "next_day": _next_day,
    "same_day": _same_day,
    "beside": _beside,
    "anniversary": _anniversary,
}
"""By the names that ``dates_grammar.tsv`` gives them."""
