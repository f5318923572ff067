"""How sure a coding is."""

from __future__ import annotations

from detente.coding.draft import Draft


def confidence(draft: Draft) -> float:
    """Probability that type and both parties are right."""
    value = 0.6
    if draft.nominal:
        value -= 0.1
    if any(p.resolved_by in {"pronoun", "group", "document"} for p in (*draft.source, *draft.target)):
        value -= 0.15
    if not all(p.country or p.org for p in (*draft.source, *draft.target)):
        value -= 0.1
    if len(draft.evidence) > 1:
        value += 0.05
    return round(value, 3)
