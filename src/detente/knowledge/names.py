"""All names of actors in one lexicon, and roles and offices in two more: what resolution looks things up in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from detente.knowledge.actors import (
    HistoricCapital,
    Homonym,
    Office,
    Organisation,
    Role,
    Standing,
    equipment,
    historic_capitals,
    historic_states,
    homonyms,
    institutions,
    offices,
    organisations,
    peoples,
    roles,
    standings,
    states,
    whole_organisations,
)
from detente.knowledge.lexicon import Lexicon
from detente.knowledge.places import divisions

if TYPE_CHECKING:
    from datetime import date

NameKind = Literal[
    "state",
    "adjective",
    "demonym",
    "capital",
    "city",
    "seat",
    "organisation",
    "institution",
    "division",
    "people",
    "equipment",
    "person",
    "place",
]
FEDERATIONS = frozenset({"USA", "CAN", "AUS", "IND", "GBR", "DEU", "BRA", "MEX"})
STANDING_KINDS = frozenset({"organisation", "capital"})
CODED = {"UN": "UNO", "EU": "EUR"}
"""Codes that PLOVER keeps for two organisations; all others of states are IGO."""

VOWELS = frozenset("aeiou")
SHORTEST_IN_CAPITALS = 4  # "CHAD" in a headline is Chad; shorter ones are acronyms


class ActorName(NamedTuple):
    """What a name stands for."""

    kind: NameKind
    name: str
    country: str | None
    org: str | None
    sector: str | None
    office: str | None
    secondary: str | None = None


def _state_names() -> Iterator[tuple[str, ActorName]]:
    for s in states():
        state = ActorName("state", s.name, s.iso3, None, None, None)
        for name in (s.name, *s.aliases):
            yield name, state
            if len(name) >= SHORTEST_IN_CAPITALS:
                yield name.upper(), state
    for s in states():
        for name in s.adjectives:
            yield name, ActorName("adjective", s.name, s.iso3, None, None, None)
        for name in s.demonyms:
            yield name, ActorName("demonym", s.name, s.iso3, None, None, None)
    for s in states():
        for seat in s.seats:
            yield seat.name, ActorName("seat", seat.name, s.iso3, None, seat.sector, seat.office)
        for city in (s.capital, *s.capital_aliases, *s.government_seats):
            if city:
                yield city, ActorName("capital", city, s.iso3, None, "GOV", None)


def _division_names() -> Iterator[tuple[str, ActorName]]:
    """States and provinces of federations, which news names without their country: "New Jersey", "Alberta"."""
    for d in divisions():
        if d.country in FEDERATIONS:
            for name in (d.name, *d.aliases):
                yield name, ActorName("division", d.name, d.country, None, None, None)


def _body_names() -> Iterator[tuple[str, ActorName]]:
    for o in organisations():
        whole = whole_organisations()[o.acronym]
        entry = ActorName("organisation", o.name, o.home, whole, o.sector, None, o.secondary)
        for name in (o.name, *o.aliases):
            yield name, entry
    for i in institutions():
        for name in (i.name, *i.aliases):
            yield name, ActorName("institution", i.name, i.iso3, None, i.sector, i.office, i.secondary)


@cache
def actor_names() -> Lexicon[ActorName]:
    """Names of states (with adjectives, demonyms, capitals and seats), organisations and institutions."""
    return Lexicon(_all_names())


def _all_names() -> Iterator[tuple[str, ActorName]]:
    yield from _state_names()
    yield from _body_names()
    yield from _division_names()
    yield from _former_names()
    yield from _people_and_arms()


def _former_names() -> Iterator[tuple[str, ActorName]]:
    """Names of states that are gone, with the state to which their acts are coded, and capitals of former days."""
    for h in historic_states():
        for name in h.names:
            yield name, ActorName("state", h.name, h.iso3, None, None, None)
        for name in h.adjectives:
            yield name, ActorName("adjective", h.name, h.iso3, None, None, None)
        for name in h.demonyms:
            yield name, ActorName("demonym", h.name, h.iso3, None, None, None)
    for c in historic_capitals():
        for name in c.names:
            yield name, ActorName("city", c.name, c.iso3, None, None, None)


def _people_and_arms() -> Iterator[tuple[str, ActorName]]:
    for p in peoples():
        entry = ActorName("people", p.name, p.iso3, None, p.sector, None)
        for name in (*p.names, *p.adjectives):
            yield name, entry
    for e in equipment():
        for name in e.names:
            yield name, ActorName("equipment", e.name, e.iso3, None, e.sector, None)


@cache
def names_in_capitals() -> Lexicon[ActorName]:
    """The same names as headlines print them; those of three letters and fewer would be acronyms."""
    own = (pair for pair in _all_names() if len(pair[0]) >= SHORTEST_IN_CAPITALS)
    return Lexicon([*((name.upper(), entry) for name, entry in own), *_all_names()])


def as_of(entry: ActorName, day: date | None) -> ActorName:
    """What a name stands for on a day; without a day, what it stands for now."""
    if entry.kind == "city":
        return entry._replace(kind="capital", sector="GOV") if day is not None and _was_capital(entry, day) else entry
    rows = _standings().get(entry.org or entry.name)
    if rows is None or entry.kind not in STANDING_KINDS:
        return entry
    when = day.isoformat() if day is not None else None
    for row in rows:
        lasts = row.end is None
        if lasts if when is None else row.start <= when and (lasts or when <= (row.end or "")):
            return entry._replace(country=row.country, org=row.org, sector=row.sector, secondary=row.secondary)
    return entry


def meant(entry: ActorName, name: str, phrase: str) -> ActorName:
    """The homonym that is meant where its company stands in the same phrase: "Georgia's governor"."""
    rows = _homonyms().get(name)
    if rows is None:
        return entry
    words = frozenset(phrase.lower().split())
    for row in rows:
        if not words.isdisjoint(row.beside):
            return ActorName(row.kind, name, row.country, None, None, None)
    return entry


def voice(entry: ActorName) -> ActorName:
    """Who speaks where a capital does: Brussels is the seat of an organisation before it is Belgium's."""
    found = _seats().get(entry.name) if entry.kind == "capital" else None
    return entry if found is None else ActorName("seat", entry.name, None, found, "GOV", None)


