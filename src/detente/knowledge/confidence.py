"""How sure a coding is, by how its parties and its act were found."""

from __future__ import annotations

from functools import cache
from typing import Literal

from detente.knowledge.tables import Row, read_table

Evidence = Literal["named", "inferred", "unknown"]
TriggerKind = Literal["verb", "noun"]


class Estimate(Row):
    """Share of codings of a kind in which type and both parties are right."""

    parties: Evidence
    trigger: TriggerKind
    confidence: float


@cache
def estimates() -> dict[tuple[Evidence, TriggerKind], float]:
    """Confidence (0 to 1) by kind of party resolution and kind of trigger."""
    return {(row.parties, row.trigger): row.confidence for row in read_table("coding_confidence.tsv", Estimate)}
