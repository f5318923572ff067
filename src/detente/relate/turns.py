"""One list of turns from two detectors, in which no turn stands twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from detente.relate.series import week_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WEEKLY = "cusum-weekly-log-1"
DIRECTION = "cusum-direction-1"
"""Names of the detectors; a number rises when that detector's signals would change."""


class Turn(NamedTuple):
    """What a detector has found.

    Attributes:
        side: ``COOPERATION`` (a thaw) or ``CONFLICT`` (a rupture).
        dyad: Position within the columns.
        day: Ordinal of the day on which it was found.
        began: Ordinal of a day on or before the turn's first act and after the last act that is no part of it.
        height: The detector's sum on ``day``.
        method: ``WEEKLY`` or ``DIRECTION``.
    """

    side: int
    dyad: int
    day: int
    began: int
    height: float
    method: str


def once(turns: Iterable[Turn], *, rest: int, window: int) -> Iterator[Turn]:
    """Leave out turns that were raised before, looking at nothing but earlier ones.

    After a thaw the dyad raises no other for ``rest`` weeks, and after a rupture no other rupture, whichever
    detector found it. ``DIRECTION`` looks back over months, so it is held to more: its acts all come after the
    dyad's last turn, and where that was of the same kind, ``window`` weeks after it. On one day ``WEEKLY`` goes
    first, then the higher sum, then the later start.

    Args:
        turns: Of any dyads, in any order.
        rest: Weeks between two turns of one kind.
        window: Weeks within which acts belong to one turn.
    """
    raised: dict[int, list[Turn]] = {}
    for turn in sorted(turns, key=_precedence):
        before = raised.setdefault(turn.dyad, [])
        if not _rests(turn, before, rest) and not (
            turn.method == DIRECTION and before and _told(turn, before[-1], window)
        ):
            before.append(turn)
            yield turn


def _precedence(turn: Turn) -> tuple[int, bool, float, int, int]:
    return turn.day, turn.method == DIRECTION, -round(turn.height, 6), -turn.began, turn.side


def _rests(turn: Turn, before: list[Turn], rest: int) -> bool:
    last = next((other.day for other in reversed(before) if other.side == turn.side), None)
    return last is not None and week_of(turn.day) - week_of(last) < rest


def _told(turn: Turn, last: Turn, window: int) -> bool:
    """Whether a turn of months of acts is, or starts within, the dyad's last one."""
    return turn.began <= last.day + (7 * window if turn.side == last.side else 0)
