"""Events that tell one happening, and what is known of it from all of them together."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from detente.brief.dates import first_day, last_day
from detente.knowledge.wording import words
from detente.model import Event, Party, Place

BASES = {"text": 3, "relative": 2, "published": 1, "unknown": 0}
"""How far a date can be relied on, by where it was read."""


@dataclass(frozen=True, slots=True)
class Told:
    """One happening; the event that says most of it stands first."""

    events: tuple[Event, ...]

    @property
    def lead(self) -> Event:
        """The event whose parties and verb are told."""
        return self.events[0]

    @property
    def dated(self) -> Event | None:
        """The event that dates the happening best, if any does."""
        known = [e for e in self.events if e.event_date is not None and e.date_basis != "unknown"]
        return max(known, key=_dating, default=None)

    @property
    def date(self) -> str | None:
        """The date, as precisely as it is known."""
        return None if self.dated is None else self.dated.event_date

    def at(self, *precisions: str) -> Event | None:
        """The first event that names a place of one of these precisions."""
        return next((e for e in self.events if e.place is not None and e.place.precision in precisions), None)

    def noted(self) -> tuple[tuple[str, Event], ...]:
        """Every attribute with the first event that has it."""
        found: dict[str, Event] = {}
        for event in self.events:
            for attribute in event.attributes:
                found.setdefault(attribute, event)
        return tuple(found.items())


def _dating(event: Event) -> tuple[bool, int, int]:
    """A date that was read before one that was assumed, then the most precise, then the surest."""
    return event.date_basis != "published", len(event.event_date or ""), BASES[event.date_basis]


def countries(parties: Iterable[Party]) -> frozenset[str]:
    """The states that parties belong to."""
    return frozenset(p.country for p in parties if p.country is not None)


def sides(event: Event) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Both sides of a mutual act in the order of their states' codes: neither comes first by what it did."""
    one, other = sorted((event.source, event.target), key=lambda side: sorted(countries(side)) or ["~"])
    return one, other


def states(event: Event) -> frozenset[str]:
    """The states on either side of an event."""
    return countries((*event.source, *event.target))


def place_country(place: Place | None) -> str | None:
    """The state in which a place lies."""
    return None if place is None else place.country


def within_article(a: Event, b: Event) -> bool:
    """Whether two events of one article tell one happening: nothing that both say differs."""
    same_date = a.event_date is None or b.event_date is None or dates_meet(a, b, days=0)
    return _alike(a, b) and same_date


def across_articles(a: Event, b: Event) -> bool:
    """Whether events of any articles tell one happening: the same act on the same day, give or take one."""
    if a.article_id == b.article_id and within_article(a, b):
        return True
    exact = a.date_precision == b.date_precision == "day"
    return _alike(a, b) and dates_meet(a, b, days=1) and (exact or a.cameo == b.cameo)


def dates_meet(a: Event, b: Event, *, days: int) -> bool:
    """Whether two dates can be the same one, each as precise as it is, give or take some days."""
    if a.event_date is None or b.event_date is None:
        return False
    first = max(first_day(a.event_date), first_day(b.event_date))
    last = min(last_day(a.event_date), last_day(b.event_date))
    return first <= last or (days > 0 and _days_between(last, first) <= days)


def _days_between(first: str, last: str) -> int:
    return abs((datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days)


def _alike(a: Event, b: Event) -> bool:
    return (
        a.event_type == b.event_type
        and _modes_agree(a.mode, b.mode)
        and _sides_agree(a, b)
        and _persons_agree(a, b)
        and _places_agree(a.place, b.place)
    )


def _modes_agree(a: str | None, b: str | None) -> bool:
    if a is None or b is None or a == b:
        return True
    return any(set(pair.split("=")) == {a, b} for pair in words("alike_modes"))


def _sides_agree(a: Event, b: Event) -> bool:
    if a.reciprocal or b.reciprocal or a.event_type == "CONSULT":
        one, other = states(a), states(b)
        return one <= other or other <= one
    sources, targets = (countries(a.source), countries(b.source)), (countries(a.target), countries(b.target))
    return sources[0] == sources[1] and (targets[0] == targets[1] or not (targets[0] and targets[1]))


def _persons_agree(a: Event, b: Event) -> bool:
    for state in states(a) & states(b):
        one, other = _surnames(a, state), _surnames(b, state)
        if one and other and not one & other:
            return False
    return True


def _surnames(event: Event, state: str) -> set[str]:
    parties = (*event.source, *event.target)
    return {p.person.split()[-1].casefold() for p in parties if p.person and p.country == state}


def _places_agree(a: Place | None, b: Place | None) -> bool:
    if a is None or b is None or a.precision != b.precision:
        return a is None or b is None or a.country == b.country or None in (a.country, b.country)
    return a.name == b.name


def gather(events: Iterable[Event], same: Callable[[Event, Event], bool]) -> tuple[Told, ...]:
    """Bring the events of one happening together, in the order in which they are first told."""
    groups: list[list[Event]] = []
    for event in events:
        group = next((g for g in groups if all(same(event, other) for other in g)), None)
        if group is None:
            groups.append([event])
        else:
            group.append(event)
    return tuple(Told(tuple(sorted(group, key=_telling, reverse=True))) for group in groups)


def _telling(event: Event) -> tuple[int, int, int, float]:
    parties = (*event.source, *event.target)
    known = sum(2 * (p.person is not None) + (p.office is not None) for p in parties)
    return len(states(event)), known, BASES[event.date_basis], event.confidence
