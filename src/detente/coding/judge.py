"""The classifier's say: among acts it decides with the rules, or finds that nothing happens between two parties.

Rules find the candidates: a trigger, a source, a target, and mostly an act. The classifier reads the sentence with both
parties marked. Where they disagree, the weights of ``models/decision.yaml`` decide, which were fitted on held-out
examples of ours; without the classifier's files the rules stand alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from detente.coding.draft import Draft, Left
from detente.coding.marking import Marked, marked
from detente.coding.sentence import Page
from detente.knowledge.classifier import NONE, Classifier, Decision, Scores, Task, classifier, decision
from detente.knowledge.layers import known as known_look_up
from detente.knowledge.ontology import Convention, acts, event_types
from detente.model import HAPPENED, Party, Sentence, Span

SHOWN = 3  # acts of the classifier that an explanation shows
BATCH = 24  # pairs read at once; of similar length, so that little is filled up


@dataclass(frozen=True, slots=True)
class Question:
    """A sentence and the two parties that are asked about; None for a side that it does not name."""

    text: str
    source: Span | None
    target: Span | None


def question(source: str, sentence: Sentence, doers: tuple[Party, ...], targets: tuple[Party, ...]) -> Question:
    """What the classifier is asked about two sides: their first parties, where they stand in the sentence."""
    whole = sentence.span
    return Question(source[whole.start : whole.end], _within(whole, doers), _within(whole, targets))


def _within(whole: Span, parties: tuple[Party, ...]) -> Span | None:
    for party in parties:
        span = party.span
        if span is not None and whole.start <= span.start and span.end <= whole.end:
            return Span(span.start - whole.start, span.end - whole.start)
    return None


def scores(found: Classifier, questions: Sequence[Question]) -> Scores:
    """Log-probabilities of all labels, one row a question."""
    lines = [marked(found.tokenizer, found.card, q.text, q.source, q.target) for q in questions]
    result: Scores = np.zeros((len(lines), len(found.card.labels)), dtype=np.float32)
    order = sorted(range(len(lines)), key=lambda k: len(lines[k].tokens))
    for begin in range(0, len(order), BATCH):
        rows = order[begin : begin + BATCH]
        result[rows] = found.scores(*_filled([lines[r] for r in rows]))
    return result


def _filled(lines: list[Marked]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    tokens = np.zeros((len(lines), max(len(m.tokens) for m in lines)), dtype=np.int64)
    for row, line in enumerate(lines):
        tokens[row, : len(line.tokens)] = line.tokens
    return tokens, np.array([m.source for m in lines], np.int64), np.array([m.target for m in lines], np.int64)


def judged(drafts: list[Draft], page: Page, sentences: Sequence[Sentence]) -> list[Draft]:
    """Drafts with the act that rules and classifier agree on; those between whose parties nothing happens are gone.

    Args:
        drafts: The drafts of one field of one article.
        page: That field.
        sentences: Its sentences, by number.
    """
    jury = in_force()
    if jury is None:
        return list(drafts)
    found, weights = jury
    asked, known, kept = [], [], []
    for draft in drafts:
        one = question(page.source, sentences[draft.sentence], draft.source, draft.target)
        if draft.act in found.card.labels and draft.modality in HAPPENED and (one.source or one.target):
            asked.append(one)
            known.append(draft)
        else:  # an act of the user's own; what may or will happen; parties that another sentence names
            kept.append(draft)
    for draft, row in zip(known, scores(found, asked), strict=True):
        answer = verdict(row, draft.act, found, weights, composed=len(draft.evidence) > 1)
        if answer is None:
            page.left.append(Left(draft.field, draft.sentence, draft.trigger, draft.act, "nothing", draft.evidence))
        else:
            kept.append(replace(draft, act=answer.act, share=answer.share, weighed=answer.weighed))
    return kept


class Verdict(NamedTuple):
    """An act, the probability of its type, and what the classifier itself held likeliest."""

    act: str
    share: float
    weighed: tuple[tuple[str, float], ...]


def verdict(
    row: npt.NDArray[np.float32], act: str | None, found: Classifier, weights: Decision, *, composed: bool = False
) -> Verdict | None:
    """What happens between two parties: the likeliest type, and within it the act of the rules, else the likeliest.

    None is nothing.

    Args:
        row: The classifier's log-probabilities.
        act: The act that the rules read, or None where no phrase fits.
        found: The classifier.
        weights: How both are put together.
        composed: Whether an operator made that act of another.
    """
    belief = combined(row, act, found, weights, composed=composed)
    members = types(found.card.labels)
    shares = belief @ members.T
    best = int(shares.argmax())
    if best == len(shares) - 1:
        return None
    named = int((belief * members[best]).argmax())
    if act is not None and members[best][found.card.labels.index(act)]:
        named = found.card.labels.index(act)  # of the right type the phrase knows best: who visits whom hangs on it
    likeliest = np.argsort(row)[: -SHOWN - 1 : -1]
    weighed = tuple((found.card.labels[k], round(float(np.exp(row[k])), 3)) for k in likeliest)
    return Verdict(found.card.labels[named], float(shares[best]), weighed)


def in_force(task: Task = "code") -> tuple[Classifier, Decision] | None:
    """The classifier with its weights; None where it is not installed, or acts that it names were taken out."""
    found, weights = classifier(), decision(task)
    if found is None or weights is None or not all(label in acts() for label in found.card.labels[:-1]):
        return None
    return found, weights


@known_look_up
def types(labels: tuple[str, ...], convention: Convention = "manual") -> npt.NDArray[np.float64]:
    """Which labels add up to which type: one row a type in the codebook's order, the last for nothing."""
    kinds = [*event_types(), NONE]
    result = np.zeros((len(kinds), len(labels)))
    for column, label in enumerate(labels):
        result[kinds.index(acts()[label].event_type(convention) if label in acts() else NONE), column] = 1
    return result


def combined(
    row: npt.NDArray[np.float32],
    act: str | None,
    found: Classifier,
    weights: Decision,
    *,
    composed: bool = False,
    convention: Convention = "manual",
) -> npt.NDArray[np.float64]:
    """Probabilities of all labels given the classifier's row and the act that the rules read, if any."""
    total = weights.model * row.astype(np.float64)
    if act is not None:
        labels, members = found.card.labels, types(found.card.labels, convention)
        column = labels.index(act)
        total[column] += weights.same_act
        gain = weights.same_type + (weights.composed if composed else 0.0)
        total += gain * members[int(members[:, column].argmax())]
        total[-1] -= weights.nothing
    total -= total.max()
    spread = np.exp(total)
    result: npt.NDArray[np.float64] = spread / spread.sum()
    return result
