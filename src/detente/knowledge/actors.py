"""What detente knows about actors: states, organisations, institutions, roles, offices, sectors.

This module only loads. Rules that join tables (a seat names an office that exists, a name stands with one
state) are tests; how a name is found in a text is the business of ``coding``.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, Field

from detente.knowledge.tables import Listed, Optional, OptionalInt, Row, read_table

OptionalFloat = Annotated[float | None, BeforeValidator(lambda value: None if value == "" else value)]
"""A coordinate cell that may be empty."""

Sector = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
OptionalSector = Annotated[Sector | None, BeforeValidator(lambda value: None if value == "" else value)]
Iso3 = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
OptionalIso3 = Annotated[Iso3 | None, BeforeValidator(lambda value: None if value == "" else value)]
Strength = Literal["head", "any"]
DayOrYear = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}-\d{2})?$")]
_YEAR = 4  # characters of a date that is a year alone


class Seat(NamedTuple):
    """A house, street or quarter whose name stands for a government or one office of it.

    ``office`` is None where the name speaks for the government as a whole (Whitehall).
    """

    name: str
    office: str | None
    sector: str


def _seats(value: Any) -> Any:  # noqa: ANN401 - pydantic hands over whatever stood in the file
    if not isinstance(value, str):
        return value
    return tuple(_seat(part.strip()) for part in value.split("|") if part.strip())


def _seat(text: str) -> Seat:
    name, equals, voice = text.partition("=")
    office, colon, sector = voice.partition(":")
    if not (name and equals and colon and sector):
        raise ValueError(f"{text!r} is no seat; write Name=office:SECTOR, or Name=:SECTOR for no single office")
    return Seat(name, office or None, sector)


Seats = Annotated[tuple[Seat, ...], BeforeValidator(_seats)]


class SectorMeaning(Row):
    """One code of the closed vocabulary of sectors, with the border to its neighbours."""

    sector: Sector
    meaning: str


class State(Row):
    """A state or territory of ISO 3166-1 (and Kosovo), with every name that news gives it."""

    iso3: Iso3
    iso2: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    name: str
    aliases: Listed
    adjectives: Listed
    demonyms: Listed
    capital: Optional
    capital_aliases: Listed
    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    capital_latitude: OptionalFloat
    capital_longitude: OptionalFloat
    capital_geonameid: OptionalInt
    seats: Seats
    government_seats: Listed
    region: str

    @property
    def names(self) -> tuple[str, ...]:
        """The common name and its aliases."""
        return (self.name, *self.aliases)

    @property
    def capitals(self) -> tuple[str, ...]:
        """The capital under all its names; empty where there is none."""
        return () if self.capital is None else (self.capital, *self.capital_aliases)


class Organisation(Row):
    """An international organisation, an armed group, or an NGO.

    ``home`` is the state whose party an armed group is; organisations of states have none. ``parent`` is the acronym
    of the organisation that a body belongs to (UNICEF: UN). ``seats`` are cities and houses whose name stands for the
    organisation when it speaks ("Brussels said").
    """

    acronym: Annotated[str, Field(pattern=r"^[A-Z0-9_]+$")]
    name: str
    aliases: Listed
    sector: Sector
    secondary: OptionalSector
    home: OptionalIso3
    parent: Optional
    seats: Listed

    @property
    def names(self) -> tuple[str, ...]:
        """The full name and its aliases; the code itself only where news writes it so."""
        return (self.name, *self.aliases)


class Institution(Row):
    """A national body, party or service whose name alone implies its state."""

    name: str
    aliases: Listed
    iso3: Iso3
    sector: Sector
    secondary: OptionalSector
    office: Optional

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)


class Dated(Row):
    """A name that held from ``start`` to ``end``: ISO dates, both within; a year alone means the whole of it."""

    name: str
    aliases: Listed
    iso3: Iso3
    start: DayOrYear
    end: DayOrYear
    note: str

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)

    @property
    def first_day(self) -> date:
        """The day from which the name was true."""
        return date.fromisoformat(self.start if len(self.start) > _YEAR else f"{self.start}-01-01")

    @property
    def last_day(self) -> date:
        """The last day on which the name was true."""
        return date.fromisoformat(self.end if len(self.end) > _YEAR else f"{self.end}-12-31")

    def held_on(self, day: date) -> bool:
        """Whether the name was true on a day."""
        return self.first_day <= day <= self.last_day


class HistoricState(Dated):
    """A name that a state bore for a time; ``iso3`` is the present state to which an event under it is coded."""

    adjectives: Listed
    demonyms: Listed
    capital: Optional


class HistoricCapital(Dated):
    """A city that was the seat of a state for a time, or the name that a capital bore for a time."""


class People(Row):
    """A people, a community or a faith; ``iso3`` only where one state alone is meant."""

    name: str
    aliases: Listed
    adjectives: Listed
    iso3: OptionalIso3
    kind: Literal["people", "religion"]
    sector: Sector
    note: str

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)


class Equipment(Row):
    """Arms that act in the news without their owner; ``iso3`` only where one state alone is meant."""

    name: str
    aliases: Listed
    iso3: OptionalIso3
    sector: Sector
    kind: Literal["ship", "aircraft", "missile", "vehicle", "gun", "chemical"]
    note: str

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)


class Role(Row):
    """A common noun or noun phrase (lemma) that says what kind of actor a phrase names."""

    word: str
    sector: Sector
    secondary: OptionalSector
    strength: Strength
    gloss: str


class Office(Row):
    """An office of a person, or a body that speaks for one.

    Rank 1 is the highest; ``sole`` where one person at a time holds it in a state or body; ``holder`` tells an office
    of a person from a body.
    """

    id: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    title: str
    phrases: Listed
    sector: Sector
    secondary: OptionalSector
    rank: Annotated[int, Field(ge=1, le=9)]
    sole: Literal["yes", "no"] = "no"
    holder: Literal["person", "body"] = "person"


class Standing(Row):
    """Who speaks for a name during a time: a movement that governs, a capital that its government has lost.

    ``name`` is an organisation's acronym or the name of a capital.
    """

    name: str
    start: Annotated[str, Field(pattern=r"^\d{4}-\d\d(-\d\d)?$")]
    end: Annotated[str | None, BeforeValidator(lambda value: None if value == "" else value)]
    country: Iso3
    org: Optional
    sector: Sector
    secondary: OptionalSector
    why: str


class Homonym(Row):
    """What a name of a state stands for besides, and the words of its phrase that tell so (lower case)."""

    name: str
    country: Iso3
    kind: Literal["division", "state", "adjective"]
    beside: Listed
    why: str


@cache
def standings() -> tuple[Standing, ...]:
    """Dated standings of organisations and capitals."""
    return read_table("actors/standing.tsv", Standing)


@cache
def homonyms() -> tuple[Homonym, ...]:
    """Names of states that are other places' names, too."""
    return read_table("actors/homonyms.tsv", Homonym)


