"""Dates and small numbers as they stand in prose, and dates as bounds of a period."""

from __future__ import annotations

from calendar import monthrange

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

DAY = len("2013-11-23")
MONTH = len("2013-11")
YEAR = len("2013")


def worded(date: str) -> str:
    """``23 November 2013``, ``November 2013`` or ``2013``, as precise as the ISO date given."""
    parts = date[:DAY].split("-")
    names = [parts[0]]
    if len(parts) > 1:
        names.insert(0, MONTHS[int(parts[1]) - 1])
    if len(parts) > 2:
        names.insert(0, str(int(parts[2])))
    return " ".join(names)


def when(date: str) -> str:
    """``on 23 November 2013``, ``in November 2013``, ``in 2013``."""
    return f"{'on' if len(date) >= DAY else 'in'} {worded(date)}"


def first_day(date: str) -> str:
    """The first day of a date, month or year."""
    date = date[:DAY]
    return date + "-01-01"[len(date) - DAY :] if len(date) < DAY else date


def last_day(date: str) -> str:
    """The last day of a date, month or year."""
    date = date[:DAY]
    if len(date) == YEAR:
        return f"{date}-12-31"
    if len(date) == MONTH:
        return f"{date}-{monthrange(int(date[:YEAR]), int(date[YEAR + 1 :]))[1]:02d}"
    return date
