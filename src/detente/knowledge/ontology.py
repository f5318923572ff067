"""PLOVER's types and the acts below them: what can be coded, under both conventions."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import Field

from detente.errors import KnowledgeError
from detente.knowledge.tables import Listed, Optional, Row, read_table

Convention = Literal["manual", "crosswalk"]
CONVENTIONS: tuple[Convention, ...] = ("manual", "crosswalk")


class EventType(Row):
    """One of PLOVER's 16 types, with the border to its neighbours."""

    type: str
    quad_class: int = Field(ge=1, le=4)
    is_: str
    is_not: str


class Act(Row):
    """What detente codes: finer than a type; everything else about an event's kind follows from it."""

    act: str
    cameo: str
    goldstein: float
    manual: str
    crosswalk: str
    mode: Optional
    contexts: Listed
    mutual: Literal["yes", "no"]
    turned: Literal["yes", "no"]
    doer: Optional
    done_to: Optional
    meaning: str

    def event_type(self, convention: Convention) -> str:
        """The PLOVER type of this act under a convention."""
        return self.manual if convention == "manual" else self.crosswalk


@cache
def event_types() -> dict[str, EventType]:
    """PLOVER's types by name, in the order of the codebook."""
    return {row.type: row for row in read_table("ontology/types.tsv", EventType)}


@cache
def acts() -> dict[str, Act]:
    """All acts by id.

    Raises:
        KnowledgeError: When an act names a type that does not exist, or an id stands twice.
    """
    found: dict[str, Act] = {}
    for row in read_table("ontology/acts.tsv", Act):
        if row.act in found:
            raise KnowledgeError(f"ontology/acts.tsv: act {row.act!r} stands twice; keep one line")
        for name in (row.manual, row.crosswalk):
            if name not in event_types():
                raise KnowledgeError(f"ontology/acts.tsv: act {row.act!r}: no type {name!r} in types.tsv")
        found[row.act] = row
    return found


@cache
def goldstein_by_cameo() -> dict[str, float]:
    """Goldstein value (-10 to 10) of each CAMEO code that an act uses."""
    return {row.cameo: row.goldstein for row in acts().values()}


def quad_class(event_type: str) -> int:
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    return event_types()[event_type].quad_class
