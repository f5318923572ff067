"""Slots: where, around a trigger, its parties and complements stand, whatever the voice and the construction.

``subj`` and ``obj`` are those of the active clause: "X was arrested by Y" has subj Y and obj X; so have "Y, who
arrested X", "Y arresting X", "X arrested by Y" and "Y wanted to arrest X".
"""

from __future__ import annotations

from collections.abc import Callable

from detente.coding.tree import OBJECTS, PASSIVE_SUBJECTS, SUBJECTS, Tree
from detente.knowledge.language import word_set

Finder = Callable[[Tree, int], list[int]]

MISTAKEN = ("advmod", "npadvmod", "dep")  # how the parser now and then attaches a name that is an object
NAMES = frozenset({"GPE", "ORG", "NORP", "PERSON"})
MODIFIERS = frozenset({"amod", "compound", "nmod"})
# Prepositions that bring another spelling of the same slot.
SAME_PREPOSITION = {
    "upon": "on",
    "onto": "on",
    "toward": "to",
    "towards": "to",
    "amongst": "between",
    "among": "between",
}


def slot(tree: Tree, i: int, name: str) -> list[int]:
    """Heads of the noun phrases (or complements) in a slot of the trigger at ``i``; empty when it has none.

    A dotted name looks further: ``obj.from`` is what follows *from* below the object.
    """
    outer, dot, inner = name.partition(".")
    if dot:
        return [f for first in slot(tree, i, outer) for c in tree.conjuncts(first) for f in slot(tree, c, inner)]
    if outer in SPECIAL:
        return SPECIAL[outer](tree, i)
    return prepositional(tree, i, outer)


def prepositional(tree: Tree, i: int, preposition: str) -> list[int]:
    """What follows a preposition that hangs on the trigger, its particle, or a chain of prepositions."""
    found: list[int] = []
    roots = [i, *tree.kids(i, "prt", "advmod", "dative")]
    for root in roots:
        for prep in tree.kids(root, "prep", "agent", "dative") + ([root] if root != i else []):
            word = tree.words[prep].text.lower()
            if SAME_PREPOSITION.get(word, word) == preposition:
                found += tree.kids(prep, "pobj", "pcomp")
            # "in talks with", "out of": the second preposition hangs on the first
            for nested in tree.kids(prep, "prep"):
                if tree.words[nested].text.lower() == preposition:
                    found += tree.kids(nested, "pobj", "pcomp")
    return found


def subject(tree: Tree, i: int) -> list[int]:
    """Who acts, in the active sense."""
    if tree.words[i].pos in {"NOUN", "PROPN"}:
        return subject_of_noun(tree, i)
    if tree.is_passive(i):
        agents = [p for a in tree.kids(i, "agent") for p in tree.kids(a, "pobj")]
        if not agents:
            agents = [p for a in tree.kids(i, "prep") if tree.lemma(a) == "by" for p in tree.kids(a, "pobj")]
        return agents
    return _own_or_inherited(tree, i, SUBJECTS)


def _own_or_inherited(tree: Tree, i: int, relations: frozenset[str], depth: int = 0) -> list[int]:
    own = [tree.antecedent(k) for k in tree.children[i] if tree.dep(k) in relations]
    if own or depth > 6:
        return own
    above, relation = tree.head(i), tree.dep(i)
    if above == i:
        return []
    if relation == "acl":
        # "rebels attacking X", but "a resolution to expel X": who passed the resolution
        return [above] if tree.words[i].tag == "VBG" else subject_of_noun(tree, above)
    if relation == "relcl":
        return []
    if relation == "conj":
        if tree.is_passive(above):
            return [tree.antecedent(k) for k in tree.children[above] if tree.dep(k) in PASSIVE_SUBJECTS]
        return _own_or_inherited(tree, above, relations, depth + 1)
    if relation == "xcomp":
        objects = [k for k in tree.children[above] if tree.dep(k) in OBJECTS]
        return objects or grammatical_subject(tree, above)
    if relation == "advcl":
        return grammatical_subject(tree, above)
    if relation == "pcomp":
        verb = tree.head(above)
        objects = [k for k in tree.children[verb] if tree.dep(k) in OBJECTS]
        if tree.lemma(above) in {"of", "for", "from"} and objects:
            return objects
        return grammatical_subject(tree, verb)
    if relation in {"ccomp", "dep", "aux", "acomp", "attr", "oprd"}:
        return grammatical_subject(tree, above)
    return []


