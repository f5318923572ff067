"""Why a sentence was coded as it was: every trigger that was looked at, what decided, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding.coder import MIN_CONFIDENCE, Work, work
from detente.coding.confidence import confidence
from detente.coding.draft import REASONS, Draft, Left
from detente.model import Field, Modality, ParsedArticle, Party, Sentence, Span

CODED = "coded"


@dataclass(frozen=True, slots=True)
class Considered:
    """One trigger of a sentence.

    Attributes:
        trigger: Where it stands.
        phrases: Ids of the phrases that matched, the outermost first; empty where the classifier alone named the act.
        told: The act that the phrases tell; None where none does.
        act: The act that was decided on.
        share: Probability of its type after the classifier's say, or None without it.
        weighed: The acts that the classifier itself held likeliest, with their probabilities.
        modality: How certainly it is told, or None where that was not reached.
        source: Who acts.
        target: Towards whom.
        confidence: Probability that type and both parties are right; None where it did not come to that.
        outcome: ``coded``, or why no event came of it.
    """

    trigger: Span
    phrases: tuple[str, ...]
    told: str | None
    act: str
    share: float | None
    weighed: tuple[tuple[str, float], ...]
    modality: Modality | None
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    confidence: float | None
    outcome: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A sentence with its parse, and all its triggers in text order."""

    field: Field
    sentence: Sentence
    considered: tuple[Considered, ...]


def explain(parsed: ParsedArticle, *, min_confidence: float = MIN_CONFIDENCE) -> tuple[Explanation, ...]:
    """Explain the coding of every sentence of an article, title last; ``min_confidence`` as in ``code``."""
    worked = work(parsed)
    found = []
    for field, sentences in (("text", parsed.text), ("title", parsed.title)):
        for number, sentence in enumerate(sentences):
            here = [
                *(
                    _draft(d, worked, min_confidence)
                    for d in worked.drafts
                    if d.field == field and d.sentence == number
                ),
                *(_left(left) for left in worked.left if left.field == field and left.sentence == number),
            ]
            considered = tuple(sorted({c.trigger: c for c in reversed(here)}.values(), key=lambda c: c.trigger))
            found.append(Explanation("text" if field == "text" else "title", sentence, considered))
    return tuple(found)


def _draft(draft: Draft, worked: Work, least: float) -> Considered:
    return Considered(
        trigger=draft.trigger,
        phrases=draft.evidence,
        told=draft.told,
        act=draft.act,
        share=draft.share,
        weighed=draft.weighed,
        modality=draft.modality,
        source=draft.source,
        target=draft.target,
        confidence=confidence(draft),
        outcome=_outcome(draft, worked, least),
    )


def _outcome(draft: Draft, worked: Work, least: float) -> str:
    place = (draft.field, draft.trigger)
    for event in worked.events:
        if (event.field, event.trigger) == place:
            return CODED if confidence(event) >= least else f"its confidence is below {least:g} (--min-confidence)"
    reason = next((left.reason for left in worked.left if (left.field, left.trigger) == place), None)
    return (
        REASONS[reason]
        if reason is not None
        else "tells the same event as another sentence, and was put together with it"
    )


def _left(left: Left) -> Considered:
    return Considered(
        left.trigger, left.evidence, left.act, left.act, None, (), None, (), (), None, REASONS[left.reason]
    )
