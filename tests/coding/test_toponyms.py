"""Names of places in running text: which are places, which of their namesakes, and where an event takes place."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from detente import coding
from detente.coding import Toponym, toponyms
from detente.knowledge.places import cities
from detente.model import Article, Place
from detente.parse import parse

Named = dict[str, Toponym]


def named(text: str) -> list[tuple[str, Toponym]]:
    (parsed,) = parse([Article("a", text)])
    return [(text[t.start : t.end], t) for t in toponyms(text, parsed.text)]


def names(text: str) -> list[str]:
    """Names that are no adjectives."""
    return [name for name, t in named(text) if not t.is_adjective]


def where(text: str, name: str) -> tuple[str | None, str | None]:
    """State and division of the first mention of a name."""
    spot = next(t.spot for n, t in named(text) if n == name)
    assert spot is not None
    return spot.country, spot.admin1


# -- recognition -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels left Goma and moved towards Bukavu on Monday.", ["Goma", "Bukavu"]),
        ("The minister flew from Port-au-Prince to Santo Domingo.", ["Port-au-Prince", "Santo Domingo"]),
        ("A bus crashed near Springfield, Illinois, on Friday.", ["Springfield", "Illinois"]),
        ("They left the villages of Umm Haratayn and Qarrah in Syria.", ["Umm Haratayn", "Qarrah", "Syria"]),
        ("Troops crossed into southern Lebanon from the Golan Heights.", ["Lebanon", "Golan Heights"]),
        ("The ship sailed through the Strait of Hormuz.", ["Strait of Hormuz"]),
        ("Fires burned in Laurel County, Kentucky.", ["Laurel County", "Kentucky"]),
        ("The U.S.-led coalition bombed Raqqa.", ["U.S.", "Raqqa"]),
        ("Police in Barrie, Ont., found the car.", ["Barrie", "Ont."]),
    ],
)
def test_names_of_places_are_found(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Doctors fear that West Nile virus will spread.", "West Nile"),
        ("The New York Times reported the deal on Sunday.", "New York"),
        ("He drove down Paris Street to the office.", "Paris"),
        ("The play is about reading and nice people.", "reading"),
        ("Mr Houston said that he would not resign. Sam Houston is a lawyer.", "Houston"),
        ("She was taken to St. Mary's Hospital.", "St. Mary"),
        ("South of the river it was quiet. North and West were quiet too.", "North"),
    ],
)
def test_what_only_looks_like_a_place_is_left_alone(text: str, name: str) -> None:
    assert name not in names(text)


def test_an_adjective_of_a_state_is_one_where_it_stands_with_a_noun() -> None:
    found = named("Turkish police arrested two men. They shouted in Turkish.")
    assert [(name, t.is_adjective, t.start) for name, t in found] == [("Turkish", True, 0)]
    assert found[0][1].confidence < 0.6


def test_offsets_index_the_untouched_text() -> None:
    text = "\u202eمرحبا\u202c\n\nCAIRO, March 3 (Agency) - Egypt’s army left Sinai. \x00 Then Paris \ufeff too."
    for name, t in named(text):
        assert text[t.start : t.end] == name
        assert name.strip() == name
    assert {"CAIRO", "Egypt", "Sinai"} <= set(names(text))


def test_confidence_is_a_probability_and_lower_for_doubtful_names() -> None:
    found = dict(named("Fighting went on in Aleppo, Syria. Mobile phones rang near Weston."))
    assert all(0 <= t.confidence <= 1 for t in found.values())
    assert found["Aleppo"].confidence > 0.9
    assert "Weston" not in found or found["Weston"].confidence < found["Aleppo"].confidence


# -- namesakes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("The plane landed in Paris, Texas.", "Paris", ("USA", "Texas")),
        ("The president landed in Paris.", "Paris", ("FRA", "Île-de-France")),
        ("Floods hit Georgia, Alabama and Tennessee.", "Georgia", ("USA", "Georgia")),
        ("Armenia, Azerbaijan and Georgia signed.", "Georgia", ("GEO", None)),
        (
            "A man died in Edmonton, south of Cairns. Police in Queensland are looking.",
            "Edmonton",
            ("AUS", "Queensland"),
        ),
        ("The mayor of Edmonton met farmers from Alberta.", "Edmonton", ("CAN", "Alberta")),
        ("The factory stands in Buffalo, New York.", "New York", ("USA", "New York")),
        ("Oregon, Washington and Idaho agreed.", "Washington", ("USA", "Washington")),
        ("The envoy flew to Washington.", "Washington", ("USA", "Washington, D.C.")),
        ("Troops are in Aleppo.", "Aleppo", ("SYR", "Aleppo")),
        ("Mexico closed its border.", "Mexico", ("MEX", None)),
    ],
)
def test_what_stands_around_a_name_decides_between_namesakes(
    text: str, name: str, expected: tuple[str, str | None]
) -> None:
    assert where(text, name) == expected


def test_a_name_has_one_sense_in_a_text() -> None:
    text = "A shop burned in Paris, Texas. Nobody in Paris was hurt. The mayor of Paris came."
    assert {t.spot.geonameid for name, t in named(text) if name == "Paris" and t.spot} == {4717560}


def test_a_town_that_the_index_lacks_stands_with_the_place_named_beside_it() -> None:
    found = dict(named("The farm near the village of Qwertzstadt in Iowa was sold."))
    place = found["Qwertzstadt"]
    assert not place.is_known
    assert place.spot is not None
    assert place.spot.admin1 == "Iowa"
    assert place.confidence < found["Iowa"].confidence


def test_a_namesake_elsewhere_is_not_the_town_of_a_division() -> None:
    found = dict(named("She lives in Aachen, Iowa, with her dog."))
    assert found["Aachen"].spot is not None
    assert found["Aachen"].spot.country == "USA"
    assert not found["Aachen"].is_known


# -- the place of an event ---------------------------------------------------------------------------------


def place(text: str) -> Place:
    (parsed,) = parse([Article("a", text, published_at="2024-05-08")])
    found = [event.place for event in coding.code(parsed).events if event.place is not None]
    assert found, text
    return found[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Egypt's foreign minister met his Turkish counterpart at the Egyptian Ministry of Defence on Monday.",
            ("Egyptian Ministry of Defence", "EGY", "venue"),
        ),
        ("President Biden met President Xi at Camp David on Friday.", ("Camp David", "USA", "venue")),
        (
            "Russia's foreign minister met his Iranian counterpart in the Turkish capital on Wednesday.",
            ("Ankara", "TUR", "city"),
        ),
        ("Rebels killed ten soldiers in the town of Djibo in Burkina Faso on Saturday.", ("Djibo", "BFA", "city")),
        ("Iran seized a British tanker in the Strait of Hormuz on Friday.", ("Strait of Hormuz", None, "admin1")),
        ("Pirates attacked a French ship off the coast of Somalia on Tuesday.", ("Somalia", "SOM", "country")),
        (
            "Ukrainian drones struck an oil depot in Russia's Belgorod region on Sunday.",
            ("Belgorod region", "RUS", "admin1"),
        ),
        (
            "The foreign ministers of Armenia and Azerbaijan held talks in Washington on Friday.",
            ("Washington", "USA", "city"),
        ),
    ],
)
def test_the_place_of_an_event_is_the_most_particular_one(text: str, expected: tuple[str, str | None, str]) -> None:
    found = place(text)
    assert (found.name, found.country, found.precision) == expected


@pytest.mark.parametrize(
    ("text", "country", "latitude", "longitude"),
    [
        ("Turkish and Syrian troops clashed on Sunday on the Turkish-Syrian border.", None, 36.7, 39.1),
        ("Sudanese soldiers attacked rebels near the border with Chad on Monday.", "SDN", 13.2, 22.8),
        ("Pakistani soldiers killed Indian troops along Pakistan's border with India on Monday.", "PAK", 30.3, 73.8),
    ],
)
def test_a_border_is_a_point_between_two_states(
    text: str, country: str | None, latitude: float, longitude: float
) -> None:
    found = place(text)
    assert "border" in found.name
    assert (found.country, found.precision) == (country, "admin1")
    assert found.latitude == pytest.approx(latitude, abs=3)
    assert found.longitude == pytest.approx(longitude, abs=3)


# -- hostile texts -----------------------------------------------------------------------------------------


def capitals() -> str:
    letters = random.Random(0)  # noqa: S311 - no secret
    return " ".join("".join(letters.choices("abcdefgh", k=6)).title() for _ in range(20_000))


def known() -> str:
    return ", ".join(city.name for city, _ in zip(cities(), range(8_000), strict=False))


@pytest.mark.parametrize(
    "make",
    [capitals, known, lambda: "North " * 10_000, lambda: "Al-" * 5_000, lambda: "\u202e\x07مرحبا Cairo " * 500],
    ids=["capitals", "towns", "bearings", "hyphens", "marks"],
)
def test_a_hostile_text_stays_bounded(make: Callable[[], str]) -> None:
    text = make()
    (parsed,) = parse([Article("a", text)])
    found = toponyms(text, parsed.text)
    assert all(0 <= t.start < t.end <= len(text) for t in found)
