"""What an evaluation found: figures with their intervals, tables, and every mistake with its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from detente.model import Span

MistakeKind = Literal[
    "missed", "spurious", "wrong type", "wrong parties", "wrong modality", "wrong kind", "wrong country",
    "wrong org", "wrong sector", "wrong country and sector", "wrong person", "too far",
]  # fmt: skip
MarkKind = Literal["gold", "coded", "trigger"]
NONE = "none"
"""Row and column of a confusion table for what has no counterpart."""


class Wording(NamedTuple):
    """What a report's counts are counts of: ``documents``, ``events``, and the rows of its tables."""

    documents: str = "texts"
    events: str = "events"
    row: str = "type"


_WORDINGS = {
    "actors": Wording("phrases", "actors", "sector"),
    "mentions": Wording(events="mentions", row="kind"),
    "toponyms": Wording(events="toponyms"),
}


def wording(kind: str) -> Wording:
    """How a report on a kind of gold calls what it counts."""
    return _WORDINGS.get(kind, Wording())


@dataclass(frozen=True, slots=True)
class Figure:
    """A share or mean between 0 and 1 with its 95 % interval; null where there was nothing to count.

    ``right`` of ``of`` gives the counts behind it: for an F1, twice the hits of all events on both sides; for a
    macro-F1, null of the number of types.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    right: int | None
    of: int


@dataclass(frozen=True, slots=True)
class TypeRow:
    """One type: how often gold has it, how often it was coded, how often both at once."""

    event_type: str
    gold: int
    coded: int
    right: int
    precision: float | None
    recall: float | None
    f1: Figure


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often a type of gold (row) was coded as a type (column); the last of each is ``none``."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Bin:
    """Events whose confidence lies in ``[low, high)``: how sure they were on average and how many were right."""

    low: float
    high: float
    count: int
    right: int
    confidence: float | None
    accuracy: float | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """Confidence against what was right; ``error`` is the expected calibration error (ECE)."""

    right_means: str
    count: int
    error: float | None
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a mistake's sentence, in code points of that sentence."""

    kind: MarkKind
    span: Span


@dataclass(frozen=True, slots=True)
class Mistake:
    """One event of gold, of the coding, or of both, that do not agree."""

    kind: MistakeKind
    where: str
    document: str
    gold: str | None
    coded: str | None
    sentence: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """An evaluation against gold.

    Of actors, mentions and toponyms there is no convention and ``events`` counts those; the tables are those of
    sectors and of kinds of mentions, and empty where there is nothing to put in them.
    """

    kind: str
    gold: str
    convention: str | None
    documents: int
    events: int
    bootstrap: int
    seed: int
    figures: tuple[Figure, ...]
    types: tuple[TypeRow, ...]
    confusion: Confusion
    calibration: Calibration
    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """A sentence whose coding did not move with its change; events are told as text, mapped to the change."""

    kind: str
    where: str
    original: str
    changed: str
    lost: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PerturbationReport:
    """How often coding moves with a change of its text."""

    kind: str
    bootstrap: int
    seed: int
    figures: tuple[Figure, ...]
    mistakes: tuple[Inconsistency, ...]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A figure below its floor."""

    figure: str
    floor: float
    reached: float | None
