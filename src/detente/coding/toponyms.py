"""The places that a text names: which names are places, and which of their namesakes they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from detente.coding.disambiguate import Disambiguation
from detente.coding.place_evidence import candidates
from detente.coding.place_names import Candidate
from detente.knowledge.gazetteer import Spot
from detente.model import Sentence

LIKELY = 0.5  # probability from which a name is told as a place
SUREST, ADJECTIVE = 0.97, 0.55  # the most that is believed of a name, and of an adjective


class Toponym(NamedTuple):
    """A name of a place in a text.

    Attributes:
        start: First code point.
        end: Behind the last one.
        spot: The place, or None where nothing tells where it is.
        confidence: Probability that the name is a place, and this one.
        is_known: Whether the index has the place; else ``spot`` is what holds it.
        is_adjective: "Turkish".
    """

    start: int
    end: int
    spot: Spot | None
    confidence: float
    is_known: bool
    is_adjective: bool


def toponyms(source: str, sentences: Sequence[Sentence]) -> tuple[Toponym, ...]:
    """The places that a text names, in text order, none overlapping.

    Args:
        source: The text that the sentences' offsets index.
        sentences: Its parse.
    """
    found = [c for c in candidates(source, sentences) if c.certainty >= LIKELY]
    chosen = Disambiguation(source, found).chosen()
    return tuple(
        Toponym(c.start, c.end, spot, min(c.certainty, ceiling(c)) * share, spot in c.meant, c.is_adjective)
        for c, (spot, share) in zip(found, chosen, strict=True)
    )


def ceiling(c: Candidate) -> float:
    """The most that can be believed: readers agree about names, but not whether "Turkish" names a place."""
    return ADJECTIVE if c.is_adjective else SUREST
