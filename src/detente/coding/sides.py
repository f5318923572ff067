"""Who stands on either side of an act: the slots of its phrase, what its sentence leaves to be understood."""

from __future__ import annotations

from dataclasses import replace

from detente.coding.draft import UNNAMED, key, keys
from detente.coding.read import Reading, carrying_verb
from detente.coding.resolve import Resolver, is_actor
from detente.coding.slots import SPECIAL, prepositional, slot, subject_of_noun
from detente.coding.tree import NOUNS, PASSIVE_SUBJECTS, SUBJECTS, Tree
from detente.knowledge.language import word_set
from detente.knowledge.names import state_name
from detente.knowledge.ontology import Act, acts
from detente.model import Party, Place

FALLBACK = (
    *("obj", "obj.poss", "obj.mod", "obj.of", "obj.in", "obj.on", "obj.against", "obj.to", "obj.from"),
    *("obj.acl.subj", "obj.ccomp.subj"),
)
"""Where a target may still hide: in what is bought, lifted or promised."""

ATTACKED_WHERE = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
"""Types that are directed at the state in which they are carried out, when nobody else is named."""

SELF_MOVED = frozenset({"MOBILIZE"})
"""Types that are done to one's own: in "the army was put on alert" it is the army's state that acts."""

FACED = (
    "against",
    "along",
    "on",
    "near",
    "at",
    "around",
    "to",
    "towards",
    "obj.on",
    "obj.along",
    "obj.to",
    "obj.near",
    "with",
)
"""Where the side stands that forces are moved against: "along the frontier with Chad", "to the border with Mali"."""

LOCATIVE = frozenset({"in", "at", "on", "near", "off"})
"""Prepositions of a place, which now and then stand for the other side."""

AUTHORITIES = frozenset({"GOV", "LEG", "JUD", "COP", "SPY", "PTY"})
AT_HOME = frozenset({"CVL", "OPP", "LEG", "JUD", "COP", "PTY", "LAB", "JRN", "EDU", "AGR", "GOV", "MED"})
"""Sectors whose unnamed members deal with the authorities of their own state unless the text says otherwise."""

INSURGENT = frozenset({"REB", "OPP"})
"""Sectors whose unnamed members fight the authorities of their own state unless the text says otherwise."""

REPLIES = frozenset({"REJECT", "CONCEDE", "ACCUSE"})
"""Types that answer somebody: "Iran denied the accusation" is directed at whoever made it."""

Parties = tuple[Party, ...]
Sides = tuple[Parties, Parties, bool]
"""Source, target, and whether both do the same to one another."""


def parties_of(tree: Tree, reading: Reading, resolver: Resolver) -> Sides | None:
    """Both sides of an act; None where nobody that can act does it."""
    act = acts()[reading.act or ""]
    doers = _doers(tree, reading, resolver)
    apart = act.mutual == "yes" and len(keys(doers)) > 1
    targets = _first(tree, reading.trigger, _asked(reading.phrase.target, apart), resolver, frozenset(doers))
    if not _known(targets) and reading.inner is not None:
        inner = reading.inner
        slots = _asked((*inner.phrase.target, *inner.phrase.source), apart)
        targets = _first(tree, inner.trigger, slots, resolver, frozenset(doers)) or targets
    if not _known(targets) and not apart:
        targets = _hidden(tree, reading, resolver, frozenset(doers)) or targets
    if not _known(targets):
        targets = _understood(tree, reading, resolver, doers) or targets
    if act.manual in SELF_MOVED:
        if not doers and tree.is_passive(reading.trigger):
            doers, targets = _first(tree, reading.trigger, ("obj",), resolver, frozenset()), ()
        if not _known(targets):
            targets = _first(tree, reading.trigger, FACED, resolver, frozenset(doers)) or targets
    if not doers and tree.is_passive(reading.trigger):
        doers = _owner(tree, reading, resolver, targets)
    if act.turned == "yes":
        doers, targets = targets, doers
    doers, targets, both = _apart(act, doers, targets)
    doers = tuple(p for p in doers if is_actor(p))
    if not doers and not targets and act.manual == "CONSULT" and _points_back(tree, reading):
        pair = resolver.memory.pair()
        return None if pair is None else (pair[0], pair[1], True)
    if not doers and not _is_agentless(tree, reading):
        return None
    doers, targets = _implied(act, doers, targets)
    return _of_one_state(doers, targets), _of_one_state(targets, doers), both


