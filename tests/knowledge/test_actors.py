"""The tables about actors agree with one another, and a typo in them is refused."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from detente.errors import KnowledgeError
from detente.knowledge.actors import (
    Role,
    Seat,
    State,
    institutions,
    offices,
    organisations,
    roles,
    sectors,
    states,
    whole_organisations,
)
from detente.knowledge.names import actor_names
from detente.knowledge.tables import DATA, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SECTORS = {row.sector for row in sectors()}
OFFICES = {office.id for office in offices()}
STATES = {state.iso3: state for state in states()}


def owners(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Names that stand with more than one owner."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, owner in pairs:
        found[name].add(owner)
    return {name: held for name, held in found.items() if len(held) > 1}


def state_words(state: State) -> tuple[str, ...]:
    seats = tuple(seat.name for seat in state.seats)
    return (
        *state.names,
        *state.adjectives,
        *state.demonyms,
        *state.capitals,
        *state.government_seats,
        *seats,
    )


def test_states_are_iso_3166_and_kosovo() -> None:
    assert len(STATES) == 250
    assert len({state.iso2 for state in states()}) == 250
    assert "XKX" in STATES


def test_no_word_stands_with_two_states() -> None:
    assert owners((word, s.iso3) for s in states() for word in state_words(s)) == {}


def test_no_word_is_listed_twice_in_one_cell() -> None:
    for state in states():
        for cell in (state.names, state.adjectives, state.demonyms, state.capitals):
            assert len(set(cell)) == len(cell), (state.iso3, cell)


def test_a_seat_speaks_for_an_office_that_exists() -> None:
    for state in states():
        for seat in state.seats:
            assert seat.office is None or seat.office in OFFICES, (state.iso3, seat)
            assert seat.sector in SECTORS, (state.iso3, seat)


@pytest.mark.parametrize(
    ("word", "iso3"),
    [
        ("U.S.", "USA"),
        ("Britain", "GBR"),
        ("Türkiye", "TUR"),
        ("Turks", "TUR"),
        ("Kiev", "UKR"),
        ("The Hague", "NLD"),
        ("Republic of China", "TWN"),
        ("People's Republic of China", "CHN"),
        ("ROK", "KOR"),
        ("Burma", "MMR"),
        ("Congo", "COD"),
        ("Congo-Brazzaville", "COG"),
        ("Prishtina", "XKX"),
        ("Ramallah", "PSE"),
        ("Greek Cypriot", "CYP"),
        ("Nigerien", "NER"),
        ("Nigerian", "NGA"),
        ("Filipinos", "PHL"),
        ("Foggy Bottom", "USA"),
        ("Whitehall", "GBR"),
    ],
)
def test_words_of_the_news_find_their_state(word: str, iso3: str) -> None:
    assert [state.iso3 for state in states() if word in state_words(state)] == [iso3]


@pytest.mark.parametrize("word", ["Korea", "Korean", "Guiana", "Tel Aviv"])
def test_words_that_could_mean_several_states_are_left_out(word: str) -> None:
    assert not [state.iso3 for state in states() if word in state_words(state)]


def test_seats_name_the_office_or_the_whole_government() -> None:
    assert Seat("Kremlin", "presidency", "GOV") in STATES["RUS"].seats
    assert Seat("Downing Street", "prime_minister_office", "GOV") in STATES["GBR"].seats
    assert Seat("Pentagon", "defence_ministry", "MIL") in STATES["USA"].seats
    assert Seat("Whitehall", None, "GOV") in STATES["GBR"].seats


def test_acronyms_are_unique_and_homes_are_states() -> None:
    acronyms = [organisation.acronym for organisation in organisations()]
    assert len(set(acronyms)) == len(acronyms)
    assert {o.home for o in organisations() if o.home is not None} <= STATES.keys()


def test_organisations_of_states_have_no_home_and_armed_groups_have_one() -> None:
    for organisation in organisations():
        if "IGO" in (organisation.sector, organisation.secondary):
            assert organisation.home is None, organisation.acronym
        if organisation.sector in {"REB", "PRM", "CRM"}:
            assert organisation.home is not None, organisation.acronym


def test_a_proper_name_stands_with_one_state_organisation_or_institution() -> None:
    named = [(name, o.acronym) for o in organisations() for name in o.names]
    named += [(name, i.name) for i in institutions() for name in i.names]
    named += [(word, s.iso3) for s in states() for word in state_words(s)]
    assert owners(named) == {}


def test_an_organisation_stands_behind_the_one_it_belongs_to() -> None:
    """So that parents exist, and no body belongs to itself by a detour."""
    above: set[str] = set()
    for organisation in organisations():
        assert organisation.parent is None or organisation.parent in above, organisation.acronym
        above.add(organisation.acronym)


@pytest.mark.parametrize(
    ("acronym", "whole"),
    [
        ("ICJ", "UN"),
        ("UNICEF", "UN"),
        ("WHO", "UN"),
        ("PAHO", "UN"),
        ("IAEA", "UN"),
        ("IMF", "IMF"),
        ("WORLD_BANK", "WORLD_BANK"),
        ("IFC", "WORLD_BANK"),
        ("EUROPEAN_COMMISSION", "EU"),
        ("FRONTEX", "EU"),
        ("SHAPE", "NATO"),
        ("ISKP", "ISKP"),
    ],
)
def test_a_body_counts_as_the_organisation_it_belongs_to(acronym: str, whole: str) -> None:
    assert whole_organisations()[acronym] == whole
    (name,) = [o.name for o in organisations() if o.acronym == acronym]
    found = actor_names().get(name)
    assert found is not None
    assert found.org == whole


@pytest.mark.parametrize(
    ("name", "acronym"),
    [
        ("Security Council", "UNSC"),
        ("UNHCR", "UNHCR"),
        ("WFP", "WFP"),
        ("UNIFIL", "UNIFIL"),
        ("European Commission", "EUROPEAN_COMMISSION"),
        ("Arab League", "LAS"),
        ("Daesh", "ISIS"),
        ("al-Shabaab", "AL_SHABAAB"),
        ("Houthi", "HOUTHIS"),
        ("Kurdistan Workers' Party", "PKK"),
        ("Red Cross", "ICRC"),
    ],
)
def test_sub_bodies_and_spellings_find_their_organisation(name: str, acronym: str) -> None:
    assert [o.acronym for o in organisations() if name in o.names] == [acronym]


def test_places_speak_for_organisations_too() -> None:
    seats = {seat: o.acronym for o in organisations() for seat in o.seats}
    assert seats["Brussels"] == "EU"
    assert seats["Sanaa"] == "HOUTHIS"


@pytest.mark.parametrize(
    ("name", "iso3", "sector"),
    [
        ("SONNA", "SOM", "GOV"),
        ("FBI", "USA", "COP"),
        ("Shin Bet", "ISR", "SPY"),
        ("Riigikogu", "EST", "LEG"),
        ("SANDF", "ZAF", "MIL"),
        ("BJP", "IND", "PTY"),
        ("Abkhazia", "GEO", "PRE"),
        ("Turkish Cypriot", "CYP", "PRE"),
        ("Palestinian Authority", "PSE", "GOV"),
        ("Quds Force", "IRN", "MIL"),
    ],
)
def test_institutions_imply_a_state_and_a_sector(name: str, iso3: str, sector: str) -> None:
    assert [(i.iso3, i.sector) for i in institutions() if name in i.names] == [(iso3, sector)]


@pytest.mark.parametrize(("acronym", "sector"), [("ICJ", "JUD"), ("UN_PEACEKEEPING", "MIL")])
def test_courts_parliaments_and_forces_of_organisations_keep_their_kind(acronym: str, sector: str) -> None:
    (found,) = [o for o in organisations() if o.acronym == acronym]
    assert (found.sector, found.secondary) == (sector, "IGO")


def test_state_media_speak_for_the_government() -> None:
    voices = {(i.sector, i.secondary) for i in institutions() if i.office == "state_media"}
    assert voices == {("GOV", "JRN")}


def test_institutions_point_to_states_and_offices_that_exist() -> None:
    assert {i.iso3 for i in institutions()} <= STATES.keys()
    assert {i.office for i in institutions() if i.office is not None} <= OFFICES


def test_every_sector_is_in_the_closed_vocabulary() -> None:
    for table in (organisations(), institutions(), roles(), offices()):
        for row in table:
            assert row.sector in SECTORS, row
            assert row.secondary is None or row.secondary in SECTORS, row
            assert row.secondary != row.sector, row


def test_roles_are_lower_case_lemmas_listed_once() -> None:
    words = [role.word for role in roles()]
    assert len(set(words)) == len(words) >= 300
    assert all(word == word.lower() and "’" not in word for word in words)


@pytest.mark.parametrize(
    ("word", "sector"),
    [
        ("protester", "CVL"),
        ("anti-government protester", "OPP"),
        ("militiaman", "REB"),
        ("paramilitary group", "PRM"),
        ("security forces", "COP"),
        ("military intelligence agency", "SPY"),
        ("mercenary", "UAF"),
        ("ambulance", "MED"),
        ("displaced", "REF"),
        ("breakaway state", "PRE"),
        ("ambassador", "GOV"),
    ],
)
def test_roles_draw_the_borders_between_sectors(word: str, sector: str) -> None:
    assert [role.sector for role in roles() if role.word == word] == [sector]


def test_a_phrase_names_one_office() -> None:
    assert owners((phrase, office.id) for office in offices() for phrase in office.phrases) == {}
    assert len(OFFICES) == len(offices()) >= 60
    for office in offices():
        assert all(p == p.lower() and "’" not in p for p in office.phrases), office.id


@pytest.mark.parametrize(
    ("phrase", "office"),
    [
        ("chief of staff", "chief_of_staff_armed_forces"),
        ("chief of the general staff", "chief_of_staff_armed_forces"),
        ("defence minister", "minister_of_defence"),
        ("foreign minister", "minister_of_foreign_affairs"),
        ("secretary of state", "minister_of_foreign_affairs"),
        ("state department", "foreign_ministry"),
        ("presidential chief of staff", "chief_of_staff_president"),
        ("deputy foreign minister", "deputy_minister_of_foreign_affairs"),
        ("prime minister", "head_of_government"),
        ("president", "head_of_state"),
        ("embassy", "embassy"),
        ("ambassador", "ambassador"),
        ("secretary general", "secretary_general"),
    ],
)
def test_phrases_find_their_office(phrase: str, office: str) -> None:
    assert [o.id for o in offices() if phrase in o.phrases] == [office]


def written(folder: Path, table: str, old: str, new: str) -> Path:
    """A copy of a table with one change."""
    text = DATA.joinpath(*table.split("/")).read_text(encoding="utf-8")
    assert old in text
    (folder / "table.tsv").write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_an_unknown_column_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path, "actors/states.tsv", "\tdemonyms\t", "\tdemonims\t")
    with pytest.raises(KnowledgeError, match=r"demon[iy]ms"):
        read_table("table.tsv", State, folder=folder)


def test_an_unknown_strength_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path, "actors/roles.tsv", "\tany\t", "\tanywhere\t")
    with pytest.raises(KnowledgeError, match="strength"):
        read_table("table.tsv", Role, folder=folder)


@pytest.mark.parametrize("seat", ["Kremlin", "Kremlin=presidency", "=presidency:GOV", "Kremlin=presidency:"])
def test_a_seat_without_its_parts_is_refused(tmp_path: Path, seat: str) -> None:
    folder = written(tmp_path, "actors/states.tsv", "Kremlin=presidency:GOV", seat)
    with pytest.raises(KnowledgeError, match="seats"):
        read_table("table.tsv", State, folder=folder)
