"""One sentence to drafts of events: triggers read, parties resolved, date and place found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from detente.coding.clause import told
from detente.coding.draft import Draft, key, keys
from detente.coding.read import Reader, Reading, carrying_verb
from detente.coding.resolve import Resolver, is_actor
from detente.coding.slots import SPECIAL, prepositional, slot, subject_of_noun
from detente.coding.tree import Tree
from detente.coding.when import BACKGROUND_DAYS, UNKNOWN, When, dates
from detente.coding.where import place_of
from detente.knowledge.language import attribute_words, contexts_by_lemma, discourse_words
from detente.knowledge.ontology import Act, acts
from detente.knowledge.phrases import POS, phrases
from detente.model import Field, Modality, Party, Place, Span

ALONE = frozenset({"PROTEST", "MOBILIZE", "RETREAT", "COERCE", "ASSAULT", "CONCEDE", "SANCTION", "AGREE"})
"""Types whose target may be missing: "Chad declared an emergency". The others need somebody addressed."""


NOUNS = frozenset({"NOUN", "PROPN"})
FALLBACK = ("obj", "obj.of", "obj.in", "obj.on", "obj.against", "obj.to", "obj.from", "obj.acl.subj", "obj.ccomp.subj")
"""Where a target may still hide: in what is bought, lifted or promised."""

ANNOUNCING = frozenset({"AGREE", "THREATEN", "REQUEST", "REJECT"})
"""Types that are acts of speech about another act; "in May" then mostly tells when that one is to be."""

ATTACKED_WHERE = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
"""Types that are directed at the state in which they are carried out, when nobody else is named."""

REPLIES = frozenset({"REJECT", "CONCEDE", "ACCUSE"})
"""Types that answer somebody: "Iran denied the accusation" is directed at whoever made it."""

POINTERS = frozenset({"the", "this", "that", "these", "those", "further", "more", "additional", "such"})


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
    """"agreed to open the border and to exchange prisoners": two acts under one operator."""
    return any(
        reading.trigger == other.trigger and reading.deepest().trigger != other.deepest().trigger for other in kept
    )


def drafts(tree: Tree, number: int, resolver: Resolver, source: str, field: Field, day: date | None) -> Iterator[Draft]:
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
    for reading in readings(tree):
        modality = told(tree, reading)
        if modality is None or reading.act is None:
            continue
        sides = _parties(tree, reading, resolver)
        if sides is None:
            continue
        doers, targets, reciprocal = sides
        verb = carrying_verb(tree, reading.trigger)
        top = verb if verb is not None else reading.trigger
        clause = tree.clause(top)
        when = _when(tree, reading, stated, clause)
        settled = _settled(modality, when, day, source, tree.sentence.span)
        positions = sorted({reading.trigger, reading.deepest().trigger, top})
        place = place_of(
            tree, source, positions, towards=acts()[reading.act].mode == "visit",
            prefer=keys(doers) | keys(targets),
        )
        targets = _struck(reading.act, doers, targets, place)
        nominal = tree.words[reading.trigger].pos in NOUNS
        if nominal and modality == "future":
            continue  # "will travel for talks": the plan is told by its verb
        yield Draft(
            act=reading.act, source=doers, target=targets, modality=settled, when=when,
            place=place,
            contexts=_contexts(tree, reading.act, doers, targets),
            attributes=_attributes(source, tree.sentence.span, reading.act),
            span=tree.span(clause), trigger=tree.span([reading.deepest().trigger]),
            field=field, sentence=number, evidence=_evidence(reading),
            nominal=nominal, reciprocal=reciprocal,
        )


def _evidence(reading: Reading) -> tuple[str, ...]:
    inner = _evidence(reading.inner) if reading.inner is not None else ()
    return (reading.phrase.id, *inner)


# -- parties ---------------------------------------------------------------------------------------------


Parties = tuple[Party, ...]
Sides = tuple[Parties, Parties, bool]
"""Source, target, and whether both do the same to one another."""


def _parties(tree: Tree, reading: Reading, resolver: Resolver) -> Sides | None:
    """Both sides of an act; None where nobody that can act does it."""
    act = acts()[reading.act or ""]
    doers = _doers(tree, reading, resolver)
    targets = _first(tree, reading.trigger, reading.phrase.target, resolver, frozenset(doers))
    if not _known(targets) and reading.inner is not None:
        inner = reading.inner
        slots = (*inner.phrase.target, *inner.phrase.source)
        targets = _first(tree, inner.trigger, slots, resolver, frozenset(doers)) or targets
    if not _known(targets):
        targets = _first(tree, reading.deepest().trigger, FALLBACK, resolver, frozenset(doers)) or targets
    if not _known(targets):
        targets = _understood(tree, reading, resolver, doers) or targets
    if act.act == "host_visit":
        doers, targets = targets, doers
    doers, targets, both = _apart(act, doers, targets)
    doers = tuple(p for p in doers if is_actor(p))
    if not doers and not targets and act.manual == "CONSULT" and _points_back(tree, reading.trigger):
        pair = resolver.pair()
        return None if pair is None else (pair[0], pair[1], True)
    if not doers:
        return None
    doers, targets = _implied(act, doers, targets)
    return doers, targets, both


def _understood(tree: Tree, reading: Reading, resolver: Resolver, doers: tuple[Party, ...]) -> tuple[Party, ...]:
    """Whom an act is directed at when its own sentence does not say: who did what it speaks of."""
    inner = reading.inner
    if inner is not None and inner.act is not None and tree.words[inner.trigger].pos in NOUNS:
        found = resolver.behind(acts()[inner.act].manual, doers, mutual=acts()[inner.act].mutual == "yes")
        if found:
            return found
    if acts()[reading.act or ""].manual in REPLIES and tree.words[reading.trigger].pos not in NOUNS:
        return resolver.addressed_by(doers)
    return ()


def _apart(act: Act, doers: tuple[Party, ...], targets: tuple[Party, ...]) -> Sides:
    """Put the two sides of "X and Y met" or "both expelled ambassadors" on the two sides of the event."""
    mine, theirs = keys(doers), keys(targets)
    if len(theirs - mine) and len(mine & theirs):
        targets = tuple(p for p in targets if key(p) not in mine)
    if act.mutual == "yes" and not doers and len(targets) > 1:
        return targets[:1], targets[1:], True
    if len(mine) > 1 and theirs <= mine and (act.mutual == "yes" or (theirs and len(mine) == 2)):
        first = next(k for k in map(key, doers) if k is not None)
        return tuple(p for p in doers if key(p) == first), tuple(p for p in doers if key(p) != first), True
    if act.mutual == "yes" and not targets and len(doers) > 1:
        return doers[:1], doers[1:], True
    return doers, targets, False


def _doers(tree: Tree, reading: Reading, resolver: Resolver) -> tuple[Party, ...]:
    """Who acts. What is done by a thing ("missiles targeting", "a decree banning") is done by who set it going."""
    i, none = reading.trigger, frozenset[Party]()
    found = _first(tree, i, reading.phrase.source, resolver, none)
    if not found and tree.words[i].pos in NOUNS and _is_carried(tree, reading):
        found = _first(tree, i, ("subj",), resolver, none)
    if not _known(found) and tree.dep(i) == "acl":
        for k in subject_of_noun(tree, tree.head(i)):
            above = tuple(p for p in resolver.parties(tree, k) if key(p) is not None)
            found = above or found
    return found


def _is_carried(tree: Tree, reading: Reading) -> bool:
    """Whether the subject of the verb above a noun does what the noun says: "held talks", not "spoke of talks"."""
    verb = carrying_verb(tree, reading.trigger)
    return tree.dep(reading.trigger) == "dobj" or verb in reading.consumed


def _known(parties: tuple[Party, ...]) -> bool:
    return any(key(p) is not None for p in parties)


def _points_back(tree: Tree, i: int) -> bool:
    """"the meeting", "this engagement", "further talks": between those who were spoken of."""
    return any(tree.lemma(k) in POINTERS for k in tree.kids(i, "det", "amod"))


def _implied(act: Act, doers: Parties, targets: Parties) -> tuple[Parties, Parties]:
    """Sectors that the act itself implies, where the text names a state alone: an air strike is the military's."""
    if act.doer is not None:
        doers = tuple(replace(p, sector=p.sector or act.doer) for p in doers)
    if act.done_to is not None and not targets:
        # "the Egyptian coup": the government that falls is that of the same state
        targets = tuple(replace(p, sector=act.done_to, office=None, person=None, resolved_by="act") for p in doers)
    return doers, targets