def _asked(slots: tuple[str, ...], apart: bool) -> tuple[str, ...]:
    """Slots of the other side; where both sides stand together ("Egypt and Israel signed"), "in Vienna" is none."""
    return tuple(s for s in slots if s.rpartition(".")[2] not in LOCATIVE) if apart else slots


def _is_agentless(tree: Tree, reading: Reading) -> bool:
    """Whether the text leaves out who acts: "two men were arrested", "the arrest of two men"."""
    i = reading.trigger
    verb = tree.words[i].pos not in NOUNS
    return (tree.is_passive(i) or not verb) and not any(slot(tree, i, name) for name in reading.phrase.source)


def _hidden(tree: Tree, reading: Reading, resolver: Resolver, doers: frozenset[Party]) -> Parties:
    """A target within the object; an object that the phrase itself asks for ("moved troops") is not one."""
    i = reading.deepest().trigger
    own = reading.consumed.isdisjoint(c for k in slot(tree, i, "obj") for c in tree.conjuncts(k))
    return _first(tree, i, FALLBACK if own else FALLBACK[1:], resolver, doers)


def _understood(tree: Tree, reading: Reading, resolver: Resolver, doers: tuple[Party, ...]) -> tuple[Party, ...]:
    """Whom an act is directed at when its own sentence does not say: who did what it speaks of."""
    inner = reading.inner
    if inner is not None and inner.act is not None and tree.words[inner.trigger].pos in NOUNS:
        found = resolver.memory.behind(acts()[inner.act].manual, doers, mutual=acts()[inner.act].mutual == "yes")
        if found:
            return found
    if acts()[reading.act or ""].manual in REPLIES and tree.words[reading.trigger].pos not in NOUNS:
        return resolver.memory.addressed_by(doers)
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
    if not any(is_actor(p) for p in found) and tree.words[i].pos in NOUNS and _is_carried(tree, reading):
        found = _first(tree, i, ("subj",), resolver, none) or found
    if not _known(found) and tree.dep(i) == "acl":
        for k in subject_of_noun(tree, tree.head(i)):
            above = tuple(p for p in resolver.parties(tree, k) if key(p) is not None)
            found = above or found
    if not found and tree.is_passive(i):
        found = _misplaced_agent(tree, i, resolver)
    return found


def _owner(tree: Tree, reading: Reading, resolver: Resolver, targets: Parties) -> Parties:
    """Whose it is that was lifted, recalled or closed: "Kenya's ambassador to Somalia was recalled" is Kenya's act."""
    for k in slot(tree, reading.trigger, "obj"):
        for owner in tree.kids(k, "poss"):
            found = tuple(p for p in resolver.parties(tree, owner) if key(p) is not None)
            if found and keys(targets) - keys(found):
                return found
    return ()


def _misplaced_agent(tree: Tree, i: int, resolver: Resolver) -> Parties:
    """The agent of a passive that the parse hangs on another word: "charged with fraud by prosecutors"."""
    for k in tree.subtree(i):
        if k > i and tree.lemma(k) == "by" and tree.words[tree.head(k)].pos in NOUNS:
            for p in tree.kids(k, "pobj"):
                found = tuple(p for p in resolver.parties(tree, p) if is_actor(p))
                if found:
                    return found
    return ()


def _is_carried(tree: Tree, reading: Reading) -> bool:
    """Whether the subject of the verb above a noun does what the noun says: "held talks", not "spoke of talks"."""
    verb = carrying_verb(tree, reading.trigger)
    return tree.dep(reading.trigger) == "dobj" or verb in reading.consumed


def _known(parties: tuple[Party, ...]) -> bool:
    return any(key(p) is not None for p in parties)


def _points_back(tree: Tree, reading: Reading) -> bool:
    """Whether a noun is about those who were spoken of: "the meeting took place", "could bring further talks"."""
    i = reading.trigger
    if not any(tree.lemma(k) in word_set("pointers") for k in tree.kids(i, "det", "amod")):
        return False
    return tree.dep(i) in SUBJECTS | PASSIVE_SUBJECTS or len(reading.consumed) > 1


