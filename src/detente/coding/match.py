"""Matching phrases: which of them a trigger word tells, given the words around it."""

from __future__ import annotations

from detente.coding.slots import prepositional, slot
from detente.coding.tree import Tree
from detente.knowledge.phrases import POS, Need, Phrase, phrases

SLOT_RELATIONS = frozenset({"obj", "subj", "mod", "prt"})


def candidates(tree: Tree, i: int) -> list[Phrase]:
    """Phrases and operators whose trigger and needs the word at ``i`` meets, the more particular first."""
    word = tree.words[i]
    pos = POS.get(word.pos)
    if pos is None:
        return []
    found = phrases().get((tree.lemma(i), pos), ())
    return [phrase for phrase in found if all(_meets(tree, i, need) for need in phrase.needs)]


def _meets(tree: Tree, i: int, need: Need) -> bool:
    words = _related(tree, i, need.relation)
    met = bool(words) if "*" in need.lemmas else not need.lemmas.isdisjoint(words)
    return met != need.forbids


def _related(tree: Tree, i: int, relation: str) -> set[str]:
    """Lemmas that stand in a relation to the trigger."""
    if relation == "any":
        return {tree.lemma(k) for k in tree.subtree(i)}
    if relation == "comp":
        found = tree.kids(i, "xcomp", "ccomp")
    elif relation == "objmod":
        found = [k for o in slot(tree, i, "obj") for k in slot(tree, o, "mod")]
    elif relation in SLOT_RELATIONS:
        found = slot(tree, i, relation)
    else:
        found = prepositional(tree, i, relation)
        found += [k for o in slot(tree, i, "obj") for k in prepositional(tree, o, relation)]
        if not found and tree.kids(i, "prt") and relation == tree.lemma(tree.kids(i, "prt")[0]):
            found = tree.kids(i, "prt")
    return {tree.lemma(c) for k in found for c in tree.conjuncts(k)}
