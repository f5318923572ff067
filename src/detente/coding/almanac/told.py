"""What a construction of dates says, and what it is read as: records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from detente.knowledge.dates import Pair
from detente.model import DateBasis, DatePrecision, Span

DAY = timedelta(days=1)
FINENESS: dict[DatePrecision, int] = {"unknown": -1, "year": 0, "month": 1, "day": 2}
GRADES = {"day": 2, "week": 2, "fortnight": 2, "month": 1, "year": 0, "decade": 0}
"""How fine a date must be to count units from it."""


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
        return last_day(self.value) if self.value is not None else self.latest

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


def last_day(value: str) -> date:
    """The last day of an ISO day, month or year."""
    parts = [int(p) for p in value.split("-")]
    if len(parts) == 3:
        return date(*parts)
    return first_of_month(parts[0], parts[1] + 1 if len(parts) == 2 else 13) - DAY


def first_of_month(year: int, month: int) -> date:
    """The first day of a month; month 13 is the January behind."""
    months = year * 12 + month - 1
    return date(months // 12, months % 12 + 1, 1)
