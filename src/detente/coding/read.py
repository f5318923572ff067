"""Reading a trigger: which act it tells, through whatever operators stand above it.

"Turkey refused to hold talks" is *refuse* over *hold* over *talks*: the talks are a ``negotiate``, *hold* adds
nothing, *refuse* makes it ``reject_meeting``. Each step is kept, so that a coding can be explained.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from detente.coding.match import candidates
from detente.coding.slots import complement
from detente.coding.tree import NOUNS, Tree
from detente.knowledge.language import word_set
from detente.knowledge.phrases import Phrase, compose, modifiers, opposite
from detente.model import Modality

FUTURE = word_set("future")
CONDITIONAL = word_set("conditional")
DUTY = word_set("duty")
NEGATORS = word_set("negators")
DEEPEST = 6  # operators above an act; more than three are not seen in print


@dataclass(frozen=True, slots=True)
class Reading:
    """An act as told by a trigger.

    Attributes:
        trigger: Position of the word that decides parties: the outermost operator that adds meaning.
        act: What is told, or None where the operator leaves no event.
        phrase: The phrase at ``trigger``.
        inner: The reading in the complement, or None for a plain phrase.
        modality: What the operators say of it, or None.
        consumed: Positions of all triggers that went into it.
        operators: Names of the operators above the act, whether or not they changed it.
    """

    trigger: int
    act: str | None
    phrase: Phrase
    inner: Reading | None
    modality: Modality | None
    consumed: frozenset[int]
    operators: frozenset[str] = frozenset()

    def deepest(self) -> Reading:
        """The plain phrase at the bottom."""
        return self.inner.deepest() if self.inner is not None else self


class Reader:
    """Reads the triggers of one sentence; each position once."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._known: dict[int, tuple[Reading, ...]] = {}

    def readings(self, i: int, depth: int = 0) -> tuple[Reading, ...]:
        """Acts told by the word at ``i``: several where its complement is coordinated."""
        if i not in self._known:
            self._known[i] = ()  # a cycle in a broken parse ends here
            if depth <= DEEPEST:
                self._known[i] = self._read(i, depth)
        return self._known[i]

    def _read(self, i: int, depth: int) -> tuple[Reading, ...]:
        plain: Reading | None = None
        best: tuple[Reading, ...] = ()
        for phrase, words in candidates(self.tree, i):
            if phrase.operator is None:
                if plain is None:
                    plain = Reading(i, phrase.act, phrase, None, None, words)
                continue
            operated = self._operate(i, phrase, depth)
            if operated and not best:
                best = operated
        if plain is not None and (any(not n.forbids for n in plain.phrase.needs) or all(r.inner is None for r in best)):
            # A phrase that asks for particular words, or an operator that found no complement: the phrase it is.
            best = (plain,)
        return tuple(self._inflected(reading, i) for reading in best)

    def _operate(self, i: int, phrase: Phrase, depth: int) -> tuple[Reading, ...]:
        found: list[Reading] = []
        for name in phrase.complement:
            for c in complement(self.tree, i, name):
                if c == i:
                    continue
                for inner in self.readings(c, depth + 1):
                    composed = self._compose(i, phrase, inner, c)
                    if composed is not None:
                        above = inner.operators | {phrase.operator or ""}
                        found.append(replace(composed, operators=above))
            if found:
                return tuple(found)
        if phrase.act is None:
            return ()
        return (Reading(i, phrase.act, phrase, None, None, frozenset({i})),)

    def _compose(self, i: int, phrase: Phrase, inner: Reading, c: int) -> Reading | None:
        operator = phrase.operator
        if operator is None:
            return None
        if operator == "say" and any(self.tree.lemma(k) in DUTY for k in self.tree.kids(c, "aux")):
            operator = "request"
        consumed = inner.consumed | {i}
        if inner.act is None:
            return replace(inner, consumed=consumed)
        turned = opposite(operator) if inner.modality == "negated" else None
        if turned is not None:
            return Reading(i, None if turned.result == "none" else turned.result, phrase, inner, None, consumed)
        line = compose(operator, inner.act)
        if line is None:
            return None
        modality = _modality(line.modality)
        if line.result == "none":
            return Reading(i, None, phrase, inner, modality, consumed)
        if line.result == "same":
            # A light verb does not move the trigger: the noun's own parties are found through it.
            return replace(inner, modality=modality or inner.modality, consumed=consumed)
        return Reading(i, line.result, phrase, inner, modality, consumed)

    def _inflected(self, reading: Reading, i: int) -> Reading:
        """Apply the auxiliaries and the negation that the word at ``i`` itself carries."""
        tree = self.tree
        if reading.act is None:
            return reading
        if tree.words[i].pos in NOUNS:
            reading = self._modified(reading, i)
        bearer = tree.head(i) if tree.words[i].pos == "ADJ" else i
        auxiliaries = {tree.words[k].text.lower() for k in tree.kids(bearer, "aux")}
        negated = is_negated(tree, i) or is_negated(tree, bearer)
        if auxiliaries & FUTURE or ("would" in auxiliaries and _is_reported(tree, bearer)):
            return _in_future(reading, negated=negated)
        if negated:
            return replace(reading, modality="negated")
        if auxiliaries & CONDITIONAL:
            return replace(reading, modality="hypothetical")
        return reading

    def _modified(self, reading: Reading, i: int) -> Reading:
        """Apply the adjectives of an event noun: "a planned visit"."""
        for k in self.tree.kids(i, "amod", "compound"):
            operator = modifiers().get(self.tree.lemma(k)) or modifiers().get(self.tree.words[k].text.lower())
            line = compose(operator, reading.act) if operator is not None and reading.act is not None else None
            if line is not None and line.result == "same":
                reading = replace(reading, modality=_modality(line.modality) or reading.modality)
            elif line is not None:
                reading = replace(reading, act=None if line.result == "none" else line.result)
        return reading


