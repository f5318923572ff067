"""The names of all tables of actors, gathered once into an index that starts quickly.

Validating the tables takes a third of a second; reading the index, a tenth of that. A test compares the two, and an
index that was made from other tables is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Literal, NamedTuple

from detente.errors import KnowledgeError
from detente.knowledge.actors import (
    equipment,
    historic_capitals,
    historic_states,
    institutions,
    organisations,
    peoples,
    states,
    whole_organisations,
)
from detente.knowledge.places import divisions
from detente.knowledge.tables import DATA

INDEX = "actors/names_index.tsv"
TABLES = (
    "actors/states.tsv",
    "actors/institutions.tsv",
    "actors/historic_states.tsv",
    "actors/historic_capitals.tsv",
    "actors/peoples.tsv",
    "actors/equipment.tsv",
    "organisations/organisations.tsv",
)
"""What the index is made of, beside the divisions of the index of places."""

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


def indexed_names() -> Iterator[tuple[str, ActorName]]:
    """Every name of an actor with what it stands for, the stronger tables first.

    Raises:
        KnowledgeError: For an index that was made from other tables.
    """
    made_from, *rows = DATA.joinpath(*INDEX.split("/")).read_text(encoding="utf-8").splitlines()
    if made_from.rpartition(" ")[2] != tables_mark():
        raise KnowledgeError(f"{INDEX} was made from other tables; run python -m scripts.index_names")
    for row in rows:
        cells: list[str | None] = [cell or None for cell in row.split("\t")]
        names, entry = cells[0] or "", ActorName(*cells[1:])  # type: ignore[arg-type]
        for name in names.split("|"):
            yield name, entry


def index_text() -> str:
    """The whole index: a line with the mark of the tables, then one for each run of names of one entry."""
    rows: list[tuple[list[str], ActorName]] = []
    for name, entry in names_of_tables():
        if rows and rows[-1][1] == entry:
            rows[-1][0].append(name)
        else:
            rows.append(([name], entry))
    text = "".join("\t".join(["|".join(names), *(cell or "" for cell in entry)]) + "\n" for names, entry in rows)
    return f"# Made by scripts/index_names.py, not to be edited; the tables it was made from: {tables_mark()}\n{text}"


def tables_mark() -> str:
    """What tells one state of the tables from another. 16 hexadecimal digits."""
    total = sha256()
    for name in TABLES:
        total.update(DATA.joinpath(*name.split("/")).read_bytes())
    return total.hexdigest()[:16]


def names_of_tables() -> Iterator[tuple[str, ActorName]]:
    """The same names from the tables themselves."""
    yield from _state_names()
    yield from _body_names()
    yield from _division_names()
    yield from _former_names()
    yield from _people_and_arms()


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
