"""The words and constructions of dates: what they are cut into, and what is wrong with a table that is wrong."""

import pytest

from detente.errors import KnowledgeError
from detente.knowledge.dates import _any_of as kinds
from detente.knowledge.dates import (
    constructions,
    date_grammar,
    date_lemmas,
    date_lexicon,
    moving_days,
    named_days,
)


def kinds_of(text: str) -> list[str]:
    lexicon = date_lexicon()
    return [lexicon.pair(word)[0] for word in lexicon.token.findall(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Friday, 3 May 2024", ["weekday", "comma", "figure", "may", "year"]),
        ("on Sept. 11", ["on", "month", "figure"]),
        ("mid-March", ["edge", "dash", "may"]),
        ("Cairo - Friday", ["word", "rule", "weekday"]),
        ("New Year’s Eve 2023", ["named", "year"]),
        ("2,000 people in G20 states", ["word", "counted", "in", "word", "word"]),
        ("the 1990s", ["the", "decade"]),
        ("3-5 May 2013-14", ["days", "may", "years"]),
        ("at 3:30pm on the 5th", ["at", "word", "on", "the", "ordinal"]),
        ("he may march", ["word", "word", "word"]),
        ("May 5,2024", ["may", "figure", "comma", "year"]),
        ("the Good Friday Agreement", ["the", "word"]),
    ],
)
def test_a_text_is_cut_into_kinds_of_words(text: str, expected: list[str]) -> None:
    assert kinds_of(text) == expected


def test_every_kind_has_a_character_of_its_own() -> None:
    lexicon = date_lexicon()
    assert len(set(lexicon.sign_of.values())) == len(lexicon.sign_of) == len(lexicon.kind_of)


def test_every_construction_begins_with_a_word_of_some_kind() -> None:
    patterns = "".join(pattern.pattern for pattern in date_grammar().by_first.values())
    assert all(f"(?P<c{n}>" in patterns for n in range(len(constructions())))


def test_a_pattern_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="no kind 'moonth'"):
        kinds("month/moonth")


def test_an_unknown_set_of_lemmas_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="no set 'plans'"):
        date_lemmas("plans")


def test_every_moving_day_has_a_name() -> None:
    rules = {day.rule.removeprefix("moving ") for day in named_days() if day.rule.startswith("moving ")}
    assert rules == set(moving_days())
