"""Confidence against what was right: reliability bins and the expected calibration error.

Naeini, Cooper, Hauskrecht (2015): the mean distance between confidence and share of right events over bins of equal
width, weighted by the number of events in each.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.evaluate.report import Bin, Calibration

BINS = 10


def calibration(judged: Sequence[tuple[float, bool]], *, right_means: str) -> Calibration:
    """Bins and error of pairs of confidence and whether it was right."""
    parts = [[j for j in judged if bin_of(j[0]) == n] for n in range(BINS)]
    apart = sum(abs(sum(c for c, _ in part) - sum(ok for _, ok in part)) for part in parts)
    error = round(apart / len(judged), 3) if judged else None
    return Calibration(right_means, len(judged), error, tuple(_bin(n, part) for n, part in enumerate(parts)))


def bin_of(confidence: float) -> int:
    """The bin of a confidence; 1.0 is in the last one."""
    return max(0, min(BINS - 1, int(confidence * BINS)))


def _bin(number: int, judged: Sequence[tuple[float, bool]]) -> Bin:
    low, high, count = number / BINS, (number + 1) / BINS, len(judged)
    right = sum(ok for _, ok in judged)
    if not count:
        return Bin(low, high, 0, 0, None, None)
    mean = sum(c for c, _ in judged) / count
    return Bin(low, high, count, right, round(mean, 4), round(right / count, 4))
