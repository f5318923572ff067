"""Names of places to what they may be: states, regions, capitals and cities."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from detente.knowledge.actors import states
from detente.knowledge.lexicon import Lexicon
from detente.knowledge.places import cities, divisions, regions, venues
from detente.model import PlacePrecision

# Smaller towns share their names with persons and common words; a report on one names its state beside it.
SMALLEST = 100_000
DIVISION = 3_000_000  # a province outweighs a city of its name unless that is a metropolis


class Spot(NamedTuple):
    """One place that a name may mean; WGS 84 degrees."""

    name: str
    country: str | None
    admin1: str | None
    latitude: float
    longitude: float
    geonameid: int | None
    precision: PlacePrecision
    weight: int


@cache
def place_names() -> Lexicon[tuple[Spot, ...]]:
    """Every place name with all it may mean, heaviest first (states, regions and capitals, then population)."""
    found: dict[str, list[Spot]] = defaultdict(list)
    for s in states():
        spot = Spot(s.name, s.iso3, None, s.latitude, s.longitude, None, "country", 10**10)
        for name in (s.name, *s.aliases):
            found[name].append(spot)
    for r in regions():
        spot = Spot(r.name, r.country, None, r.latitude, r.longitude, None, _precision(r.kind), 10**9)
        for name in (r.name, *r.aliases):
            found[name].append(spot)
    for spot in capitals().values():
        found[spot.name].append(spot)
    for s in states():
        for alias in s.capital_aliases:
            found[alias].append(capitals()[s.iso3])
    for d in divisions():
        spot = Spot(d.name, d.country, d.name, d.latitude, d.longitude, d.geonameid, "admin1", DIVISION)
        for name in {d.name, d.ascii, *d.aliases}:
            found[name].append(spot)
    for c in cities():
        spot = Spot(c.name, c.country, c.admin1, c.latitude, c.longitude, c.geonameid, "city", c.population)
        # An alias was written by hand for a place in the news, however small.
        for name in {c.name, c.ascii, *c.aliases} if c.population >= SMALLEST else c.aliases:
            found[name].append(spot)
    return Lexicon((name, tuple(sorted(spots, key=lambda p: -p.weight))) for name, spots in found.items())


def _precision(kind: str) -> PlacePrecision:
    return "city" if kind == "city" else "admin1"


@cache
def capitals() -> dict[str, Spot]:
    """The capital of each state that has one, by state."""
    admin1 = {c.geonameid: c.admin1 for c in cities()}
    return {
        s.iso3: Spot(
            s.capital,
            s.iso3,
            admin1.get(s.capital_geonameid or 0),
            s.capital_latitude,
            s.capital_longitude,
            s.capital_geonameid,
            "city",
            10**9,
        )
        for s in states()
        if s.capital and s.capital_latitude is not None and s.capital_longitude is not None
    }


@cache
def venue_names() -> Lexicon[bool]:
    """Phrases that name a venue, with whether such a venue stands in the capital of its state."""
    pairs = ((phrase, v.located == "capital") for v in venues() for phrase in v.phrase)
    return Lexicon(pairs, ignore_case=True)
