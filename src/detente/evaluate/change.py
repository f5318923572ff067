"""A changed text and what its coding should be then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, NamedTuple

from detente.evaluate.match import all_codes
from detente.model import Article, Event

ChangeKind = Literal["states", "days", "years", "order", "voice"]
KINDS: tuple[ChangeKind, ...] = ("states", "days", "years", "order", "voice")


class Told(NamedTuple):
    """What of an event must move with the text; the two sides of a reciprocal event have no order."""

    event_type: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    reciprocal: bool
    modality: str
    date: str | None

    def __str__(self) -> str:
        """The event as one line."""
        arrow = "↔" if self.reciprocal else "→"
        sides = f"{', '.join(self.source) or '?'} {arrow} {', '.join(self.target) or '?'}"
        return f"{self.event_type} {sides} ({self.modality}, {self.date or 'no date'})"


@dataclass(frozen=True, slots=True)
class Change:
    """A text, the same text changed in one way, and how its events change with it.

    Attributes:
        kind: What was changed.
        where: Which sentence, for people; also what is resampled for the intervals.
        original: The text as it was.
        changed: The text as it is now.
        states: State to the state that stands in its place.
        days: Days by which every date moves.
        years: Years by which every date moves.
    """

    kind: ChangeKind
    where: str
    original: Article
    changed: Article
    states: Mapping[str, str] = field(default_factory=dict)
    days: int = 0
    years: int = 0

    def expected(self, events: Iterable[Event]) -> frozenset[Told]:
        """What the changed text should tell, given what the original was coded as."""
        return frozenset(_told(e, self.states, self.days, self.years) for e in events)


def told(events: Iterable[Event]) -> frozenset[Told]:
    """What events tell."""
    return frozenset(_told(e, {}, 0, 0) for e in events)


def _told(event: Event, states: Mapping[str, str], days: int, years: int) -> Told:
    sides = [tuple(sorted(states.get(c, c) for c in all_codes(side))) for side in (event.source, event.target)]
    if event.reciprocal:
        sides.sort()
    return Told(
        event.event_type, sides[0], sides[1], event.reciprocal, event.modality, moved(event.event_date, days, years)
    )


def moved(value: str | None, days: int, years: int) -> str | None:
    """An ISO date, month or year moved; a month or year moves by years alone."""
    if value is None:
        return None
    value = f"{int(value[:4]) + years:04d}{value[4:]}"
    return (date.fromisoformat(value) + timedelta(days=days)).isoformat() if len(value) == 10 else value
