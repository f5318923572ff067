"""One sentence to drafts of events: triggers read, parties resolved, date and place found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from detente.coding.clause import told
from detente.coding.dated import event_date, settled
from detente.coding.draft import Draft, keys
from detente.coding.read import NOUNS, Reader, Reading, carrying_verb
from detente.coding.resolve import Resolver
from detente.coding.sides import parties_of, supplied
from detente.coding.tree import Tree
from detente.coding.when import dates
from detente.coding.where import place_of
from detente.knowledge.language import attribute_words, attributes, contexts_by_lemma, word_set
from detente.knowledge.ontology import acts
from detente.knowledge.phrases import POS, phrases
from detente.model import Field, Party, Span


def triggers(tree: Tree) -> list[int]:
    """Positions of words that some phrase or operator begins with."""
    table = phrases()
    return [i for i, w in enumerate(tree.words) if w.pos in POS and (w.lemma.lower(), POS[w.pos]) in table]


def readings(tree: Tree) -> list[Reading]:
    """The acts that a sentence tells, each once: what an operator took in is not told again."""
    reader = Reader(tree)
    found = [r for i in triggers(tree) for r in reader.readings(i)]
    found.sort(key=lambda r: -len(r.consumed))
    taken: set[int] = set()
    kept: list[Reading] = []
    for reading in found:
        if reading.consumed & taken and not _shares_operator(reading, kept):
            continue
        taken |= reading.consumed
        kept.append(reading)
    return sorted((r for r in kept if r.act is not None), key=lambda r: r.trigger)


def _shares_operator(reading: Reading, kept: list[Reading]) -> bool:
    """Whether two acts stand under one operator: "agreed to open the border and to exchange prisoners"."""
    return any(
        reading.trigger == other.trigger and reading.deepest().trigger != other.deepest().trigger for other in kept
    )


def drafts(
    tree: Tree, *, number: int, resolver: Resolver, source: str, field: Field, day: date | None
) -> Iterator[Draft]:
    """All events that a sentence tells, with whatever of their parties it names.

    Args:
        tree: The sentence.
        number: Its place among the sentences of its field.
        resolver: The article's resolver.
        source: The text (or title) that offsets index.
        field: Which of them it is.
        day: Day of publication.
    """
    stated = list(dates(source, *tree.sentence.span, day))
    sport = sum(tree.lemma(i) in word_set("sport") for i in range(len(tree.words)))
    for reading in readings(tree):
        if sport >= (1 if acts()[reading.act or ""].manual == "ASSAULT" else 2):
            continue
        modality = told(tree, reading)
        if modality is None or reading.act is None:
            continue
        sides = parties_of(tree, reading, resolver)
        if sides is None:
            continue
        doers, targets, reciprocal = sides
        verb = carrying_verb(tree, reading.trigger)
        top = verb if verb is not None else reading.trigger
        clause = tree.clause(top)
        when = event_date(tree, reading, stated, clause)
        final = settled(modality, when, day, source, tree.sentence.span)
        positions = sorted({reading.trigger, reading.deepest().trigger, top})
        place = place_of(
            tree,
            source,
            positions,
            towards=acts()[reading.act].mode == "visit",
            prefer=keys(doers) | keys(targets),
        )
        doers, targets = supplied(reading.act, doers, targets, place, resolver.memory.home)
        if not doers:
            continue
        nominal = tree.words[reading.trigger].pos in NOUNS and not _by_verb(tree, reading)
        if nominal and modality == "future":
            continue  # "will travel for talks": the plan is told by its verb
        yield Draft(
            act=reading.act,
            source=doers,
            target=targets,
            modality=final,
            when=when,
            place=place,
            contexts=_contexts(tree, reading.act, doers, targets),
            attributes=_attributes(source, tree.sentence.span, reading),
            span=tree.span(clause),
            trigger=tree.span([reading.deepest().trigger]),
            field=field,
            sentence=number,
            evidence=_evidence(reading),
            nominal=nominal,
            reciprocal=reciprocal,
        )


def _by_verb(tree: Tree, reading: Reading) -> bool:
    """Whether a light verb tells the noun's act: "held talks" is as good as "talked"."""
    return any(tree.words[k].pos == "VERB" for k in reading.consumed)


def _evidence(reading: Reading) -> tuple[str, ...]:
    inner = _evidence(reading.inner) if reading.inner is not None else ()
    return (reading.phrase.id, *inner)


def _contexts(tree: Tree, act: str, doers: tuple[Party, ...], targets: tuple[Party, ...]) -> tuple[str, ...]:
    """Contexts from both sides' sectors, the act, and the words of the sentence, the most frequent first."""
    found: dict[str, float] = {}
    if any(p.sector == "MIL" for p in (*doers, *targets)):
        found["military"] = 3.0
    for context in acts()[act].contexts:
        found[context] = found.get(context, 0) + 2.0
    for word in tree.words:
        for context in contexts_by_lemma().get(word.lemma.lower(), ()):
            found[context] = found.get(context, 0) + 1.0
    return tuple(sorted(found, key=lambda c: -found[c]))[:4]


def _attributes(source: str, span: Span, reading: Reading) -> tuple[str, ...]:
    """Attributes that the sentence's words or the operators above the act bring, as far as they fit the type."""
    kind = acts()[reading.act or ""].manual
    brought = [f.entry for f in attribute_words().find(source, *span)]
    brought += [a for a in attributes() if a.operator in reading.operators]
    return tuple(dict.fromkeys(a.attribute for a in brought if not a.types or kind in a.types))
