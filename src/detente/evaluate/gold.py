"""Gold: texts with what coding should give for them, whatever format they came in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente.evaluate.asked import ActorQuestion, MentionText, ToponymText
from detente.model import Article, Modality

GoldKind = Literal["news", "sentences", "classify", "golden", "actors", "mentions", "toponyms"]
KINDS: tuple[GoldKind, ...] = ("news", "sentences", "classify", "golden", "actors", "mentions", "toponyms")

Code = str | None
"""A state (ISO 3166-1 alpha-3) or an organisation; None where gold names neither."""


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One event that a text tells.

    Attributes:
        event_type: PLOVER type, or ``YIELD`` for CONCEDE and RETREAT together.
        source: Who did it.
        target: To whom.
        symmetric: May be found either way round.
        required: Must be found; otherwise it may be found without penalty.
        modality: What the event's modality must be; None where the format says nothing of it.
        dates: Accepted beginnings of the event's date; empty where the text gives none.
        places: Accepted countries of the event's place, None for no place; empty where the text gives none.
        background: Whether it is told as background; None where coders left it open.
        quote: The words that tell it.
    """

    event_type: str
    source: tuple[Code, ...]
    target: tuple[Code, ...]
    symmetric: bool = False
    required: bool = True
    modality: Modality | None = None
    dates: tuple[str, ...] = ()
    places: tuple[Code, ...] = ()
    background: bool | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A text with its events.

    Attributes:
        article: What is coded.
        events: What should be found.
        allowed: Types that some coder gave: no error where they are found.
        where: File and line, for people.
    """

    article: Article
    events: tuple[GoldEvent, ...]
    allowed: frozenset[str]
    where: str


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A text with source and target given and the type that should be named."""

    id: str
    text: str
    source: str
    target: str
    event_type: str
    where: str


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold file: what its kind holds stands in one of the tuples, the others are empty.

    ``documents`` of news, sentences and golden sentences; ``questions`` of the classify probe; ``actors``,
    ``mentions`` and ``toponyms`` of the kinds of these names.
    """

    kind: GoldKind
    name: str
    documents: tuple[GoldDocument, ...] = ()
    questions: tuple[GoldQuestion, ...] = ()
    actors: tuple[ActorQuestion, ...] = ()
    mentions: tuple[MentionText, ...] = ()
    toponyms: tuple[ToponymText, ...] = ()
