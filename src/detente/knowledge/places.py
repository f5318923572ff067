"""What detente knows about places: cities, regions and waters, and venues that stand in a city."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple, TypeVar

from pydantic import BeforeValidator, Field

from detente.errors import KnowledgeError
from detente.knowledge.tables import DATA, Listed, Row, read_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.resources.abc import Traversable
    from pathlib import Path

RegionKind = Literal["region", "sea", "strait", "river", "peninsula", "city"]
Located = Literal["capital", "stated"]

T = TypeVar("T")

_CITY = ("geonameid", "name", "ascii", "country", "admin1", "latitude", "longitude", "population", "aliases")
_DIVISION = ("geonameid", "name", "ascii", "country", "latitude", "longitude", "aliases")


class City(NamedTuple):
    """A city of GeoNames; ``ascii`` equals ``name`` where the name is plain, ``admin1`` is a name or None.

    ``aliases`` are other names that news in English gives it (Bombay, Frankfurt).

    A tuple parsed by hand: twelve thousand validated rows would cost a noticeable part of a start.
    """

    geonameid: int
    name: str
    ascii: str
    country: str
    admin1: str | None
    latitude: float
    longitude: float
    population: int
    aliases: tuple[str, ...] = ()


class Division(NamedTuple):
    """A first-level division (province, federated state); its position is the mean of its settlements."""

    geonameid: int
    name: str
    ascii: str
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
    country: Annotated[str | None, BeforeValidator(lambda value: None if value == "" else value)]
    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)


class Venue(Row):
    """A noun that makes a venue when a state or city stands near it.

    ``located`` is ``capital`` where the house stands in the capital of its state, ``stated`` where only the
    text can say.
    """

    phrase: Listed
    located: Located


@cache
def cities() -> tuple[City, ...]:
    """Cities of 50,000 people and more, all capitals, small places of the news (GeoNames, CC BY 4.0)."""
    return read_cities("places/cities.tsv")


@cache
def divisions() -> tuple[Division, ...]:
    """First-level divisions of all states (GeoNames, CC BY 4.0)."""
    return read_divisions("places/divisions.tsv")


def read_cities(name: str, *, folder: Traversable | Path = DATA) -> tuple[City, ...]:
    """Read a table of cities, as strictly as ``read_table`` does.

    Raises:
        KnowledgeError: For another header, a line of another width, a number that is none.
    """
    return _read(name, _CITY, _city, folder)


def read_divisions(name: str, *, folder: Traversable | Path = DATA) -> tuple[Division, ...]:
    """Read a table of divisions; strict in the same way.

    Raises:
        KnowledgeError: For another header, a line of another width, a number that is none.
    """
    return _read(name, _DIVISION, _division, folder)


def _city(cells: list[str]) -> City:
    id_, name, plain, country, admin1, latitude, longitude, population, aliases = cells
    return City(
        int(id_),
        name,
        plain or name,
        country,
        admin1 or None,
        float(latitude),
        float(longitude),
        int(population),
        tuple(aliases.split("|")) if aliases else (),
    )


def _division(cells: list[str]) -> Division:
    id_, name, plain, country, latitude, longitude, aliases = cells
    known = tuple(aliases.split("|")) if aliases else ()
    return Division(int(id_), name, plain or name, country, float(latitude), float(longitude), known)


def _read(
    name: str, columns: tuple[str, ...], make: Callable[[list[str]], T], folder: Traversable | Path
) -> tuple[T, ...]:
    text = folder.joinpath(*name.split("/")).read_text(encoding="utf-8")
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line and line[0] != "#"]
    if not lines or lines[0][1] != "\t".join(columns):
        raise KnowledgeError(f"{name}: the header must be {columns}; build it with scripts/build_places.py")
    found = []
    for number, line in lines[1:]:
        try:
            found.append(make(line.split("\t")))
        except ValueError as error:
            raise KnowledgeError(f"{name} line {number}: {error}; build it with scripts/build_places.py") from error
    return tuple(found)


@cache
def regions() -> tuple[Region, ...]:
    """Regions, seas, straits and disputed areas."""
    return read_table("places/regions.tsv", Region)


@cache
def venues() -> tuple[Venue, ...]:
    """Nouns that make a venue."""
    return read_table("places/venues.tsv", Venue)
