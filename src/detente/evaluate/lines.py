"""The schemas of gold files: one line of each format, strict, so that a typo is an error and not a lower figure."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from detente.knowledge.ontology import event_types
from detente.model import Modality

YIELD = "YIELD"
"""CONCEDE and RETREAT in one: gold made under PLOVER's older reading does not tell them apart."""


class Line(BaseModel):
    """Base of every line and of what it holds; text is kept to the character, for spans index it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def _known_type(value: str) -> str:
    if value != YIELD and value not in event_types():
        raise ValueError(f"no PLOVER type; known: {', '.join(event_types())}, {YIELD}")
    return value


def _storable(value: str) -> str:
    if not value.strip() or "\0" in value:
        raise ValueError("empty, or with a NUL character")
    value.encode("utf-8")  # half a surrogate pair is a ValueError here
    return value


Type = Annotated[str, AfterValidator(_known_type)]
Text = Annotated[str, AfterValidator(_storable)]
Day = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T.*)?$")]
When = Annotated[str, Field(pattern=r"^\d{4}(-\d\d){0,2}$")]


class Actor(Line):
    """One side of an event of whole news."""

    name: str | None = None
    country: str | None = None
    org: str | None = None
    sector: str | None = None


class NewsEvent(Line):
    """An event of whole news, coded by one or two coders."""

    root: Type
    source: Actor | None
    target: Actor | None
    date: When | None = None
    date_alt: When | None = None
    place: str | None = None
    place_country: str | None = None
    place_country_alt: str | None = None
    background: bool | None = None
    symmetric: bool = False
    quote: str | None = None
    agreed: bool = True


class NewsLine(Line):
    """A whole news text."""

    id: Text
    text: Text
    events: list[NewsEvent]
    title: str | None = None
    published_at: Day | None = None
    outlet: str | None = None
    url: str | None = None
    language: Literal["en"] | None = None
    licence: str | None = None


class VotedEvent(Line):
    """A type that most coders gave a sentence; its parties are free text that no figure rests on."""

    event_type: Type
    source: list[str] = []
    target: list[str] = []
    votes: int = 0


class SentencesLine(Line):
    """A sentence with the types that coders gave it."""

    id: Text
    text: Text
    events: list[VotedEvent]
    any_rater: list[Type]
    published_at: Day | None = None


class ClassifyLine(Line):
    """A text with source and target given."""

    id: Text
    text: Text
    source: Text
    target: Text
    event_type: Type
    marked: str | None = None
    quad: str | None = None


class GoldenEvent(Line):
    """An event of a golden sentence: codes of states and organisations on both sides."""

    event_type: Type
    source: list[str]
    target: list[str]
    reciprocal: bool
    modality: Modality


class GoldenLine(Line):
    """A golden sentence."""

    text: Text
    published_at: Day | None
    events: list[GoldenEvent]
