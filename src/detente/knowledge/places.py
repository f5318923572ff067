"""What detente knows about places: the index of GeoNames, and our own tables of regions, sites and venues.

The index is one SQLite file that is never loaded: a name costs a look-up of a few microseconds. It is built by
``scripts/build_places.py``; the tables beside it are read when something asks for them.
"""

from __future__ import annotations

import atexit
import sqlite3
from contextlib import ExitStack, closing
from functools import cache
from importlib.resources import as_file
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from pydantic import BeforeValidator, Field

from detente.errors import KnowledgeError
from detente.knowledge.tables import DATA, Listed, Optional, Row, read_table, read_yaml
from detente.knowledge.word_sets import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RegionKind = Literal[
    "continent",
    "region",
    "sea",
    "strait",
    "river",
    "lake",
    "island",
    "peninsula",
    "mountains",
    "desert",
    "county",
    "city",
]
SiteKind = Literal[
    "airport", "base", "bridge", "building", "camp", "crossing", "dam", "plant", "port", "prison", "square", "ground"
]
Located = Literal["capital", "stated", "border"]
PlaceKind = Literal["city", "division", "county"]

KINDS: tuple[PlaceKind, ...] = ("city", "division", "county")
SCALE = 1_000  # the index keeps thousandths of a degree
BROKEN = "build it with scripts/build_places.py"

Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
OptionalNumber = Annotated[int | None, BeforeValidator(lambda value: None if value == "" else value)]


class Bearer(NamedTuple):
    """A place of the index that bears a name; WGS 84 degrees.

    ``admin1`` is the name of its first-level division or None; ``population`` is that of the settlements where it is
    a division; ``geonameid`` is None for a county; ``is_spelling`` where the name is not the usual one.
    """

    kind: PlaceKind
    geonameid: int | None
    name: str
    country: str
    admin1: str | None
    latitude: float
    longitude: float
    population: int
    is_spelling: bool


class Division(NamedTuple):
    """A first-level division (province, federated state); its position is the centre of its settlements or land."""

    geonameid: int
    name: str
    country: str
    latitude: float
    longitude: float
    aliases: tuple[str, ...] = ()


class Region(Row):
    """A region, water or disputed area of the news; ``country`` is None where no state holds it alone."""

    name: str
    aliases: Listed
    adjectives: Listed
    kind: RegionKind
    country: Optional
    latitude: Latitude
    longitude: Longitude
    geonameid: OptionalNumber = None

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)


class Site(Row):
    """A single site of the news: a base, a crossing, an airport, a palace, a camp.

    ``city`` is the settlement that it belongs to in the words of news, or None.
    """

    name: str
    aliases: Listed
    kind: SiteKind
    country: Optional
    city: Optional
    latitude: Latitude
    longitude: Longitude

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)


class Venue(Row):
    """A noun that makes a venue when a state or city stands near it.

    ``located`` is ``capital`` where the house stands in the capital of its state, ``border`` where it lies between
    two states, ``stated`` where only the text can say.
    """

    phrase: Listed
    located: Located


class DivisionName(Row):
    """A second name or abbreviation of a first-level division."""

    name: str
    country: str
    division: str


class Centre(Row):
    """Where a state is put, in place of the mean of its land."""

    country: str
    latitude: Latitude
    longitude: Longitude


class Evidence(Row):
    """What one observation adds to the log-odds that a name is a place."""

    weight: float
    meaning: str


# -- the index ---------------------------------------------------------------------------------------------

_COLUMNS = (
    "place.id, kind, coalesce(place.name, key), key, country, division.name, latitude, longitude, population, spelling"
)
_JOINED = "name join place on place.id = name.place join division on division.no = place.division"
_BEARERS = f"select {_COLUMNS} from {_JOINED} where key = ?"  # noqa: S608
_CITIES = f"select {_COLUMNS} from {_JOINED} where kind = 0 and population >= ? order by place.id"  # noqa: S608
_DIVISIONS = (
    "select place.id, place.name, country, latitude, longitude from place"
    " join division on division.no = place.division where kind = 1"
)


@cache
def index() -> sqlite3.Connection:
    """The index, opened once a process.

    Raises:
        KnowledgeError: When the file is missing or no index.
    """
    kept = ExitStack()
    atexit.register(kept.close)
    path = kept.enter_context(as_file(DATA.joinpath("places", "places.sqlite")))
    return kept.enter_context(closing(open_index(path)))


def open_index(path: Path) -> sqlite3.Connection:
    """Open an index; nothing is written, not even a lock.

    Raises:
        KnowledgeError: When the file is missing or no index.
    """
    try:
        # Read-only and never written, so that threads may share it.
        found = sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True, check_same_thread=False)
        found.execute("select key, place from name limit 1").fetchone()
    except sqlite3.Error as error:
        raise KnowledgeError(f"{path.name}: {error}; {BROKEN}") from error
    return found


