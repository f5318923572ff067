"""When an event that was coded is the one that gold wants.

Whole news: an event is its type, source and target. Reciprocal events match either way round. An event with several
parties a side matches where any pair of them does. Each gold event is matched once; those that one coder alone gave
may be found without penalty. CONCEDE and RETREAT count as one type (PLOVER's older YIELD), which gold made elsewhere
does not tell apart. Golden sentences are stricter: all 16 types, all parties of both sides, and the modality.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from detente.evaluate.gold import Code, GoldDocument, GoldEvent
from detente.evaluate.lines import YIELD
from detente.model import HAPPENED, Event, Party

Level = Literal["type", "dyad", "triple", "event"]
Pair = tuple[Code, Code]

_YIELDS = frozenset({"CONCEDE", "RETREAT"})


@dataclass(frozen=True, slots=True)
class Matched:
    """What was found in one document.

    Attributes:
        hits: Required gold events with the event that matches each.
        excused: Events that match gold which need not be found.
        missed: Required gold events that nothing matches.
        extra: Events that match no gold.
    """

    hits: tuple[tuple[GoldEvent, Event], ...]
    excused: tuple[Event, ...]
    missed: tuple[GoldEvent, ...]
    extra: tuple[Event, ...]


def merged_type(event_type: str) -> str:
    """A type with CONCEDE and RETREAT as one."""
    return YIELD if event_type in _YIELDS else event_type


def happened(events: Sequence[Event]) -> tuple[Event, ...]:
    """Events that count as having happened."""
    return tuple(e for e in events if e.modality in HAPPENED)


def codes(parties: Sequence[Party]) -> frozenset[Code]:
    """The states and organisations of one side; an organisation without a state also answers to IGO or NGO."""
    named: set[Code] = {p.country or p.org for p in parties}
    named |= {p.sector for p in parties if p.org and not p.country and p.sector in {"IGO", "NGO"}}
    return frozenset(named or {None})


def pairs(event: Event) -> frozenset[Pair]:
    """An event with several parties a side as its pairs."""
    return frozenset((s, t) for s in codes(event.source) for t in codes(event.target))


def gold_pairs(gold: GoldEvent) -> frozenset[Pair]:
    """The same of a gold event."""
    return frozenset((s, t) for s in gold.source or (None,) for t in gold.target or (None,))


def between_states(pairs: frozenset[Pair]) -> bool:
    """Whether some pair has two different parties."""
    return any(s is not None and t is not None and s != t for s, t in pairs)


def same_type(gold: GoldEvent, event: Event) -> bool:
    """The same type, CONCEDE and RETREAT as one."""
    return merged_type(gold.event_type) == merged_type(event.event_type)


def same_dyad(gold: GoldEvent, event: Event) -> bool:
    """The same two parties, whoever acts."""
    wanted = gold_pairs(gold)
    return any((s, t) in wanted or (t, s) in wanted for s, t in pairs(event))


def same_triple(gold: GoldEvent, event: Event) -> bool:
    """The same type, source and target."""
    wanted, found = gold_pairs(gold), pairs(event)
    turned = gold.symmetric or event.reciprocal
    return same_type(gold, event) and any(p in wanted or (turned and p[::-1] in wanted) for p in found)


def same_event(gold: GoldEvent, event: Event) -> bool:
    """The same type, modality and sides to the last party."""
    if (gold.event_type, gold.modality) != (event.event_type, event.modality):
        return False
    sides = (all_codes(event.source), all_codes(event.target))
    wanted = (sorted(map(str, gold.source)), sorted(map(str, gold.target)))
    return sides == wanted or (gold.symmetric and sides[::-1] == wanted)


def all_codes(parties: Sequence[Party]) -> list[str]:
    """Every state and organisation of a side, once each; ``?`` for a party without either."""
    return sorted({p.country or p.org or "?" for p in parties})


SAME: dict[Level, Callable[[GoldEvent, Event], bool]] = {
    "type": same_type,
    "dyad": same_dyad,
    "triple": same_triple,
    "event": same_event,
}


def match(document: GoldDocument, events: Sequence[Event], level: Level) -> Matched:
    """Match the events of one document; the first that fits is taken, required gold before the rest."""
    left = list(events)
    hits: list[tuple[GoldEvent, Event]] = []
    missed: list[GoldEvent] = []
    excused: list[Event] = []
    for gold in sorted(document.events, key=lambda g: not g.required):
        place = next((n for n, e in enumerate(left) if SAME[level](gold, e)), None)
        if place is None:
            if gold.required:
                missed.append(gold)
        elif gold.required:
            hits.append((gold, left.pop(place)))
        else:
            excused.append(left.pop(place))
    return Matched(tuple(hits), tuple(excused), tuple(missed), tuple(left))
