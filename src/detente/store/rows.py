"""Records to columns and back."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from detente.knowledge.spelling import folded
from detente.model import (
    Article,
    CodedArticle,
    CodedBy,
    Event,
    Introduction,
    Learnt,
    Party,
    Passage,
    Place,
    Refusal,
    Span,
    content_id,
)

Columns = dict[str, Sequence[Any]]

UNKNOWN_YEAR = "unknown"


def article_columns(coded: Sequence[CodedArticle]) -> Columns:
    """Columns of the table of articles."""
    articles = [one.article for one in coded]
    columns = _attributes(articles, Article)
    columns["passages"] = [one.passages for one in coded]
    columns["digest"] = [digest(article.text) for article in articles]
    return columns


def event_columns(events: Sequence[Event]) -> Columns:
    """Columns of the table of events, with those that filters need."""
    columns = _attributes(events, Event)
    bounds = [days(event) for event in events]
    columns["source_countries"] = [countries(event.source) for event in events]
    columns["target_countries"] = [countries(event.target) for event in events]
    columns["earliest"] = [bound[0] if bound else None for bound in bounds]
    columns["latest"] = [bound[1] if bound else None for bound in bounds]
    columns["year"] = [f"{bound[0].year:04d}" if bound else UNKNOWN_YEAR for bound in bounds]
    return columns


def introduction_columns(introductions: Sequence[Introduction]) -> Columns:
    """Columns of the table of introductions, with the name by which a person is looked up."""
    columns = _attributes(introductions, Introduction)
    columns["key"] = [folded(one.person) for one in introductions]
    return columns


def learnt_of(row: dict[str, Any]) -> Learnt:
    """What articles said of a person."""
    return Learnt(**{name: row[name] for name in Learnt.__slots__})


def refusal_columns(refusals: Sequence[Refusal]) -> Columns:
    """Columns of the quarantine."""
    return {"id": [refusal_id(one) for one in refusals], **_attributes(refusals, Refusal)}


def _attributes(records: Sequence[Any], kind: type[Any]) -> Columns:
    return {name: [getattr(record, name) for record in records] for name in kind.__slots__}


def digest(text: str) -> str:
    """What tells whether two texts are the same."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def refusal_id(refusal: Refusal) -> str:
    """The same refusal has the same id."""
    return content_id(refusal.file, refusal.record, refusal.reason, refusal.raw)


def countries(parties: Sequence[Party]) -> list[str]:
    """The states on one side, each once, in the order of the parties."""
    return list(dict.fromkeys(party.country for party in parties if party.country is not None))


def days(event: Event) -> tuple[date, date] | None:
    """First and last day on which an event may have happened; without a date, the day of publication."""
    if event.event_date is not None:
        return _span_of(event.event_date)
    return _span_of(event.published_at[:10]) if event.published_at is not None else None


def _span_of(text: str) -> tuple[date, date] | None:
    """``2013``, ``2013-11`` or ``2013-11-23`` to first and last day; None for anything else."""
    try:
        first = date.fromisoformat((text + "-01-01")[:10] if len(text) < 10 else text)
        following = {4: (first.year + 1, 1), 7: (first.year + first.month // 12, first.month % 12 + 1)}
        if len(text) not in following:
            return (first, first) if len(text) == 10 else None
        return first, date(*following[len(text)], 1) - timedelta(days=1)
    except ValueError:
        return None


def event_of(row: dict[str, Any]) -> Event:
    """The event that was put in."""
    values = {name: row[name] for name in Event.__slots__}
    values |= {side: tuple(_party(party) for party in row[side]) for side in ("source", "target")}
    values |= {name: tuple(row[name]) for name in ("contexts", "attributes")}
    values |= {name: Span(**row[name]) for name in ("span", "trigger")}
    values["place"] = None if row["place"] is None else Place(**(row["place"] | _span(row["place"])))
    values["coded_by"] = CodedBy(**row["coded_by"])
    return Event(**values)


def article_of(row: dict[str, Any]) -> Article:
    """The article that was put in."""
    return Article(**{name: row[name] for name in Article.__slots__})


def passages_of(row: dict[str, Any]) -> tuple[Passage, ...]:
    """The passages that were put in."""
    return tuple(Passage(**(passage | _span(passage))) for passage in row["passages"])


def refusal_of(row: dict[str, Any]) -> Refusal:
    """The refusal that was put in."""
    return Refusal(**{name: row[name] for name in Refusal.__slots__})


def _party(party: dict[str, Any]) -> Party:
    return Party(**(party | _span(party)))


def _span(holder: dict[str, Any]) -> dict[str, Span | None]:
    return {"span": None if holder["span"] is None else Span(**holder["span"])}
