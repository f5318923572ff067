"""The index and the tables of places: sound, small, quick, and in agreement with the tables about states."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

import pytest

from detente.errors import KnowledgeError
from detente.knowledge.actors import states
from detente.knowledge.gazetteer import adjectives, behind_comma, capitals, find_places, is_begun, spots
from detente.knowledge.places import (
    Region,
    about,
    begins,
    border_point,
    cities,
    city_facts,
    division_codes,
    division_names,
    divisions,
    evidence,
    index,
    open_index,
    place_words,
    regions,
    sites,
    state_centres,
    state_numbers,
    venues,
)
from detente.knowledge.spelling import folded
from detente.knowledge.tables import DATA, read_table

if TYPE_CHECKING:
    from pathlib import Path

    from detente.knowledge.places import Bearer

ISO3 = {state.iso3 for state in states()}
CITY = {city.geonameid: city for city in cities()}
LARGEST_FILE = 9_000_000  # bytes


def by_country() -> dict[str, list[Bearer]]:
    found: dict[str, list[Bearer]] = defaultdict(list)
    for city in CITY.values():
        found[city.country].append(city)
    return found


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance between two points in degrees."""
    (lat1, lon1), (lat2, lon2) = ((radians(x), radians(y)) for x, y in (a, b))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))


def nearest(point: tuple[float, float], among: list[Bearer]) -> float:
    """Kilometres to the nearest city that is not far in degrees already."""
    close = [c for c in among if abs(c.latitude - point[0]) < 12 and abs(c.longitude - point[1]) < 25]
    return min((kilometres(point, (c.latitude, c.longitude)) for c in close), default=9_999)


# -- the index ---------------------------------------------------------------------------------------------


def test_the_index_is_what_its_table_about_says() -> None:
    told = about()
    count = {t: index().execute(f"select count(*) from {t}").fetchone()[0] for t in ("place", "name")}  # noqa: S608
    assert (int(told["places"]), int(told["names"])) == (count["place"], count["name"])
    assert "https://www.geonames.org/" in told["source"]
    assert "CC BY 4.0" in told["licence"]
    assert "Census" in told["counties"]


def test_the_index_is_small_sound_and_cannot_be_written() -> None:
    assert (DATA / "places" / "places.sqlite").stat().st_size <= LARGEST_FILE  # type: ignore[attr-defined]
    assert index().execute("pragma integrity_check").fetchone() == ("ok",)
    with pytest.raises(sqlite3.OperationalError):
        index().execute("delete from name")


def test_every_name_leads_to_a_place_and_every_place_has_a_name() -> None:
    loose = "select count(*) from name where place not in (select id from place)"
    nameless = "select count(*) from place where id not in (select place from name)"
    assert index().execute(loose).fetchone() == (0,)
    assert index().execute(nameless).fetchone() == (0,)


def test_keys_of_the_index_are_folded_as_names_are_looked_up() -> None:
    keys = [key for (key,) in index().execute("select distinct key from name order by key limit 5000 offset 60000")]
    assert [key for key in keys if folded(key) != key] == []


def test_cities_of_5000_people_are_all_there() -> None:
    assert len(list(cities(5_000))) > 68_000


@pytest.mark.parametrize("content", [b"", b"no database", None])
def test_a_missing_or_damaged_index_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "places.sqlite"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(KnowledgeError, match=r"places\.sqlite.*build_places"):
        open_index(path)


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
    large = {city.country for city in cities(50_000)}
    without = {state.iso3 for state in states() if state.capital_latitude is None}
    assert large & without == set()


def test_states_have_numbers_and_centres_among_their_cities() -> None:
    held = by_country()
    for iso3, centre in state_centres().items():
        assert iso3 in ISO3
        assert nearest((centre.latitude, centre.longitude), held[iso3]) < 500, iso3
    assert len(state_numbers()) > 240
    assert state_numbers()["TUR"] == 298795


def test_cities_stand_in_states_and_on_the_globe() -> None:
    assert len(CITY) > 100_000
    for city in CITY.values():
        assert city.country in ISO3
        assert -90 <= city.latitude <= 90
        assert -180 <= city.longitude <= 180


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
    city = next(s for s in spots(name) if s.kind == "city")
    assert (city.country, city.admin1) == (country, admin1)
    assert city_facts(city.geonameid)[0] == admin1


# -- looking names up --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "forms",
    [
        ("Khān Yūnis", "Khan Yunis", "KHAN YUNIS", "Khan Younis"),
        ("İzmir", "Izmir", "IZMIR"),
        ("Port-au-Prince", "Port au Prince"),
        ("St. Louis", "St Louis"),
        ("Sana'a", "Sana’a", "Sanaa"),
        ("Al-Minya", "Minya"),
    ],
)
def test_spellings_of_a_name_mean_the_same_place(forms: tuple[str, ...]) -> None:
    first = {spots(form)[0].geonameid for form in forms}
    assert len(first) == 1, first


