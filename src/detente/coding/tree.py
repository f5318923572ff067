"""A sentence as a tree of grammatical relations, with the few questions that coding asks of it.

Positions are those of words within the sentence, from 0. Relation names are those of the parser's scheme (ClearNLP
style): ``nsubj``, ``dobj``, ``prep``, ``pobj``, …
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.model import Sentence, Span, Word

NOUNS = frozenset({"NOUN", "PROPN"})
SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj"})
RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$"})
TIMES = frozenset({"DATE", "TIME"})  # entities that say when: never a party, never what a phrase asks for
CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis"})
# Below a noun, these begin another statement and are no part of its name.
OUTSIDE_NAME = CLAUSES | {"appos", "conj", "cc", "punct", "prep", "xcomp", "nsubj", "mark", "preconj"}


class Tree:
    """Grammatical relations of one sentence."""

    __slots__ = ("children", "sentence", "words")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.words: tuple[Word, ...] = sentence.words
        self.children: list[list[int]] = [[] for _ in sentence.words]
        for i, word in enumerate(sentence.words):
            head = word.head - sentence.first
            if head != i:
                self.children[head].append(i)

    def head(self, i: int) -> int:
        """Position of the syntactic head; the root is its own."""
        return self.words[i].head - self.sentence.first

    def dep(self, i: int) -> str:
        """Relation of a word to its head."""
        return self.words[i].dep

    def lemma(self, i: int) -> str:
        """Lower-case lemma."""
        return self.words[i].lemma.lower()

    def kids(self, i: int, *deps: str) -> list[int]:
        """Children of a word in one of some relations, in text order."""
        return [k for k in self.children[i] if self.words[k].dep in deps]

    def subtree(self, i: int) -> list[int]:
        """A word and all that depends on it, in text order."""
        found, stack = [], [i]
        while stack:
            here = stack.pop()
            found.append(here)
            stack.extend(self.children[here])
        return sorted(found)

    def clause(self, i: int) -> list[int]:
        """A word and what depends on it without entering another clause, in text order."""
        found, stack = [], [i]
        while stack:
            here = stack.pop()
            found.append(here)
            stack.extend(k for k in self.children[here] if self.words[k].dep not in CLAUSES)
        return sorted(found)

    def name(self, i: int) -> list[int]:
        """The words of a noun phrase without appositions, clauses and prepositional phrases, in text order."""
        found, stack = [], [i]
        while stack:
            here = stack.pop()
            found.append(here)
            stack.extend(k for k in self.children[here] if self.words[k].dep not in OUTSIDE_NAME)
        return sorted(found)

    def conjuncts(self, i: int) -> list[int]:
        """A word and what is coordinated with it on its right: "Egypt, Jordan and Iraq" gives three."""
        found = [i]
        for here in found:
            found.extend(self.kids(here, "conj"))
        return found

    def ancestors(self, i: int) -> Iterator[int]:
        """Heads upwards, nearest first, the root last."""
        while self.head(i) != i:
            i = self.head(i)
            yield i

    def span(self, positions: list[int]) -> Span:
        """From the first to the last of some words, in code points of the article's text."""
        return Span(self.words[min(positions)].start, self.words[max(positions)].end)

    def is_passive(self, i: int) -> bool:
        """Whether a verb is passive: "was arrested", or a bare participle after its noun, "the man arrested by"."""
        if self.kids(i, "nsubjpass", "csubjpass", "auxpass"):
            return True
        return self.words[i].tag == "VBN" and (self.dep(i) == "acl" or bool(self.kids(i, "agent")))

    def antecedent(self, i: int) -> int:
        """The noun that a relative pronoun stands for; any other word stands for itself."""
        if self.words[i].tag not in RELATIVE_TAGS:
            return i
        for above in self.ancestors(i):
            if self.dep(above) == "relcl":
                return self.head(above)
        return i
