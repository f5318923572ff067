"""Articles are written by anybody: their words must stay words in every rendering."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from brief_making import coded
from markdown_it import MarkdownIt

from detente.brief import brief_article, render_html, render_markdown
from detente.model import Brief, CodedArticle
from detente.safe import href, markdown, shown

WORDS = [
    "<script>alert(1)</script> said the minister on the way to the talks.",
    "</bdi></p><h1>Owned</h1> and more was said about this on the day.",
    "Read [the secret plan](javascript:alert(1)) before the talks begin on Monday.",
    "See ![pixel](https://evil.example/p.png) for what the ministers agreed last night.",
    "Visit www.evil.example or https://evil.example/now to see what was agreed.",
    "# Heading made of nothing but what an article says about itself.",
    "1. A list that an article would like to begin in this brief.",
    "&lt;b&gt; the entity that would like to become a tag in the end.",
    "The minister said \u202etxet desrever\u202c and left the room without a word.",
    "`code` *bold* _soft_ ~~gone~~ | and | a | table | of one line.",
]


def hostile(words: str) -> CodedArticle:
    return coded({
        "id": "x", "text": words, "title": words, "outlet": words[:30],
        "url": "javascript:alert(document.domain)", "published_at": "2024-01-01",
    })  # fmt: skip


class Tags(HTMLParser):
    """Collects what a browser would make of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def rendered(brief: Brief, made: CodedArticle) -> Tags:
    tags = Tags()
    tags.feed(render_html(brief, {made.article.id: made.article}))
    return tags


@pytest.mark.parametrize("words", WORDS)
def test_html_has_no_element_and_no_address_of_an_articles_making(words: str) -> None:
    made = hostile(words)
    tags = rendered(brief_article(made), made).tags
    names = [tag for tag, _ in tags]
    assert not {"script", "img", "iframe", "form", "object"} & set(names)
    assert names.count("h1") == 1
    for _, attributes in tags:
        assert not any(name.startswith("on") for name in attributes)
        for name in ("href", "src"):
            assert (attributes.get(name) or "#").startswith("#")


@pytest.mark.parametrize("words", WORDS)
def test_markdown_has_no_link_heading_or_html_of_an_articles_making(words: str) -> None:
    text = render_markdown(brief_article(hostile(words)))
    # The strictest reading: bare addresses become links, HTML passes through.
    page = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
    tags = Tags()
    tags.feed(page)
    assert {tag for tag, _ in tags.tags} <= {"h1", "h2", "p", "ul", "li", "em"}
    assert [tag for tag, _ in tags.tags].count("h1") == 1
    assert not re.search(r"https?://|www\.", text)


def test_direction_overrides_do_not_reach_the_page() -> None:
    made = hostile(WORDS[8])
    brief = brief_article(made)
    for page in (render_html(brief, {"x": made.article}), render_markdown(brief)):
        assert "\u202e" not in page


def test_article_text_stands_in_isolation_from_the_direction_of_the_page() -> None:
    made = coded({"id": "x", "text": "قال الوزير إن المحادثات كانت مفيدة جدا اليوم.", "outlet": "الأهرام"})
    assert "<bdi>" in render_html(brief_article(made), {"x": made.article})
    assert "الأهرام" in render_html(brief_article(made), {"x": made.article})


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "//evil.example", "http://", "https://a b.c",
     "", "https://x/\u202egnp", "vbscript:x", "https://a'onclick=b", "https://[::1"],
)  # fmt: skip
def test_only_sound_web_addresses_become_links(url: str) -> None:
    assert href(url) is None


def test_a_web_address_becomes_a_link() -> None:
    assert href("https://newscentral.africa/a?b=c&d=e") == "https://newscentral.africa/a?b=c&d=e"


@pytest.mark.parametrize("text", ["- item", "+ item", "= rule", "7) item", "#tag", "> quote", "2013. A year"])
def test_markdown_of_any_line_is_a_plain_paragraph(text: str) -> None:
    assert MarkdownIt().render(markdown(text)) == f"<p>{text.replace('>', '&gt;')}</p>\n"


def test_broken_characters_are_replaced_so_that_the_page_can_be_written() -> None:
    assert shown("a\ud800b\x00c\nd") == "a\ufffdb c d"
    shown("a\ud800b").encode("utf-8")
