"""Words that bring contexts and attributes, by language."""

from __future__ import annotations

from functools import cache
from typing import Literal

from detente.knowledge.layers import fault, known, read_lines
from detente.knowledge.lexicon import Lexicon
from detente.knowledge.ontology import contexts, event_types
from detente.knowledge.tables import Listed, Optional, Row, read_table
from detente.knowledge.word_sets import words_of

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


@known
def contexts_by_lemma() -> dict[str, tuple[str, ...]]:
    """Contexts that a lemma brings, those of a user's own table first."""
    found: dict[str, tuple[str, ...]] = {}
    for line in read_lines("language/en/contexts.tsv", ContextWords):
        if line.row.context not in contexts():
            reason = f"no context {line.row.context!r} in contexts.tsv"
            fault(line, reason, "use one of its contexts, or add it there")
            continue
        for lemma in line.row.lemmas:
            found[lemma] = (*found.get(lemma, ()), line.row.context)
    return found


@known
def attributes() -> tuple[Attribute, ...]:
    """The closed list of attributes.

    Raises:
        KnowledgeError: For an attribute bound to a type that does not exist.
    """
    found = []
    for line in read_lines("language/en/attributes.tsv", Attribute):
        row = line.row
        for name in row.types:
            if name not in event_types():
                fault(line, f"no type {name!r} in types.tsv", "use one of its types")
        types = tuple(name for name in row.types if name in event_types())
        if types or not row.types:
            found.append(row.model_copy(update={"types": types}))
    return tuple(found)


@known
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


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of a set of ``words.tsv``.

    Raises:
        KnowledgeError: For a set that is not in the table.
    """
    return words_of("language/en/words.tsv", name)


class LemmaCorrection(Row):
    """A lemma that the parser model gets wrong."""

    wrong: str
    right: str


@cache
def lemma_corrections() -> dict[str, str]:
    """Right lemmas of verbs by the wrong ones that the parser model gives."""
    return {row.wrong: row.right for row in read_table("language/en/lemmas.tsv", LemmaCorrection)}
