"""The schemas of gold files: one line of each format, strict, so that a typo is an error and not a lower figure."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from detente.knowledge.actors import sectors
from detente.knowledge.names import offices_by_id
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


def _known_sector(value: str) -> str:
    if value and value not in {s.sector for s in sectors()}:
        raise ValueError("no sector; known ones stand in docs/evaluation.md")
    return value


def _known_office(value: str) -> str:
    if value not in offices_by_id():
        raise ValueError("no office of knowledge/data/offices/offices.tsv")
    return value


Type = Annotated[str, AfterValidator(_known_type)]
Text = Annotated[str, AfterValidator(_storable)]
Day = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T.*)?$")]
Country = Annotated[str, Field(pattern=r"^([A-Z]{3})?$")]
Sector = Annotated[str, AfterValidator(_known_sector)]
Office = Annotated[str, AfterValidator(_known_office)]
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


class ActorExpectation(Line):
    """What an actor phrase should be resolved to; what is left out is not asked."""

    country: Country = ""
    org: str | None = None
    sector: Sector = ""
    sector2: Sector = ""
    person: str | None = None
    office: Office | None = None


class ActorLine(Line):
    """An actor phrase."""

    id: Text
    text: Text
    context: Text | None
    date: Day | None
    expect: ActorExpectation


class MentionExpectation(Line):
    """What a mention should be resolved to; what is left out is not asked, null is asked to be left open."""

    kind: Literal["actor", "place", "group"] | None = None
    country: Country | None = None
    org: str | None = None
    sector: Sector | None = None
    person: str | None = None
    office: Office | None = None
    members: list[Country] = []


class MentionEntry(Line):
    """A mention: the words, with ``#2`` for their second occurrence; what should come of them, or a note on it."""

    span: Text
    expect: MentionExpectation | str


class MentionsLine(Line):
    """A text with mentions, and what makes it hard."""

    id: Text
    text: Text
    date: Day | None
    mentions: list[MentionEntry]
    why: str | None = None


class ToponymEntry(Line):
    """A name of a place in a text, in code points."""

    name: Text
    start: Annotated[int, Field(ge=0)]
    end: int
    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    country: Country | None = None
    geonameid: int | str | None = None


class ToponymsLine(Line):
    """A text with all of its toponyms."""

    id: Text
    text: Text
    toponyms: list[ToponymEntry]
    published_at: Day | None = None
