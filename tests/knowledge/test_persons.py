"""Persons without an office stand apart from those who hold one, and a name finds them on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from detente.errors import KnowledgeError
from detente.knowledge import persons as module
from detente.knowledge.actors import organisations, sectors, states
from detente.knowledge.persons import Person, bearers, known_persons
from detente.knowledge.places import cities, divisions
from detente.knowledge.tables import read_table
from detente.knowledge.tenures import common_names, folded, holders, persons

if TYPE_CHECKING:
    from pathlib import Path

LEAST_ROWS = 600
TOWN = 100_000


def names(person: Person) -> tuple[str, ...]:
    return (person.person, *person.aliases)


def test_the_table_is_large_and_every_line_has_a_source() -> None:
    assert len(known_persons()) >= LEAST_ROWS
    assert all(person.source for person in known_persons())


def test_states_bodies_and_sectors_exist() -> None:
    assert {p.country for p in known_persons() if p.country} <= {state.iso3 for state in states()}
    assert {p.org for p in known_persons() if p.org} <= {organisation.acronym for organisation in organisations()}
    assert {p.sector for p in known_persons()} <= {row.sector for row in sectors()}


def test_a_name_is_that_of_one_person_and_of_nobody_else_in_office() -> None:
    forms = [folded(name) for person in known_persons() for name in dict.fromkeys(names(person))]
    assert len(set(forms)) == len(forms)
    for person in known_persons():
        for name in names(person):
            assert persons(holders(name)) <= {person.person}, name


def test_a_name_that_stands_alone_is_neither_a_place_nor_a_common_name() -> None:
    places = {folded(name) for s in states() for name in (*s.names, *s.adjectives, *s.demonyms, *s.capitals)}
    places |= {folded(city.name) for city in cities() if city.population >= TOWN}
    places |= {folded(division.name) for division in divisions()}
    alone = {folded(name) for person in known_persons() for name in names(person) if " " not in folded(name)}
    assert not alone & (places | common_names())


@pytest.mark.parametrize(
    ("name", "day", "country", "sector"),
    [
        ("Elon Musk", "2022-04-14", "USA", "BUS"),
        ("Jamal Khashoggi", "2018-10-01", "SAU", "JRN"),
        ("Khashoggi", "2021-02-26", "SAU", "JRN"),
        ("the Dalai Lama", "2010-02-18", "CHN", "REL"),
        ("Ayatollah Sistani", "2014-06-13", "IRQ", "REL"),
        ("Kavala", "2022-04-25", "TUR", "BUS"),
        ("Malala Yousafzai", "2014-10-10", "PAK", "CVL"),
        ("Brittney Griner", "2022-12-08", "USA", "CVL"),
        ("Dmytro Firtash", "2014-03-12", "UKR", "BUS"),
    ],
)
def test_a_name_finds_its_bearer(name: str, day: str, country: str, sector: str) -> None:
    (found,) = bearers(name, date.fromisoformat(day))
    assert (found.country, found.sector) == (country, sector)


def test_the_dead_are_spoken_of_and_those_to_come_are_not() -> None:
    (found,) = bearers("Alexander Litvinenko", date(2016, 1, 21))
    assert not found.known(date(2016, 1, 21))
    assert bearers("Greta Thunberg", date(2005, 1, 1)) == ()
    assert bearers("Nobody Here") == ()


HEADER = "person\taliases\tcountry\torg\tsector\tstart\tend\tsource"
LINE = "A B\tA. B.|AB\tFRA\t\tBUS\t2001-05\t2003\town knowledge"


def test_a_line_is_read(tmp_path: Path) -> None:
    (tmp_path / "t.tsv").write_text(f"{HEADER}\n{LINE}\n", encoding="utf-8")
    (found,) = read_table("t.tsv", Person, folder=tmp_path)
    assert (found.aliases, found.country, found.org, found.start, found.end) == (
        ("A. B.", "AB"),
        "FRA",
        None,
        "2001-05",
        "2003",
    )
    assert found.known(date(2003, 12, 31))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("FRA\t\t", "\t\t", "give a country or an org"),
        ("2001-05", "2001-13", "no date"),
        ("\t2003\t", "\t2000\t", "ends 2000 before it begins"),
        ("BUS", "business", "sector"),
    ],
)
def test_a_damaged_table_is_refused(tmp_path: Path, old: str, new: str, reason: str) -> None:
    (tmp_path / "t.tsv").write_text(f"{HEADER}\n{LINE}\n".replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=reason):
        read_table("t.tsv", Person, folder=tmp_path)


def test_loading_waits_for_the_first_question() -> None:
    module.known_persons.cache_clear()
    module._index.cache_clear()
    assert bearers("Elon Musk")
    assert module.known_persons.cache_info().currsize == 1
