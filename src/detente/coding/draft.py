"""Events on the way: what one sentence tells, before the article's sentences are put together."""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding.when import When
from detente.knowledge.ontology import Act, acts
from detente.model import Field, Modality, Party, Place, Span

UNNAMED = Party("unnamed", resolved_by="unnamed")
"""Who did what a report tells in the passive and nobody has claimed: "two reporters were abducted"."""



@dataclass(frozen=True, slots=True)
class Draft:
    """An event as one clause tells it; parties may still be missing.

    ``evidence`` says how the act was found: the phrases from the outermost to the innermost.
    """

    act: str
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    modality: Modality
    when: When
    place: Place | None
    contexts: tuple[str, ...]
    attributes: tuple[str, ...]
    span: Span
    trigger: Span
    field: Field
    sentence: int
    evidence: tuple[str, ...]
    nominal: bool
    reciprocal: bool

    @property
    def knowledge(self) -> Act:
        """The act's entry in the ontology."""
        return acts()[self.act]

    @property
    def complete(self) -> bool:
        """Whether both sides are known."""
        return bool(self.source and self.target)


def key(party: Party) -> str | None:
    """What tells a party from another across sentences: its state, else its organisation."""
    return party.country or party.org


def keys(parties: tuple[Party, ...]) -> frozenset[str]:
    """States and organisations of one side."""
    return frozenset(k for k in map(key, parties) if k is not None)
