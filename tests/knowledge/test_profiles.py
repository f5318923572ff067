"""What is known of an actor, for people who look it up."""

from datetime import date

import pytest

from detente.errors import UsageError
from detente.knowledge.learnt import contradictions
from detente.knowledge.profiles import profile
from detente.model import Learnt


@pytest.mark.parametrize("name", ["TUR", "tur", "Turkey", "Turkish", "Ankara"])
def test_a_state_is_found_by_every_name(name: str) -> None:
    assert (profile(name).kind, profile(name).code) == ("state", "TUR")


def test_a_state_shows_its_officials_of_a_day_highest_first() -> None:
    found = profile("DEU", date(2010, 5, 1))
    assert found.officials[0].office in {"head_of_state", "head_of_government"}
    assert "Angela Merkel" in {o.person for o in found.officials}
    assert all(o.start[:4] <= "2010" and (o.end or "9999")[:4] >= "2010" for o in found.officials)


def test_organisations_and_persons_are_found_too() -> None:
    assert profile("NATO").kind == "organisation"
    person = profile("Mark Rutte")
    assert {o.of for o in person.officials} == {"NLD", "NATO"}


def test_a_surname_shows_the_full_name_and_persons_without_office_are_shown_too() -> None:
    assert profile("Merkel").name == "Angela Merkel"
    assert "BUS" in " ".join(value for fact in profile("Isabel dos Santos").facts for value in fact.values)


def test_a_name_in_no_table_is_refused_with_one_spelt_alike() -> None:
    with pytest.raises(UsageError, match="Turkey"):
        profile("Tukrey")


def told(person: str, country: str, office: str, first: str, last: str) -> Learnt:
    return Learnt(person, country, None, office, "GOV", False, first, last, 1, person[0], person)


def test_contradictions_are_shown() -> None:
    learnt = [
        told("Ana Quispe", "PER", "minister_of_trade", "2030-01-01", "2030-06-01"),
        told("Juan Soto", "PER", "minister_of_trade", "2030-03-01", "2030-09-01"),
        told("Rosa Vega", "PER", "minister_of_health", "2030-01-01", "2030-02-01"),
        told("Rosa Vega", "CHL", "minister_of_health", "2030-01-01", "2030-02-01"),
    ]
    found = [c.what for c in contradictions(learnt)]
    assert len(found) == 2
    assert any("Ana Quispe and Juan Soto" in what for what in found)
    assert any("Rosa Vega is of PER" in what for what in found)


def test_a_successor_is_no_contradiction() -> None:
    learnt = [
        told("Ana Quispe", "PER", "minister_of_trade", "2030-01-01", "2030-03-01"),
        told("Juan Soto", "PER", "minister_of_trade", "2030-04-01", "2030-09-01"),
    ]
    assert contradictions(learnt) == ()


def test_what_the_tables_say_otherwise_is_shown() -> None:
    (found,) = contradictions([told("Hans Muster", "DEU", "head_of_government", "2010-05-01", "2010-05-01")])
    assert "Angela Merkel" in found.what
