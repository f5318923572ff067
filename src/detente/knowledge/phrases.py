"""Phrases: which words, in which construction, tell which act; and operators, which turn one act into another.

A phrase is a trigger word with needs. A need is ``relation:lemma|lemma``: ``obj:talk`` asks for a direct object
(or the subject of a passive) headed by *talk*; ``!prt:down`` forbids a particle. An operator is a phrase that
takes another act as its complement: *refuse* + aid is ``reject_aid``. The table ``compose.tsv`` says what comes
out, most specific line first: by act, by type, by quad side (``cooperation``, ``conflict``), or ``*``.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Literal

from detente.errors import KnowledgeError
from detente.knowledge.ontology import acts, event_types
from detente.knowledge.tables import Listed, Optional, Row, read_table

Pos = Literal["verb", "noun", "adj"]
POS: dict[str, Pos] = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}

DEFAULT_SOURCE: dict[str, tuple[str, ...]] = {
    "verb": ("subj",),
    "noun": ("poss", "by", "mod", "of", "from"),
    "adj": ("subj",),
}
DEFAULT_TARGET: dict[str, tuple[str, ...]] = {
    "verb": ("obj", "with", "against", "to", "on", "at", "for", "from", "into", "over", "in"),
    "noun": ("on", "against", "with", "to", "of", "at", "into", "between", "for", "from", "in"),
    "adj": ("with", "to", "against", "of", "at", "for"),
}


class LemmaClass(Row):
    """A named set of lemmas, written ``@name`` in the tables."""

    name: str
    lemmas: Listed


class PhraseRow(Row):
    """A line of a phrase table, as written."""

    head: Listed
    pos: Pos
    needs: str
    act: str
    source: str
    target: str
    example: str


class OperatorRow(Row):
    """A line of ``operators.tsv``, as written."""

    head: Listed
    pos: Pos
    needs: str
    operator: str
    complement: str
    act: Optional
    source: str
    target: str
    example: str


class Need(Row):
    """One condition on the words around a trigger."""

    relation: str
    lemmas: frozenset[str]
    forbids: bool


class Phrase(Row):
    """A phrase or an operator, ready to be matched.

    ``operator`` is None for a plain phrase. ``act`` is None for an operator that means nothing without a
    complement. ``complement`` names the slots in which an operator looks for one.
    """

    id: str
    pos: Pos
    needs: tuple[Need, ...]
    act: str | None
    operator: str | None
    complement: tuple[str, ...]
    source: tuple[str, ...]
    target: tuple[str, ...]
    example: str


class Composition(Row):
    """What an operator makes of the act in its complement."""

    operator: str
    base: str
    result: str
    modality: Optional


@cache
def lemma_classes() -> dict[str, frozenset[str]]:
    """The named sets of lemmas."""
    return {row.name: frozenset(row.lemmas) for row in read_table("phrases/en/classes.tsv", LemmaClass)}


@cache
def phrases() -> dict[tuple[str, str], tuple[Phrase, ...]]:
    """All phrases and operators by (lemma, part of speech); the more particular ones first.

    Raises:
        KnowledgeError: For an act, class, relation or operator that does not exist.
    """
    found: dict[tuple[str, str], list[Phrase]] = defaultdict(list)
    for name in (t.lower() for t in event_types()):
        for number, row in enumerate(read_table(f"phrases/en/{name}.tsv", PhraseRow), 1):
            phrase = _phrase(row, f"{name}:{number}")
            for lemma in _lemmas(row.head, phrase.id):
                found[lemma, row.pos].append(phrase)
    for number, operator in enumerate(read_table("phrases/en/operators.tsv", OperatorRow), 1):
        phrase = _phrase(operator, f"operators:{number}")
        for lemma in _lemmas(operator.head, phrase.id):
            found[lemma, operator.pos].append(phrase)
    return {key: tuple(sorted(value, key=_particular, reverse=True)) for key, value in found.items()}


def _particular(phrase: Phrase) -> tuple[int, bool]:
    return sum(not need.forbids for need in phrase.needs), phrase.operator is None


def _phrase(row: PhraseRow | OperatorRow, name: str) -> Phrase:
    if row.act is not None and row.act not in acts():
        raise KnowledgeError(f"phrases/en {name}: no act {row.act!r} in ontology/acts.tsv; mend the line")
    operator = row.operator if isinstance(row, OperatorRow) else None
    if operator is not None and operator not in {c.operator for c in compositions()}:
        raise KnowledgeError(f"phrases/en {name}: operator {operator!r} has no line in compose.tsv")
    return Phrase(
        id=name,
        pos=row.pos,
        needs=tuple(_need(text, name) for text in row.needs.split()),
        act=row.act,
        operator=operator,
        complement=_slots(row.complement) if isinstance(row, OperatorRow) else (),
        source=_slots(row.source) or DEFAULT_SOURCE[row.pos],
        target=_slots(row.target) or DEFAULT_TARGET[row.pos],
        example=row.example,
    )


def _slots(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(",") if part.strip())


def _need(text: str, name: str) -> Need:
    relation, colon, lemmas = text.removeprefix("!").partition(":")
    if not colon or not lemmas:
        raise KnowledgeError(f"phrases/en {name}: need {text!r} is not relation:lemma|lemma")
    return Need(relation=relation, lemmas=_lemmas(tuple(lemmas.split("|")), name), forbids=text.startswith("!"))


def _lemmas(words: tuple[str, ...], name: str) -> frozenset[str]:
    found: set[str] = set()
    for word in words:
        if not word.startswith("@"):
            found.add(word)
        elif word[1:] in lemma_classes():
            found |= lemma_classes()[word[1:]]
        else:
            raise KnowledgeError(f"phrases/en {name}: no class {word!r} in classes.tsv")
    return frozenset(found)


@cache
def compositions() -> tuple[Composition, ...]:
    """All lines of the composition table.

    Raises:
        KnowledgeError: For a base that is no act, type or side, or a result that is no act.
    """
    rows = read_table("phrases/en/compose.tsv", Composition)
    bases = {*acts(), *event_types(), "cooperation", "conflict", "*"}
    for row in rows:
        if row.base not in bases or row.result not in {*acts(), "same", "none"}:
            raise KnowledgeError(f"phrases/en/compose.tsv: {row.operator} + {row.base} = {row.result}: unknown")
    return rows


class Modifier(Row):
    """An adjective that works on an event noun as an operator does."""

    lemma: str
    operator: str


@cache
def modifiers() -> dict[str, str]:
    """Operators by the adjectives that stand for them: a *planned* visit is intended."""
    rows = read_table("language/en/modifiers.tsv", Modifier)
    known = {row.operator for row in compositions()}
    for row in rows:
        if row.operator not in known:
            raise KnowledgeError(f"language/en/modifiers.tsv: {row.lemma}: no operator {row.operator!r}")
    return {row.lemma: row.operator for row in rows}


@cache
def _composed() -> dict[tuple[str, str], Composition]:
    return {(row.operator, row.base): row for row in compositions()}


def compose(operator: str, act: str) -> Composition | None:
    """What ``operator`` makes of ``act``: the line for the act, else its type, else its side, else ``*``."""
    kind = acts()[act].manual
    side = "cooperation" if event_types()[kind].quad_class <= 2 else "conflict"
    for base in (act, kind, side, "*"):
        if (operator, base) in _composed():
            return _composed()[operator, base]
    return None
