"""Whether a trigger tells an event at all, and how certainly: asserted, planned, possible, denied, a mere topic."""

from __future__ import annotations

from detente.coding.read import CONDITIONAL, FUTURE, Reading, carrying_verb, is_negated
from detente.coding.tree import NOUNS, Tree
from detente.knowledge.language import word_set
from detente.model import Modality

CONDITIONS = word_set("conditions")
TELLING = word_set("telling")
FURTHERING = word_set("furthering")
NAMING = frozenset({"compound", "nmod", "amod"})


def told(tree: Tree, reading: Reading) -> Modality | None:
    """The modality with which a clause tells its act, or None where it is only a topic or a purpose.

    Walks from the trigger to the root of the sentence; every clause on the way can take certainty away.
    """
    i = reading.trigger
    modality: Modality = reading.modality or "asserted"
    if tree.words[i].pos in NOUNS:
        if tree.dep(i) in NAMING or _is_agenda(tree, i):
            return None
        verb = carrying_verb(tree, i)
        if verb is not None and verb not in reading.consumed:
            modality = _by_auxiliaries(tree, verb, modality)
    top = _top(tree, reading)
    for here in (i, *tree.ancestors(i)):
        if here in reading.consumed and here != top:
            continue
        relation = tree.dep(here)
        if relation in {"advcl", "acl", "xcomp"} and _is_infinitive(tree, here):
            return None
        if relation == "pcomp" and tree.lemma(tree.head(here)) not in TELLING:
            return None
        if any(tree.lemma(k) in CONDITIONS for k in tree.kids(here, "mark", "advmod")):
            modality = "hypothetical" if modality == "asserted" else modality
        if tree.kids(here, "nsubj", "nsubjpass") or relation == "relcl":
            # A clause with a subject of its own states a fact, whatever the clause above it is about.
            break
    return modality


def _top(tree: Tree, reading: Reading) -> int:
    """The consumed word nearest to the root."""
    return min(reading.consumed, key=lambda k: sum(1 for _ in tree.ancestors(k)))


def _is_infinitive(tree: Tree, i: int) -> bool:
    return any(tree.words[k].tag == "TO" for k in tree.kids(i, "aux"))


def _is_agenda(tree: Tree, i: int) -> bool:
    """A noun that is wished for, furthered or prevented: "to boost trade", "efforts to prevent an attack"."""
    above = tree.head(i)
    return tree.dep(i) == "dobj" and tree.lemma(above) in FURTHERING


def _by_auxiliaries(tree: Tree, verb: int, modality: Modality) -> Modality:
    auxiliaries = {tree.words[k].text.lower() for k in tree.kids(verb, "aux")}
    if auxiliaries & CONDITIONAL:
        return "hypothetical"
    if auxiliaries & FUTURE:
        return "future"
    if is_negated(tree, verb) and modality == "asserted":
        return "negated"
    return modality
