"""Which of the dates of a sentence is the event's, and whether that makes it background."""

from __future__ import annotations

from datetime import date

from detente.coding.read import Reading
from detente.coding.tree import CLAUSES, Tree
from detente.coding.when import BACKGROUND_DAYS, UNKNOWN, When
from detente.knowledge.language import discourse_words, word_set
from detente.knowledge.ontology import acts
from detente.model import Modality, Span

WEEK = 7  # days before publication that a report's running story may lie back
ANNOUNCING = frozenset({"AGREE", "THREATEN", "REQUEST", "REJECT"})
"""Types that are acts of speech about another act; "in May" then mostly tells when that one is to be."""


def event_date(tree: Tree, reading: Reading, stated: list[When], clause: list[int], day: date | None) -> When:
    """The date nearest to the trigger within its own clause, else the only one of the sentence.

    A date within what is promised, asked for or threatened is that of the other act, which has not happened; one
    that was over when the report appeared is that of the asking: "asked for his resignation on Monday night".
    """
    announced = _announced(tree, reading)
    stated = [w for w in stated if w.span is not None and (not _within(tree, w.span, announced) or _is_past(w, day))]
    if not stated:
        return UNKNOWN
    trigger = tree.words[reading.trigger].start
    near = [w for w in stated if w.span is not None and _within(tree, w.span, clause)]
    if near:
        return min(near, key=lambda w: abs(w.span.start - trigger) if w.span is not None else 0)
    loose = [w for w in stated if w.span is not None and not _in_other_clause(tree, w.span, reading.trigger)]
    return loose[0] if len(loose) == 1 else UNKNOWN


def _is_past(when: When, day: date | None) -> bool:
    age = when.age(day)
    return when.precision == "day" and age is not None and age >= 0


def _in_other_clause(tree: Tree, span: Span, trigger: int) -> bool:
    """Whether a date belongs to a clause that the trigger is not part of: "… since ties were restored in July".

    A clause of the same moment lends its date: "hours before the jet crashed on Wednesday", "as he arrived on Friday".
    """
    above = {trigger, *tree.ancestors(trigger)}
    for i, word in enumerate(tree.words):
        if word.start <= span.start < word.end:
            others = [k for k in (i, *tree.ancestors(i)) if tree.dep(k) in CLAUSES and k not in above]
            return any(not _is_of_the_moment(tree, k) for k in others)
    return False


def _is_of_the_moment(tree: Tree, clause: int) -> bool:
    """Whether an adverbial clause happens within hours of what it stands by."""
    if tree.dep(clause) != "advcl":
        return False
    words = tree.kids(clause, "mark", "advmod", "npadvmod")
    marks = {tree.lemma(k) for word in words for k in (word, *tree.kids(word, "npadvmod", "advmod"))}
    return bool(marks & word_set("meanwhile"))


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


def settled(
    modality: Modality, when: When, stated: list[When], day: date | None, *, source: str, span: Span
) -> Modality:
    """What happened long before publication, or is told as history, is background.

    Args:
        modality: How certainly the clause tells it.
        when: The event's date.
        stated: All dates of its sentence: where each is long past, so is what has no date of its own.
        day: Day of publication.
        source: The text (or title) that offsets index.
        span: The sentence.
    """
    if modality != "asserted":
        return modality
    ages = [age for w in ([when] if when.value is not None else stated) if (age := w.age(day)) is not None]
    if ages:
        return "historical" if min(ages) > BACKGROUND_DAYS else "asserted"
    if day is None and when.precision == "year":
        return "historical"
    told_as_history = any(f.entry == "history" for f in discourse_words().find(source, *span))
    return "historical" if told_as_history else "asserted"


def carried_on(when: When, standing: When | None) -> When:
    """The day that the sentence before spoke of, for an event that goes on telling without a date of its own."""
    if when.value is not None or standing is None:
        return when
    return When(standing.value, standing.precision, "relative")


def last_day(stated: list[When], day: date | None) -> When | None:
    """The last of some dates that is a day of the week before publication: what a report goes on about."""
    recent = [w for w in stated if w.precision == "day" and (age := w.age(day)) is not None and 0 <= age <= WEEK]
    return recent[-1] if recent else None