@cache
def sectors() -> tuple[SectorMeaning, ...]:
    """The closed vocabulary of sectors."""
    return read_table("actors/sectors.tsv", SectorMeaning)


@cache
def states() -> tuple[State, ...]:
    """Every entity of ISO 3166-1, and Kosovo."""
    return read_table("actors/states.tsv", State)


@cache
def organisations() -> tuple[Organisation, ...]:
    """International organisations, armed groups, NGOs."""
    return read_table("organisations/organisations.tsv", Organisation)


@cache
def whole_organisations() -> dict[str, str]:
    """The organisation that each one counts as, by acronym: the topmost it belongs to, itself where it is its own.

    Coding schemes know the United Nations, not each of its agencies.
    """
    parents = {o.acronym: o.parent for o in organisations()}
    return {acronym: _topmost(acronym, parents) for acronym in parents}


def _topmost(acronym: str, parents: dict[str, str | None]) -> str:
    above = parents[acronym]
    return acronym if above is None else _topmost(above, parents)


@cache
def institutions() -> tuple[Institution, ...]:
    """National bodies, parties and services whose name implies a state."""
    return read_table("actors/institutions.tsv", Institution)


@cache
def historic_states() -> tuple[HistoricState, ...]:
    """Names that states bore for a time."""
    return read_table("actors/historic_states.tsv", HistoricState)


@cache
def historic_capitals() -> tuple[HistoricCapital, ...]:
    """Cities that stood for a state for a time."""
    return read_table("actors/historic_capitals.tsv", HistoricCapital)


@cache
def peoples() -> tuple[People, ...]:
    """Peoples, communities and faiths."""
    return read_table("actors/peoples.tsv", People)


@cache
def equipment() -> tuple[Equipment, ...]:
    """Arms whose name stands for those who use them."""
    return read_table("actors/equipment.tsv", Equipment)


@cache
def roles() -> tuple[Role, ...]:
    """Common nouns for actors and their sectors."""
    return read_table("actors/roles.tsv", Role)


@cache
def offices() -> tuple[Office, ...]:
    """Offices and the phrases that name them."""
    return read_table("offices/offices.tsv", Office)
