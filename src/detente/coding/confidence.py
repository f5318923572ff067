"""How sure a coding is: the probability that type and both parties are right."""

from __future__ import annotations

import math

from detente.coding.draft import Draft, key
from detente.knowledge.confidence import Coder, weights

INFERRED = frozenset({"pronoun", "group", "reply", "place", "document", "act", "other_side", "sentence", "unnamed"})
"""Values of ``resolved_by`` that rest on the discourse and not on the phrase itself."""

SUREST = 0.98  # of type and parties together: beyond it the odds of the classifier say nothing more


def confidence(draft: Draft) -> float:
    """Calibrated probability that type and both parties are right (weights: ``coding_confidence.yaml``)."""
    coder: Coder = "rules" if draft.share is None else "rules+model"
    given = weights()[coder].model_dump()
    total = given["base"] + sum(given[name] * value for name, value in features(draft).items())
    return round(1 / (1 + math.exp(-total)), 3)


def features(draft: Draft) -> dict[str, float]:
    """What a coding rests on, by the names of its weights."""
    sides = (draft.source, draft.target)
    known = all(any(key(p) is not None for p in side) for side in sides)
    share = min(max(draft.share or 0.5, 1 - SUREST), SUREST)
    return {
        "share": math.log(share / (1 - share)),
        "unphrased": float(not draft.evidence),
        "inferred": float(any(p.resolved_by in INFERRED for side in sides for p in side)),
        "unknown": float(not known),
        "nominal": float(draft.nominal),
    }
