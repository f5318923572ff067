"""Words that bring contexts and attributes, by language."""

from __future__ import annotations

from functools import cache
from typing import Literal

from detente.errors import KnowledgeError
from detente.knowledge.lexicon import Lexicon
from detente.knowledge.ontology import event_types
from detente.knowledge.tables import Listed, Optional, Row, read_table

DiscourseRole = Literal["history", "background", "outlook", "assessment"]
"""``history`` makes what its sentence tells historical; the others only say what the sentence is for."""


class ContextWords(Row):
    """A PLOVER context and the lemmas that bring it."""

    context: str
    lemmas: Listed


class Attribute(Row):
    """An attribute of events, the words that tell it and the types to which it may apply."""

    attribute: str
    words: Listed
    operator: Optional
    types: Listed
    meaning: str


@cache
def contexts_by_lemma() -> dict[str, tuple[str, ...]]:
    """Contexts that a lemma brings."""
    found: dict[str, tuple[str, ...]] = {}
    for row in read_table("language/en/contexts.tsv", ContextWords):
        for lemma in row.lemmas:
            found[lemma] = (*found.get(lemma, ()), row.context)
    return found


@cache
def attributes() -> tuple[Attribute, ...]:
    """The closed list of attributes.

    Raises:
        KnowledgeError: For an attribute bound to a type that does not exist.
    """
    rows = read_table("language/en/attributes.tsv", Attribute)
    for row in rows:
        for name in row.types:
            if name not in event_types():
                raise KnowledgeError(f"language/en/attributes.tsv: {row.attribute}: no type {name!r}")
    return rows


@cache
def attribute_words() -> Lexicon[Attribute]:
    """Attributes by the phrases that tell them, whatever their case."""
    return Lexicon(((word, row) for row in attributes() for word in row.words), ignore_case=True)


class DiscourseWords(Row):
    """A role of a sentence in a report and the words that show it."""

    role: DiscourseRole
    words: Listed


@cache
def discourse_words() -> Lexicon[DiscourseRole]:
    """Roles of sentences by the phrases that show them, whatever their case."""
    rows = read_table("language/en/discourse.tsv", DiscourseWords)
    return Lexicon(((word, row.role) for row in rows for word in row.words), ignore_case=True)


class WordSet(Row):
    """A closed set of words of a language."""

    set: str
    words: Listed
    meaning: str


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of a set of ``words.tsv``.

    Raises:
        KnowledgeError: For a set that is not in the table.
    """
    found = next((row for row in _word_sets() if row.set == name), None)
    if found is None:
        raise KnowledgeError(f"language/en/words.tsv: no set {name!r}; add it")
    return frozenset(found.words)


@cache
def _word_sets() -> tuple[WordSet, ...]:
    return read_table("language/en/words.tsv", WordSet)


class LemmaCorrection(Row):
    """A lemma that the parser model gets wrong."""

    wrong: str
    right: str


@cache
def lemma_corrections() -> dict[str, str]:
    """Right lemmas of verbs by the wrong ones that the parser model gives."""
    return {row.wrong: row.right for row in read_table("language/en/lemmas.tsv", LemmaCorrection)}
