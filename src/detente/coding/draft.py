"""Events on the way: what one sentence tells, before the article's sentences are put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from detente.coding.when import When
from detente.knowledge.ontology import Act, acts
from detente.model import Field, Modality, Party, Place, Span

UNNAMED = Party("unnamed", resolved_by="unnamed")
"""Who did what a report tells in the passive and nobody has claimed: "two reporters were abducted"."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An event as one clause tells it; parties may still be missing.

    ``evidence`` says how the act was found: the phrases from the outermost to the innermost; none where the classifier
    alone named it. ``told`` is the act that those phrases tell. ``share`` is the probability of the act's type after
    the classifier's say, ``weighed`` the acts that it held likeliest, each with its probability; without it None and
    empty.
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
    told: str | None = None
    share: float | None = None
    weighed: tuple[tuple[str, float], ...] = ()

    @property
    def knowledge(self) -> Act:
        """The act's entry in the ontology."""
        return acts()[self.act]

    @property
    def complete(self) -> bool:
        """Whether both sides are known."""
        return bool(self.source and self.target)


Reason = Literal["topic", "sport", "plan", "nobody", "nothing", "apart", "itself", "addressee"]
"""Why a trigger made no event: the keys of REASONS."""

REASONS: dict[Reason, str] = {
    "topic": "named as a topic, a purpose or a wish, not as done",
    "sport": "the sentence is about a match",
    "plan": "the plan is told by its verb",
    "nobody": "nobody that can act was found on the side of the source",
    "nothing": "the classifier finds that nothing happens between the two parties",
    "apart": "neither side stands for a state, a body or a kind of political actor",
    "itself": "both sides are the same party",
    "addressee": "the act needs somebody whom it is directed at, and none was found",
}


class Left(NamedTuple):
    """A trigger that made no event, and why."""

    field: Field
    sentence: int
    trigger: Span
    act: str
    reason: Reason
    evidence: tuple[str, ...] = ()


def key(party: Party) -> str | None:
    """What tells a party from another across sentences: its state, else its organisation."""
    return party.country or party.org


def keys(parties: tuple[Party, ...]) -> frozenset[str]:
    """States and organisations of one side."""
    return frozenset(k for k in map(key, parties) if k is not None)
