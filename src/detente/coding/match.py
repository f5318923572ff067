"""Matching phrases: which of them a trigger word tells, given the words around it."""

from __future__ import annotations

from detente.coding.slots import counted, prepositional, slot
from detente.coding.tree import TIMES, Tree
from detente.knowledge.phrases import POS, Phrase, phrases

SLOT_RELATIONS = frozenset({"obj", "subj", "mod", "prt", "xcomp", "ccomp"})


def candidates(tree: Tree, i: int) -> list[tuple[Phrase, frozenset[int]]]:
    """Phrases and operators whose trigger and needs the word at ``i`` meets, the more particular first.

    Each comes with the positions of its words: "lodge" with "protest" is one phrase, and no demonstration.
    """
    word = tree.words[i]
    pos = POS.get(word.pos)
    if pos is None:
        return []
    found = []
    for phrase in phrases().get((tree.lemma(i), pos), ()):
        words = _words(tree, i, phrase)
        if words is not None:
            found.append((phrase, words | {i}))
    return found


def _words(tree: Tree, i: int, phrase: Phrase) -> frozenset[int] | None:
    """Positions that meet the phrase's needs; None where one of them is not met."""
    used: set[int] = set()
    for need in phrase.needs:
        related = _related(tree, i, need.relation)
        met = [k for k in related if "*" in need.lemmas or _is_one_of(tree, k, need.lemmas)]
        if bool(met) == need.forbids:
            return None
        if "*" not in need.lemmas and need.relation != "subj":
            used.update(met)
    return frozenset(used)


def _is_one_of(tree: Tree, i: int, lemmas: frozenset[str]) -> bool:
    """Whether a word is one of some lemmas, or names a person who is: "received President X"."""
    if tree.lemma(i) in lemmas:
        return True
    return tree.words[i].pos == "PROPN" and any(
        tree.lemma(k) in lemmas for k in tree.kids(i, "compound", "appos", "nmod")
    )


def _related(tree: Tree, i: int, relation: str) -> list[int]:
    """Positions of the words that stand in a relation to the trigger."""
    if relation == "any":
        return [k for k in tree.subtree(i) if k != i]
    if relation == "comp":
        found = tree.kids(i, "xcomp", "ccomp")
    elif relation == "predicate":
        found = tree.kids(i, "oprd")
    elif relation == "objmod":
        found = [k for o in slot(tree, i, "obj") for k in slot(tree, o, "mod")]
    elif relation in SLOT_RELATIONS:
        found = slot(tree, i, relation)
    else:
        found = prepositional(tree, i, relation)
        found += [k for o in slot(tree, i, "obj") for k in prepositional(tree, o, relation)]
        found = [k for k in found if tree.words[k].entity not in TIMES]
        found = found or [k for k in tree.kids(i, "prt") if tree.lemma(k) == relation]
    return [m for k in found for c in tree.conjuncts(k) for m in counted(tree, c)]
