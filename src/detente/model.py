"""The records that pass between stages: frozen, slotted, without behaviour beyond their own invariants.

Field names and their order are the output format: ``as_record`` turns any of them into the JSON object that
docs/formats.md describes. Spans are half-open, in Unicode code points of the article's untouched text.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal, NamedTuple

from detente.errors import UnsupportedClaimError

Field = Literal["text", "title"]
Modality = Literal["asserted", "historical", "future", "hypothetical", "negated"]
DatePrecision = Literal["day", "month", "year", "unknown"]
DateBasis = Literal["text", "relative", "published", "unknown"]
PlacePrecision = Literal["venue", "city", "admin1", "country"]
SignalKind = Literal["thaw", "rupture"]
PassageRole = Literal["event", "background", "assessment", "outlook"]

HAPPENED: frozenset[Modality] = frozenset({"asserted", "historical"})
"""Only events of these modalities count as having happened."""


class Span(NamedTuple):
    """Half-open range of code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it came in; ``text`` is never changed after reading."""

    id: str
    text: str
    title: str | None = None
    published_at: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input record that could not be used: named, kept in quarantine, never dropped in silence.

    Attributes:
        file: The input as the caller named it.
        record: Where in it: ``line 3``, ``row 12``, ``record 4``, ``article ID``, or ``file``.
        reason: What is wrong.
        remedy: What its owner can do.
        raw: The first 2,000 characters of what was refused, when there are any that can be shown.
    """

    file: str
    record: str
    reason: str
    remedy: str
    raw: str | None = None


class Word(NamedTuple):
    """One token of the parse.

    ``place`` and ``head`` are positions within the field (text or title): the word's own, and that of its
    syntactic head, which at the root of a sentence is the word itself.
    """

    place: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str
    entity_begins: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its words; ``words[k].place == first + k``."""

    span: Span
    first: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """An article with the parse of its body and of its title; ``model`` names the parser."""

    article: Article
    text: tuple[Sentence, ...]
    title: tuple[Sentence, ...]
    model: str


@dataclass(frozen=True, slots=True)
class Party:
    """One actor on one side of an event (docs/formats.md, party)."""

    name: str
    country: str | None = None
    org: str | None = None
    sector: str | None = None
    office: str | None = None
    person: str | None = None
    span: Span | None = None
    resolved_by: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happened; WGS 84 degrees (docs/formats.md, place)."""

    name: str
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    geonameid: int | None
    precision: PlacePrecision
    span: Span


@dataclass(frozen=True, slots=True)
class CodedBy:
    """What coded an event: enough to code it again in the same way."""

    coder: str
    version: str
    knowledge: str
    model: str


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, when and where, with the words that say so (docs/formats.md, events)."""

    id: str
    article_id: str
    published_at: str | None
    outlet: str | None
    url: str | None
    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str
    quad_class: int
    goldstein: float
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    reciprocal: bool
    event_date: str | None
    date_precision: DatePrecision
    date_basis: DateBasis
    place: Place | None
    modality: Modality
    attributes: tuple[str, ...]
    span: Span
    trigger: Span
    field: Field
    confidence: float
    coded_by: CodedBy


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an article and its role there."""

    span: Span
    role: PassageRole


@dataclass(frozen=True, slots=True)
class Introduction:
    """A person whom a text presents with an office or a body: "General X, chief of staff of Y".

    Attributes:
        id: Hash of article, span and person.
        article_id: The article.
        day: The day of publication, or None.
        person: The full name as printed.
        country: ISO 3166-1 alpha-3 code of the state, or None.
        org: Acronym of the organisation, or None.
        office: Id of the office, or None.
        sector: PLOVER code, or None.
        left: Whether the text says that the office is held no longer, or not yet.
        span: The phrase in the article's text.
        quote: Its words.
    """

    id: str
    article_id: str
    day: str | None
    person: str
    country: str | None
    org: str | None
    office: str | None
    sector: str | None
    left: bool
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Learnt:
    """What articles said alike of one person: a tenure learnt from text.

    ``first`` and ``last`` are the days of the first and last article that said so; ``quote`` stands in the article
    ``article_id``, the first of them. Other fields as in ``Introduction``.
    """

    person: str
    country: str | None
    org: str | None
    office: str | None
    sector: str | None
    left: bool
    first: str | None
    last: str | None
    articles: int
    article_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class CodedArticle:
    """What coding makes of one article: the unit that pipeline, store and brief exchange."""

    article: Article
    events: tuple[Event, ...]
    passages: tuple[Passage, ...]
    introductions: tuple[Introduction, ...] = ()


class Happening(NamedTuple):
    """One directed act between two states on one day: what ``relate`` counts.

    ``id`` is an event id, or the row number of an imported table as text.
    """

    date: str
    source_country: str
    target_country: str
    event_type: str | None
    cameo: str
    goldstein: float
    id: str


@dataclass(frozen=True, slots=True)
class Signal:
    """A dated turn of a dyad; nothing later than ``detected_on`` was used to raise it."""

    dyad: tuple[str, str]
    kind: SignalKind
    on: str
    detected_on: str
    score: float
    level_before: float
    level_after: float
    drivers: tuple[str, ...]
    method: str


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact words of an article that bear a claim: ``quote == article.text[span]``."""

    article_id: str
    event_id: str | None
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of a brief with the words that bear it; cannot be built without any."""

    text: str
    citations: tuple[Citation, ...]

    def __post_init__(self) -> None:
        if not self.citations:
            raise UnsupportedClaimError(f"no citation bears the sentence: {self.text!r}")


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a brief."""

    heading: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class CitedSource:
    """One entry under Original sources; ``number`` is the ``n`` of ``[n]``."""

    number: int
    article_id: str
    outlet: str | None
    title: str | None
    published_at: str | None
    url: str | None
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A sourced brief: title, one-paragraph summary, sections, sources."""

    title: str
    summary: tuple[Claim, ...]
    sections: tuple[Section, ...]
    sources: tuple[CitedSource, ...]


def as_record(value: Any) -> Any:  # noqa: ANN401 - a generic walk over records
    """Turn a record into plain JSON values, keys in field order, no key left out."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: as_record(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, (tuple, list)):
        return [as_record(item) for item in value]
    return value


def content_id(*parts: object, prefix: str = "") -> str:
    """Hash of content: the same parts give the same id on every machine. 16 hexadecimal digits."""
    joined = "\x1f".join(str(part) for part in parts)
    return prefix + hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def article_id(text: str) -> str:
    """The id of an article whose owner gave none."""
    return content_id(text, prefix="sha256:")
