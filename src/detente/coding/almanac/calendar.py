"""Days, months and years as dates of a precision, and the ranges that they make."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from detente.coding.almanac.told import DAY, When, first_of_month
from detente.model import DateBasis

WEEK = 7 * DAY


def on_day(day: date, basis: DateBasis = "relative", other: date | None = None) -> When:
    """A day, and what the same words mean on the other side of publication."""
    return When(day.isoformat(), "day", basis, other=other.isoformat() if other is not None else None)


def in_month(first: date, basis: DateBasis = "relative", other: date | None = None) -> When:
    """A month, told by its first day."""
    return When(f"{first:%Y-%m}", "month", basis, other=f"{other:%Y-%m}" if other is not None else None)


def in_year(year: int, basis: DateBasis = "relative") -> When:
    """A year."""
    return When(date(year, 1, 1).isoformat()[:4], "year", basis)


def between(first: date, last: date, basis: DateBasis = "relative") -> When:
    """The finest precision that holds all days of a range."""
    if first == last:
        return on_day(first, basis)
    if first.year != last.year:
        return When(None, "unknown", "unknown", latest=last)
    return in_month(first, basis) if first.month == last.month else in_year(first.year, basis)


def nearest(days: Iterable[date], published: date) -> tuple[date, date | None]:
    """The day nearest to publication, and the nearest one on the other side of it."""
    near = sorted(days, key=lambda d: abs((d - published).days))
    return near[0], next((d for d in near if (d > published) != (near[0] > published)), None)


def months_from(day: date, count: int) -> date:
    """The first day of the month that lies so many months from that of a day."""
    return first_of_month(day.year, day.month + count)


def unit_of(day: date, unit: str, step: int) -> tuple[date, date] | None:
    """First and last day of the unit that lies so many units from the one of a day."""
    match unit:
        case "day":
            return day + step * DAY, day + step * DAY
        case "week":
            monday = day - day.weekday() * DAY + step * WEEK
            return monday, monday + WEEK - DAY
        case "month":
            return months_from(day, step), months_from(day, step + 1) - DAY
        case "year":
            return date(day.year + step, 1, 1), date(day.year + step, 12, 31)
        case "decade":
            begin = day.year // 10 * 10 + step * 10
            return date(begin, 1, 1), date(begin + 9, 12, 31)
        case _:
            return None


def first_day(when: When) -> date:
    """The first day that a date may be."""
    parts = [int(p) for p in (when.value or "0").split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)
