"""Figures with intervals: the percentile bootstrap over documents (Efron 1979).

Events of one document are not independent of one another, so whole documents are drawn, never events.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from detente.errors import UsageError
from detente.evaluate.report import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Counts = NDArray[np.float64]

INTERVAL = (2.5, 97.5)  # percentiles: 95 %
MOST_WEIGHTS = 16_000_000  # numbers held at once (128 MB), whatever the size of the gold
MOST_RESAMPLES = 100_000
DIGITS = 3


def checked_resamples(count: int) -> int:
    """The number of resamples, if it is one.

    Raises:
        UsageError: When it is negative or absurd.
    """
    if not 0 <= count <= MOST_RESAMPLES:
        raise UsageError(f"--bootstrap {count}: give a number from 0 (no intervals) to {MOST_RESAMPLES:,}")
    return count


@dataclass(frozen=True, slots=True)
class Ratio:
    """A figure as two counts a document: the sum of the first over the sum of the second."""

    name: str
    right: Sequence[float]
    of: Sequence[float]


@dataclass(slots=True)
class Sampler:
    """Draws documents anew with replacement, the same draws for every figure of a report."""

    documents: int
    resamples: int
    seed: int
    _weights: list[Counts] = field(default_factory=list, init=False)

    def figure(self, ratio: Ratio) -> Figure:
        """A ratio with its interval."""
        right, of = np.asarray(ratio.right, dtype=float), np.asarray(ratio.of, dtype=float)
        total = int(of.sum())
        drawn = [_divided(w @ right, w @ of) for w in self._draws()] if total else []
        value = float(right.sum() / total) if total else None
        return _figure(ratio.name, value, drawn, int(right.sum()), total)

    def mean(self, name: str, ratios: Sequence[Ratio]) -> Figure:
        """The plain mean of several ratios (macro average) with its interval."""
        right = np.array([r.right for r in ratios], dtype=float).T
        of = np.array([r.of for r in ratios], dtype=float).T
        if not len(ratios) or not of.sum():
            return _figure(name, None, [], None, len(ratios))
        drawn = [_row_means(_divided(w @ right, w @ of)) for w in self._draws()]
        value = _row_means(_divided(right.sum(0), of.sum(0))[None, :])[0]
        return _figure(name, float(value), drawn, None, len(ratios))

    def _draws(self) -> Iterator[Counts]:
        """Matrices of weights: a row a resample, a column a document."""
        if self._weights:
            yield from self._weights
            return
        source = np.random.default_rng(self.seed)
        rows = max(1, MOST_WEIGHTS // max(1, self.documents))
        keep = self.resamples <= rows
        for start in range(0, self.resamples, rows):
            size = min(rows, self.resamples - start)
            weights = source.multinomial(self.documents, np.full(self.documents, 1 / self.documents), size)
            if keep:
                self._weights.append(weights.astype(float))
            yield weights.astype(float)


def _divided(right: Counts, of: Counts) -> Counts:
    """Ratios, not a number where a draw has nothing to count."""
    return np.divide(right, of, out=np.full_like(right, np.nan), where=of > 0)


def _row_means(values: Counts) -> Counts:
    """Means of rows, passing over what is not a number; a row without any stays not a number."""
    there = ~np.isnan(values)
    return _divided(np.where(there, values, 0.0).sum(1), there.sum(1).astype(float))


def _figure(name: str, value: float | None, drawn: Sequence[Counts], right: int | None, of: int) -> Figure:
    values = np.concatenate(drawn) if drawn else np.array([])
    values = values[~np.isnan(values)]
    low, high = (float(v) for v in np.percentile(values, INTERVAL)) if values.size else (None, None)
    return Figure(name, _rounded(value), _rounded(low), _rounded(high), right, of)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
