"""Which of the dates of a sentence is the event's, and whether that makes it background."""

from __future__ import annotations

from datetime import date

from detente.coding.read import Reading
from detente.coding.tree import CLAUSES, Tree
from detente.coding.when import BACKGROUND_DAYS, UNKNOWN, When
from detente.knowledge.language import discourse_words
from detente.knowledge.ontology import acts
from detente.model import Modality, Span

ANNOUNCING = frozenset({"AGREE", "THREATEN", "REQUEST", "REJECT"})
"""Types that are acts of speech about another act; "in May" then mostly tells when that one is to be."""


def event_date(tree: Tree, reading: Reading, stated: list[When], clause: list[int]) -> When:
    """The date nearest to the trigger within its own clause, else the only one of the sentence.

    A date within what is promised, asked for or threatened is that of the other act, which has not happened.
    """
    announced = _announced(tree, reading)
    stated = [w for w in stated if w.span is not None and not _within(tree, w.span, announced)]
    if not stated:
        return UNKNOWN
    span = tree.span(clause)
    trigger = tree.words[reading.trigger].start
    near = [w for w in stated if w.span is not None and span.start <= w.span.start < span.end]
    if near:
        return min(near, key=lambda w: abs((w.span or span).start - trigger))
    loose = [w for w in stated if w.span is not None and not _in_other_clause(tree, w.span, reading.trigger)]
    return loose[0] if len(loose) == 1 else UNKNOWN


def _in_other_clause(tree: Tree, span: Span, trigger: int) -> bool:
    """Whether a date belongs to a clause that the trigger is not part of: "… since ties were restored in July"."""
    above = {trigger, *tree.ancestors(trigger)}
    for i, word in enumerate(tree.words):
        if word.start <= span.start < word.end:
            return any(tree.dep(k) in CLAUSES and k not in above for k in (i, *tree.ancestors(i)))
    return False


def _announced(tree: Tree, reading: Reading) -> list[int]:
    """The words that tell what is announced, where the act is an announcement."""
    if acts()[reading.act or ""].manual not in ANNOUNCING or reading.act == reading.phrase.act:
        return []
    if reading.inner is None:
        return tree.subtree(reading.trigger)
    top = reading.inner.trigger
    while tree.head(top) not in {top, reading.trigger}:
        top = tree.head(top)
    return tree.subtree(top)


def _within(tree: Tree, span: Span, words: list[int]) -> bool:
    return any(tree.words[k].start == span.start or span.start < tree.words[k].start < span.end for k in words)


def settled(modality: Modality, when: When, day: date | None, source: str, span: Span) -> Modality:
    """What happened long before publication, or is told as history, is background."""
    if modality != "asserted":
        return modality
    age = when.age(day)
    if age is not None:
        return "historical" if age > BACKGROUND_DAYS else "asserted"
    if day is None and when.precision == "year":
        return "historical"
    told_as_history = any(f.entry == "history" for f in discourse_words().find(source, *span))
    return "historical" if told_as_history else "asserted"
