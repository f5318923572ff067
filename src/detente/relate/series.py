"""Happenings to series: what two states did to one another, week by week and quarter by quarter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

import numpy as np

from detente.relate.columns import CONFLICT, COOPERATION, IGNORED, Columns, pack

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from detente.model import Happening

_TENTHS = 10.0


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One period of a dyad.

    Attributes:
        period: ``2021`` or ``2021-Q2``.
        cooperation: Sum of Goldstein points of cooperation, 0 or more.
        conflict: Sum of Goldstein points of conflict, as a number of 0 or more.
        net: ``cooperation - conflict``.
        count: Happenings counted; statements, appeals, intentions and demands are not.
    """

    period: str
    cooperation: float
    conflict: float
    net: float
    count: int


def monday_week(day: NDArray[np.int32]) -> NDArray[np.int64]:
    """Number of the week, Monday to Sunday, that holds each day (ordinals); the same for every table."""
    return (day.astype(np.int64) - 1) // 7


def week_of(day: int) -> int:
    """Number of the week that holds one day."""
    return (day - 1) // 7


def week_start(week: int) -> int:
    """The ordinal of a week's Monday."""
    return week * 7 + 1


def weekly(columns: Columns, dyads: range) -> tuple[NDArray[np.float64], NDArray[np.int64], int]:
    """Weekly Goldstein weights of cooperation and of conflict.

    Args:
        columns: All happenings.
        dyads: Positions of the dyads that are wanted, one beside the other.

    Returns:
        Weights, shape (2, dyads, weeks), in Goldstein points; the week in which each dyad is first known, as
        an index into the weeks; the number of the first week.
    """
    low, high = np.searchsorted(columns.dyad, [dyads.start, dyads.stop])
    week = monday_week(columns.day[low:high])
    start, stop = int(week.min()), int(week.max()) + 1
    shape = (IGNORED + 1, len(dyads), stop - start)
    dyad = columns.dyad[low:high] - dyads.start
    cell = np.ravel_multi_index((columns.side[low:high], dyad, week - start), shape)
    weight = np.abs(columns.tenths[low:high].astype(np.float64))
    total = np.bincount(cell, weight, minlength=int(np.prod(shape))).reshape(shape) / _TENTHS
    begins = np.searchsorted(dyad, np.arange(len(dyads)))
    return total[[COOPERATION, CONFLICT]], week[begins] - start, start


def timeline(
    happenings: Iterable[Happening] | Columns,
    dyad: tuple[str, str],
    *,
    step: Literal["quarter", "year"] = "quarter",
) -> list[TimelineRow]:
    """The course of one dyad, with no period between its first and last happening left out."""
    columns = happenings if isinstance(happenings, Columns) else pack(happenings)
    mine = columns.only(dyad)
    counted = mine.side != IGNORED
    if not counted.any():
        return []
    months = 3 if step == "quarter" else 12
    dates = [date.fromordinal(int(day)) for day in mine.day[counted]]
    period = np.array([(day.year * 12 + day.month - 1) // months for day in dates])
    first = int(period.min())
    points = np.abs(mine.tenths[counted]) / _TENTHS
    good = mine.side[counted] == COOPERATION
    cooperation = np.bincount(period - first, points * good)
    conflict = np.bincount(period - first, points * ~good)
    count = np.bincount(period - first)
    return [
        TimelineRow(_name(first + i, months), *_rounded(plus, minus), int(n))
        for i, (plus, minus, n) in enumerate(zip(cooperation, conflict, count, strict=True))
    ]


def _rounded(plus: float, minus: float) -> tuple[float, float, float]:
    return round(float(plus), 1), round(float(minus), 1), round(float(plus - minus), 1)


def _name(period: int, months: int) -> str:
    year, part = divmod(period * months, 12)
    return f"{year:04d}" if months == 12 else f"{year:04d}-Q{part // months + 1}"