def _struck(act: str, doers: Parties, targets: Parties, place: Place | None) -> Parties:
    """Whom force hits that is used abroad: "bombed a bridge near Tyre" is directed at Lebanon."""
    if acts()[act].manual not in ATTACKED_WHERE or place is None or place.country is None:
        return targets
    if _known(targets) or place.country in keys(doers) or not keys(doers):
        return targets
    if not targets:
        return (Party(name=place.name, country=place.country, span=place.span, resolved_by="place"),)
    return tuple(replace(p, country=place.country, resolved_by="place") for p in targets)


def _first(tree: Tree, i: int, slots: tuple[str, ...], resolver: Resolver, other: frozenset[Party]) -> tuple[Party, ...]:
    """The parties in the first slot that names an actor who is not already on the other side."""
    fallback: tuple[Party, ...] = ()
    for name in slots:
        for k in slot(tree, i, name) or _beside(tree, i, name):
            found = resolver.parties(tree, k)
            new = tuple(p for p in found if not any(_is_same(p, o) for o in other))
            if any(is_actor(p) for p in new):
                return tuple(p for p in new if is_actor(p))
            if tree.words[k].pos in NOUNS:
                fallback = fallback or new
    return fallback


def _beside(tree: Tree, i: int, name: str) -> list[int]:
    """A slot of the light verb that carries a noun: "held talks in Cairo with Y"."""
    above = tree.head(i)
    if tree.words[i].pos in NOUNS and tree.dep(i) == "dobj" and "." not in name and name not in SPECIAL:
        return prepositional(tree, above, name)
    return []


