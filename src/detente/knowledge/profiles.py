"""What the tables say of one actor or person, gathered for people who look it up."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from detente.errors import UsageError
from detente.knowledge.actors import (
    Institution,
    Organisation,
    Standing,
    State,
    institutions,
    organisations,
    standings,
    states,
)
from detente.knowledge.names import actor_code, actor_names, offices_by_id, state_name
from detente.knowledge.persons import Person, bearers
from detente.knowledge.tenures import Tenure, holders, tenures

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

GUESSES = 3
CLOSE = 0.75  # share of letters in common that makes a name worth suggesting


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known of an actor: what it is about, and its values."""

    about: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Official:
    """One person in one office; ``end`` is None while it lasts, ``of`` the state's code or organisation's acronym."""

    office: str
    title: str
    of: str
    person: str
    start: str
    end: str | None
    acting: bool
    source: str
    checked: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a state, an organisation or a person.

    Attributes:
        kind: ``state``, ``organisation`` or ``person``.
        code: ISO 3166-1 alpha-3 code, acronym, or the person's full name.
        name: The common name.
        facts: Names, places, bodies, in the order of reading.
        officials: Tenures in force on the day asked, highest office first; of a person all of them, newest first.
        earlier: How many further tenures the tables have.
    """

    kind: str
    code: str
    name: str
    facts: tuple[Fact, ...]
    officials: tuple[Official, ...]
    earlier: int


def profile(name: str, day: date | None = None) -> Profile:
    """All that the tables say of whom a name stands for.

    Args:
        name: A code (TUR, NATO), a name (Turkey, Turkish, Kremlin), or a person's name.
        day: The day of which offices are asked; without it those that lasted when they were last checked.

    Raises:
        UsageError: For a name that stands in no table, with those that are spelt alike.
    """
    state = next((s for s in states() if name.upper() == s.iso3), None)
    body = next((o for o in organisations() if name.upper() == o.acronym), None)
    if state is None and body is None:
        entry = actor_names().get(name)
        if entry is not None and entry.org is not None:
            body = next(o for o in organisations() if o.acronym == entry.org)
        elif entry is not None:
            state = next((s for s in states() if s.iso3 == entry.country), None)
    if state is not None:
        return _of_state(state, day)
    if body is not None:
        return _of_organisation(body, day)
    held = holders(name)
    if held:
        return _of_person(name, held)
    others = bearers(name)
    if others:
        return _of_other_persons(name, others)
    raise UsageError(f"{name!r} stands in no table{_alike(name)}; write a code such as TUR, or a name as news has it")


def _of_state(state: State, day: date | None) -> Profile:
    bodies = [i for i in institutions() if i.iso3 == state.iso3]
    groups = [o for o in organisations() if o.home == state.iso3]
    facts = [
        Fact("names", state.names),
        Fact("adjectives", state.adjectives),
        Fact("demonyms", state.demonyms),
        Fact("capital", state.capitals),
        Fact("seats", tuple(_seat(s.name, s.office, s.sector) for s in state.seats)),
        *(Fact(f"bodies, {sector}", names) for sector, names in _by_sector(bodies)),
        *(Fact(f"groups, {sector}", names) for sector, names in _by_sector(groups)),
        Fact("standing", tuple(_standing(s.name, s.sector, s.start, s.end, s.why) for s in _standings(state.iso3))),
    ]
    held = [t for t in tenures() if t.state == state.iso3]
    return Profile("state", state.iso3, state.name, _said(facts), *_in_office(held, day))


def _of_organisation(body: Organisation, day: date | None) -> Profile:
    facts = [
        Fact("names", body.names),
        Fact("sector", tuple(s for s in (body.sector, body.secondary) if s)),
        Fact("code of PLOVER", tuple(c for c in (actor_code(body.acronym),) if c)),
        Fact("home", (state_name(body.home),) if body.home else ()),
        Fact("part of", (body.parent,) if body.parent else ()),
        Fact("bodies", tuple(o.acronym for o in organisations() if o.parent == body.acronym)),
        Fact("seats", body.seats),
        Fact("standing", tuple(_standing(s.name, s.sector, s.start, s.end, s.why) for s in _standings(body.acronym))),
    ]
    held = [t for t in tenures() if t.org == body.acronym]
    return Profile("organisation", body.acronym, body.name, _said(facts), *_in_office(held, day))


def _of_person(name: str, held: tuple[Tenure, ...]) -> Profile:
    persons = tuple(dict.fromkeys(t.person for t in held))
    facts = [Fact("persons of this name", persons)] if len(persons) > 1 else []
    facts.append(Fact("also written", tuple(dict.fromkeys(a for t in held for a in t.aliases))))
    found = tuple(_official(t) for t in held)
    full = persons[0].partition(" (")[0] if len(persons) == 1 else name
    return Profile("person", full, full, _said(facts), found, 0)


def _of_other_persons(name: str, found: tuple[Person, ...]) -> Profile:
    """Persons of the news who hold no office."""
    facts = []
    for one in found:
        where = one.country or one.org or ""
        facts.append(Fact(one.person, (f"{where} {one.sector}", _lasting(one.start, one.end), one.source)))
        facts.append(Fact("also written", one.aliases))
    return Profile("person", name, found[0].person if len(found) == 1 else name, _said(facts), (), 0)


def _lasting(start: str | None, end: str | None) -> str:
    return f"{start or 'before'} to {end or 'now'}"


def _in_office(held: list[Tenure], day: date | None) -> tuple[tuple[Official, ...], int]:
    """The tenures in force, highest office first, and how many there are besides."""
    now = [t for t in held if (t.end is None if day is None else t.holds(day))]
    now.sort(key=lambda t: (offices_by_id()[t.office].rank, t.office, t.start))
    return tuple(_official(t) for t in now), len(held) - len(now)


def _said(facts: list[Fact]) -> tuple[Fact, ...]:
    return tuple(f for f in facts if f.values)


def _official(t: Tenure) -> Official:
    title = offices_by_id()[t.office].title
    return Official(t.office, title, t.state or t.org or "", t.person, t.start, t.end, t.acting, t.source, t.checked)


def _by_sector(bodies: Sequence[Organisation | Institution]) -> list[tuple[str, tuple[str, ...]]]:
    found: dict[str, list[str]] = {}
    for body in bodies:
        found.setdefault(body.sector, []).append(body.name)
    return [(sector, tuple(names)) for sector, names in sorted(found.items())]


def _standings(key: str) -> list[Standing]:
    return [s for s in standings() if key in {s.country, s.org}]


def _seat(name: str, office: str | None, sector: str) -> str:
    return f"{name} ({offices_by_id()[office].title if office else 'the government'}, {sector})"


def _standing(name: str, sector: str, start: str, end: str | None, why: str) -> str:
    return f"{name} is {sector} {start} to {end or 'now'}: {why}"


def _alike(name: str) -> str:
    known = [n for s in states() for n in (s.iso3, *s.names)] + [
        n for o in organisations() for n in (o.acronym, o.name)
    ]
    close = get_close_matches(name, [*known, *dict.fromkeys(t.person for t in tenures())], GUESSES, CLOSE)
    return f" (spelt alike: {', '.join(close)})" if close else ""