def grammatical_subject(tree: Tree, i: int) -> list[int]:
    """The subject as it stands, active or passive: whom a following infinitive or participle speaks of."""
    own = [tree.antecedent(k) for k in tree.children[i] if tree.dep(k) in SUBJECTS | PASSIVE_SUBJECTS]
    if own or tree.head(i) == i:
        return own
    if tree.words[i].pos in {"NOUN", "PROPN"}:
        return subject_of_noun(tree, i)
    return _own_or_inherited(tree, i, SUBJECTS | PASSIVE_SUBJECTS)


def subject_of_noun(tree: Tree, i: int) -> list[int]:
    """Who does what a noun says: the subject of the verb that carries it ("X held talks"), else its possessive."""
    own = tree.kids(i, "poss")
    if own:
        return own
    above = tree.head(i)
    if tree.dep(i) == "pobj":
        above = tree.head(above)
    if above != i and tree.words[above].pos in {"VERB", "AUX"} and tree.dep(i) not in SUBJECTS | PASSIVE_SUBJECTS:
        return subject(tree, above)
    return []


def direct_object(tree: Tree, i: int) -> list[int]:
    """What or whom the act is done to, in the active sense."""
    if tree.words[i].pos in {"NOUN", "PROPN"}:
        return []
    if tree.is_passive(i):
        own = [tree.antecedent(k) for k in tree.children[i] if tree.dep(k) in PASSIVE_SUBJECTS]
        if own:
            return own
        if tree.dep(i) == "acl":
            return [tree.head(i)]
        if tree.dep(i) == "conj":
            return direct_object(tree, tree.head(i)) if tree.is_passive(tree.head(i)) else []
        if tree.dep(i) == "pcomp":  # "were hurt after being attacked"
            return grammatical_subject(tree, tree.head(tree.head(i)))
        return grammatical_subject(tree, i) if tree.dep(i) in {"advcl", "xcomp"} else []
    own = [tree.antecedent(k) for k in tree.children[i] if tree.dep(k) in OBJECTS]
    own = own or [k for k in tree.kids(i, *MISTAKEN) if tree.words[k].pos == "PROPN" and tree.words[k].entity in NAMES]
    if own:
        return own
    if tree.dep(i) == "relcl" and tree.words[i].tag != "VBN":
        # "the envoy (whom) Cairo expelled": the pronoun may be left out
        has_subject = any(tree.dep(k) in SUBJECTS and tree.words[k].tag not in {"WDT", "WP"} for k in tree.children[i])
        return [tree.head(i)] if has_subject and not tree.kids(i, "dobj") else []
    return []


def complement(tree: Tree, i: int, name: str) -> list[int]:
    """Verbs and nouns in a complement slot, with what is coordinated with them."""
    found = slot(tree, i, name)
    return [m for f in found for c in tree.conjuncts(f) for m in counted(tree, c)]


def counted(tree: Tree, i: int) -> list[int]:
    """A word, and what it counts: "hundreds of prisoners", "two days of talks"."""
    if tree.lemma(i) not in word_set("measures"):
        return [i]
    return [i, *(p for k in tree.kids(i, "prep") if tree.lemma(k) == "of" for p in tree.kids(k, "pobj"))]


def _kids(*deps: str) -> Finder:
    def find(tree: Tree, i: int) -> list[int]:
        return tree.kids(i, *deps)

    return find


def _indirect(tree: Tree, i: int) -> list[int]:
    found = [k for k in tree.kids(i, "dative") if tree.words[k].pos != "ADP"]
    return found + [p for k in tree.kids(i, "dative") for p in tree.kids(k, "pobj")]


def _particles(tree: Tree, i: int) -> list[int]:
    """Particles, also where the parser takes them for adverbs: "stepped down", "pulled back"."""
    return [k for k in tree.kids(i, "prt", "advmod") if tree.dep(k) == "prt" or tree.lemma(k) in word_set("particles")]


def _modifiers(tree: Tree, i: int) -> list[int]:
    return [k for k in tree.children[i] if tree.dep(k) in MODIFIERS]


SPECIAL: dict[str, Finder] = {
    "subj": subject,
    "obj": direct_object,
    "iobj": _indirect,
    "poss": _kids("poss"),
    "mod": _modifiers,
    "xcomp": _kids("xcomp"),
    "ccomp": _kids("ccomp"),
    "acl": _kids("acl", "relcl"),
    "prt": _particles,
}
