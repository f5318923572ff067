"""Records by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from detente.model import Article, CodedArticle, CodedBy, Event, Introduction, Party, Passage, Place, Refusal, Span

CODED_BY = CodedBy("rules", "0.1.0", "abc", "md")


def state(country: str | None, **more: Any) -> Party:
    return Party(name=country or "somebody", country=country, **more)


def event(name: str = "e1", **changes: Any) -> Event:
    base = Event(
        id=name,
        article_id="a1",
        published_at="2013-11-24T08:00:00Z",
        outlet="Example Wire",
        url="https://example.org/1",
        event_type="SANCTION",
        mode=None,
        contexts=("diplomatic",),
        cameo="166",
        quad_class=4,
        goldstein=-7.0,
        source=(state("EGY", sector="GOV", span=Span(0, 5), resolved_by="states"),),
        target=(state("TUR"),),
        reciprocal=False,
        event_date="2013-11-23",
        date_precision="day",
        date_basis="text",
        place=Place("Cairo", "EGY", None, 30.06, 31.25, 360630, "city", Span(10, 15)),
        modality="asserted",
        attributes=(),
        span=Span(0, 40),
        trigger=Span(6, 14),
        field="text",
        confidence=0.9,
        coded_by=CODED_BY,
    )
    return replace(base, **changes)


def coded(name: str, *events: Event, text: str | None = None) -> CodedArticle:
    article = Article(id=name, text=text or f"Text of {name}.", published_at="2013-11-24")
    mine = tuple(replace(one, article_id=name) for one in events)
    return CodedArticle(article, mine, (Passage(Span(0, 7), "event"),), (introduction(name),))


def introduction(article: str, person: str = "Layla Haddad", **changes: Any) -> Introduction:
    base = Introduction(
        id=f"{article}-{person}",
        article_id=article,
        day="2013-11-24",
        person=person,
        country="EGY",
        org=None,
        office="ambassador",
        sector="GOV",
        left=False,
        span=Span(0, 7),
        quote="Egypt's ambassador, Layla Haddad",
    )
    return replace(base, **changes)


REFUSAL = Refusal("in.jsonl", "line 3", "no text", "give a text", raw="{}")
