"""What each sentence of a report is for: telling an event, background, assessment, outlook."""

from __future__ import annotations

from collections.abc import Collection

from detente.coding.draft import Draft
from detente.knowledge.language import discourse_words
from detente.model import ParsedArticle, Passage, PassageRole

# Where a sentence shows several roles, the first of these is the one that a reader would name.
ORDER: tuple[PassageRole, ...] = ("outlook", "background", "assessment")
FROM_MODALITY: dict[str, PassageRole] = {
    "asserted": "event",
    "historical": "background",
    "hypothetical": "outlook",
    "future": "outlook",
}


def passages(parsed: ParsedArticle, drafts: list[Draft]) -> tuple[Passage, ...]:
    """The sentences of the body that have a role, in text order; the others are left out."""
    found = []
    for number, sentence in enumerate(parsed.text):
        span = sentence.span
        told = {d.modality for d in drafts if d.sentence == number and d.complete}
        names = {w.start for w in sentence.words if w.pos == "PROPN"}
        cues = discourse_words().find(parsed.article.text, *span)
        role = _role(told, {f.entry for f in cues if f.start not in names})  # "in May" does not look ahead
        if role is not None:
            found.append(Passage(span, role))
    return tuple(found)


def _role(modalities: Collection[str], shown: Collection[str]) -> PassageRole | None:
    for modality in ("asserted", "historical", "hypothetical", "future"):
        if modality in modalities:
            return FROM_MODALITY[modality]
    if "history" in shown:
        return "background"
    return next((role for role in ORDER if role in shown), None)
