"""Happenings as numpy columns: what the detectors work on, so that many millions of them fit and bin fast."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.model import Happening

COOPERATION, CONFLICT = 0, 1
IGNORED = 2

_SIDES = {f"{root:02d}": COOPERATION for root in range(4, 9)} | {
    f"{root:02d}": CONFLICT for root in (9, *range(11, 21))
}
"""CAMEO root to side. Statements, appeals, intentions and demands (01, 02, 03, 10) come with good and with
bad times alike: counting intentions alone raised false alarms by a fifth and lost turning points."""

LAST_ROOT = "20"
"""CAMEO's last root."""

_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Columns:
    """Happenings in columns of one length, sorted by dyad and then by day.

    Attributes:
        dyads: The sorted pairs of states; ``dyad`` counts into them.
        dyad: Position in ``dyads``, int32.
        day: Proleptic Gregorian ordinal (``date.toordinal``), int32.
        side: ``COOPERATION``, ``CONFLICT`` or ``IGNORED``, int8.
        tenths: Goldstein score in tenths, int16: whole numbers, so that sums do not depend on order.
        ids: Ids of the events, numpy strings of any length.
    """

    dyads: tuple[tuple[str, str], ...]
    dyad: NDArray[np.int32]
    day: NDArray[np.int32]
    side: NDArray[np.int8]
    tenths: NDArray[np.int16]
    ids: NDArray[np.str_]

    def only(self, dyad: tuple[str, str]) -> Columns:
        """The happenings of one dyad, in whichever order it is named."""
        pair = sorted_pair(*dyad)
        if pair not in self.dyads:
            return pack(())
        mine = self.dyad == self.dyads.index(pair)
        zeros = np.zeros(int(mine.sum()), np.int32)
        return Columns((pair,), zeros, self.day[mine], self.side[mine], self.tenths[mine], self.ids[mine])


def sorted_pair(one: str, other: str) -> tuple[str, str]:
    """Name a dyad: its two states in alphabetical order."""
    return (one, other) if one <= other else (other, one)


def pack(happenings: Iterable[Happening]) -> Columns:
    """Turn happenings into columns, a piece at a time, so that an iterator of any length does.

    Raises:
        ValueError: For a date that is not ``YYYY-MM-DD``.
    """
    codes: dict[tuple[str, str], int] = {}
    pieces: list[tuple[NDArray[np.float64], NDArray[np.str_]]] = []
    rows = iter(happenings)
    while piece := list(islice(rows, _CHUNK)):
        numbers = np.array([_numbers(row, codes) for row in piece], dtype=np.float64)
        pieces.append((numbers, np.array([row.id for row in piece], dtype=np.dtypes.StringDType())))
    if not pieces:
        pieces.append((np.empty((0, 4)), np.array([], dtype=np.dtypes.StringDType())))
    numbers = np.concatenate([piece[0] for piece in pieces])
    ids = np.concatenate([piece[1] for piece in pieces])
    names = sorted(codes)
    rank = np.empty(len(names), np.int32)
    rank[[codes[name] for name in names]] = np.arange(len(names))
    dyad = rank[numbers[:, 0].astype(np.int32)]
    order = np.lexsort((numbers[:, 1], dyad))
    return Columns(
        tuple(names),
        dyad[order],
        numbers[order, 1].astype(np.int32),
        numbers[order, 2].astype(np.int8),
        numbers[order, 3].astype(np.int16),
        ids[order],
    )


def _numbers(row: Happening, codes: dict[tuple[str, str], int]) -> tuple[int, int, int, int]:
    pair = sorted_pair(row.source_country, row.target_country)
    code = codes.setdefault(pair, len(codes))
    return code, ordinal(row.date), _side(row), round(row.goldstein * 10)


def _side(row: Happening) -> int:
    """The side by the code's root; codes of a user's own, beyond CAMEO's last root, count by their score's sign."""
    root = row.cameo[:2]
    if root > LAST_ROOT:
        return COOPERATION if row.goldstein > 0 else CONFLICT if row.goldstein < 0 else IGNORED
    return _SIDES.get(root, IGNORED)


@lru_cache(maxsize=1 << 16)
def ordinal(day: str) -> int:
    """The day number of an ISO date."""
    return date.fromisoformat(day).toordinal()
