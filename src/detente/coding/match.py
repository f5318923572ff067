"""Matching phrases: which of them a trigger word tells, given the words around it."""

from __future__ import annotations

from detente.coding.slots import prepositional, slot
from detente.coding.tree import Tree
from detente.knowledge.phrases import POS, Phrase, phrases

SLOT_RELATIONS = frozenset({"obj", "subj", "mod", "prt"})


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
        met = [k for k in related if "*" in need.lemmas or tree.lemma(k) in need.lemmas]
        if bool(met) == need.forbids:
            return None
        if "*" not in need.lemmas:
            used.update(met)
    return frozenset(used)


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
        found = found or [k for k in tree.kids(i, "prt") if tree.lemma(k) == relation]
    return [c for k in found for c in tree.conjuncts(k)]
