"""Whether a name of a place stands for the place or for who governs there: decided by its position in the parse.

"In Cairo" and "visited Cairo" are the city; "Cairo said", "told Cairo", "talks with Cairo" are a government.
"""

from __future__ import annotations

from detente.coding.tree import NOUNS, PASSIVE_SUBJECTS, Tree
from detente.knowledge.language import word_set
from detente.knowledge.names import role_names

FOLLOWING = frozenset({"conj", "appos"})
"""Relations whose word stands for what its head stands for: "in Cairo and Ankara"."""

UNDECIDED = frozenset({"to", "from", "for"})
"""Prepositions that lead to places where somebody goes, and to governments where something is addressed."""


def is_place(tree: Tree, i: int) -> bool:
    """Whether the place name headed at ``i`` is where something is, and not who acts or is addressed."""
    while tree.dep(i) in FOLLOWING and tree.head(i) != i:
        i = tree.head(i)
    match tree.dep(i):
        case "pobj":
            return _behind(tree, tree.head(i))
        case "dobj":
            return tree.lemma(tree.head(i)) in word_set("entering")
        case "npadvmod" | "advmod":
            return True
        case relation if relation in PASSIVE_SUBJECTS:
            return tree.lemma(tree.head(i)) in word_set("entering")
        case "nsubj":
            return tree.lemma(tree.head(i)) in word_set("place_subjects")
        case _:
            return False


def is_scene(tree: Tree, i: int) -> bool:
    """Whether something happens at the place named by a word: "in Goma", "entered Goma", and not "flew to Goma"."""
    if tree.dep(i) == "pobj":
        return tree.words[tree.head(i)].text.lower() in word_set("place_always")
    return tree.dep(i) in {"dobj", *PASSIVE_SUBJECTS} and tree.lemma(tree.head(i)) in word_set("entering")


def _behind(tree: Tree, preposition: int) -> bool:
    word, above = tree.words[preposition].text.lower(), tree.head(preposition)
    if word in word_set("place_always"):
        return True
    if word == "of":
        return tree.lemma(above) in word_set("of_place") or tree.lemma(above) in {"out", "outside", "inside"}
    if word in UNDECIDED:
        if any(tree.lemma(k) in word_set("messages") for k in tree.kids(above, "dobj", "nsubjpass")):
            return False
        origin = word == "from" and tree.words[above].pos in NOUNS and tree.lemma(above) in role_names()
        return origin or any(tree.lemma(k) in word_set("travel") for k in (above, *_carriers(tree, above)))
    return False


def _carriers(tree: Tree, i: int) -> list[int]:
    """What a preposition's noun or particle hangs on: "on his way to", "flew in from"."""
    return [tree.head(i)] if tree.dep(i) in {"prep", "pobj", "prt", "advmod"} else []