def _is_same(a: Party, b: Party) -> bool:
    """The same actor on both sides is a slip of the parse, unless sectors tell them apart: police and protesters."""
    if a.span is not None and a.span == b.span:
        return True
    return (a.country, a.org, a.sector, a.person) == (b.country, b.org, b.sector, b.person) and is_actor(a)


# -- the rest ----------------------------------------------------------------------------------------------


def _when(tree: Tree, reading: Reading, stated: list[When], clause: list[int]) -> When:
    """The date nearest to the trigger within its own clause, else the only one of the sentence.

    A date within what is promised, asked for or threatened is that of the other act, which has not happened.
    """
    announced = _announced(tree, reading)
    stated = [w for w in stated if w.span is not None and not _within(tree, w.span, announced)]
    if not stated:
        return UNKNOWN
    span = tree.span(clause)
    trigger = tree.words[reading.trigger].start
    near = [w for w in stated if w.span is not None and span.start <= w.span.start < span.end]
    if near:
        return min(near, key=lambda w: abs((w.span or span).start - trigger))
    return stated[0] if len(stated) == 1 else UNKNOWN


def _announced(tree: Tree, reading: Reading) -> list[int]:
    """The words that tell what is announced, where the act is an announcement."""
    if acts()[reading.act or ""].manual not in ANNOUNCING or reading.act == reading.phrase.act:
        return []
    if reading.inner is not None:
        return tree.subtree(reading.inner.trigger)
    return tree.subtree(reading.trigger)


def _within(tree: Tree, span: Span, words: list[int]) -> bool:
    return any(tree.words[k].start == span.start or span.start < tree.words[k].start < span.end for k in words)


def _settled(modality: Modality, when: When, day: date | None, source: str, span: Span) -> Modality:
    """What happened long before publication, or is told as history, is background."""
    if modality != "asserted":
        return modality
    age = when.age(day)
    if age is not None:
        return "historical" if age > BACKGROUND_DAYS else "asserted"
    if day is None and when.precision == "year":
        return "historical"
    told_as_history = any(f.entry == "history" for f in discourse_words().find(source, *span))
    return "historical" if told_as_history else "asserted"


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


def _attributes(source: str, span: Span, act: str) -> tuple[str, ...]:
    kind = acts()[act].manual
    found = []
    for f in attribute_words().find(source, *span):
        if not f.entry.types or kind in f.entry.types:
            found.append(f.entry.attribute)
    return tuple(dict.fromkeys(found))


