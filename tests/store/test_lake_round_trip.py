from __future__ import annotations

import tempfile
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from records_by_hand import coded

from detente.model import Article, CodedArticle, CodedBy, Event, Party, Passage, Place, Refusal, Span
from detente.store import Lake

words = st.text(max_size=12)
maybe = st.none() | words
spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 10**6), st.integers(0, 10**6))
floats = st.floats(allow_nan=False, allow_infinity=False)
parties = st.builds(Party, words, maybe, maybe, maybe, maybe, maybe, st.none() | spans, maybe)
places = st.builds(
    Place,
    words,
    maybe,
    maybe,
    st.none() | floats,
    st.none() | floats,
    st.none() | st.integers(0, 2**40),
    st.sampled_from(["venue", "city", "admin1", "country"]),
    spans,
)
dates = st.none() | st.dates().map(str) | st.dates().map(lambda day: str(day)[:7]) | words
events = st.builds(
    Event,
    id=words,
    article_id=st.just("a1"),
    published_at=dates,
    outlet=maybe,
    url=maybe,
    event_type=words,
    mode=maybe,
    contexts=st.lists(words, max_size=3).map(tuple),
    cameo=words,
    quad_class=st.integers(1, 4),
    goldstein=floats,
    source=st.lists(parties, min_size=1, max_size=3).map(tuple),
    target=st.lists(parties, max_size=3).map(tuple),
    reciprocal=st.booleans(),
    event_date=dates,
    date_precision=st.sampled_from(["day", "month", "year", "unknown"]),
    date_basis=st.sampled_from(["text", "relative", "published", "unknown"]),
    place=st.none() | places,
    modality=st.sampled_from(["asserted", "historical", "future", "hypothetical", "negated"]),
    attributes=st.lists(words, max_size=3).map(tuple),
    span=spans,
    trigger=spans,
    field=st.sampled_from(["text", "title"]),
    confidence=floats,
    coded_by=st.builds(CodedBy, words, words, words, words),
)
articles = st.builds(Article, words, st.text(), maybe, dates, maybe, maybe, maybe, maybe)
passages = st.builds(Passage, spans, st.sampled_from(["event", "background", "assessment", "outlook"]))
refusals = st.builds(Refusal, words, words, words, words, maybe)


@settings(max_examples=15, deadline=None)
@given(st.lists(events, max_size=4, unique_by=lambda one: one.id))
def test_every_event_comes_back_equal(some: list[Event]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        lake = Lake(folder)
        lake.append([coded("a1", *some)])
        back = {one.id: one for one in lake.events(happened_only=False)}
        assert back == {one.id: one for one in some}


@settings(max_examples=15, deadline=None)
@given(
    st.lists(articles, max_size=3, unique_by=lambda one: one.id),
    st.lists(passages, max_size=3).map(tuple),
    st.lists(refusals, max_size=3, unique_by=lambda one: replace(one, remedy="")),
)
def test_every_article_passage_and_refusal_comes_back_equal(
    some: list[Article], parts: tuple[Passage, ...], refused: list[Refusal]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        lake = Lake(folder)
        lake.append([CodedArticle(article, (), parts) for article in some], refused)
        ids = [article.id for article in some]
        assert lake.articles(ids) == {article.id: article for article in some}
        assert lake.passages(ids) == {article.id: parts for article in some}
        assert set(lake.quarantine()) == set(refused)
