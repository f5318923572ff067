"""Tenures stand on sources and agree with the other tables; a name finds its holder on a day, or abstains."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from scripts.index_tenures import index_text, name_forms

from detente.errors import KnowledgeError
from detente.knowledge import tenures as module
from detente.knowledge.actors import offices, organisations, states
from detente.knowledge.places import cities, divisions
from detente.knowledge.tables import DATA
from detente.knowledge.tenures import (
    INDEX,
    Tenure,
    common_names,
    folded,
    holders,
    name_orders,
    persons,
    read_tenures,
    tenures,
)

if TYPE_CHECKING:
    from pathlib import Path

STATES = {state.iso3 for state in states()}
EXCLUSIVE = {
    *("head_of_state", "head_of_government", "minister_of_foreign_affairs", "minister_of_defence"),
    *("minister_of_finance", "minister_of_interior", "chief_of_staff_armed_forces", "army_commander"),
    "central_bank_governor",
}
SHARED = {("BIH", "head_of_state"), ("IRN", "head_of_state"), ("KHM", "head_of_government")}
"""Offices that several hold at once: a presidency of three, the Supreme Leader beside the president, two premiers."""

DAYS_SHARED = 40
LEAST_ROWS = 9000
TOWN = 100_000
NAMED_LIKE_TOWNS = {"Bush"}


def earliest(day: str) -> date:
    year, month, number = (*(int(part) for part in day.split("-")), 1, 1)[:3]
    return date(year, month, number)


def latest(day: str) -> date:
    year, month, number = (*(int(part) for part in day.split("-")), 0, 0)[:3]
    month = month or 12
    return date(year, month, number or monthrange(year, month)[1])


def sure(tenure: Tenure) -> tuple[date, date]:
    """The days on which the tenure is in force however its months and years are read."""
    return latest(tenure.start), earliest(tenure.end) if tenure.end else date.max


def test_the_table_is_large_and_every_line_has_a_source() -> None:
    assert len(tenures()) >= LEAST_ROWS
    assert all(t.source and t.checked for t in tenures())


def test_states_organisations_and_offices_exist() -> None:
    acronyms = {organisation.acronym for organisation in organisations()}
    assert {t.state for t in tenures() if t.state is not None} <= STATES
    assert {t.org for t in tenures() if t.org is not None} <= acronyms
    assert {t.office for t in tenures()} <= {office.id for office in offices()}
    assert name_orders().keys() <= STATES


def test_no_tenure_ends_before_it_begins_or_was_checked_before_it_ended() -> None:
    for t in tenures():
        assert t.end is None or latest(t.end) >= earliest(t.start), t
        assert t.start[: len(t.checked)] <= t.checked, t
        assert t.end is None or t.end[: len(t.checked)] <= t.checked, t


def test_a_tenure_is_told_once() -> None:
    keys = [(t.person, t.state, t.org, t.office, t.start) for t in tenures()]
    assert len(set(keys)) == len(keys)
    assert all(t.person not in t.aliases and len(set(t.aliases)) == len(t.aliases) for t in tenures())


def test_one_person_at_a_time_holds_an_office_that_is_not_shared() -> None:
    held: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for t in tenures():
        if t.state is not None and t.office in EXCLUSIVE and (t.state, t.office) not in SHARED and not t.acting:
            held[t.state, t.office].append(t)
    for own in held.values():
        for one, other in combinations(own, 2):
            if one.person != other.person:
                (start, end), (begin, stop) = sure(one), sure(other)
                exact = all(len(day) == len("2000-01-01") for day in (one.start, other.start))
                shared = (min(end, stop) - max(start, begin)).days
                assert shared <= (0 if exact else DAYS_SHARED), (one, other)


@pytest.mark.parametrize(
    ("name", "day", "where", "office"),
    [
        ("Vladimir Putin", "1999-10-01", "RUS", "head_of_government"),
        ("Putin", "2010-06-01", "RUS", "head_of_government"),
        ("Putin", "2022-02-24", "RUS", "head_of_state"),
        ("Recep Tayyip Erdogan", "2012-01-01", "TUR", "head_of_government"),
        ("Erdoğan", "2023-05-28", "TUR", "head_of_state"),
        ("Ahmet Davutoglu", "2010-01-01", "TUR", "minister_of_foreign_affairs"),
        ("Hakan Fidan", "2024-01-15", "TUR", "minister_of_foreign_affairs"),
        ("Metin Gürak", "2024-05-05", "TUR", "chief_of_staff_armed_forces"),
        ("Hillary Clinton", "2011-03-01", "USA", "minister_of_foreign_affairs"),
        ("George Bush", "1991-01-17", "USA", "head_of_state"),
        ("Trump", "2018-06-12", "USA", "head_of_state"),
        ("Ursula von der Leyen", "2015-01-01", "DEU", "minister_of_defence"),
        ("von der Leyen", "2021-01-01", "EU", "commission_president"),
        ("Abdel-Fattah el-Sisi", "2016-01-01", "EGY", "head_of_state"),
        ("al-Sisi", "2013-01-01", "EGY", "minister_of_defence"),
        ("Kim Jong Un", "2018-06-12", "PRK", "head_of_state"),
        ("Xi", "2020-01-01", "CHN", "head_of_state"),
        ("Tony Blair", "2012-01-01", "QUARTET", "organisation_envoy"),
        ("Andriy Yermak", "2023-05-01", "UKR", "chief_of_staff_president"),
        ("Nicholas Haysom", "2023-05-01", "UN", "organisation_envoy"),
        ("Svetlana Tikhanovskaya", "2022-05-01", "BLR", "opposition_leader"),
        ("Benny Gantz", "2021-05-11", "ISR", "minister_of_defence"),
        ("Witkoff", "2025-08-06", "USA", "special_envoy"),
        ("Zakharova", "2022-02-20", "RUS", "spokesperson"),
        ("Imamoglu", "2024-04-01", "TUR", "mayor"),
        ("Jens Stoltenberg", "2011-07-22", "NOR", "head_of_government"),
        ("Jens Stoltenberg", "2020-07-22", "NATO", "secretary_general"),
        ("António Guterres", "2000-01-01", "PRT", "head_of_government"),
        ("Guterres", "2023-10-24", "UN", "secretary_general"),
        ("Volodymyr Zelenskyy", "2022-02-25", "UKR", "head_of_state"),
        ("Zelensky", "2022-02-25", "UKR", "head_of_state"),
        ("Kyriakos Mitsotakis", "2021-05-01", "GRC", "head_of_government"),
        ("Gerhard Schroeder", "2003-03-20", "DEU", "head_of_government"),
        ("José Eduardo Dos Santos", "1999-01-01", "AGO", "head_of_state"),
        ("Hassan Nasrallah", "2006-07-12", "HEZBOLLAH", "rebel_leader"),
        ("Abdul-Malik al-Houthi", "2024-01-12", "HOUTHIS", "rebel_leader"),
        ("Akufo-Addo", "2019-01-01", "GHA", "head_of_state"),
        ("Díaz-Canel", "2021-07-11", "CUB", "head_of_state"),
        ("Lula", "2005-01-01", "BRA", "head_of_state"),
        ("Jaishankar", "2021-01-01", "IND", "minister_of_foreign_affairs"),
        ("Scholz", "2022-03-01", "DEU", "head_of_government"),
    ],
)
def test_a_name_finds_its_office_on_a_day(name: str, day: str, where: str, office: str) -> None:
    found = holders(name, date.fromisoformat(day))
    assert len(persons(found)) == 1
    assert (where, office) in {(t.state or t.org, t.office) for t in found}
    assert not any(t.former for t in found)


def test_who_left_office_is_former_and_the_newest_stands_first() -> None:
    first, *others = holders("Gordon Brown", date(2016, 1, 1))
    assert (first.state, first.office, first.former) == ("GBR", "head_of_government", True)
    assert [t.office for t in others] == ["minister_of_finance", "member_of_parliament"]
    assert [(t.office, t.former) for t in holders("Boris Johnson")] == [
        ("head_of_government", True),
        ("minister_of_foreign_affairs", True),
        ("member_of_parliament", True),
        ("mayor", True),
        ("member_of_parliament", True),
    ]


def test_who_left_a_ministry_but_kept_the_seat_is_in_office() -> None:
    assert [(t.office, t.former) for t in holders("Gordon Brown", date(2012, 1, 1))] == [
        ("member_of_parliament", False)
    ]


def test_an_office_to_come_is_not_told() -> None:
    assert holders("Barack Obama", date(2001, 1, 1)) == ()
    found = {t.office for t in holders("Olaf Scholz", date(2019, 1, 1))}
    assert found == {"minister_of_finance", "deputy_head_of_government"}


def test_of_two_offices_in_force_the_higher_stands_first() -> None:
    offices_held = [t.office for t in holders("Yingluck Shinawatra", date(2013, 9, 1))]
    assert offices_held == ["head_of_government", "minister_of_defence"]


def test_a_surname_is_that_of_the_president_and_not_of_his_wife() -> None:
    assert persons(holders("Erdoğan", date(2024, 1, 1))) == {"Recep Tayyip Erdoğan"}
    assert [t.office for t in holders("Emine Erdogan", date(2024, 1, 1))] == ["first_lady"]


def test_a_month_or_a_year_counts_whole() -> None:
    tenure = holders("Jacques Chirac")[0]._replace(start="2001-05", end="2003")
    assert tenure.holds(date(2001, 5, 1))
    assert tenure.holds(date(2003, 12, 31))
    assert not tenure.holds(date(2001, 4, 30))
    assert not tenure.holds(date(2004, 1, 1))


@pytest.mark.parametrize("name", ["Rasmussen", "Papandreou", "Herzog", "Aliyev", "Kaczynski"])
def test_a_surname_of_several_gives_them_all_and_its_asker_abstains(name: str) -> None:
    assert len(persons(holders(name))) > 1


def test_a_day_may_decide_between_namesakes() -> None:
    assert persons(holders("Bush", date(2003, 3, 20))) == {"George W. Bush"}
    assert len(persons(holders("Bush", date(2012, 1, 1)))) == 2
    assert persons(holders("Mitsotakis", date(1992, 1, 1))) == {"Konstantinos Mitsotakis"}


@pytest.mark.parametrize("name", ["May", "Brown", "Kim", "Khan", "Hassan", "Ahmed", "Santos", "Rice", "Major", "II"])
def test_a_surname_that_is_not_distinctive_finds_nobody(name: str) -> None:
    assert holders(name) == ()


@pytest.mark.parametrize("name", ["putin", "PUTIN", "Vladimir", "Putins", "", "-", "al", "the"])
def test_other_case_and_parts_of_words_find_nobody(name: str) -> None:
    assert holders(name, date(2015, 1, 1)) == ()


def test_small_words_and_accents_fold() -> None:
    assert folded("Abdel-Fattah Al-Sisi") == "Abdel Fattah Sisi"
    assert folded("Şükrü Łukasz Þórðarson") == "Sukru Lukasz Thordarson"
    assert folded("Bart De Wever") == "Bart de Wever"
    assert folded("Mohammed Bin Salman") == "Mohammed bin Salman"
    assert folded("D’Alema") == folded("D'Alema") == "DAlema"
    assert folded("Al") == "Al"


def test_no_surname_that_is_indexed_is_the_name_of_a_place() -> None:
    places = {folded(name) for s in states() for name in (*s.names, *s.adjectives, *s.demonyms, *s.capitals)}
    places |= {folded(city.name) for city in cities() if city.population >= TOWN}
    places |= {folded(division.name) for division in divisions()}
    surnames = {folded(t.person.partition(" (")[0].split()[-1]) for t in tenures() if " " in t.person}
    indexed = {name for name in surnames & places if holders(name)}
    alone = {folded(name) for t in tenures() for name in t.aliases}
    assert indexed - alone == NAMED_LIKE_TOWNS


def test_common_names_are_folded_single_words() -> None:
    assert all(folded(word) == word and " " not in word for word in common_names())


def test_loading_waits_for_the_first_question() -> None:
    for cached in (module.tenures, module._index, module._parsed, module._of_name):
        cached.cache_clear()
    assert holders("Vladimir Putin", date(2015, 1, 1))
    assert module._index.cache_info().currsize == 1
    assert module._parsed.cache_info().currsize == 1
    assert module.tenures.cache_info().currsize == 0


def test_the_index_is_that_of_the_tables() -> None:
    assert DATA.joinpath(*INDEX.split("/")).read_text(encoding="utf-8") == index_text()


def test_an_index_of_another_table_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "table_mark", lambda text: "another")
    for cached in (module._index, module._of_name):
        cached.cache_clear()
    with pytest.raises(KnowledgeError, match="index_tenures"):
        holders("Vladimir Putin")


def test_a_surname_stands_for_the_minister_and_not_for_the_mayor() -> None:
    def line(person: str, office: str) -> Tenure:
        return Tenure(
            person, (), "FRA", None, office, "2001", None, acting=False, source="own knowledge", checked="2025"
        )

    minister, mayor = line("Jean Exemplaire", "minister_of_finance"), line("Paul Exemplaire", "mayor")
    forms = name_forms([(1, mayor), (2, minister)])
    assert forms["Exemplaire"] == (2,)
    assert forms["Paul Exemplaire"] == (1,)
    assert name_forms([(1, mayor)])["Exemplaire"] == (1,)


HEADER = "person\taliases\tstate\torg\toffice\tstart\tend\tacting\tsource\tchecked"
LINE = "A B\tA. B.|AB\tFRA\t\thead_of_state\t2001-05\t2003\tno\town knowledge\t2025-06"


def test_a_line_is_read(tmp_path: Path) -> None:
    (tmp_path / "t.tsv").write_text(f"# comment\n{HEADER}\n{LINE}\n", encoding="utf-8")
    (found,) = read_tenures("t.tsv", folder=tmp_path)
    assert (found.person, found.aliases, found.state, found.org) == ("A B", ("A. B.", "AB"), "FRA", None)
    assert (found.start, found.end, found.acting, found.former) == ("2001-05", "2003", False, False)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("FRA\t\t", "\t\t", "give one of them"),
        ("FRA\t\t", "FRA\tUN\t", "give one of them"),
        ("2001-05", "2001-13", "no date"),
        ("2001-05", "", "no date"),
        ("\t2003\t", "\t2000\t", "ends 2000 before it begins"),
        ("\tno\t", "\tmaybe\t", "acting"),
        ("own knowledge", "", "source"),
        ("\t2025-06", "", "not enough values"),
        (HEADER, HEADER.replace("acting", "interim"), "columns"),
    ],
)
def test_a_damaged_table_is_refused(tmp_path: Path, old: str, new: str, reason: str) -> None:
    (tmp_path / "t.tsv").write_text(f"{HEADER}\n{LINE}\n".replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=reason):
        read_tenures("t.tsv", folder=tmp_path)