def _in_future(reading: Reading, *, negated: bool) -> Reading:
    """What will be done is an intention; what will not be done is a refusal."""
    line = compose("refuse" if negated else "intend", reading.act or "")
    if line is None:
        return replace(reading, modality="negated" if negated else "future")
    match line.result:
        case "none":
            return replace(reading, act=None)
        case "same":
            return replace(reading, modality=reading.modality or "future")
        case act:
            return replace(reading, act=act)


def _is_reported(tree: Tree, i: int) -> bool:
    """Whether a clause is what somebody said: *would* there is the future seen from the past."""
    while tree.dep(i) == "conj":
        i = tree.head(i)
    return tree.dep(i) == "ccomp"


def _modality(value: str | None) -> Modality | None:
    match value:
        case "asserted" | "historical" | "future" | "hypothetical" | "negated":
            return value
        case _:
            return None


def carrying_verb(tree: Tree, i: int) -> int | None:
    """The verb whose auxiliaries tell when and whether: the trigger itself, or the light verb above a noun."""
    if tree.words[i].pos in {"VERB", "AUX"}:
        return i
    above = tree.head(i)
    if tree.words[i].pos == "ADJ":
        return above if tree.words[above].pos in {"VERB", "AUX"} else None
    if tree.dep(i) in {"dobj", "nsubj", "nsubjpass", "attr"} and tree.words[above].pos in {"VERB", "AUX"}:
        return above
    if tree.dep(i) == "pobj" and tree.words[tree.head(above)].pos in {"VERB", "AUX"}:
        return tree.head(above)
    return None


def is_negated(tree: Tree, i: int) -> bool:
    """Whether a word is denied: "did not meet", "no talks", "never"."""
    return any(
        tree.dep(k) == "neg" or (tree.dep(k) in {"det", "preconj", "advmod"} and tree.lemma(k) in NEGATORS)
        for k in tree.children[i]
    )