def _implied(act: Act, doers: Parties, targets: Parties) -> tuple[Parties, Parties]:
    """Sectors that the act itself implies, where the text names a state alone: an air strike is the military's."""
    if act.doer is not None:
        doers = tuple(replace(p, sector=p.sector or act.doer) for p in doers)
    if act.done_to is not None and not targets:
        # "the Egyptian coup": the government that falls is that of the same state
        targets = tuple(replace(p, sector=act.done_to, office=None, person=None, resolved_by="act") for p in doers)
    return doers, targets


def supplied(
    act: str, doers: Parties, targets: Parties, place: Place | None, home: str | None
) -> tuple[Parties, Parties]:
    """What a report leaves to be understood of an act's sides, from where it happens and what kind of act it is.

    Args:
        act: The act.
        doers: Its source, empty where the sentence names nobody.
        targets: Its target, empty likewise.
        place: Where it happens.
        home: The state that the article is about, or None.

    Returns:
        Source and target; every party that was supplied says so in ``resolved_by``.
    """
    known = acts()[act]
    where = place.country if place is not None else None
    if not doers:
        doers = _authorities(known, targets, where or home)
    if not doers and known.manual == "ASSAULT" and any(is_actor(p) for p in targets):
        doers = (UNNAMED,)
    targets = _struck(known, doers, targets, place)
    if known.inward == "yes" and not _known(targets) and len(keys(doers)) == 1 and where in {None, *keys(doers)}:
        state = next((p.country for p in doers if p.country is not None), None)
        if state is not None and any(p.sector for p in targets):
            targets = tuple(replace(p, country=state, resolved_by="act") for p in targets if p.sector)
        elif state is not None:
            targets = (Party(state_name(state), state, resolved_by="act"),)
    return doers, targets


def _authorities(act: Act, targets: Parties, where: str | None) -> Parties:
    """The body of a state that is meant where the passive names none: "was arrested" is by its police."""
    state = where or next((p.country for p in targets if p.country is not None), None)
    if act.unnamed is None or state is None or not targets:
        return ()
    return (Party(state_name(state), state, sector=act.unnamed, resolved_by="act"),)


def _struck(act: Act, doers: Parties, targets: Parties, place: Place | None) -> Parties:
    """Whom force hits that is used abroad: "bombed a bridge near Tyre" is directed at Lebanon."""
    if act.manual not in ATTACKED_WHERE or place is None or place.country is None:
        return targets
    if _known(targets) or place.country in keys(doers) or not keys(doers):
        return targets
    if not targets:
        return (Party(name=place.name, country=place.country, span=place.span, resolved_by="place"),)
    return tuple(replace(p, country=place.country, resolved_by="place") for p in targets)


def _of_one_state(parties: Parties, others: Parties) -> Parties:
    """Unnamed people of the state whose authorities or people stand on the other side.

    "The court in Lima fined miners" and "protesters beat the Serbian reporter" stay within one state; so does what
    rebels of no stated origin do to a government or its army.
    """
    theirs = {(p.country, p.sector) for p in others if p.country is not None}
    states = {country for country, _ in theirs}
    if len(states) != 1 or _known(parties):
        return parties
    (state,) = states
    sectors = {sector for _, sector in theirs}
    near = AT_HOME if sectors & AT_HOME else frozenset()
    near |= INSURGENT if sectors & (AUTHORITIES | {"MIL"}) else frozenset()
    return tuple(
        replace(p, country=state, resolved_by="other_side") if p.sector in near and p.person is None else p
        for p in parties
    )


def _first(
    tree: Tree, i: int, slots: tuple[str, ...], resolver: Resolver, other: frozenset[Party]
) -> tuple[Party, ...]:
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
    """A slot of the verb that carries a noun: "held talks in Cairo with Y", "came to Cairo on a visit"."""
    verb = carrying_verb(tree, i)
    if tree.words[i].pos in NOUNS and verb is not None and "." not in name and name not in SPECIAL:
        return [k for k in prepositional(tree, verb, name) if k != i]
    return []


def _is_same(a: Party, b: Party) -> bool:
    """The same actor on both sides is a slip of the parse, unless sectors tell them apart: police and protesters."""
    if a.span is not None and a.span == b.span:
        return True
    return (a.country, a.org, a.sector, a.person) == (b.country, b.org, b.sector, b.person) and is_actor(a)
