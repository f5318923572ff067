"""Named days: those of a fixed date, of a weekday of a month, of the moon."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from datetime import date
from functools import cache

from detente.coding.almanac.calendar import WEEK, between, nearest, on_day
from detente.coding.almanac.told import DAY, Said, When, first_of_month
from detente.knowledge.dates import NamedDay, moving_days, named_day
from detente.model import DateBasis

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FULL = re.compile(r"\d{4}-\d\d-\d\d")
_FEAST = re.compile(r"(easter|pascha)([+-]\d+)")


def named(said: Said) -> When | None:
    """A feast or a day with a name, of the year that is told or nearest to publication."""
    named = named_day(said.first("named") or "")
    if _FULL.fullmatch(named.rule):
        return on_day(date.fromisoformat(named.rule), "text")
    if said.has("year"):
        stated = _in_year_of(named, said.number("year"))
        return _reach(named, stated[0], "text") if len(stated) == 1 else None
    if said.day is None:
        return None
    days = [d for step in (-1, 0, 1) for d in _in_year_of(named, said.day.year + step)]
    if not days:
        return None
    near, other = nearest(days, said.day)
    if said.has("last"):
        step = said.number("last")
        near = (
            min((d for d in days if d > said.day), default=near) if step > 0 else max(d for d in days if d < said.day)
        )
    when = _reach(named, near, "relative")
    return replace(when, other=_reach(named, other, "relative").value) if other and not said.has("last") else when


def _reach(named: NamedDay, day: date, basis: DateBasis) -> When:
    return between(day - named.before * DAY, day + named.after * DAY, basis)


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
        last = first_of_month(year, month + 1) - DAY
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
