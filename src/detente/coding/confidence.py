"""How sure a coding is."""

from __future__ import annotations

from detente.coding.draft import Draft, key
from detente.knowledge.confidence import Evidence, estimates

INFERRED = frozenset({"pronoun", "group", "reply", "place", "document", "act", "other_side"})
"""Values of ``resolved_by`` that rest on the discourse and not on the phrase itself."""


def confidence(draft: Draft) -> float:
    """Estimated probability that type and both parties are right (see ``coding_confidence.tsv``)."""
    return estimates()[_evidence(draft), "noun" if draft.nominal else "verb"]


def _evidence(draft: Draft) -> Evidence:
    sides = (draft.source, draft.target)
    if not all(any(key(p) is not None for p in side) for side in sides):
        return "unknown"
    if any(p.resolved_by in INFERRED for side in sides for p in side):
        return "inferred"
    return "named"