@pytest.mark.parametrize("word", ["reading", "of", "us", "turkey", "", " ", "–", "x" * 500, "Xyzzy Plugh"])
def test_what_is_no_name_means_nothing(word: str) -> None:
    assert spots(word) == ()


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Paris", ("FRA", "capital")),
        ("Georgia", ("GEO", "state")),
        ("Aleppo", ("SYR", "city")),
        ("Quebec", ("CAN", "division")),
        ("Texas", ("USA", "division")),
        ("Ky.", ("USA", "division")),
        ("NSW", ("AUS", "division")),
        ("Mexico", ("MEX", "state")),
        ("Bombay", ("IND", "city")),
        ("Frankfurt", ("DEU", "city")),
        ("Mecca", ("SAU", "city")),
        ("Metcalfe County", ("USA", "county")),
        ("southern Lebanon", ("LBN", "region")),
        ("Incirlik", ("TUR", "site")),
        ("Casa Rosada", ("ARG", "site")),
        ("Europe", (None, "region")),
    ],
)
def test_a_name_means_first_what_news_means_by_it(name: str, first: tuple[str | None, str]) -> None:
    assert (spots(name)[0].country, spots(name)[0].kind) == first


def test_a_name_keeps_all_that_it_may_mean_heaviest_first() -> None:
    found = spots("Springfield")
    assert {"Missouri", "Illinois", "Massachusetts"} <= {s.admin1 for s in found}
    assert [s.weight for s in found] == sorted((s.weight for s in found), reverse=True)


def test_an_airport_code_and_a_foreign_word_are_no_names() -> None:
    assert spots("ODS") == ()
    assert all(s.name != "Donetsk" for s in spots("Stalin"))


def test_a_code_is_a_division_behind_a_comma_only() -> None:
    assert [s.name for s in behind_comma("KY")] == ["Kentucky"]
    assert all(s.kind != "division" for s in spots("KY"))
    assert {row.country for row in division_codes()} == {"USA", "CAN", "AUS"}


def test_beginnings_of_names_are_known() -> None:
    assert is_begun("Santa Cruz")
    assert is_begun("Strait of")
    assert not is_begun("Qqq Xyz")
    assert begins("springf")


def test_names_are_found_in_running_text_at_their_offsets() -> None:
    text = "In New York, the U.S. met southern Lebanon and Port-au-Prince. Reading of nobody in Nairobi."
    assert [text[f.start : f.end] for f in find_places(text)] == [
        "New York",
        "U.S.",
        "southern Lebanon",
        "Port-au-Prince",
        "Reading",
        "Nairobi",
    ]
    assert [text[f.start : f.end] for f in find_places(text, 20, 45)] == ["southern Lebanon"]


def test_adjectives_lead_to_states() -> None:
    assert adjectives()["Turkish"].country == "TUR"
    assert {s.kind for s in adjectives().values()} == {"state"}


def test_a_capital_weighs_by_its_people() -> None:
    assert capitals()["FRA"].weight > capitals()["MSR"].weight


@pytest.mark.parametrize(
    ("first", "second", "point"),
    [("TUR", "SYR", (36.7, 39.0)), ("USA", "MEX", (30.0, -105.0)), ("CHN", "IND", (30.0, 86.0))],
)
def test_a_border_has_a_point_about_its_middle(first: str, second: str, point: tuple[float, float]) -> None:
    found = border_point(first, second)
    assert found is not None
    assert found == border_point(second, first)
    assert kilometres(found, point) < 900


def test_states_that_are_no_neighbours_have_no_border() -> None:
    assert border_point("PRT", "JPN") is None


# -- our own tables ----------------------------------------------------------------------------------------


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
    assert len(aliases) == len(division_names())


def test_divisions_stand_in_states() -> None:
    assert {d.country for d in divisions()} <= ISO3
    assert len({d.geonameid for d in divisions()}) == len(divisions()) > 3_000


def test_a_region_or_site_of_a_state_is_not_far_from_its_cities() -> None:
    held = by_country()
    far = []
    for place in (*regions(), *sites()):
        if place.country is not None and held[place.country]:
            assert place.country in ISO3, place.name
            distance = nearest((place.latitude, place.longitude), held[place.country])
            far += [(place.name, round(distance))] if distance > (650 if isinstance(place, Region) else 560) else []
    assert far == []


def test_a_site_stands_near_its_town() -> None:
    far = []
    for site in sites():
        if site.city is not None:
            towns = [s for s in spots(site.city) if site.country in {None, s.country}]
            distance = min(
                (kilometres((site.latitude, site.longitude), (s.latitude, s.longitude)) for s in towns), default=-1
            )
            far += [(site.name, site.city, round(distance))] if not 0 <= distance < 80 else []
    assert far == []


def test_a_region_or_site_has_each_name_alone() -> None:
    names = [name for place in (*regions(), *sites()) for name in place.names]
    assert sorted({n for n in names if names.count(n) > 1}) == []
    assert len(regions()) >= 800
    assert len(sites()) >= 400


def test_evidence_and_words_are_loaded() -> None:
    assert {"gpe", "person", "inside", "held"} <= set(evidence())
    assert "street" in place_words("streets")
    with pytest.raises(KnowledgeError, match="no set"):
        place_words("nothing")


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
        ("border", "border"),
    ],
)
def test_venues_say_whether_they_stand_in_the_capital(phrase: str, located: str) -> None:
    assert [venue.located for venue in venues() if phrase in venue.phrase] == [located]


def test_an_unknown_kind_of_region_is_refused(tmp_path: Path) -> None:
    header = "name\taliases\tadjectives\tkind\tcountry\tlatitude\tlongitude"
    (tmp_path / "regions.tsv").write_text(f"{header}\nAtlantis\t\t\tplanet\t\t0\t0\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="kind"):
        read_table("regions.tsv", Region, folder=tmp_path)