def _was_capital(entry: ActorName, day: date) -> bool:
    return any(c.first_day <= day <= c.last_day for c in _former_capitals()[entry.name] if c.iso3 == entry.country)


@cache
def _former_capitals() -> dict[str, list[HistoricCapital]]:
    found: dict[str, list[HistoricCapital]] = defaultdict(list)
    for row in historic_capitals():
        found[row.name].append(row)
    return found


@cache
def _standings() -> dict[str, list[Standing]]:
    found: dict[str, list[Standing]] = defaultdict(list)
    for row in standings():
        found[row.name].append(row)
    return found


@cache
def _homonyms() -> dict[str, list[Homonym]]:
    found: dict[str, list[Homonym]] = defaultdict(list)
    for row in homonyms():
        found[row.name].append(row)
    return found


@cache
def _seats() -> dict[str, str]:
    """Cities that speak for an organisation of states."""
    return {seat: o.acronym for o in organisations() if o.home is None for seat in o.seats}


@cache
def office_names() -> Lexicon[Office]:
    """Phrases that name an office, whatever their case."""
    pairs = ((form, office) for office in offices() for phrase in office.phrases for form in _forms(phrase))
    return Lexicon(pairs, ignore_case=True)


@cache
def offices_by_id() -> dict[str, Office]:
    """Offices by their ids."""
    return {office.id: office for office in offices()}


def _forms(phrase: str) -> tuple[str, str]:
    """An office in singular and plural: "minister of trade", "ministers of trade"."""
    for joint in (" of ", " for ", " to "):
        head, found, rest = phrase.partition(joint)
        if found:
            return phrase, f"{head}s{found}{rest}"
    return phrase, f"{phrase}s"


@cache
def role_names() -> dict[str, Role]:
    """Lower-case lemmas (or short phrases of them) that say what kind of actor a phrase names."""
    return {role.word: role for role in roles()}


@cache
def role_forms() -> dict[str, Role]:
    """Roles by all their forms, singular and plural, for phrases that were not parsed."""
    found = dict(role_names())
    for word, role in role_names().items():
        for form in _plurals(word):
            found.setdefault(form, role)
    return found


def _plurals(word: str) -> Iterator[str]:
    if word.endswith("man"):
        yield f"{word[:-3]}men"
    elif word.endswith(("s", "x", "z", "ch", "sh")):
        yield f"{word}es"
    elif word.endswith("y") and word[-2:-1] not in VOWELS:
        yield f"{word[:-1]}ies"
    else:
        yield f"{word}s"


@cache
def actor_code(org: str | None) -> str | None:
    """PLOVER's code of an organisation of states, which stands where others have a state: UNO, EUR, IGO.

    Bodies of the United Nations and of the European Union carry their codes (Organisation.parent); armed groups and
    NGOs have none.
    """
    found = _organisations().get(org or "")
    top = found
    while top is not None and top.parent is not None:
        top = _organisations().get(top.parent)
    if found is None or top is None:
        return None
    if top.acronym in CODED:
        return CODED[top.acronym]
    return "IGO" if "IGO" in {found.sector, found.secondary} else None


@cache
def homes_of_groups() -> dict[str, str]:
    """The state that an armed group belongs to, by its acronym."""
    return {o.acronym: o.home for o in organisations() if o.home is not None}


@cache
def _organisations() -> dict[str, Organisation]:
    return {o.acronym: o for o in organisations()}


@cache
def state_name(iso3: str) -> str:
    """The common English name of a state, or the code itself where there is none."""
    return next((s.name for s in states() if s.iso3 == iso3), iso3)
