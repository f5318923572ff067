"""Phrases: which words, in which construction, tell which act; and operators, which turn one act into another.

A phrase is a trigger word with needs. A need is ``relation:lemma|lemma``: ``obj:talk`` asks for a direct object
(or the subject of a passive) headed by *talk*; ``!prt:down`` forbids a particle. An operator is a phrase that
takes another act as its complement: *refuse* + aid is ``reject_aid``. The table ``compose.tsv`` says what comes
out, most specific line first: by act, by type, by quad side (``cooperation``, ``conflict``), or ``*``; and by
``negated`` for an act that is denied.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Literal

from detente.knowledge.layers import Line, fault, known, merged, read_lines
from detente.knowledge.ontology import acts, event_types
from detente.knowledge.tables import Listed, Optional, Row

Pos = Literal["verb", "noun", "adj"]
NEGATED = "negated"
"""Base of an operator over a denied act: "agreed not to attack", "urged them not to vote"."""

SHOWN = 3  # trigger words of a phrase that an explanation lists
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


@known
def lemma_classes() -> dict[str, frozenset[str]]:
    """The named sets of lemmas."""
    lines = merged(read_lines("phrases/en/classes.tsv", LemmaClass), lambda row: row.name)
    return {name: frozenset(line.row.lemmas) for name, line in lines.items()}


@known
def phrases() -> dict[tuple[str, str], tuple[Phrase, ...]]:
    """All phrases and operators by (lemma, part of speech); the more particular ones first.

    Raises:
        KnowledgeError: For an act, class, relation or operator that does not exist; unless faults are collected.
    """
    found: dict[tuple[str, str], list[Phrase]] = defaultdict(list)
    for line, phrase in phrase_lines():
        for lemma in _lemmas(line.row.head, line) or ():
            found[lemma, phrase.pos].append(phrase)
    return {key: tuple(sorted(value, key=_particular, reverse=True)) for key, value in found.items()}


PhraseLine = Line[PhraseRow] | Line[OperatorRow]


@known
def phrase_lines() -> tuple[tuple[PhraseLine, Phrase], ...]:
    """All phrases and operators with the lines that they stand in; a user's own before ours.

    A user's line with the same head, part of speech and needs replaces ours.
    """
    return tuple(
        (line, phrase) for name, lines in _tables() for number, line in lines if (phrase := _phrase(line, name, number))
    )


@known
def _texts() -> dict[str, str]:
    found = {}
    for line, phrase in phrase_lines():
        act = phrase.act or phrase.operator or ""
        heads = "|".join(line.row.head[:SHOWN]) + "|…" * (len(line.row.head) > SHOWN)
        found[phrase.id] = " ".join(filter(None, (heads, line.row.needs, f"= {act}")))
    return found


def phrase_text(name: str) -> str:
    """A phrase as its line has it: trigger words, needs, and what it tells."""
    return _texts().get(name, name)


def _tables() -> Iterator[tuple[str, list[tuple[int, PhraseLine]]]]:
    for name in (t.lower() for t in event_types()):
        yield name, _in_force(read_lines(f"phrases/en/{name}.tsv", PhraseRow))
    yield "operators", _in_force(read_lines("phrases/en/operators.tsv", OperatorRow))


def _in_force(lines: tuple[Line[PhraseRow], ...] | tuple[Line[OperatorRow], ...]) -> list[tuple[int, PhraseLine]]:
    """Lines with their numbers, the user's and ours counted apart, less ours that the user wrote anew."""
    own = {(line.row.head, line.row.pos, line.row.needs) for line in lines if not line.ours}
    kept, count = [], {True: 0, False: 0}
    for line in lines:
        count[line.ours] += 1
        if not (line.ours and (line.row.head, line.row.pos, line.row.needs) in own):
            kept.append((count[line.ours], line))
    return kept


def _particular(phrase: Phrase) -> tuple[int, bool]:
    return sum(not need.forbids for need in phrase.needs), phrase.operator is None


