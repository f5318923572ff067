"""Constructions that name a day, a month, a year or a part of one."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from detente.coding.almanac.calendar import in_month, in_year, months_from, nearest, on_day
from detente.coding.almanac.feasts import named
from detente.coding.almanac.told import Said, When


def full(said: Said) -> When:
    """As in "3 May 2024"."""
    day = date(said.number("year"), said.number("month", "may"), said.number("figure", "ordinal"))
    return on_day(day, "text")


def written(said: Said) -> When | None:
    """Digits alone; day and month written with strokes only where one of them can be no month."""
    kind, value = said.parts[0]
    text = value or ""
    if kind == "iso":
        return on_day(date.fromisoformat(text[:10]), "text")
    if kind == "dotted":
        number, month, year = (int(part) for part in text.split("."))
        return on_day(date(year, month, number), "text")
    one, other, year = (int(part) for part in text.split("/"))
    if one <= 12 and other <= 12 and one != other:
        return None
    return on_day(date(year, min(one, other), max(one, other)), "text")


def days(said: Said) -> When | None:
    """Several days of one month: the first."""
    figures = said.numbers("figure", "ordinal")
    if said.has("days"):
        figures = [int(part) for part in re.split("[-–]", said.first("days") or "")]
    if figures != sorted(set(figures)):
        return None
    month = said.number("month", "may")
    last = date(said.number("year") or 2000, month, figures[-1])  # 2000 has every day
    return on_day(last.replace(day=figures[0]), "text") if said.has("year") else _yearless(said, month, figures[0])


def far_days(said: Said) -> When | None:
    """From a day of one month to a day of another: the first."""
    number, month = said.numbers("figure", "ordinal"), said.numbers("month", "may")
    years = said.numbers("year")
    if not years:
        return _yearless(said, month[0], number[0])
    year = years[0] - (len(years) == 1 and (month[0], number[0]) > (month[1], number[1]))
    return on_day(date(year, month[0], number[0]), "text")


def of_year(said: Said) -> When | None:
    """A day or month of this, the last or the next year."""
    if said.day is None or said.unit != "year":
        return None
    whole = Said([*said.parts, ("year", str(said.day.year + said.number("last")))], said.day)
    read = named if said.has("named") else full if said.has("figure", "ordinal") else month_and_year
    when = read(whole)
    return replace(when, basis="relative") if when is not None else None


def _yearless(said: Said, month: int, number: int) -> When | None:
    """The nearest such day to publication, before it or after."""
    date(2000, month, number)
    if said.day is None:
        return None
    reach = 8 if (month, number) == (2, 29) else 1  # eight years may pass without a 29 February
    years = (said.day.year + step for step in range(-reach, reach + 1))
    days = (_in_this_year(year, month, number) for year in years)
    near, other = nearest((d for d in days if d is not None), said.day)
    return on_day(near, other=other)


def _in_this_year(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def day_and_month(said: Said) -> When | None:
    """As in "3 May"."""
    return _yearless(said, said.number("month", "may"), said.number("figure", "ordinal"))


def day_of_month(said: Said) -> When | None:
    """The latest such day up to publication: "on the 14th"."""
    if said.day is None:
        return None
    number = said.number("ordinal")
    months = (months_from(said.day, step) for step in (0, -1, -2, 1, 2))
    days = [d for first in months if (d := _in_this_year(first.year, first.month, number)) is not None]
    past, coming = [d for d in days if d <= said.day], [d for d in days if d > said.day]
    return on_day(max(past), other=min(coming))


def month_and_year(said: Said) -> When:
    """As in "May 2024"."""
    return in_month(date(said.number("year"), said.number("month", "may"), 1), "text")


def month_alone(said: Said) -> When | None:
    """The latest such month that has begun: "in June"; "last June" is over, "next June" is to come."""
    if said.day is None:
        return None
    this = date(said.day.year, said.number("month", "may"), 1)
    latest = this if this <= said.day else months_from(this, -12)
    if not said.has("last"):
        return in_month(latest, other=months_from(latest, 12))
    step, current = said.number("last"), (latest.year, latest.month) == (said.day.year, said.day.month)
    if step == 0:
        return in_month(this)
    return in_month(months_from(latest, 12) if step > 0 else months_from(latest, -12 * current))


def far_months(said: Said) -> When | None:
    """From one month to another: the first."""
    months, years = said.numbers("month", "may"), said.numbers("year")
    if years:
        year = years[0] - (len(years) == 1 and months[0] > months[1])
        return in_month(date(year, months[0], 1), "text")
    return month_alone(Said([("month", str(months[0]))], said.day))


def quarter(said: Said) -> When | None:
    """As in "The first quarter": a year is all that a date can say of it."""
    if said.has("year"):
        return in_year(said.number("year"), "text")
    if said.day is None or said.unit not in {"day", "year"}:
        return None
    if said.has("unit"):
        return in_year(said.day.year + said.number("last"))
    begun = (said.day.month - 1) // 3  # quarters of this year that are over
    quarter = begun + said.number("last") if said.has("last") else said.number("nth") - 1
    return in_year(said.day.year + quarter // 4 - (not said.has("last") and quarter > begun))


def season(said: Said) -> When | None:
    """As in "The spring of 2011": likewise."""
    if said.has("year"):
        return in_year(said.number("year"), "text")
    if said.day is None:
        return None
    begin, _, end = (said.first("season", "fall") or "").partition("-")
    step = said.number("last")
    if step > 0:
        return in_year(said.day.year + (said.day.month > int(end)))
    over = said.day.month > int(end) if step < 0 else said.day.month >= int(begin)
    return in_year(said.day.year - (not over))


def decade(said: Said) -> When:
    """As in "The 1990s": no date, but not after their end."""
    begin = said.number("decade")
    return When(None, "unknown", "unknown", latest=date(begin + 9, 12, 31))


def year_alone(said: Said) -> When:
    """As in "2013"."""
    return in_year(said.number("year", "years"), "text")
