"""The page of an evaluation: whole, without script, and unmoved by what a sentence would like it to be."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from gold_by_hand import NEWS, SENTENCE, coded, event, gold

from detente.evaluate import Report, judge, render_html
from detente.evaluate.html import dots, heat_rows, pieces
from detente.evaluate.report import Bin, Confusion, Mark, Mistake
from detente.model import Span

WORDS = [
    "<script>alert(1)</script> said the minister.",
    "</mark></p></li><h1>Owned</h1> was said.",
    "</style><style>body { display: none }</style> he said.",
    "\"><img src=x onerror=alert(1)> 'and so on'.",
    "&lt;b&gt; would like to be a tag.",
    "</svg><svg onload=alert(1)> was told.",
]


class Tags(HTMLParser):
    """Collects what a browser would make of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


def report_of(folder: Path, words: str) -> Report:
    held = gold(folder, {**NEWS, "id": words, "text": words})
    found = event("AID", [words], [words], span=(0, len(words)))
    return judge(held, [coded(held.documents[0].article, found)], convention="manual", bootstrap=10, seed=0)


@pytest.mark.parametrize("words", WORDS)
def test_words_of_gold_stay_words(tmp_path: Path, words: str) -> None:
    page = Tags()
    page.feed(render_html(report_of(tmp_path, words)))
    assert not {"script", "img", "iframe", "form", "link", "a"} & set(page.tags)
    assert page.tags.count("h1") == page.tags.count("style") == 1
    assert not [name for name, _ in page.attributes if name.startswith("on") or name in {"style", "href", "src"}]
    assert words.split(".", maxsplit=1)[0].replace("&lt;b&gt;", "&lt;b&gt;") in page.words


def test_a_page_can_load_nothing_and_its_only_style_is_named_by_hash(tmp_path: Path) -> None:
    page = render_html(report_of(tmp_path, "Nothing."))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert policy is not None
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy[1] == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style[1]
    assert "://" not in page


def test_direction_of_text_cannot_be_turned(tmp_path: Path) -> None:
    assert "\u202e" not in render_html(report_of(tmp_path, "The minister said \u202etxet desrever\u202c."))


def test_a_page_shows_every_part_of_the_report(tmp_path: Path) -> None:
    held = gold(tmp_path, SENTENCE)
    found = event("ASSAULT", ["KEN"], ["UGA"], span=(6, 14))
    page = render_html(
        judge(held, [coded(held.documents[0].article, found)], convention="manual", bootstrap=10, seed=0)
    )
    for part in ("type_precision", 'class="bar"', 'class="heat-9"', 'class="reliability"', 'class="dot"'):
        assert part in page, part
    assert '<mark class="coded trigger">expel</mark><mark class="coded">led</mark>' in page


def test_marks_may_overlap() -> None:
    marks = (Mark("gold", Span(0, 8)), Mark("coded", Span(4, 12)))
    mistake = Mistake("wrong type", "f:1", "d", None, None, "one two three four", marks)
    assert [(p.text, p.marks) for p in pieces(mistake)] == [
        ("one ", "gold"),
        ("two ", "coded gold"),
        ("thre", "coded"),
        ("e four", ""),
    ]


def test_a_shade_is_the_share_of_the_row() -> None:
    rows = heat_rows(Confusion(("AID", "none"), ("AID", "none"), ((9, 1), (0, 0))))
    assert [[c.heat for c in cells] for _, cells in rows] == [[9, 1], [0, 0]]


def test_a_dot_stands_at_confidence_and_share_right() -> None:
    dot = dots([Bin(0.7, 0.8, 4, 1, 0.75, 0.25), Bin(0.8, 0.9, 0, 0, None, None)])
    assert [(d.x, d.y) for d in dot] == [(225.0, 225.0)]
