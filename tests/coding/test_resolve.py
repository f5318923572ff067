"""Who a phrase names, and by which rule."""

from collections.abc import Callable

import pytest

from detente.coding import code
from detente.coding.resolve import Resolver
from detente.coding.tree import Tree
from detente.model import Article, Event, Party
from detente.parse import parse


def party(text: str, word: str) -> Party | None:
    """The party that the phrase headed by a word names, in the first sentence that holds it."""
    parsed = next(iter(parse([Article("x", text)])))
    trees = [Tree(sentence) for sentence in parsed.text]
    resolver = Resolver(parsed.article, trees, {})
    for tree in trees:
        for i, w in enumerate(tree.words):
            if w.text == word:
                return next(iter(resolver.parties(tree, i)), None)
        resolver.remember(tree)
    raise AssertionError(f"no word {word!r}")


def events(text: str, day: str = "2024-05-08") -> tuple[Event, ...]:
    return code(next(iter(parse([Article("x", text, published_at=day)])))).events


@pytest.mark.parametrize(
    ("text", "word", "country", "sector"),
    [
        ("Ankara said it would not ratify the accord.", "Ankara", "TUR", "GOV"),
        ("The Kremlin rejected the proposal.", "Kremlin", "RUS", "GOV"),
        ("Downing Street confirmed the visit.", "Street", "GBR", "GOV"),
        ("The Russian embassy in London denied the allegation.", "embassy", "RUS", "GOV"),
        ("Police in Brussels arrested three protesters.", "Police", "BEL", "COP"),
        ("Israeli settlers attacked Palestinian farmers near Nablus.", "farmers", "PSE", "AGR"),
        ("Iran-backed militiamen in Iraq attacked a base.", "militiamen", "IRQ", "REB"),
        ("Protesters stormed the Swedish embassy in Baghdad.", "embassy", "SWE", "GOV"),
        ("The Republic of China's navy left the port.", "navy", "TWN", "MIL"),
    ],
)
def test_a_phrase_gives_state_and_sector(text: str, word: str, country: str, sector: str) -> None:
    found = party(text, word)
    assert found is not None
    assert (found.country, found.sector) == (country, sector)


def test_a_counterpart_has_the_office_of_the_other_side() -> None:
    text = "Egypt's Chief of Staff, General Ahmed Khalifa, met his Turkish counterpart, General Metin Gürak, in Ankara."
    found = party(text, "counterpart")
    assert found is not None
    assert found.person == "Metin Gürak"
    assert (found.country, found.sector, found.office) == ("TUR", "MIL", "chief_of_staff_armed_forces")
    assert found.resolved_by == "counterpart"


def test_a_person_is_remembered_by_the_last_name() -> None:
    text = "Greek Foreign Minister Eleni Markou arrived in Rome. Markou met the Italian president."
    (meeting,) = [e for e in events(text) if "president" in e.target[0].name]
    assert meeting.source[0].country == "GRC"
    assert meeting.source[0].resolved_by == "person"


def test_both_countries_stand_for_the_pair_that_was_named() -> None:
    text = "Armenia and Azerbaijan exchanged prisoners. Both countries thanked Georgia for its mediation."
    thanks = next(e for e in events(text) if e.event_type == "SUPPORT")
    assert {p.country for p in thanks.source} == {"ARM", "AZE"}
    assert {p.resolved_by for p in thanks.source} == {"group"}
    assert [p.country for p in thanks.target] == ["GEO"]


def test_the_same_city_is_a_place_and_a_government() -> None:
    text = "Talks between Peru and Chile were held in Cairo on Monday. Cairo condemned Libya."
    talks = next(e for e in events(text) if e.event_type == "CONSULT")
    blame = next(e for e in events(text) if e.event_type == "ACCUSE")
    assert talks.place is not None
    assert (talks.place.name, talks.place.country) == ("Cairo", "EGY")
    assert {p.country for p in (*talks.source, *talks.target)} == {"PER", "CHL"}
    assert (blame.source[0].country, blame.source[0].sector) == ("EGY", "GOV")


def test_a_denial_is_directed_at_who_made_the_accusation() -> None:
    text = "Argentina accused Bolivia of smuggling. Bolivia denied the accusation."
    denial = next(e for e in events(text) if e.event_type == "REJECT")
    assert denial.target[0].country == "ARG"
    assert denial.target[0].resolved_by == "reply"


def test_both_sides_of_a_mediation_are_those_mediated_between() -> None:
    text = "Ethiopia offered to mediate between Kenya and Somalia. The African Union urged both sides to talk."
    urged = next(e for e in events(text) if e.event_type == "REQUEST")
    assert {p.country for p in urged.target} == {"KEN", "SOM"}


def test_no_country_is_guessed_where_a_report_is_about_two() -> None:
    text = "Kenya and Somalia spoke on Monday. Police arrested two men. Kenya praised Somalia."
    arrests = [e for e in events(text) if e.event_type == "COERCE"]
    assert all(p.country is None for e in arrests for p in e.source)


HOSTILE: dict[str, Callable[[], str]] = {
    "a phrase within itself": lambda: "Our president said that our president met our president.",
    "an endless coordination": lambda: "Egypt met " + "Turkey and " * 3000 + "Libya.",
    "endless nesting": lambda: "Egypt said that " * 3000 + "Turkey attacked Libya.",
    "of of of": lambda: "The minister " + "of the minister " * 3000 + "met Turkey.",
    "no letters": lambda: "." * 20_000,
    "right-to-left": lambda: "\u202eEgypt\u202c met \u2067Turkey\u2069 in Cairo.",
    "combining marks": lambda: "E" + "\u0301" * 5000 + "gypt met Turkey.",
    "emoji": lambda: "Egypt 🤝 Turkey met in Cairo 🎉 on Monday 👍🏽.",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_coded_or_left_alone_and_spans_hold(name: str) -> None:
    text = HOSTILE[name]()
    for event in events(text):
        assert 0 <= event.span.start < event.span.end <= len(text)
        for p in (*event.source, *event.target):
            assert p.span is None or text[p.span.start : p.span.end]
