"""All names of actors in one lexicon, and roles and offices in two more: what resolution looks things up in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from detente.knowledge.actors import (
    Office,
    Role,
    institutions,
    offices,
    organisations,
    roles,
    states,
    whole_organisations,
)
from detente.knowledge.lexicon import Lexicon
from detente.knowledge.places import divisions

NameKind = Literal["state", "adjective", "demonym", "capital", "seat", "organisation", "institution", "division"]
FEDERATIONS = frozenset({"USA", "CAN", "AUS", "IND", "GBR", "DEU", "BRA", "MEX"})
SHORTEST_IN_CAPITALS = 4  # "CHAD" in a headline is Chad; shorter ones are acronyms


class ActorName(NamedTuple):
    """What a name stands for."""

    kind: NameKind
    name: str
    country: str | None
    org: str | None
    sector: str | None
    office: str | None


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
        entry = ActorName("organisation", o.name, o.home, whole_organisations()[o.acronym], o.sector, None)
        for name in (o.name, *o.aliases):
            yield name, entry
    for i in institutions():
        for name in (i.name, *i.aliases):
            yield name, ActorName("institution", i.name, i.iso3, None, i.sector, i.office)


@cache
def actor_names() -> Lexicon[ActorName]:
    """Names of states (with adjectives, demonyms, capitals and seats), organisations and institutions."""
    return Lexicon([*_state_names(), *_body_names(), *_division_names()])


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
def state_name(iso3: str) -> str:
    """The common English name of a state, or the code itself where there is none."""
    return next((s.name for s in states() if s.iso3 == iso3), iso3)
