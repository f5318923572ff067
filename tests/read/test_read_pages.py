"""Web pages and feeds."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from detente.model import Article, Refusal
from detente.read import read_inputs
from detente.read.dates import iso_of_feed_date

PAGE = """<!DOCTYPE html><html lang="en-GB"><head>{head}<title>Talks - Example Daily</title></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Talks</h1>{body}</article>
<footer>All rights reserved</footer></body></html>"""
BODY = (
    "<p>General Gürak met General Khalifa in Cairo on Monday to speak about closer ties between the two.</p>"
    "<p>The visit had not been announced, and was the first in more than ten years, officials said.</p>"
)


def read(path: Path, content: bytes | str) -> list[Article | Refusal]:
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return list(read_inputs([str(path)]))


def page(folder: Path, content: bytes | str) -> Article:
    [found] = read(folder / "a.html", content)
    assert isinstance(found, Article), found
    return found


def page_refusal(folder: Path, content: bytes | str) -> Refusal:
    [found] = read(folder / "a.html", content)
    assert isinstance(found, Refusal), found
    return found


def test_the_main_text_of_a_page_is_its_article(tmp_path: Path) -> None:
    found = page(tmp_path, PAGE.format(head="", body=BODY + "<script>var a = 'x<b>';</script>"))
    assert "General Gürak met" in found.text
    assert "The visit had not" in found.text
    for other in ("Home", "All rights reserved", "var a", "<p>"):
        assert other not in found.text


def test_a_page_says_what_it_is(tmp_path: Path) -> None:
    head = """<meta property="og:title" content="Talks &amp; ties">
    <meta property="og:site_name" content="Example Daily">
    <meta property="article:published_time" content="2024-03-05T10:00:00+02:00">
    <link rel="canonical" href="https://www.example.org/talks">"""
    found = page(tmp_path, PAGE.format(head=head, body=BODY))
    assert found.title == "Talks & ties"
    assert found.outlet == "Example Daily"
    assert found.published_at == "2024-03-05T10:00:00+02:00"
    assert found.url == "https://www.example.org/talks"
    assert found.language == "en-GB"


def test_what_a_page_does_not_say_stays_open(tmp_path: Path) -> None:
    found = page(tmp_path, "<p>Two met.")
    assert (found.title, found.outlet, found.published_at, found.url, found.language) == (None,) * 5


def test_without_a_site_name_the_outlet_is_the_host(tmp_path: Path) -> None:
    found = page(tmp_path, PAGE.format(head='<link rel="canonical" href="https://www.example.org/a">', body=BODY))
    assert found.outlet == "example.org"
    assert found.title == "Talks - Example Daily"


@pytest.mark.parametrize(
    ("head", "body", "date"),
    [
        ('<meta name="article:published_time" content="Tuesday">', "", None),
        (
            '<script type="application/ld+json">{"@graph": [{"datePublished": "2024-03-05"}]}</script>',
            "",
            "2024-03-05",
        ),
        ('<script type="application/ld+json">{"datePublished": }</script>', "", None),
        ('<script type="application/ld+json">' + "[" * 200_000 + "</script>", "", None),
        ("", '<time datetime="2024-03-05T10:00">5 March</time>', "2024-03-05T10:00"),
        ("", '<time datetime="P2D">two days</time>', None),
        (
            '<meta property="article:published_time" content="2024-03-05">',
            '<time datetime="2020-01-01">x</time>',
            "2024-03-05",
        ),
    ],
)
def test_only_a_valid_date_of_a_page_is_taken(tmp_path: Path, head: str, body: str, date: str | None) -> None:
    assert page(tmp_path, PAGE.format(head=head, body=BODY + body)).published_at == date


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-8", '<meta charset="iso-8859-1">'),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("iso-8859-9", '<meta charset="iso-8859-9">'),
        ("windows-1254", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1254">'),
    ],
)
def test_the_encoding_of_a_page_is_found(tmp_path: Path, encoding: str, head: str) -> None:
    content = PAGE.format(head=head, body="<p>Gürak Ankara’da değil</p>".replace("’", "'")).encode(encoding)
    assert "Gürak Ankara'da değil" in page(tmp_path, content).text


def test_one_broken_byte_does_not_cost_the_page(tmp_path: Path) -> None:
    content = PAGE.format(head='<meta charset="utf-8">', body=BODY).encode().replace(b"reserved", b"\xff")
    assert "General Gürak met" in page(tmp_path, content).text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            "<html><head><title>x</title></head><body><script>render()</script></body></html>",
            "no text was found",
        ),
        ("  \n ", "the page is empty"),
        ("", "the file is empty"),
        ("<p>" + "word " * 250_000, "characters"),
        ("x" * (9 << 20), "more than 8,388,608 bytes"),
    ],
)
def test_a_page_without_a_usable_text_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    assert reason in page_refusal(tmp_path, content).reason


POISONED = {
    "nested": "<div>" * 100_000,
    "nested in disguise": "<span><div></span></div>" * 100_000,
    "unknown elements": "<x-y/>" * 100_000,
    "stray end tags": "<span>" * 490 + "</b>" * 1_000_000,
    "attributes": "<div " + " ".join(f"a{number}" for number in range(100_000)) + ">",
    "attributes behind a quote": '<div x=">" ' + " ".join(f"a{number}" for number in range(100_000)) + "></div>",
    "reopened formatting": "<p>" + "".join(f"<font color=c{n}>" for n in range(490)) + "<p>x" * 100_000,
    "paragraphs in the depth": "<div>" * 490 + "<p>x</p>" * 500_000,
}


@pytest.mark.parametrize("poison", POISONED.values(), ids=POISONED.keys())
def test_a_page_made_to_stall_the_parser_is_refused_quickly(tmp_path: Path, poison: str) -> None:
    started = time.monotonic()
    refusal = page_refusal(tmp_path, f"<html><body>{poison}<p>x")
    assert time.monotonic() - started < 10
    assert "made to stall readers" in refusal.reason


@pytest.mark.parametrize(
    "poison", ["<script>" * 400, "<svg>" * 400, "<!-- " * 1_000_000, "<" * 1_000_000, "&" * 1_000_000]
)
def test_odd_pages_end_quickly(tmp_path: Path, poison: str) -> None:
    started = time.monotonic()
    assert read(tmp_path / "a.html", f"<html><body><p>Two met.</p>{poison}")
    assert time.monotonic() - started < 10


def test_sloppy_but_sound_pages_are_read(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>row {n}<td><b>bold<br><img src=x></b><p>one<p>two" for n in range(2_000))
    scripts = "<script>for(i=0;i<n;i++){if(a<b)document.write('<div>')}</script>" * 600
    drawing = "<svg>" + "<path d='M0 0'/>" * 2_000 + "</svg>"
    found = page(tmp_path, PAGE.format(head=scripts, body=f"{BODY}{drawing}<table>{rows}</table>"))
    assert "row 1999" in found.text


RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Example Daily</title><language>en</language>{items}</channel></rss>"""


