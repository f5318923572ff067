"""Actors and places of a text, each in its context."""

from collections.abc import Callable

import pytest

from detente.coding import Mention, mentions
from detente.model import Article
from detente.parse import parse

Mentioned = Callable[..., dict[str, Mention]]


@pytest.fixture(scope="module")
def mentioned() -> Mentioned:
    def find(text: str, day: str = "2024-05-10") -> dict[str, Mention]:
        (parsed,) = parse([Article("a", text, published_at=day)])
        found = mentions(parsed)
        assert all(text[m.start : m.end] == m.span.partition("#")[0] for m in found)
        return {m.span: m for m in found}

    return find


@pytest.mark.parametrize(
    ("text", "span", "meant"),
    [
        ("Nairobi said it would reopen the border.", "Nairobi", ("actor", "KEN", "GOV")),
        ("The envoys met in Nairobi on Friday.", "Nairobi", ("place", "KEN", None)),
        ("The minister left Nairobi for talks with Kampala.", "Nairobi", ("place", "KEN", None)),
        ("The minister left Nairobi for talks with Kampala.", "Kampala", ("actor", "UGA", "GOV")),
        ("The general flew to Kampala.", "Kampala", ("place", "UGA", None)),
        ("Rebels shelled Khartoum overnight.", "Khartoum", ("place", "SDN", None)),
        ("The bloc urged Khartoum to halt the raids.", "Khartoum", ("actor", "SDN", "GOV")),
        ("The fall of Kabul stunned diplomats.", "Kabul", ("place", "AFG", None)),
        ("Vietnam told the envoy to leave.", "Vietnam", ("actor", "VNM", "GOV")),
        ("The Peruvian embassy in Lusaka closed.", "The Peruvian embassy in Lusaka", ("actor", "PER", "GOV")),
        ("Police in Lusaka arrested two men.", "Police", ("actor", "ZMB", "COP")),
        ("Demonstrators burned a flag in Dhaka.", "Demonstrators", ("actor", "BGD", "CVL")),
        ("Brussels warned the company.", "Brussels", ("actor", "EUR", "GOV")),
        ("Georgia's governor met Georgia's president.", "Georgia's governor", ("actor", "USA", "GOV")),
        ("Georgia's governor met Georgia's president.", "Georgia's president", ("actor", "GEO", "GOV")),
    ],
)
def test_position_in_the_parse_tells_a_government_from_a_place(
    text: str, span: str, meant: tuple[str, str, str | None], mentioned: Mentioned
) -> None:
    found = mentioned(text)[span]
    assert (found.kind, found.country, found.sector) == meant


def test_words_that_stand_twice_are_numbered(mentioned: Mentioned) -> None:
    found = mentioned("Talks in Rabat failed, but Rabat said they would go on.")
    assert (found["Rabat#1"].kind, found["Rabat#2"].kind) == ("place", "actor")


def test_a_counterpart_has_the_office_of_whose_counterpart_he_is(mentioned: Mentioned) -> None:
    found = mentioned("Kenya's defence minister met her Ugandan opposite number, Jane Okello, in Arusha.")
    other = found["her Ugandan opposite number, Jane Okello"]
    assert (other.country, other.sector, other.office, other.person) == (
        "UGA",
        "GOV",
        "minister_of_defence",
        "Jane Okello",
    )


def test_groups_stand_for_those_who_were_named_together(mentioned: Mentioned) -> None:
    two = mentioned("Kenya and Uganda signed a pact. Both countries hailed it.")["Both countries"]
    assert (two.kind, [country for country, _ in two.members]) == ("group", ["KEN", "UGA"])
    three = mentioned("Kenya, Uganda and Rwanda signed a pact. The three countries hailed it.")["The three countries"]
    assert [country for country, _ in three.members] == ["KEN", "UGA", "RWA"]


def test_a_group_of_another_size_than_was_named_has_no_members(mentioned: Mentioned) -> None:
    text = "Kenya and Uganda signed a pact. The three countries hailed it."
    assert mentioned(text)["The three countries"].members == ()


def test_a_description_is_the_one_person_named_before_who_held_the_office(mentioned: Mentioned) -> None:
    text = "Peruvian president Ana Quispe resigned. Police later arrested the former president."
    found = mentioned(text)["the former president"]
    assert (found.country, found.sector, found.person) == ("PER", "ELI", "Ana Quispe")


def test_a_description_that_fits_two_persons_names_neither(mentioned: Mentioned) -> None:
    text = "Peruvian president Ana Quispe met Chilean president Juan Soto. Police later arrested the former president."
    assert mentioned(text)["the former president"].person is None


def test_soldiers_beside_an_act_are_those_of_who_does_it(mentioned: Mentioned) -> None:
    found = mentioned("Kenyan police beat Somali traders while soldiers looked on.")
    assert (found["soldiers"].country, found["soldiers"].sector) == ("KEN", "MIL")


def test_a_host_governs_where_his_guest_is(mentioned: Mentioned) -> None:
    text = "Uruguay's president landed in Asunción on Friday. His host thanked him for the hospital beds."
    assert (mentioned(text)["His host"].country, mentioned(text)["His host"].sector) == ("PRY", "GOV")


def test_a_surname_is_told_in_full_where_one_person_bears_it(mentioned: Mentioned) -> None:
    assert mentioned("Merkel met the envoys in Paris.", "2010-05-01")["Merkel"].person == "Angela Merkel"
