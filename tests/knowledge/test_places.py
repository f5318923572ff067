"""The tables about places agree with the tables about states, and a damaged line is refused."""

from __future__ import annotations

from collections import defaultdict
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

import pytest

from detente.errors import KnowledgeError
from detente.knowledge.actors import states
from detente.knowledge.places import Region, cities, divisions, read_cities, read_divisions, regions, venues
from detente.knowledge.tables import DATA, read_table

if TYPE_CHECKING:
    from pathlib import Path

    from detente.knowledge.places import City

HEADER = "geonameid\tname\tascii\tcountry\tadmin1\tlatitude\tlongitude\tpopulation\taliases"
ISO3 = {state.iso3 for state in states()}
CITY = {city.geonameid: city for city in cities()}


def by_country() -> dict[str, list[City]]:
    found: dict[str, list[City]] = defaultdict(list)
    for city in cities():
        found[city.country].append(city)
    return found


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance between two points in degrees."""
    (lat1, lon1), (lat2, lon2) = ((radians(x), radians(y)) for x, y in (a, b))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))


def test_every_capital_is_a_city_of_its_state() -> None:
    for state in states():
        if state.capital_geonameid is None:
            continue
        city = CITY[state.capital_geonameid]
        assert city.country == state.iso3
        assert state.capital_latitude is not None
        assert state.capital_longitude is not None
        here = (state.capital_latitude, state.capital_longitude)
        assert kilometres(here, (city.latitude, city.longitude)) < 1, state.iso3


def test_every_state_with_a_city_of_50_000_has_a_capital_with_coordinates() -> None:
    large = {city.country for city in cities() if city.population >= 50_000}
    without = {state.iso3 for state in states() if state.capital_latitude is None}
    assert large & without == set()


def test_the_centre_of_a_state_is_not_far_from_its_cities() -> None:
    held = by_country()
    for state in states():
        here = (state.latitude, state.longitude)
        distances = [kilometres(here, (c.latitude, c.longitude)) for c in held[state.iso3]]
        assert min(distances, default=0) < 1300, (state.iso3, min(distances))


def test_a_region_of_a_state_is_not_far_from_its_cities() -> None:
    held = by_country()
    for region in regions():
        if region.country is None:
            continue
        assert region.country in ISO3, region.name
        here = (region.latitude, region.longitude)
        distances = [kilometres(here, (c.latitude, c.longitude)) for c in held[region.country]]
        assert min(distances) < 1000, (region.name, min(distances))


def test_cities_stand_in_states_and_on_the_globe() -> None:
    assert len(CITY) == len(cities()) > 12_000
    for city in cities():
        assert city.country in ISO3
        assert -90 <= city.latitude <= 90
        assert -180 <= city.longitude <= 180
        assert city.ascii.isascii() or city.ascii == city.name


@pytest.mark.parametrize(
    ("name", "country", "admin1"),
    [
        ("Istanbul", "TUR", "Istanbul"),
        ("Goma", "COD", "Nord Kivu"),
        ("Atlanta", "USA", "Georgia"),
        ("Alexandria", "EGY", "Alexandria"),
    ],
)
def test_cities_carry_the_name_of_their_division(name: str, country: str, admin1: str) -> None:
    largest = max((c for c in cities() if c.name == name), key=lambda c: c.population)
    assert (largest.country, largest.admin1) == (country, admin1)


def test_an_ascii_name_stands_beside_each_accented_one() -> None:
    sizes = {city.ascii: city.name for city in cities() if city.country == "TUR"}
    assert sizes["Izmir"] == "İzmir"


@pytest.mark.parametrize(
    ("name", "geonames", "country"),
    [
        ("Bombay", "Mumbai", "IND"),
        ("New York", "New York City", "USA"),
        ("Frankfurt", "Frankfurt am Main", "DEU"),
        ("Mecca", "Makkah", "SAU"),
        ("Kharkov", "Kharkiv", "UKR"),
        ("Khan Younis", "Khān Yūnis", "PSE"),
    ],
)
def test_names_of_the_news_find_the_city_of_geonames(name: str, geonames: str, country: str) -> None:
    assert [(c.name, c.country) for c in cities() if name in c.aliases] == [(geonames, country)]


def test_small_places_of_the_news_are_kept() -> None:
    assert {"Jericho", "Bucha", "Sderot"} <= {c.ascii for c in cities() if c.population < 50_000}


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [("Texas", "USA", 31, -99), ("Alberta", "CAN", 55, -114), ("Sichuan", "CHN", 30, 103)],
)
def test_divisions_stand_about_where_they_are(name: str, country: str, latitude: float, longitude: float) -> None:
    (found,) = [d for d in divisions() if d.name == name and d.country == country]
    assert kilometres((latitude, longitude), (found.latitude, found.longitude)) < 400


def test_divisions_are_known_by_their_abbreviations() -> None:
    aliases = {alias: (d.name, d.country) for d in divisions() for alias in d.aliases}
    assert aliases["Ky."] == ("Kentucky", "USA")
    assert aliases["B.C."] == ("British Columbia", "CAN")
    listed = (DATA / "places" / "division_names.tsv").read_text(encoding="utf-8").splitlines()[2:]
    assert len(aliases) == len(listed)


def test_divisions_stand_in_states() -> None:
    assert {d.country for d in divisions()} <= ISO3
    assert len({d.geonameid for d in divisions()}) == len(divisions()) > 3_000


@pytest.mark.parametrize("table", ["cities.tsv", "divisions.tsv"])
def test_built_tables_name_their_origin_and_licence(table: str) -> None:
    head = (DATA / "places" / table).read_text(encoding="utf-8")[:600]
    assert "https://www.geonames.org/" in head
    assert "CC BY 4.0" in head


def test_a_region_has_each_name_alone() -> None:
    names = [name for region in regions() for name in region.names]
    assert sorted({n for n in names if names.count(n) > 1}) == []
    assert len(regions()) >= 150


def test_words_of_regions_do_not_contradict_words_of_states() -> None:
    owner = {word: s.iso3 for s in states() for word in (*s.names, *s.adjectives, *s.demonyms)}
    for region in regions():
        for word in (*region.names, *region.adjectives):
            assert owner.get(word, region.country) == region.country, (region.name, word)


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Crimea", "UKR"),
        ("Gaza", "PSE"),
        ("Abkhazia", "GEO"),
        ("Kashmir", None),
        ("South China Sea", None),
        ("Scotland", "GBR"),
    ],
)
def test_disputed_places_stand_with_one_state_or_none(name: str, country: str | None) -> None:
    assert [region.country for region in regions() if name in region.names] == [country]


def test_a_venue_phrase_is_lower_case_and_listed_once() -> None:
    phrases = [phrase for venue in venues() for phrase in venue.phrase]
    assert len(set(phrases)) == len(phrases)
    assert all(phrase == phrase.lower() for phrase in phrases)


@pytest.mark.parametrize(
    ("phrase", "located"),
    [
        ("defence ministry", "capital"),
        ("parliament", "capital"),
        ("embassy", "capital"),
        ("consulate", "stated"),
        ("airport", "stated"),
        ("border", "stated"),
    ],
)
def test_venues_say_whether_they_stand_in_the_capital(phrase: str, located: str) -> None:
    assert [venue.located for venue in venues() if phrase in venue.phrase] == [located]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEADER.replace("ascii", "plain") + "\n", "header"),
        ("# only a comment\n", "header"),
        (HEADER + "\n1\tAnkara\t\tTUR\t\t39.9\t32.8\t\n", "line 2"),
        (HEADER + "\n1\tAnkara\t\tTUR\t\t39.9\t32.8\t5\t\t6\n", "line 2"),
        (HEADER + "\n1\tAnkara\t\tTUR\t\tnorth\t32.8\t5\t\n", "line 2"),
    ],
)
def test_a_damaged_table_of_cities_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "cities.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message):
        read_cities("cities.tsv", folder=tmp_path)


def test_empty_cells_of_a_city_get_their_meaning(tmp_path: Path) -> None:
    (tmp_path / "cities.tsv").write_text(HEADER + "\n1\tOslo\t\tNOR\t\t59.9\t10.7\t5\t\n", encoding="utf-8")
    (city,) = read_cities("cities.tsv", folder=tmp_path)
    assert (city.ascii, city.admin1) == ("Oslo", None)


def test_an_unknown_kind_of_region_is_refused(tmp_path: Path) -> None:
    header = "name\taliases\tadjectives\tkind\tcountry\tlatitude\tlongitude"
    (tmp_path / "regions.tsv").write_text(f"{header}\nAtlantis\t\t\tisland\t\t0\t0\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="kind"):
        read_table("regions.tsv", Region, folder=tmp_path)


def test_a_damaged_table_of_divisions_is_refused(tmp_path: Path) -> None:
    (tmp_path / "divisions.tsv").write_text(HEADER + "\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="header"):
        read_divisions("divisions.tsv", folder=tmp_path)