def _phrase(line: PhraseLine, table: str, number: int) -> Phrase | None:
    row, act = line.row, line.row.act
    operator = row.operator if isinstance(row, OperatorRow) else None
    if act is not None and act not in acts():
        fault(line, f"no act {act!r} in acts.tsv", "use one of its acts, or add a line there")
        if operator is None or not line.ours:
            return None
        act = None
    if operator is not None and operator not in {c.operator for c in compositions()}:
        fault(line, f"operator {operator!r} has no line in compose.tsv", "add one there")
        return None
    needs = [_need(text, line) for text in row.needs.split()]
    if _lemmas(row.head, line) is None or None in needs:
        return None
    return Phrase(
        id=f"{'' if line.ours else 'own/'}{table}:{number}",
        pos=row.pos,
        needs=tuple(need for need in needs if need is not None),
        act=act,
        operator=operator,
        complement=_slots(row.complement) if isinstance(row, OperatorRow) else (),
        source=_slots(row.source) or DEFAULT_SOURCE[row.pos],
        target=_slots(row.target) or DEFAULT_TARGET[row.pos],
        example=row.example,
    )


def _slots(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(",") if part.strip())


def _need(text: str, line: PhraseLine) -> Need | None:
    relation, colon, words = text.removeprefix("!").partition(":")
    if not colon or not words or not relation.isalpha():
        fault(line, f"need {text!r} is not relation:lemma|lemma", "write one relation, such as obj:talk|meeting")
        return None
    lemmas = _lemmas(tuple(words.split("|")), line)
    return None if lemmas is None else Need(relation=relation, lemmas=lemmas, forbids=text.startswith("!"))


def _lemmas(words: tuple[str, ...], line: PhraseLine) -> frozenset[str] | None:
    """Words, and those of the classes among them; None where there is no such class."""
    found: set[str] = set()
    for word in words:
        if not word.startswith("@"):
            found.add(word)
        elif word[1:] in lemma_classes():
            found |= lemma_classes()[word[1:]]
        else:
            fault(line, f"no class {word!r} in classes.tsv", "add a line there, or write the words")
            return None
    return frozenset(found)


@known
def compositions() -> tuple[Composition, ...]:
    """All lines of the composition table.

    Where the act that comes out was taken out by a user's ontology, nothing is told.

    Raises:
        KnowledgeError: For a base that is no act, type or side, or a result that is no act; unless faults are
            collected.
    """
    lines = merged(read_lines("phrases/en/compose.tsv", Composition), lambda row: (row.operator, row.base))
    bases = {*acts(), *event_types(), "cooperation", "conflict", NEGATED, "*"}
    found = []
    for line in lines.values():
        row = line.row
        if row.base not in bases:
            fault(line, f"no act, type or side {row.base!r}", "use an act, a type, cooperation, conflict, negated or *")
            continue
        if row.result not in {*acts(), "same", "none"}:
            fault(line, f"no act {row.result!r} in acts.tsv", "use an act, same or none")
            row = row.model_copy(update={"result": "none"})
        found.append(row)
    return tuple(found)


class Modifier(Row):
    """An adjective that works on an event noun as an operator does."""

    lemma: str
    operator: str


@known
def modifiers() -> dict[str, str]:
    """Operators by the adjectives that stand for them: a *planned* visit is intended."""
    operators = {row.operator for row in compositions()}
    found = {}
    for line in read_lines("language/en/modifiers.tsv", Modifier):
        if line.row.operator in operators:
            found[line.row.lemma] = line.row.operator
        else:
            fault(line, f"operator {line.row.operator!r} has no line in compose.tsv", "add one there")
    return found


@known
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


def opposite(operator: str) -> Composition | None:
    """What ``operator`` makes of an act that is denied; None where it makes nothing particular of it."""
    return _composed().get((operator, NEGATED))
