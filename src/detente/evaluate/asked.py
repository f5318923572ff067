"""Gold of questions: actor phrases, mentions in a text, toponyms, with what should be answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.model import Span

Asked = Mapping[str, str | None]
"""What gold asks of an answer, field to value; a field that is not in it may have any value."""


@dataclass(frozen=True, slots=True)
class ActorQuestion:
    """An actor phrase as it stands in news.

    Attributes:
        id: The caller's name for it.
        text: The phrase.
        context: A state, or a sentence from around the phrase; None without one.
        date: ISO date on which the phrase was written; None where it does not matter.
        asked: ``country`` (empty: none; UNO, EUR and IGO for organisations of states), ``sector`` (empty: none),
            ``org``, ``sector2``, ``person``, ``office``.
        where: File and line, for people.
    """

    id: str
    text: str
    context: str | None
    date: str | None
    asked: Asked
    where: str


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A mention in a text: ``kind`` (actor, place, group), ``country``, ``org``, ``sector``, ``person``, ``office``.

    A field that is asked and None must be left open. ``members`` are the states of a group, sorted; empty where gold
    names none.
    """

    span: Span
    asked: Asked
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MentionText:
    """A text with some of its mentions; the others are not looked at."""

    id: str
    text: str
    date: str | None
    mentions: tuple[GoldMention, ...]
    where: str


@dataclass(frozen=True, slots=True)
class GoldToponym:
    """A name of a place: latitude and longitude in degrees (WGS 84), and its number in GeoNames where it is known."""

    span: Span
    latitude: float
    longitude: float
    geonameid: str | None = None


@dataclass(frozen=True, slots=True)
class ToponymText:
    """A text with all of its toponyms."""

    id: str
    text: str
    published_at: str | None
    toponyms: tuple[GoldToponym, ...]
    where: str
