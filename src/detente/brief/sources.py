"""Original sources: every article that a claim cites, numbered in the order of first citation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from detente.brief.dates import worded
from detente.knowledge.wording import sayings
from detente.model import Article, Brief, CitedSource, Claim, Section


def assemble(
    title: str, summary: Iterable[Claim], sections: Iterable[Section], articles: Mapping[str, Article]
) -> Brief:
    """A brief with its sources numbered."""
    summary, sections = tuple(summary), tuple(sections)
    quotes: dict[str, dict[str, None]] = {}
    for claim in (*summary, *(c for section in sections for c in section.claims)):
        for citation in claim.citations:
            quotes.setdefault(citation.article_id, {})[citation.quote] = None
    sources = tuple(
        _source(number, articles[name], tuple(said)) for number, (name, said) in enumerate(quotes.items(), 1)
    )
    return Brief(title, summary, sections, sources)


def _source(number: int, article: Article, quotes: tuple[str, ...]) -> CitedSource:
    return CitedSource(number, article.id, article.outlet, article.title, article.published_at, article.url, quotes)


def numbers(brief: Brief) -> dict[str, int]:
    """The number of each cited article."""
    return {source.article_id: source.number for source in brief.sources}


def label(source: CitedSource) -> str:
    """Outlet, date and title of a source, as far as they are known."""
    outlet = source.outlet or sayings()["nameless_source"].say[0]
    date = "" if source.published_at is None else f", {worded(source.published_at)}"
    title = "" if source.title is None else f", “{source.title}”"
    return f"{outlet}{date}{title}"
