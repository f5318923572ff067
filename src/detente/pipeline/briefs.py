"""An article, or a dyad of a lake, to a brief."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from detente import brief, relate
from detente.errors import UsageError
from detente.model import Article, Brief, CodedArticle, Event, Signal
from detente.pipeline.articles import code
from detente.pipeline.progress import OnRefusal
from detente.store import Lake


@dataclass(frozen=True, slots=True)
class Written:
    """A brief with what its pages need beside it: the articles cited, and the events and signals to draw."""

    brief: Brief
    articles: dict[str, Article]
    events: tuple[Event, ...]
    signals: tuple[Signal, ...]


def brief_of_input(source: str, *, date: str | None, on_refusal: OnRefusal) -> Written:
    """The brief of one article.

    Raises:
        UsageError: When the input holds no article, or more than one.
    """
    coded = list(islice(code([source], date=date, on_refusal=on_refusal), 2))
    if len(coded) != 1:
        what = "no article that can be read" if not coded else "several articles"
        raise UsageError(
            f"{source}: a brief of an input needs exactly one article; this one holds {what}; "
            "for many articles use: detente ingest INPUT --lake DIR, then detente brief EGY TUR --lake DIR"
        )
    return Written(brief.brief_article(coded[0]), {coded[0].article.id: coded[0].article}, (), ())


def brief_of_dyad(lake_folder: str | Path, dyad: tuple[str, str], *, since: str | None, until: str | None) -> Written:
    """The brief of a dyad over a period, from the lake.

    Raises:
        UsageError: When the lake holds no event of the dyad.
    """
    lake = Lake(lake_folder)
    events = list(lake.events(dyad=dyad))
    if not events:
        raise UsageError(
            f"{lake_folder}: no event of {dyad[0]}–{dyad[1]} in this lake; ingest articles first, "
            "or check the codes (ISO 3166-1 alpha-3)"
        )
    ids = {e.article_id for e in events}
    articles, passages = lake.articles(ids), lake.passages(ids)
    coded = [
        CodedArticle(a, tuple(e for e in events if e.article_id == i), passages.get(i, ())) for i, a in articles.items()
    ]
    signals = relate.signals(lake.happenings(dyad=dyad), dyad=dyad, until=until)
    written = brief.brief_dyad(dyad, coded, signals, since=since, until=until)
    return Written(written, articles, tuple(events), tuple(signals))


def rendered(written: Written, form: str) -> str:
    """A brief as Markdown, HTML or JSON text."""
    match form:
        case "markdown":
            return brief.render_markdown(written.brief)
        case "html":
            return brief.render_html(written.brief, written.articles, events=written.events, signals=written.signals)
        case "json":
            return json.dumps(brief.brief_record(written.brief), ensure_ascii=False, indent=2) + "\n"
        case _:
            raise UsageError(f"no brief is written as {form!r}; use markdown, html or json")
