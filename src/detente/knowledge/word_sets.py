"""Closed sets of words: tables of one form, each a file beside what asks for it."""

from __future__ import annotations

from functools import cache

from detente.errors import KnowledgeError
from detente.knowledge.tables import Listed, Row, read_table


class WordSet(Row):
    """A closed set of words, and what it is for."""

    set: str
    words: Listed
    meaning: str


@cache
def word_sets(table: str) -> dict[str, frozenset[str]]:
    """All sets of a table, by name."""
    return {row.set: frozenset(row.words) for row in read_table(table, WordSet)}


def words_of(table: str, name: str) -> frozenset[str]:
    """The words of one set.

    Raises:
        KnowledgeError: For a set that is not in the table.
    """
    found = word_sets(table).get(name)
    if found is None:
        raise KnowledgeError(f"{table}: no set {name!r}; add it")
    return found
