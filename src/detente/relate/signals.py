"""Dated signals of thaw and rupture, raised day by day with nothing but the past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from detente.model import Signal, SignalKind
from detente.relate.columns import IGNORED, Columns, ordinal, pack, sorted_pair
from detente.relate.cusum import Scorer, Settings, scorer, watch
from detente.relate.direction import DirectionSettings, slow_turns
from detente.relate.series import week_start, weekly
from detente.relate.turns import WEEKLY, Turn, once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from detente.model import Happening

MOST_DRIVERS = 5

_KINDS: tuple[SignalKind, SignalKind] = ("thaw", "rupture")
_DYADS_AT_ONCE = 256


def signals(
    happenings: Iterable[Happening] | Columns,
    *,
    dyad: tuple[str, str] | None = None,
    since: str | None = None,
    until: str | None = None,
    settings: Settings | None = None,
    direction: DirectionSettings | None = None,
) -> list[Signal]:
    """Find where relations turned: thaw where cooperation rises, rupture where conflict does.

    Two one-sided CUSUMs (Page 1954, see ``cusum``) over weekly Goldstein weights, looked at on every day of
    the current week; and, for dyads of less than an act a month, which those forget between two acts, two
    over the direction of acts (Reynolds and Stoumbos 1999, see ``direction``). ``method`` names the one that
    raised the signal; ``turns`` says how they share a turn. A sum rises only on a day with a happening, so a
    signal is raised on such a day, and data cut after it gives the same signal. A dyad's signals depend on
    that dyad's happenings alone.

    In each signal, ``on`` is the day of the first happening after the sum last left zero (Page's estimate of
    the change), ``score`` the sum when it passed the threshold, in standard deviations for ``WEEKLY`` and as
    a log likelihood ratio for ``DIRECTION``, ``level_before`` the mean Goldstein score (-10 to 10) of counted
    happenings in the two years before ``on``, for ``DIRECTION`` the ten, 0.0 if there were none, and
    ``level_after`` that from ``on`` to ``detected_on``. ``drivers`` are the heaviest happenings of the
    signal's kind in that time, at most five, by day.

    Args:
        happenings: In any order; statements, appeals, intentions and demands among them are not counted.
        dyad: Report this pair only, in whichever order it is named.
        since: First ``detected_on`` to report, ``YYYY-MM-DD``; earlier data still serves as history.
        until: Last ``detected_on`` to report.
        settings: Tuning of the weekly detector.
        direction: Tuning of the detector for thin dyads.

    Returns:
        Signals by ``detected_on``, then dyad, then kind.
    """
    columns = happenings if isinstance(happenings, Columns) else pack(happenings)
    if dyad is not None:
        columns = columns.only(sorted_pair(*dyad))
    low = ordinal(since) if since is not None else 0
    high = ordinal(until) if until is not None else date.max.toordinal()
    found: list[Signal] = []
    for start in range(0, len(columns.dyads), _DYADS_AT_ONCE):
        dyads = range(start, min(start + _DYADS_AT_ONCE, len(columns.dyads)))
        part = _Part(columns, dyads, settings or Settings(), direction or DirectionSettings())
        found += [part.signal(turn) for turn in part.turns() if low <= turn.day <= high]
    return sorted(found, key=lambda signal: (signal.detected_on, signal.dyad, signal.kind))


@dataclass(frozen=True, slots=True)
class _Counted:
    """Counted happenings of one dyad in a range of days."""

    day: NDArray[np.int32]
    side: NDArray[np.int8]
    tenths: NDArray[np.int16]
    ids: NDArray[np.str_]

    def level(self) -> float:
        return round(float(self.tenths.mean()) / 10, 2) if len(self.tenths) else 0.0


class _Part:
    """Some dyads of a table, few enough for their weekly series to lie in memory together."""

    def __init__(self, columns: Columns, dyads: range, settings: Settings, direction: DirectionSettings) -> None:
        self.columns = columns
        self.dyads = dyads
        self.settings = settings
        self.direction = direction
        self.weights, first, self.start = weekly(columns, dyads)
        self.scorers: list[Scorer] = [scorer(side, first, settings) for side in self.weights]

    def turns(self) -> Iterator[Turn]:
        """What both detectors find, each turn once."""
        slow = slow_turns(self.columns, self.dyads, self.direction)
        return once([*self.weekly_turns(), *slow], rest=self.settings.rest, window=self.direction.window)

    def weekly_turns(self) -> Iterator[Turn]:
        scores = np.stack([s.score(w) for s, w in zip(self.scorers, self.weights, strict=True)])
        for alarm in watch(scores, self.settings, self.crossing):
            monday = week_start(self.start + alarm.began)
            yield Turn(alarm.side, self.dyads[alarm.dyad], alarm.day, monday, alarm.height, WEEKLY)

    def counted(self, dyad: int, since: int, before: int) -> _Counted:
        """Happenings of days ``[since, before)`` that count; ``dyad`` is a position within the columns."""
        columns = self.columns
        low, high = np.searchsorted(columns.dyad, [dyad, dyad + 1])
        first, stop = low + np.searchsorted(columns.day[low:high], [since, before])
        kept = slice(first, stop)
        mask = columns.side[kept] != IGNORED
        values = (columns.day, columns.side, columns.tenths, columns.ids)
        return _Counted(*(value[kept][mask] for value in values))

    def crossing(self, side: int, dyad: int, week: int, before: float) -> tuple[int, float]:
        """The first day of a week on which the sum passes ``h``; its last with a happening at the latest."""
        monday = week_start(self.start + week)
        counted = self.counted(self.dyads[dyad], monday, monday + 7)
        mine = counted.side == side
        days, place = np.unique(counted.day[mine], return_inverse=True)
        points = np.bincount(place, np.abs(counted.tenths[mine].astype(np.float64)))
        heights = before + self.scorers[side].score(np.cumsum(points) / 10, dyad, week)
        passed = np.flatnonzero(heights > self.settings.h)
        at = passed[0] if len(passed) else -1
        return int(days[at]), float(heights[at])

    def signal(self, turn: Turn) -> Signal:
        """Describe a turn."""
        excursion = self.counted(turn.dyad, turn.began, turn.day + 1)
        mine = np.flatnonzero(excursion.side == turn.side)
        on = int(excursion.day[mine[0]])
        heavy = np.lexsort((excursion.ids[mine], -np.abs(excursion.tenths[mine])))[:MOST_DRIVERS]
        drivers = sorted((int(excursion.day[i]), str(excursion.ids[i])) for i in mine[heavy])
        baseline = 7 * (self.settings.window if turn.method == WEEKLY else self.direction.past)
        return Signal(
            dyad=self.columns.dyads[turn.dyad],
            kind=_KINDS[turn.side],
            on=date.fromordinal(on).isoformat(),
            detected_on=date.fromordinal(turn.day).isoformat(),
            score=round(turn.height, 2),
            level_before=self.counted(turn.dyad, on - baseline, on).level(),
            level_after=self.counted(turn.dyad, on, turn.day + 1).level(),
            drivers=tuple(event for _, event in drivers),
            method=turn.method,
        )
