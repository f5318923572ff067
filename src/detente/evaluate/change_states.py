"""Other states in place of those that a sentence names: what they do must not depend on who they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from detente.evaluate.change import Change
from detente.knowledge.actors import State
from detente.knowledge.evaluation import plain_states
from detente.knowledge.gazetteer import find_places
from detente.knowledge.names import actor_names
from detente.model import Article

STEPS = (7, 22, 43)
"""How far down the table the state lies that takes another's place: each step is a permutation without fixed point."""

_ARTICLE = re.compile(r"\b([Aa])n?(?= $)")
_VOWELS = frozenset("AEIO")  # of the states' names, those in U begin with the sound of "you"


def exchanged(article: Article, where: str) -> Iterator[Change]:
    """A text with each of its plain states replaced by another, consistently; none where it names no plain state.

    A text that names such a state in any further way (a house of government, a city that is not the capital, a
    region) is left out: half of it would still tell of the old state.
    """
    present = _present(article.text)
    if not present or _named_otherwise(article.text, present):
        return
    for step in STEPS:
        mapping = permutation(step)
        yield Change(
            "states",
            where,
            article,
            Article(article.id, _replaced(article.text, mapping), published_at=article.published_at),
            states={old: new for old, new in mapping.items() if old in present},
        )


@cache
def permutation(step: int) -> dict[str, str]:
    """Each plain state to the one ``step`` places below it, the last to the first again."""
    found = [s.iso3 for s in plain_states()]
    return {iso3: found[(n + step) % len(found)] for n, iso3 in enumerate(found)}


def _forms(state: State) -> tuple[str, str, str, str]:
    """Name, nationality, its plural, capital: the same places for every state."""
    word = state.adjectives[0]
    return state.name, word, f"{word}s", state.capital or ""


@cache
def _surfaces() -> dict[str, tuple[str, int]]:
    """Every form to its state and its place among the forms."""
    return {form: (s.iso3, n) for s in plain_states() for n, form in enumerate(_forms(s))}


@cache
def _pattern() -> re.Pattern[str]:
    forms = sorted(_surfaces(), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, forms)) + r")(?!\w)")


@cache
def _by_code() -> dict[str, tuple[str, str, str, str]]:
    return {s.iso3: _forms(s) for s in plain_states()}


def _present(text: str) -> frozenset[str]:
    return frozenset(_surfaces()[m.group()][0] for m in _pattern().finditer(text))


def _named_otherwise(text: str, present: frozenset[str]) -> bool:
    """Whether a name of one of these states stands in the text that no other state's name can take the place of."""
    ours = [m.span() for m in _pattern().finditer(text)]
    named = [(f.start, f.end) for f in actor_names().find(text) if f.entry.country in present]
    # A word that the gazetteer gives several meanings is of the state that a reader thinks of first.
    named += [(f.start, f.end) for f in find_places(text) if f.entry[0].country in present]
    return any(span not in ours for span in named)


def _replaced(text: str, mapping: dict[str, str]) -> str:
    """The text with other names, "a" and "an" fitted to them."""
    parts: list[str] = []
    end = 0
    for match in _pattern().finditer(text):
        state, place = _surfaces()[match.group()]
        new = _by_code()[mapping[state]][place]
        before = text[end : match.start()]
        fitted = _ARTICLE.sub(lambda m, new=new: m[1] + ("n" if new[0] in _VOWELS else ""), before)  # type: ignore[misc]
        parts += [fitted, new]
        end = match.end()
    return "".join(parts) + text[end:]