def feed(folder: Path, content: bytes | str) -> list[Article | Refusal]:
    return read(folder / "a.xml", content)


def test_each_entry_of_an_rss_feed_is_an_article(tmp_path: Path) -> None:
    items = """<item><title>Talks &amp; ties</title><link>https://example.org/1</link>
    <pubDate>Tue, 05 Mar 2024 00:30:00 +0200</pubDate><description>Short.</description>
    <content:encoded><![CDATA[<p>Gürak <b>met</b> Khalifa.</p><script>x()</script><p>They spoke.</p>]]>
    </content:encoded></item>
    <item><description>&lt;p&gt;Two &amp;amp; two&lt;/p&gt;</description></item>"""
    first, second = feed(tmp_path, RSS.format(items=items))
    assert isinstance(first, Article)
    assert first.text == "Gürak met Khalifa.\n\nThey spoke."
    assert (first.title, first.url, first.outlet) == (
        "Talks & ties",
        "https://example.org/1",
        "Example Daily",
    )
    assert (first.published_at, first.language) == ("2024-03-05T00:30:00+02:00", "en")
    assert isinstance(second, Article)
    assert (second.text, second.title, second.published_at) == ("Two & two", None, None)


def test_each_entry_of_an_atom_feed_is_an_article(tmp_path: Path) -> None:
    content = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Example Daily</title>
    <entry><title>Talks</title><link href="https://example.org/1"/><updated>2024-03-05T10:00:00Z</updated>
    <content type="text">Two &lt;b&gt; met.</content></entry></feed>"""
    [found] = feed(tmp_path, content)
    assert isinstance(found, Article)
    assert found.text == "Two <b> met."
    assert (found.published_at, found.outlet) == ("2024-03-05T10:00:00Z", "Example Daily")


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("<item><title>Talks</title></item>", "the entry has no text"),
        ("<item><description>a</description><pubDate>soon</pubDate></item>", "its date is none: 'soon'"),
        (f"<item><description>{'&lt;div&gt;' * 1_000}</description></item>", "nested more than 500 deep"),
    ],
)
def test_a_bad_entry_is_refused_and_the_rest_is_read(tmp_path: Path, item: str, reason: str) -> None:
    good = "<item><description>Two met.</description></item>"
    bad, other = feed(tmp_path, RSS.format(items=item + good))
    assert isinstance(bad, Refusal)
    assert bad.record == "record 1"
    assert reason in bad.reason
    assert isinstance(other, Article)


LAUGHS = """<?xml version="1.0"?>{comment}<!DOCTYPE rss [<!ENTITY a "ha">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<rss version="2.0"><channel><title>&b;</title><item><description>&b;</description></item></channel></rss>"""


@pytest.mark.parametrize(
    "content",
    [
        LAUGHS.format(comment=""),
        LAUGHS.format(comment="<!-- <rss> -->\n"),
        LAUGHS.format(comment="").encode("utf-16"),
    ],
)
def test_a_feed_that_declares_entities_is_refused(tmp_path: Path, content: str | bytes) -> None:
    [found] = feed(tmp_path, content)
    assert isinstance(found, Refusal)
    assert "document type" in found.reason


def test_a_feed_in_an_encoding_that_could_hide_markup_is_refused(tmp_path: Path) -> None:
    [found] = feed(tmp_path, RSS.format(items="").replace("UTF-8", "UTF-7"))
    assert isinstance(found, Refusal)
    assert "'UTF-7' is not supported" in found.reason


def test_a_feed_in_a_declared_encoding_is_read(tmp_path: Path) -> None:
    content = RSS.format(items="<item><description>Gürak</description></item>").replace("UTF-8", "ISO-8859-9")
    [found] = feed(tmp_path, content.encode("iso-8859-9"))
    assert isinstance(found, Article)
    assert found.text == "Gürak"


def test_the_entry_in_which_a_feed_breaks_off_is_refused(tmp_path: Path) -> None:
    items = "<item><description>One.</description></item><item><description>Two met and</description></item>"
    first, second = feed(tmp_path, RSS.format(items=items).split(" and")[0])
    assert isinstance(first, Article)
    assert isinstance(second, Refusal)
    assert "truncated" in second.reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<note><text>a</text></note>", "neither an RSS nor an Atom feed"),
        (RSS.format(items=""), "it holds no article"),
        ("<?xml version='1.0'?>\n", "the feed is empty"),
        (RSS.format(items="<item><description>&#xD800;</item>"), "the feed cannot be parsed"),
    ],
)
def test_an_xml_file_without_entries_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    [found] = feed(tmp_path, content)
    assert isinstance(found, Refusal)
    assert reason in found.reason


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("Tue, 05 Mar 2024 00:30:00 +0200", "2024-03-05T00:30:00+02:00"),
        ("Tue, 05 Mar 2024 00:30:00 GMT", "2024-03-05T00:30:00+00:00"),
        (" 2024-03-05 ", "2024-03-05"),
        ("soon", None),
        ("", None),
        ("32 Foo 2024", None),
    ],
)
def test_dates_of_feeds_keep_their_day(written: str, iso: str | None) -> None:
    assert iso_of_feed_date(written) == iso