def bearers(key: str) -> tuple[Bearer, ...]:
    """All places of the index that bear a name, the largest first.

    Args:
        key: The name as ``spelling.folded`` gives it.
    """
    rows = index().execute(_BEARERS, (key,))
    return tuple(sorted(map(_bearer, rows), key=lambda b: (-b.population, b.geonameid or 0)))


def begins(key: str) -> bool:
    """Whether some name of the index begins with a key."""
    query = "select 1 from name where key >= ? and key < ? limit 1"
    return index().execute(query, (key, key + "\U0010ffff")).fetchone() is not None


def cities(least: int = 0) -> Iterator[Bearer]:
    """Cities of the index with at least so many people, each once: a walk through all, for checks, not for coding."""
    last = None
    for row in index().execute(_CITIES, (least,)):
        if row[0] != last:
            last = row[0]
            yield _bearer(row)


def city_facts(geonameid: int | None) -> tuple[str | None, int]:
    """The first-level division of a city of the index, and its people; none and 0 for one that it lacks."""
    query = "select division.name, population from place join division on division.no = place.division where id = ?"
    found: tuple[str | None, int] | None = index().execute(query, (geonameid,)).fetchone()
    return found or (None, 0)


def about() -> dict[str, str]:
    """Source, licence and counts of the index."""
    return dict(index().execute("select key, value from about"))


@cache
def state_numbers() -> dict[str, int]:
    """GeoNames' numbers of states, by ISO 3166-1 alpha-3 code."""
    return dict(index().execute("select country, geonameid from state"))


@cache
def border_point(first: str, second: str) -> tuple[float, float] | None:
    """A point about the middle of the land border of two states; None where they have none."""
    query = "select latitude, longitude from border where first = ? and second = ?"
    row = index().execute(query, tuple(sorted((first, second)))).fetchone()
    return None if row is None else (row[0] / SCALE, row[1] / SCALE)


@cache
def divisions() -> tuple[Division, ...]:
    """First-level divisions of all states (GeoNames, CC BY 4.0), with our own second names."""
    aliases: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in division_names():
        owner = (row.country, row.division)
        aliases[owner] = (*aliases.get(owner, ()), row.name)
    rows = sorted(index().execute(_DIVISIONS))
    return tuple(
        Division(number, name, country, latitude / SCALE, longitude / SCALE, aliases.get((country, name), ()))
        for number, name, country, latitude, longitude in rows
    )


def _bearer(row: tuple[int, int, str, str, str, str | None, int, int, int, int]) -> Bearer:
    id_, kind, name, key, country, admin1, latitude, longitude, population, spelling = row
    return Bearer(
        kind=KINDS[kind],
        geonameid=id_ if id_ > 0 else None,
        name=key.title() if name == key else name,  # the index leaves out a name that its only key gives back
        country=country,
        admin1=admin1,
        latitude=latitude / SCALE,
        longitude=longitude / SCALE,
        population=population,
        is_spelling=bool(spelling),
    )


# -- our own tables ----------------------------------------------------------------------------------------


@cache
def regions() -> tuple[Region, ...]:
    """Continents, regions, waters, islands and disputed areas."""
    return read_table("places/regions.tsv", Region)


@cache
def sites() -> tuple[Site, ...]:
    """Single sites of the news."""
    return read_table("places/sites.tsv", Site)


@cache
def venues() -> tuple[Venue, ...]:
    """Nouns that make a venue."""
    return read_table("places/venues.tsv", Venue)


@cache
def division_names() -> tuple[DivisionName, ...]:
    """Abbreviations and second names of divisions."""
    return read_table("places/division_names.tsv", DivisionName)


@cache
def division_codes() -> tuple[DivisionName, ...]:
    """Postal codes of divisions, which are names behind a town only: "Louisville, KY"."""
    return read_table("places/division_codes.tsv", DivisionName)


@cache
def state_centres() -> dict[str, Centre]:
    """Centres of large states."""
    return {row.country: row for row in read_table("places/state_centres.tsv", Centre)}


@cache
def evidence() -> dict[str, float]:
    """Log-odds by observation."""
    return {name: row.weight for name, row in read_yaml("places/evidence.yaml", Evidence).items()}


@cache
def place_words(name: str) -> frozenset[str]:
    """The words of a set of ``places/words.tsv``; lower case.

    Raises:
        KnowledgeError: For a set that is not in the table.
    """
    return words_of("places/words.tsv", name)
