"""Where no phrase fits: a verb between two actors, whose act the classifier may name.

A trigger table never ends: "Tunis tore into Rabat". Here only the sides are offered, by grammar: who stands in the
subject of a verb and who in its predicate. The classifier says whether something happens between them, and what; below
the probability that ``models/decision.yaml`` asks for, nothing is coded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from detente.coding.clause import told
from detente.coding.draft import Draft, key
from detente.coding.judge import in_force, question, scores, verdict
from detente.coding.read import CONDITIONAL, FUTURE, Reading, is_negated
from detente.coding.resolve import Resolver, is_actor
from detente.coding.sentence import Page, drafted, is_sport
from detente.coding.slots import slot
from detente.coding.tree import CLAUSES, Tree
from detente.knowledge.language import word_set
from detente.knowledge.ontology import acts
from detente.knowledge.phrases import Phrase
from detente.model import Party, Sentence

UNPHRASED = Phrase(
    id="unphrased",
    pos="verb",
    needs=(),
    act=None,
    operator=None,
    complement=(),
    source=("subj",),
    target=("obj",),
    example="",
)
"""Stands where a reading asks for its phrase and the classifier named the act."""

Parties = tuple[Party, ...]

REACHED = frozenset({"dobj", "pobj", "dative", "attr", "oprd", "nsubjpass", "poss"})
"""Relations in which the other side of an act stands below its verb."""

MOST = 3  # offers a sentence; a list of states in one sentence is no list of acts


class Offer(NamedTuple):
    """A verb of a sentence with somebody on either side."""

    tree: Tree
    number: int
    verb: int
    source: Parties
    target: Parties


def offers(tree: Tree, read: list[Reading], number: int, resolver: Resolver) -> Iterator[Offer]:
    """Verbs that no phrase reads, with an actor on either side.

    Args:
        tree: The sentence.
        read: What phrases read in it: words that they took in are left alone.
        number: Its place among the sentences of its field.
        resolver: The article's resolver.
    """
    if in_force() is None:
        return
    taken = {k for reading in read for k in reading.consumed}
    made = 0
    for i, word in enumerate(tree.words):
        if word.pos != "VERB" or i in taken or made >= MOST or tree.lemma(i) in word_set("saying"):
            continue
        if is_negated(tree, i) or _is_unreal(tree, i):
            continue
        doers = _actors(tree, slot(tree, i, "subj"), resolver)
        if not doers:
            continue
        targets = next((t for k in _reached(tree, i) if (t := _others(_actors(tree, [k], resolver), doers))), ())
        if targets and (key(doers[0]) or key(targets[0])):
            made += 1
            yield Offer(tree, number, i, doers, targets)


def accepted(offered: list[Offer], page: Page, sentences: Sequence[Sentence]) -> list[Draft]:
    """The offers in which the classifier sees an act, as drafts that say so by having no phrase as evidence."""
    jury = in_force()
    if jury is None or not offered:
        return []
    found, weights = jury
    asked = [question(page.source, sentences[o.number], o.source, o.target) for o in offered]
    kept = []
    for offer, row in zip(offered, scores(found, asked), strict=True):
        answer = verdict(row, None, found, weights)
        if answer is None or answer.share < weights.alone or is_sport(offer.tree, answer.act):
            continue
        reading = Reading(
            offer.verb,
            answer.act,
            UNPHRASED.model_copy(update={"act": answer.act}),
            None,
            None,
            frozenset({offer.verb}),
        )
        modality = told(offer.tree, reading)
        if modality is None:
            continue
        sides = (offer.source, offer.target, acts()[answer.act].mutual == "yes")
        draft = drafted(offer.tree, offer.number, page, reading, sides, modality=modality, nominal=False)
        if draft is not None:
            kept.append(replace(draft, evidence=(), told=None, share=answer.share, weighed=answer.weighed))
    return kept


def _is_unreal(tree: Tree, i: int) -> bool:
    """Whether a verb tells what is planned, wished or conditional."""
    auxiliaries = {tree.words[k].text.lower() for k in tree.kids(i, "aux")}
    if auxiliaries & (FUTURE | CONDITIONAL) or tree.words[i].tag == "VB":
        return True
    return any(tree.lemma(k) in word_set("conditions") for k in tree.kids(i, "mark", "advmod"))


def _reached(tree: Tree, i: int) -> list[int]:
    """Nouns of the predicate, nearest to the verb first; other clauses are left out."""
    found, level = [], [k for k in tree.children[i] if tree.dep(k) not in CLAUSES | {"nsubj"}]
    while level:
        found += [k for k in level if tree.dep(k) in REACHED and tree.words[k].pos in {"NOUN", "PROPN"}]
        level = [c for k in level for c in tree.children[k] if tree.dep(c) not in CLAUSES]
    return found


def _actors(tree: Tree, positions: list[int], resolver: Resolver) -> tuple[Party, ...]:
    return tuple(p for k in positions for p in resolver.parties(tree, k) if is_actor(p))


def _others(found: tuple[Party, ...], doers: tuple[Party, ...]) -> tuple[Party, ...]:
    """Those who are not the source itself."""
    mine = {(key(p), p.sector) for p in doers}
    return tuple(p for p in found if (key(p), p.sector) not in mine)
