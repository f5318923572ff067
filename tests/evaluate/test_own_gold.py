"""The project's own actor phrases, mentions and toponyms: known codes, words in their places, wide spread."""

import re
from collections import Counter
from functools import cache

import pytest

from detente.evaluate import Gold, read_gold
from detente.evaluate.mentions import bare
from detente.knowledge.actors import organisations, states
from detente.knowledge.evaluation import OwnGold, golden_file
from detente.knowledge.names import offices_by_id

ORGANISATIONS_OF_STATES = {"UNO", "EUR", "IGO"}
DETERMINER = re.compile(r"(?:the|an?|two|three)\s", re.IGNORECASE)


@cache
def own(kind: OwnGold) -> Gold:
    with golden_file(kind) as path:
        return read_gold(path)


@cache
def known_states() -> frozenset[str]:
    return frozenset(s.iso3 for s in states())


@pytest.mark.parametrize("kind", ["golden", "actors", "mentions", "toponyms"])
def test_each_file_is_known_by_its_keys(kind: OwnGold) -> None:
    assert own(kind).kind == kind


def test_there_are_enough() -> None:
    assert len(own("actors").actors) >= 500
    assert len(own("mentions").mentions) >= 90
    assert sum(len(t.mentions) for t in own("mentions").mentions) >= 250
    assert len(own("toponyms").toponyms) >= 40


def test_countries_and_organisations_are_known() -> None:
    acronyms = {o.acronym for o in organisations()}
    asked = [(q.id, q.asked) for q in own("actors").actors]
    asked += [(t.id, m.asked) for t in own("mentions").mentions for m in t.mentions]
    for where, fields in asked:
        assert (fields.get("country") or "KEN") in known_states() | ORGANISATIONS_OF_STATES, where
        assert fields.get("org") is None or fields["org"] in acronyms, where
    members = {c for t in own("mentions").mentions for m in t.mentions for c in m.members}
    assert members <= known_states()


def test_an_office_and_its_sector_agree() -> None:
    asked = [(q.id, q.asked) for q in own("actors").actors]
    asked += [(t.id, m.asked) for t in own("mentions").mentions for m in t.mentions]
    for where, fields in asked:
        if fields.get("office") and fields.get("sector"):
            assert offices_by_id()[str(fields["office"])].sector == fields["sector"], where


def test_no_question_is_asked_twice() -> None:
    asked = Counter((q.text, q.context, q.date) for q in own("actors").actors)
    assert [q for q, count in asked.items() if count > 1] == []
    assert all(q.asked for q in own("actors").actors)


def test_phrases_are_spread_over_states_sectors_and_years() -> None:
    asked = [q.asked for q in own("actors").actors]
    assert len({a["country"] for a in asked if a.get("country")} - ORGANISATIONS_OF_STATES) >= 150
    assert len({a["sector"] for a in asked if a.get("sector")}) >= 20
    dates = [q.date for q in own("actors").actors if q.date]
    assert min(dates) < "1991"
    assert max(dates) > "2025"


def test_mentions_are_whole_words_told_once() -> None:
    for text in own("mentions").mentions:
        spans = [bare(text.text, m.span) for m in text.mentions]
        assert len(set(spans)) == len(spans), text.id
        for mention in text.mentions:
            start, end = mention.span
            around = text.text[max(0, start - 1) : start] + text.text[end : end + 1]
            assert not any(c.isalnum() for c in around), (text.id, text.text[start:end])


def test_toponyms_are_whole_words_in_order_that_do_not_overlap() -> None:
    for text in own("toponyms").toponyms:
        assert 60 <= len(text.text.split()) <= 150, text.id
        ends = 0
        for toponym in text.toponyms:
            start, end = toponym.span
            assert start >= ends, text.id
            assert not text.text[start - 1 : start].isalnum(), text.id
            assert not text.text[end : end + 1].isalnum(), text.id
            assert not DETERMINER.match(text.text, start) or text.text[start:end] == "The Hague", text.id
            ends = end


def test_a_name_that_is_a_toponym_once_is_one_wherever_it_stands() -> None:
    for text in own("toponyms").toponyms:
        marked = {t.span.start for t in text.toponyms}
        inside = {n for t in text.toponyms for n in range(*t.span)}
        for toponym in text.toponyms:
            name = text.text[slice(*toponym.span)]
            for found in re.finditer(rf"\b{re.escape(name)}\b", text.text):
                assert found.start() in marked | inside, (text.id, name)
