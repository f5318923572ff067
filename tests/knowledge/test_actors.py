"""The tables about actors agree with one another, and a typo in them is refused."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import pytest

from detente.errors import KnowledgeError
from detente.knowledge.actors import (
    Dated,
    HistoricCapital,
    Role,
    Seat,
    State,
    equipment,
    historic_capitals,
    historic_states,
    institutions,
    offices,
    organisations,
    peoples,
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
    assert Seat("Pentagon", "defence_ministry", "GOV") in STATES["USA"].seats
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


def named() -> list[tuple[str, str, str | None]]:
    """Every name that holds at any time, with its owner and the state it stands for."""
    found: list[tuple[str, str, str | None]] = []
    found += [(word, s.iso3, s.iso3) for s in states() for word in set(state_words(s))]
    found += [(name, o.acronym, o.home) for o in organisations() for name in o.names]
    found += [(name, f"{i.iso3} {i.name}", i.iso3) for i in institutions() for name in i.names]
    found += [(name, p.name, p.iso3) for p in peoples() for name in {*p.names, *p.adjectives}]
    found += [(name, e.name, e.iso3) for e in equipment() for name in e.names]
    return found


def test_a_proper_name_stands_with_one_state_body_people_or_weapon() -> None:
    assert owners((name, owner) for name, owner, _ in named()) == {}


def test_a_name_is_listed_once_in_its_row() -> None:
    for row in (*organisations(), *institutions(), *peoples(), *equipment(), *historic_states(), *historic_capitals()):
        assert len(set(row.names)) == len(row.names), row


def test_a_name_of_former_days_contradicts_no_other() -> None:
    now: dict[str, set[str | None]] = defaultdict(set)
    for name, _, iso3 in named():
        now[name].add(iso3)
    then: dict[str, list[Dated]] = defaultdict(list)
    for state in historic_states():
        for word in {*state.names, *state.adjectives, *state.demonyms}:
            then[word].append(state)
    for capital in historic_capitals():
        for word in capital.names:
            then[word].append(capital)
    for word, rows in then.items():
        for row in rows:
            assert now.get(word, {row.iso3}) == {row.iso3}, (word, row)
        for one, other in combinations(rows, 2):
            apart = one.last_day < other.first_day or other.last_day < one.first_day
            assert apart or one.iso3 == other.iso3, (word, one, other)


def test_names_of_former_days_have_a_beginning_and_an_end_in_a_state_that_exists() -> None:
    for row in (*historic_states(), *historic_capitals()):
        assert row.iso3 in STATES, row
        assert row.first_day <= row.last_day, row
        assert row.note, row


@pytest.mark.parametrize(
    ("name", "day", "iso3"),
    [
        ("Soviet Union", "1990-06-01", "RUS"),
        ("Czechoslovakia", "1992-12-31", "CZE"),
        ("Czechoslovakia", "1993-01-01", None),
        ("Yugoslavia", "1999-03-24", "SRB"),
        ("Serbia and Montenegro", "2005-01-01", "SRB"),
        ("Zaire", "1996-10-01", "COD"),
        ("East Germany", "1989-11-09", "DEU"),
        ("Rhodesia", "1975-01-01", "ZWE"),
        ("South Yemen", "1986-01-13", "YEM"),
        ("Swaziland", "2018-04-20", None),
        ("Bonn", "1995-01-01", "DEU"),
        ("Rangoon", "2005-11-06", "MMR"),
        ("Rangoon", "2010-01-01", None),
        ("Salisbury", "1979-01-01", "ZWE"),
        ("Salisbury", "2018-03-04", None),
    ],
)
def test_a_name_of_former_days_is_true_in_its_time(name: str, day: str, iso3: str | None) -> None:
    rows = (*historic_states(), *historic_capitals())
    found = {row.iso3 for row in rows if name in row.names and row.held_on(date.fromisoformat(day))}
    assert found == ({iso3} if iso3 else set())


def test_a_year_means_all_of_it() -> None:
    row = HistoricCapital(name="N", aliases=(), iso3="TUR", start="1959", end="1967-08-14", note="n")
    assert row.first_day == date(1959, 1, 1)
    assert row.last_day == date(1967, 8, 14)
    assert row.model_copy(update={"end": "1967"}).last_day == date(1967, 12, 31)


def test_capitals_nationals_and_adjectives_find_their_state_among_all_names() -> None:
    for state in states():
        for word in (*state.capitals, *state.demonyms, *state.adjectives):
            found = actor_names().get(word)
            assert found is not None, (state.iso3, word)
            assert found.country == state.iso3, (state.iso3, word)


def common_words() -> set[str]:
    """English words that detente itself knows as words: what tells an act, and what the grammar asks for."""
    tables = [f for folder in ("phrases", "language") for f in DATA.joinpath(folder, "en").iterdir()]
    lines = [line for f in tables for line in f.read_text(encoding="utf-8").splitlines() if line[:1] not in {"#", ""}]
    return {word for line in lines for cell in line.split("\t")[:2] for word in cell.split("|")}


def test_no_name_is_a_word_of_the_language_or_a_single_letter() -> None:
    # Words that with a capital are the name nearly always, and peoples, which roles.tsv has as common nouns.
    both = {"Amnesty", "Congress", "Pentagon", "Shell", "Carabinieri", "Janjaweed militia"}
    both |= {name for p in peoples() for name in (*p.names, *p.adjectives)}
    words = common_words() | {role.word for role in roles()}
    for name, owner, _ in named():
        assert len(name) >= 2, owner
        assert name == name.strip(), owner
        if name not in both and name in {name.lower(), name.capitalize()}:
            assert name.lower() not in words, (name, owner)


def test_tables_are_grouped() -> None:
    assert [i.iso3 for i in institutions()] == sorted(i.iso3 for i in institutions())
    for table in (historic_states(), historic_capitals()):
        assert all((a.iso3, a.start) <= (b.iso3, b.start) for a, b in pairwise(table))
    for kinds in ([p.kind for p in peoples()], [e.kind for e in equipment()]):
        assert sum(a != b for a, b in pairwise(kinds)) == len(set(kinds)) - 1


@pytest.mark.parametrize(
    ("name", "iso3", "kind"),
    [
        ("Kurds", None, "people"),
        ("Kurdish", None, "people"),
        ("Uighurs", "CHN", "people"),
        ("Chechen", "RUS", "people"),
        ("Catalans", "ESP", "people"),
        ("Rohingya", "MMR", "people"),
        ("Hutu", None, "people"),
        ("Bosniaks", "BIH", "people"),
        ("Shiite", None, "religion"),
        ("Jewish", None, "religion"),
    ],
)
def test_peoples_name_a_state_only_where_one_is_meant(name: str, iso3: str | None, kind: str) -> None:
    assert [(p.iso3, p.kind) for p in peoples() if name in {*p.names, *p.adjectives}] == [(iso3, kind)]


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("Katyusha", None),
        ("Arleigh Burke-class destroyer", "USA"),
        ("F-35", None),
        ("Hwasong", "PRK"),
        ("USS Cole", "USA"),
    ],
)
def test_arms_name_a_state_only_where_one_is_meant(name: str, iso3: str | None) -> None:
    assert [(e.iso3, e.sector) for e in equipment() if name in e.names] == [(iso3, "MIL")]


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
    assert {row.sector for table in (peoples(), equipment()) for row in table} <= SECTORS
    assert {row.iso3 for table in (peoples(), equipment()) for row in table if row.iso3} <= STATES.keys()
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
