"""Page's cumulative sum on two weekly series at once: cooperation and conflict of each dyad.

E. S. Page, Continuous inspection schemes, Biometrika 41 (1954) 100-115. In its words: a score is added at
each observation, the sum is never let below zero, and action is taken when it passes ``h``. The score here is

    z_t = (y_t - m_t) / sqrt(v_t + floor^2) - k,    y_t = log(1 + x_t / unit)

where ``x_t`` is the week's total Goldstein weight and ``m_t``, ``v_t`` are mean and variance of ``y`` over
the ``window`` weeks before. The logarithm keeps one loud week from filling the sum, the floor keeps the first
event of a silent dyad from looking like a hundred deviations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Weeks = NDArray[np.int64]

_ALL = slice(None)


@dataclass(frozen=True, slots=True)
class Settings:
    """What tunes the detector; each value sits on a plateau, not on a peak, of the measured trade-off.

    ``k`` and ``h`` are the textbook pair for a shift of one standard deviation.

    Attributes:
        unit: Goldstein weight at which the logarithm bends; 8 is about one strong act.
        window: Weeks of baseline. Two years; with one year more turning points are missed.
        history: Weeks a dyad must have been known for before it can raise a signal.
        floor: Least standard deviation of ``y``. At 0.2 no single act in a silent dyad passes ``h``, two
            strong ones within three weeks do.
        k: Page's reference value: what the sum loses in an ordinary week, in standard deviations.
        h: Decision interval, in standard deviations.
        rest: Weeks after a signal in which the dyad raises no other of the same kind. Two months: half a year
            hid the second of two turns in quick succession.
    """

    unit: float = 8.0
    window: int = 104
    history: int = 13
    floor: float = 0.2
    k: float = 0.5
    h: float = 4.0
    rest: int = 9


@dataclass(frozen=True, slots=True)
class Scorer:
    """Baseline of one side: turns a week's weight into its score.

    Attributes:
        mean: ``m_t``, shape (dyads, weeks).
        deviation: ``sqrt(v_t + floor^2)``, same shape.
        ready: Whether the dyad has been known long enough, same shape.
    """

    mean: Floats
    deviation: Floats
    ready: NDArray[np.bool_]
    settings: Settings

    def score(self, weight: Floats, dyad: int | slice = _ALL, week: int | slice = _ALL) -> Floats:
        """Scores ``z`` of weights (Goldstein points a week) of the given dyads in the given weeks."""
        y = np.log1p(weight / self.settings.unit)
        z = (y - self.mean[dyad, week]) / self.deviation[dyad, week] - self.settings.k
        return np.where(self.ready[dyad, week], z, 0.0)


def scorer(weight: Floats, first: Weeks, settings: Settings) -> Scorer:
    """Make the running baseline; week ``t`` sees only weeks before ``t``.

    Args:
        weight: Goldstein points, shape (dyads, weeks).
        first: The first week in which each dyad is known, shape (dyads,).
        settings: Window, unit and floor.
    """
    y = np.log1p(weight / settings.unit)
    weeks = np.arange(y.shape[1])
    low = np.minimum(np.maximum(weeks - settings.window, first[:, None]), weeks)
    known = np.maximum(weeks - low, 1)
    mean = _sums(y, low) / known
    variance = np.maximum(_sums(y * y, low) / known - mean * mean, 0.0)
    ready = weeks - first[:, None] >= settings.history
    return Scorer(mean, np.sqrt(variance + settings.floor**2), ready, settings)


def _sums(values: Floats, low: Weeks) -> Floats:
    """Sum of ``values[:, low:t]`` for every week ``t``."""
    running = np.zeros((values.shape[0], values.shape[1] + 1))
    np.cumsum(values, axis=1, out=running[:, 1:])
    dyads = np.arange(values.shape[0])[:, None]
    return running[:, :-1] - running[dyads, low]


class Alarm(NamedTuple):
    """The sum of one side passed ``h``.

    Attributes:
        side: 0 for the first series, 1 for the second.
        dyad: Position within the series.
        day: Ordinal of the day on which it passed.
        began: Week in which the sum last left zero.
        height: The sum on that day, in standard deviations.
    """

    side: int
    dyad: int
    day: int
    began: int
    height: float


class Crossing(Protocol):
    """Finds the day within a week on which a sum passes ``h``."""

    def __call__(self, side: int, dyad: int, week: int, before: float) -> tuple[int, float]:
        """Day and height of the sum; ``before`` is the sum when the week began."""


def watch(scores: Floats, settings: Settings, crossing: Crossing) -> Iterator[Alarm]:
    """Follow both sums of every dyad through the weeks and report where they pass ``h``.

    A rise of cooperation while conflict stands above ``h`` is no thaw: crises bring visits and talks too.
    That week cooperation starts again from zero.

    Args:
        scores: ``z`` of cooperation and of conflict, shape (2, dyads, weeks).
        settings: Decision interval and rest.
        crossing: Looks up the day; called only where a week's sum passes ``h``.
    """
    sums = np.zeros(scores.shape[:2])
    last = np.full(scores.shape[:2], -settings.rest)
    began = np.zeros(scores.shape[:2], np.int64)
    for week in range(scores.shape[2]):
        began[sums == 0] = week
        raised = sums + scores[:, :, week]
        high = raised > settings.h
        resting = week - last < settings.rest
        for dyad in np.flatnonzero((high & ~resting).any(axis=0)).tolist():
            for alarm in _passing(crossing, dyad, week, sums[:, dyad], high[:, dyad]):
                if not resting[alarm.side, dyad]:
                    last[alarm.side, dyad] = week
                    yield alarm._replace(began=int(began[alarm.side, dyad]))
        sums = np.maximum(raised, 0.0)
        sums[week - last < settings.rest] = 0.0
        sums[0, high[1]] = 0.0


def _passing(crossing: Crossing, dyad: int, week: int, sums: Floats, high: NDArray[np.bool_]) -> list[Alarm]:
    found = []
    for side in np.flatnonzero(high).tolist():
        day, height = crossing(side, dyad, week, float(sums[side]))
        found.append(Alarm(side, dyad, day, week, height))
    if len(found) == 2 and found[1].day <= found[0].day:
        del found[0]
    return found
