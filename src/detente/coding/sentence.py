"""One sentence to drafts of events: triggers read, parties resolved, date and place found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date

from detente.coding.clause import told
from detente.coding.dated import carried_on, event_date, last_day, settled
from detente.coding.draft import Draft, Left, Reason
from detente.coding.read import Reader, Reading, carrying_verb
from detente.coding.resolve import Resolver
from detente.coding.sides import Sides, parties_of, supplied
from detente.coding.toponyms import Toponym
from detente.coding.tree import NOUNS, Tree
from detente.coding.when import When, dates
from detente.coding.where import place_of
from detente.knowledge.language import attribute_words, attributes, contexts_by_lemma, word_set
from detente.knowledge.ontology import acts
from detente.knowledge.phrases import POS, phrases
from detente.model import Field, Modality, Party, Span


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


@dataclass(frozen=True, slots=True)
class Page:
    """What the sentences of one field of an article share.

    Attributes:
        resolver: The article's resolver.
        source: The text (or title) that offsets index.
        field: Which of them it is.
        day: Day of publication.
        toponyms: The places that the field names.
        left: Triggers that made no event, noted as they are met.
        days: The day of the week before publication that each sentence passed by speaks of.
    """

    resolver: Resolver
    source: str
    field: Field
    day: date | None
    toponyms: Sequence[Toponym] = ()
    left: list[Left] = dataclass_field(default_factory=list)
    days: dict[int, When] = dataclass_field(default_factory=dict)

    def pass_by(self, tree: Tree, number: int) -> None:
        """Note the day that a sentence speaks of."""
        found = last_day(list(dates(self.source, *tree.sentence.span, self.day)), self.day)
        if found is not None:
            self.days[number] = found

    def standing(self, number: int) -> When | None:
        """The day that the sentence before one speaks of, else that of the report's first sentence."""
        return self.days.get(number - 1) or self.days.get(0)


def is_sport(tree: Tree, act: str) -> bool:
    """Whether a sentence is about a match: there teams named after states beat and visit one another."""
    sport = sum(tree.lemma(i) in word_set("sport") for i in range(len(tree.words)))
    return sport >= (1 if acts()[act].manual == "ASSAULT" else 2)


def drafts(tree: Tree, found: list[Reading], number: int, page: Page) -> Iterator[Draft]:
    """All events that phrases tell in a sentence, with whatever of their parties it names.

    Args:
        tree: The sentence.
        found: What phrases read in it.
        number: Its place among the sentences of its field.
        page: The field that it stands in.
    """
    for reading in found:
        if reading.act is None:
            continue
        modality = told(tree, reading)
        nominal = tree.words[reading.trigger].pos in NOUNS and not _by_verb(tree, reading)
        reason: Reason | None = None
        if is_sport(tree, reading.act):
            reason = "sport"
        elif modality is None:
            reason = "topic"
        elif nominal and modality == "future":
            reason = "plan"  # "will travel for talks": the plan is told by its verb
        else:
            with page.resolver.on(_time(tree, reading, page)[0].latest_day):
                sides = parties_of(tree, reading, page.resolver)
            draft = drafted(tree, number, page, reading, sides, modality=modality, nominal=nominal) if sides else None
            if draft is not None:
                yield draft
                continue
            reason = "nobody"
        page.left.append(
            Left(page.field, number, tree.span([reading.trigger]), reading.act, reason, _evidence(reading))
        )


def drafted(
    tree: Tree, number: int, page: Page, reading: Reading, sides: Sides, *, modality: Modality, nominal: bool
) -> Draft | None:
    """An event between two sides: its date, place, contexts; None where nobody is left that does it."""
    act = reading.act or ""
    doers, targets, reciprocal = sides
    top = _top(tree, reading)
    whole = tree.sentence.span
    when, stated = _time(tree, reading, page)
    modality = settled(modality, when, stated, page.day, source=page.source, span=whole)
    if modality == "asserted" and not stated:
        when = carried_on(when, page.standing(number))
    place = place_of(
        tree,
        page.source,
        page.toponyms,
        sorted({reading.trigger, reading.deepest().trigger, top}),
        towards=acts()[act].mode == "visit",
        home=page.resolver.memory.home,
    )
    doers, targets = supplied(act, doers, targets, place, page.resolver.memory.home)
    if not doers:
        return None
    return Draft(
        act=act,
        source=doers,
        target=targets,
        modality=modality,
        when=when,
        place=place,
        contexts=_contexts(tree, act, doers, targets),
        attributes=_attributes(page.source, whole, reading),
        span=tree.span(tree.clause(top)),
        trigger=tree.span([reading.deepest().trigger]),
        field=page.field,
        sentence=number,
        evidence=_evidence(reading),
        told=act,
        nominal=nominal,
        reciprocal=reciprocal,
    )


def _top(tree: Tree, reading: Reading) -> int:
    """The verb that carries an act, else its trigger."""
    verb = carrying_verb(tree, reading.trigger)
    return verb if verb is not None else reading.trigger


def _time(tree: Tree, reading: Reading, page: Page) -> tuple[When, list[When]]:
    """When an act happens, as far as its sentence says, and all dates of the sentence."""
    stated = list(dates(page.source, *tree.sentence.span, page.day))
    return event_date(tree, reading, stated, tree.clause(_top(tree, reading)), page.day), stated


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
