"""Questions to single parts: classify, resolve, locate; one answer a record."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import tee
from typing import NamedTuple

from detente import coding, parse, read
from detente.knowledge.confidence import actor_confidence
from detente.knowledge.names import actor_code
from detente.knowledge.ontology import Convention, quad_class
from detente.model import Article, ParsedArticle, Refusal
from detente.pipeline.progress import OnProgress, OnRefusal

CLASSIFIED_KEYS = read.Asked(("id", "text", "source", "target"))
LOCATED_KEYS = read.Asked(("id", "text"), ("published_at",))
ACTOR_KEYS = read.Asked(("id", "text"), ("context", "date"))
TEXT_KEYS = read.Asked(("id", "text"), ("date",))


class Question(NamedTuple):
    """A text in which ``source`` and ``target`` stand as substrings."""

    id: str
    text: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Classification:
    """The answer of ``detente classify`` (docs/formats.md, probes)."""

    id: str
    event_type: str | None
    mode: str | None
    cameo: str | None
    quad_class: int | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer of ``detente resolve`` (docs/formats.md, probes)."""

    id: str
    country: str | None
    org: str | None
    sector: str | None
    sector2: str | None
    person: str | None
    office: str | None
    resolved_by: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Mentioned:
    """The answer of ``detente resolve --mentions`` (docs/formats.md, probes)."""

    id: str
    mentions: tuple[coding.Mention, ...]


@dataclass(frozen=True, slots=True)
class LocatedName:
    """A name of a place in a text, and where it is (docs/formats.md, probes)."""

    name: str
    start: int
    end: int
    latitude: float | None
    longitude: float | None
    country: str | None
    geonameid: int | None
    confidence: float


@dataclass(frozen=True, slots=True)
class LocatedText:
    """The answer of ``detente locate`` for one text."""

    id: str
    toponyms: tuple[LocatedName, ...]


def classify(source: str, *, convention: Convention, on_refusal: OnRefusal) -> Iterator[Classification]:
    """Name the type of act between a given source and target, record by record."""
    records = _usable_records(read.read_records(source, CLASSIFIED_KEYS), on_refusal)
    yield from classified((Question(*(r.text(key) for key in CLASSIFIED_KEYS.needed)) for r in records), convention)


def classified(questions: Iterable[Question], convention: Convention) -> Iterator[Classification]:
    """Answers to questions of the type, in their order."""
    one, two = tee(questions)
    for question, parsed in zip(one, parse.parse(Article(q.id, q.text) for q in two), strict=True):
        answer = coding.classify(parsed, question.source, question.target, convention=convention)
        if answer is None:
            yield Classification(question.id, None, None, None, None, 0.0)
            continue
        kind = answer.act.event_type(convention)
        yield Classification(question.id, kind, answer.act.mode, answer.act.cameo, quad_class(kind), answer.confidence)


def resolve(source: str, *, on_refusal: OnRefusal) -> Iterator[Resolution]:
    """Resolve actor phrases, record by record."""
    for record, day in _dated(read.read_records(source, ACTOR_KEYS), on_refusal):
        yield resolved(record.text("id"), record.text("text"), record.values["context"], day)


def resolved(name: str, text: str, context: str | None, day: datetime.date | None) -> Resolution:
    """The answer for one phrase."""
    actor = coding.resolve_phrase(text, context, day)
    return Resolution(
        id=name,
        country=actor.country or actor_code(actor.org),
        org=actor.org,
        sector=actor.sector,
        sector2=actor.secondary,
        person=actor.person,
        office=actor.office,
        resolved_by=actor.rule,
        confidence=actor_confidence(actor.rule),
    )


def mentions(source: str, *, on_refusal: OnRefusal) -> Iterator[Mentioned]:
    """Every actor and place that texts mention, record by record."""
    one, two = tee(_dated(read.read_records(source, TEXT_KEYS), on_refusal))
    articles = (Article(r.text("id"), r.text("text"), published_at=day.isoformat() if day else None) for r, day in one)
    for (record, _), parsed in zip(two, parse.parse(articles), strict=True):
        yield Mentioned(record.text("id"), coding.mentions(parsed))


def _dated(
    records: Iterable[read.Record | Refusal], on_refusal: OnRefusal
) -> Iterator[tuple[read.Record, datetime.date | None]]:
    """Records with their dates; one whose date is none is refused."""
    for record in _usable_records(records, on_refusal):
        written = record.values["date"]
        day = coding.stated_day(written) if written is not None else None
        if written is not None and day is None:
            on_refusal(record.refused(f"the date {written!r} is no day", "write it as 2023-07-04, or null"))
            continue
        yield record, day


def locate(source: str, *, on_refusal: OnRefusal, on_progress: OnProgress | None = None) -> Iterator[LocatedText]:
    """Name the places of texts, record by record."""
    records = _usable_records(read.read_records(source, LOCATED_KEYS, on_progress=on_progress), on_refusal)
    for parsed in parse.parse(Article(r.text("id"), r.text("text")) for r in records):
        yield LocatedText(parsed.article.id, located_names(parsed))


def located_names(parsed: ParsedArticle) -> tuple[LocatedName, ...]:
    """The names of places in an article's text."""
    text = parsed.article.text
    return tuple(_located(text, t) for t in coding.toponyms(text, parsed.text))


def _located(text: str, toponym: coding.Toponym) -> LocatedName:
    spot = toponym.spot
    return LocatedName(
        name=text[toponym.start : toponym.end],
        start=toponym.start,
        end=toponym.end,
        latitude=spot.latitude if spot is not None else None,
        longitude=spot.longitude if spot is not None else None,
        country=spot.country if spot is not None else None,
        # A place that the index lacks stands where one beside it does, and is not that one.
        geonameid=spot.geonameid if spot is not None and toponym.is_known else None,
        confidence=round(toponym.confidence, 3),
    )


def _usable_records(records: Iterable[read.Record | Refusal], on_refusal: OnRefusal) -> Iterator[read.Record]:
    for record in records:
        if isinstance(record, Refusal):
            on_refusal(record)
        else:
            yield record
