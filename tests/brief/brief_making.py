"""Coded articles made by hand: the text, and what a coder would have found in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from detente.brief.cite import split
from detente.model import (
    Article,
    CodedArticle,
    CodedBy,
    Event,
    Party,
    Passage,
    Place,
    Signal,
    Span,
    content_id,
)

HERE = Path(__file__).parent
CODER = CodedBy("rules", "0.1", "0" * 16, "none")
QUAD = {"AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2}
PRECISION = {4: "year", 7: "month", 10: "day"}


def load(name: str) -> list[CodedArticle]:
    """The coded articles of a fixture file."""
    return [coded(entry) for entry in yaml.safe_load((HERE / name).read_text(encoding="utf-8"))]


def chiefs() -> CodedArticle:
    return load("chiefs.yaml")[0]


def dyad_articles() -> list[CodedArticle]:
    return load("dyad.yaml")


def dyad_signals(articles: list[CodedArticle]) -> list[Signal]:
    """A rupture and two thaws, each driven by the first event of its day."""
    events = [e for c in articles for e in c.events]

    def signal(kind: Any, on: str) -> Signal:
        drivers = tuple(e.id for e in events if e.event_date == on)[:1]
        return Signal(("EGY", "TUR"), kind, on, on, 5.0, 0.0, 2.0, drivers, "by hand")

    return [signal("rupture", "2013-11-23"), signal("thaw", "2021-05-05"), signal("thaw", "2023-03-18")]


def coded(entry: dict[str, Any]) -> CodedArticle:
    """A coded article from its entry; sentences have the role ``event`` unless ``roles`` says otherwise."""
    keys = ("outlet", "url", "published_at", "title")
    article = Article(entry["id"], entry["text"], **{key: entry[key] for key in keys if key in entry})
    events = tuple(_event(article, each) for each in entry.get("events", ()))
    roles = entry.get("roles", {})
    passages = (Passage(span, roles.get(f"s{n}", "event")) for n, span in enumerate(split(article.text)))
    return CodedArticle(article, events, tuple(passages))


def _event(article: Article, entry: dict[str, Any]) -> Event:
    span = _span(article, entry["clause"])
    event_type, cameo, mode, goldstein = entry["type"]
    date, basis = entry.get("date", (None, "unknown"))
    return Event(
        id=content_id(article.id, span, event_type),
        article_id=article.id,
        published_at=article.published_at,
        outlet=article.outlet,
        url=article.url,
        event_type=event_type,
        mode=mode,
        contexts=(),
        cameo=cameo,
        quad_class=QUAD.get(event_type, 4),
        goldstein=goldstein,
        source=_side(article, span, entry["source"]),
        target=_side(article, span, entry.get("target", ())),
        reciprocal=entry.get("reciprocal", False),
        event_date=date,
        date_precision=PRECISION[len(date)] if date else "unknown",  # type: ignore[arg-type]
        date_basis=basis,
        place=_place(article, span, entry.get("place")),
        modality=entry.get("modality", "asserted"),
        attributes=tuple(entry.get("attributes", ())),
        span=span,
        trigger=Span(span.start, span.start + 1),
        field="text",
        confidence=0.9,
        coded_by=CODER,
    )


def _span(article: Article, words: str, near: Span | None = None) -> Span:
    """Where words stand: within a clause if they do, else where they first occur."""
    start = article.text.find(words, near.start, near.end) if near is not None else -1
    start = article.text.index(words) if start < 0 else start
    return Span(start, start + len(words))


def _side(article: Article, clause: Span, entry: Any) -> tuple[Party, ...]:
    if not entry:
        return ()
    name, country, sector, office, person = (*entry, *[None] * (5 - len(entry)))
    span = _span(article, name, clause)
    return (Party(name, country, None, sector, office, person, span, "by hand"),)


def _place(article: Article, clause: Span, entry: Any) -> Place | None:
    if entry is None:
        return None
    name, country, precision = entry
    return Place(name, country, None, None, None, None, precision, _span(article, name, clause))


def rewritten(made: CodedArticle, old: str, new: str) -> CodedArticle:
    """The same coding over a text in which words of the same length have changed."""
    if len(old) != len(new) or old not in made.article.text:
        raise ValueError(f"{new!r} cannot take the place of {old!r}")
    return replace(made, article=replace(made.article, text=made.article.text.replace(old, new)))
