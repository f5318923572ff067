"""Bernoulli CUSUM on the direction of acts, for dyads that the weekly sums forget between two acts.

M. R. Reynolds and Z. G. Stoumbos, A CUSUM chart for monitoring a proportion when inspecting continuously,
Journal of Quality Technology 31 (1999) 87-108. Time is counted in acts, not in weeks: each is of the kind that
is watched for or of the other, and adds Wald's log likelihood ratio

    log(p1 / p0)  or  log((1 - p1) / (1 - p0)),

where ``p0`` is the share of the kind in the dyad's past and ``p1`` its share after a turn. G. Lorden, Procedures
for reacting to a change in distribution, Annals of Mathematical Statistics 42 (1971) 1897-1908, shows that such a
sum is a row of Wald's tests, one begun at each act. They are followed apart here, because each has a past of its
own, and none for longer than ``window``, so that old acts do not count for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

import numpy as np

from detente.relate.columns import CONFLICT, COOPERATION, IGNORED, Columns
from detente.relate.series import monday_week
from detente.relate.turns import DIRECTION, Turn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Numbers = NDArray[np.int64]

_CALENDAR = 1 << 23
"""More days than a calendar has, so that dyad and day make one number."""

_ZERO = 1e-9
"""A rise and a fall of one size cancel but for rounding."""


@dataclass(frozen=True, slots=True)
class DirectionSettings:
    """What tunes the detector: textbook values, which on real tables change little when halved or doubled.

    Attributes:
        p1: Share of the kind after a turn, four acts in five. ``p0`` is never taken to be below ``1 - p1``,
            else two visits in a month would end the longest quarrel: four acts in a row are the least.
        h: Decision interval. By Lorden's bound a dyad that does not turn raises a false alarm once in
            ``exp(h)`` acts, here 100, at most; with ``p0`` estimated, made-up dyads of any share and pace
            keep to it.
        window: Weeks after which a test ends without result; also those over which the dyad's pace is measured,
            and it must have been known for as long.
        past: Weeks of baseline. Ten years: a thin dyad shows too few acts in two.
        few: Least acts in the baseline.
        most: Last acts in the baseline; with all of ten years a turn back is noticed late.
        busy: Acts within ``window`` from which on the weekly sums see enough: one a month. There an act adds
            two or three deviations and each silent week takes half a one away.
    """

    p1: float = 0.8
    h: float = log(100)
    window: int = 104
    past: int = 522
    few: int = 5
    most: int = 20
    busy: int = 24


@dataclass(frozen=True, slots=True)
class _Acts:
    """Acts as one side's tests see them; on one day those of the other side come first.

    Attributes:
        when: Dyad and day in one number that rises.
        mine: Whether the act is of the kind that is watched for.
    """

    when: Numbers
    mine: Flags

    def since(self, days: int) -> Numbers:
        """Position of the first act within so many days before each."""
        return np.searchsorted(self.when, np.maximum(self.when - days, self.when // _CALENDAR * _CALENDAR))


def slow_turns(columns: Columns, dyads: range, settings: DirectionSettings) -> Iterator[Turn]:
    """Each test that passes ``h``, on the first day on which it does; ``height`` is the log likelihood ratio.

    A summit told in three acts, or on three days, is one observation: the first act of a side in a week counts
    for all.

    Args:
        columns: All happenings.
        dyads: Positions of the dyads that are wanted, one beside the other.
        settings: Shares, decision interval and limits.
    """
    dyad, day, side = _observations(columns, dyads)
    for kind in (COOPERATION, CONFLICT):
        order = np.lexsort((side == kind, day, dyad))
        acts = _Acts((dyad * _CALENDAR + day)[order], (side == kind)[order])
        for start, end, height in _wald(acts, settings):
            where, began = divmod(int(acts.when[start]), _CALENDAR)
            yield Turn(kind, where, int(acts.when[end]) % _CALENDAR, began, height, DIRECTION)


def _observations(columns: Columns, dyads: range) -> tuple[Numbers, Numbers, NDArray[np.int8]]:
    """Dyad, day and side of the first act of each side in each week."""
    low, high = np.searchsorted(columns.dyad, [dyads.start, dyads.stop])
    rows = low + np.flatnonzero(columns.side[low:high] != IGNORED)
    cell = (columns.dyad[rows].astype(np.int64) * _CALENDAR + monday_week(columns.day[rows])) * IGNORED
    _, first = np.unique(cell + columns.side[rows], return_index=True)
    kept = rows[first]
    return columns.dyad[kept].astype(np.int64), columns.day[kept].astype(np.int64), columns.side[kept]


def _baseline(acts: _Acts, settings: DirectionSettings) -> tuple[Numbers, Floats]:
    """Where tests begin, and ``p0`` of each.

    The share is smoothed by one act of each side, Laplace's rule. A thaw can only follow a past in which
    conflict prevailed, a rupture one in which cooperation did.
    """
    place = np.arange(len(acts.when))
    low = np.maximum(acts.since(7 * settings.past), place - settings.most)
    window = 7 * settings.window
    running = np.concatenate([[0], np.cumsum(acts.mine)])
    known = place - low
    share = (running[place] - running[low] + 1) / (known + 2)
    pace = place - acts.since(window)
    first = acts.when[acts.since(_CALENDAR)]
    begins = acts.mine & (share < 0.5) & (known >= settings.few) & (pace < settings.busy)
    starts = np.flatnonzero(begins & (acts.when - first >= window))
    return starts, np.maximum(share[starts], 1 - settings.p1)


def _wald(acts: _Acts, settings: DirectionSettings) -> Iterator[tuple[int, int, float]]:
    """First and last act and height of each test that passes ``h``; all tests go one act further at a time.

    A test that falls to zero ends, as Page's sum does: one begun later does better.
    """
    starts, p0 = _baseline(acts, settings)
    rise, fall = np.log(settings.p1 / p0), np.log((1 - settings.p1) / (1 - p0))
    ends, heights = starts, np.zeros(len(starts))
    while len(starts):
        heights = heights + np.where(acts.mine[ends], rise, fall)
        passed = heights > settings.h
        yield from zip(starts[passed].tolist(), ends[passed].tolist(), heights[passed].tolist(), strict=True)
        ends = ends + 1
        ahead = acts.when[np.minimum(ends, len(acts.when) - 1)] - acts.when[starts]
        goes_on = ~passed & (heights > _ZERO) & (ends < len(acts.when)) & (ahead <= 7 * settings.window)
        starts, ends, heights = starts[goes_on], ends[goes_on], heights[goes_on]
        rise, fall = rise[goes_on], fall[goes_on]
