"""Markdown, HTML and JSON say the same, and every citation leads somewhere."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from brief_making import chiefs, coded, dyad_articles, dyad_signals
from hypothesis import given
from hypothesis import strategies as st
from test_brief_article import claims

from detente.brief import brief_article, brief_dyad, render_html, render_markdown
from detente.brief.timeline import timeline
from detente.model import Brief, CodedArticle

HEADINGS = ["What happened", "Background", "Outlook", "Original sources"]
Made = tuple[Brief, list[CodedArticle]]


def made(kind: str) -> Made:
    if kind == "article":
        return brief_article(chiefs()), [chiefs()]
    if kind == "empty":
        return brief_article(coded({"id": "x", "text": ""})), []
    articles = dyad_articles()
    return brief_dyad(("EGY", "TUR"), articles, dyad_signals(articles), since="2013", until="2025"), articles


def html(kind: str) -> str:
    brief, articles = made(kind)
    events = [e for c in articles for e in c.events]
    signals = dyad_signals(articles) if kind == "dyad" else []
    return render_html(brief, {c.article.id: c.article for c in articles}, events=events, signals=signals)


@pytest.mark.parametrize("kind", ["article", "dyad", "empty"])
def test_all_headings_stand_in_every_rendering(kind: str) -> None:
    assert re.findall(r"^## (.*)$", render_markdown(made(kind)[0]), re.MULTILINE) == HEADINGS
    assert re.findall(r"<h2>(.*?)</h2>", html(kind)) == HEADINGS


@pytest.mark.parametrize("kind", ["article", "dyad"])
def test_every_number_in_the_markdown_is_listed_with_its_quotations(kind: str) -> None:
    brief, _ = made(kind)
    body, listed = render_markdown(brief).split("## Original sources")
    given_numbers = re.findall(r"^- \[(\d+)\]", listed, re.MULTILINE)
    assert set(re.findall(r"\[(\d+)\]", body)) == set(given_numbers)
    assert listed.count("\n  - “") == sum(len(source.quotes) for source in brief.sources)


@pytest.mark.parametrize("kind", ["article", "dyad"])
def test_every_sentence_of_the_markdown_is_followed_by_a_citation(kind: str) -> None:
    brief, _ = made(kind)
    text = render_markdown(brief)
    assert all(f"{claim.text} [" in text for claim in claims(brief))


@pytest.mark.parametrize("kind", ["article", "dyad"])
def test_every_link_within_the_page_has_its_target(kind: str) -> None:
    page = html(kind)
    targets = set(re.findall(r'id="(s\d+-\d+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) == targets


def test_quotation_is_marked_within_its_sentence() -> None:
    page = html("article")
    assert "</span><bdi>They sat down at the <mark>Egyptian Ministry of Defence during" in page


def test_source_missing_from_the_articles_is_shown_by_its_quotation_alone() -> None:
    page = render_html(made("article")[0], {})
    assert "<mark>Egyptian Ministry of Defence" in page
    assert "They sat down" not in page


@pytest.mark.parametrize("kind", ["article", "dyad"])
def test_page_asks_nothing_of_anybody(kind: str) -> None:
    page = html(kind)
    assert "default-src 'none'" in page
    assert not re.search(r"<script|<link|<img|@import|url\(|src=", page)


def test_empty_sections_say_so() -> None:
    text = render_markdown(made("empty")[0])
    assert "*No source looks ahead.*" in text
    assert "*No source was used.*" in text


def test_timeline_shows_each_dated_event_and_each_turn() -> None:
    articles = dyad_articles()
    events = [e for c in articles for e in c.events]
    picture = str(timeline(events, dyad_signals(articles)))
    root = ElementTree.fromstring(picture)  # noqa: S314 - our own picture
    bars = [line for line in root if line.get("class") in ("cooperation", "conflict")]
    assert len(bars) == sum(e.event_date is not None for e in events)
    assert len([g for g in root if (g.get("class") or "").startswith("turn")]) == 3
    assert "Turns: turn for the worse on 23 November 2013" in picture
    assert root.get("role") == "img"


def test_timeline_of_a_single_day_is_left_out() -> None:
    assert timeline(dyad_articles()[0].events) == ""
    assert timeline([]) == ""


@given(st.text(max_size=400), st.text(max_size=40))
def test_any_text_can_be_told_and_rendered(text: str, outlet: str) -> None:
    article = coded({"id": "x", "text": text, "outlet": outlet})
    brief = brief_article(article)
    assert render_markdown(brief).startswith("# ")
    render_html(brief, {"x": article.article}).encode("utf-8")
