"""The brief as one HTML file that needs nothing from anywhere: no script, no request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from detente.brief.cite import split
from detente.brief.markdown import NOTES, note, paragraphs
from detente.brief.sources import label, numbers
from detente.brief.timeline import timeline
from detente.model import Article, Brief, Citation, CitedSource, Claim, Event, Signal
from detente.safe import href, shown

LONGEST_CONTEXT = 400  # characters on either side of a quotation


class Chip(NamedTuple):
    """A citation in the text: what it shows and the quotation it leads to."""

    text: str
    anchor: str


class Quoted(NamedTuple):
    """Quoted words within their sentence."""

    anchor: str
    letter: str
    before: str
    quote: str
    after: str


class Listed(NamedTuple):
    """One entry under the sources."""

    number: int
    label: str
    url: str | None
    quotes: list[Quoted]


def render_html(
    brief: Brief,
    articles: Mapping[str, Article],
    *,
    events: Sequence[Event] = (),
    signals: Sequence[Signal] = (),
) -> str:
    """The brief as one HTML file; a citation leads to the quoted words, marked within their sentence.

    Args:
        brief: The brief.
        articles: The cited articles by id; of one that is missing the quoted words alone are shown.
        events: Events of a dyad, for a timeline; none without them.
        signals: Turns to mark on the timeline.
    """
    given = numbers(brief)
    anchors = {(s.article_id, q): (n, len(s.quotes)) for s in brief.sources for n, q in enumerate(s.quotes)}

    def chips(claim: Claim) -> list[Chip]:
        return [_chip(given[c.article_id], *anchors[c.article_id, c.quote]) for c in claim.citations]

    sections = [(s.heading, list(paragraphs(s.claims)), note(NOTES[s.heading])) for s in brief.sections]
    return _template().render(
        brief=brief,
        summary=list(paragraphs(brief.summary)),
        no_summary=note("note_summary"),
        no_sources=note("note_sources"),
        sections=sections,
        sources=[_listed(source, _citations(brief), articles) for source in brief.sources],
        timeline=timeline(events, signals),
        chips=chips,
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("detente.brief"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = shown
    return environment.get_template("brief.html")


def _chip(number: int, place: int, of: int) -> Chip:
    return Chip(f"{number}{_letter(place) if of > 1 else ''}", f"s{number}-{place + 1}")


def _letter(place: int) -> str:
    """The letters a to z, then aa, ab and on."""
    return (_letter(place // 26 - 1) if place >= 26 else "") + chr(ord("a") + place % 26)


def _citations(brief: Brief) -> dict[tuple[str, str], Citation]:
    claims = (*brief.summary, *(c for s in brief.sections for c in s.claims))
    return {(c.article_id, c.quote): c for claim in claims for c in claim.citations}


def _listed(
    source: CitedSource, citations: Mapping[tuple[str, str], Citation], articles: Mapping[str, Article]
) -> Listed:
    quotes = []
    for place, quote in enumerate(source.quotes):
        citation = citations[source.article_id, quote]
        before, after = _context(articles.get(source.article_id), citation)
        letter = _letter(place) if len(source.quotes) > 1 else ""
        quotes.append(Quoted(f"s{source.number}-{place + 1}", letter, before, quote, after))
    return Listed(source.number, label(source), href(source.url), quotes)


def _context(article: Article | None, citation: Citation) -> tuple[str, str]:
    if article is None:
        return "", ""
    start, end = citation.span
    around = [s for s in split(article.text) if s.end > start and s.start < end]
    if not around:
        return "", ""
    before = article.text[max(around[0].start, start - LONGEST_CONTEXT) : start]
    return before, article.text[end : min(around[-1].end, end + LONGEST_CONTEXT)]
