"""Tenures learnt from text: kept with their words, put together by person, never doubled."""

from dataclasses import replace
from pathlib import Path

from records_by_hand import coded, event, introduction

from detente.store import Lake


def test_what_articles_say_alike_is_one_tenure_with_its_first_words(tmp_path: Path) -> None:
    later = replace(
        coded("a2", event("e2")), introductions=(introduction("a2", day="2014-02-01", quote="later words"),)
    )
    Lake(tmp_path).append([coded("a1", event("e1")), later])
    (found,) = Lake(tmp_path).learnt()
    assert (found.person, found.country, found.office, found.articles) == ("Layla Haddad", "EGY", "ambassador", 2)
    assert (found.first, found.last) == ("2013-11-24", "2014-02-01")
    assert (found.article_id, found.quote) == ("a1", "Egypt's ambassador, Layla Haddad")


def test_what_they_say_differently_stays_apart(tmp_path: Path) -> None:
    other = replace(coded("a2", event("e2")), introductions=(introduction("a2", country="SDN"),))
    Lake(tmp_path).append([coded("a1", event("e1")), other])
    assert [one.country for one in Lake(tmp_path).learnt()] == ["EGY", "SDN"]


def test_persons_are_found_whatever_their_accents_and_hyphens(tmp_path: Path) -> None:
    spelt = replace(coded("a1", event("e1")), introductions=(introduction("a1", "Nasser al-Kidwá"),))
    Lake(tmp_path).append([spelt])
    assert [one.person for one in Lake(tmp_path).learnt(persons=["NASSER AL KIDWA"])] == ["Nasser al-Kidwá"]
    assert Lake(tmp_path).learnt(persons=["Kidwa"]) == []
    assert len(Lake(tmp_path).learnt(actor="EGY")) == 1
    assert Lake(tmp_path).learnt(actor="SDN") == []


def test_a_replay_doubles_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        Lake(tmp_path).append([coded("a1", event("e1"))])
    assert Lake(tmp_path).counts()["introductions"] == 1


def test_a_lake_of_before_has_learnt_nothing(tmp_path: Path) -> None:
    assert Lake(tmp_path / "new").learnt() == []
