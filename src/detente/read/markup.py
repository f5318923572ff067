"""A linear look at HTML before it is parsed: on hostile pages parsing and extraction take quadratic time.

Refused are elements nested too deeply, end tags without number that match no open element, and elements with
very many attributes. Cut out are scripts, styles and drawings, which hold no text and would spoil the count.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from detente.errors import InputError
from detente.read.limits import Limits

_CUT_OUT = re.compile(r"<(script|style|svg)\b", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_BETWEEN_ATTRIBUTES = re.compile(r"[\s/\"']+")

_UNCOUNTED = frozenset(
    [
        *(
            "area",
            "base",
            "basefont",
            "bgsound",
            "br",
            "col",
            "embed",
            "frame",
            "hr",
            "img",
            "input",
            "keygen",
        ),
        *("link", "meta", "param", "source", "track", "wbr", "p", "li", "dt", "dd", "option", "optgroup"),
        *("tr", "td", "th", "tbody", "thead", "tfoot", "colgroup", "caption", "html", "head", "body"),
    ]
)
"""Elements that never hold others, or that close themselves when the next of their kind begins."""

_MISNESTED = 2_000
"""End tags at the wrong place that a page may have; each may leave something open that seems closed here."""

_SEEN_BACK = 32
"""How far up an end tag is matched with what it closes; a farther match is as good as none."""

_FORMATTING = frozenset(
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]
)
"""Elements that a parser opens again in each paragraph as long as nothing closes them."""

_REOPENED = 1_000_000
"""Sum over all tags of the formatting elements open there: about the elements that a parser adds itself."""

_DEPTH_WORK = 20_000_000
"""Sum over all tags of the elements open there: extraction climbs from each."""

_ATTRIBUTE_WORK = 400_000_000
"""Sum over all tags of the square of the number of attributes: a parser compares each with each."""

_LONG_TAG = 1_000
"""Characters below which a tag has too few attributes to matter."""


class Page(NamedTuple):
    """A page that is safe to parse, and the scripts that were cut out of it, each with its tag."""

    html: str
    scripts: tuple[str, ...]


def safe_page(html: str, limits: Limits) -> Page:
    """Cut out what is no text, and refuse a page on which the parser would labour too long.

    Raises:
        InputError: Naming what there is too much of.
    """
    page = _without_scripts(html)
    _check_tags(page.html, limits)
    return page


def _without_scripts(html: str) -> Page:
    kept, scripts = [], []
    position = 0
    unclosed: set[str] = set()
    while (opening := _CUT_OUT.search(html, position)) is not None:
        name = opening[1].lower()
        closing = None
        if name not in unclosed:
            closing = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(html, opening.end())
        if closing is None:
            # Remembered, so that a page of nothing but openings is not searched to its end for each.
            unclosed.add(name)
            kept.append(html[position : opening.end()])
            position = opening.end()
            continue
        kept.append(html[position : opening.start()])
        if name == "script":
            scripts.append(html[opening.start() : closing.start()])
        position = closing.end()
    return Page("".join([*kept, html[position:]]), tuple(scripts))


def _check_tags(html: str, limits: Limits) -> None:
    open_elements: list[str] = []
    misnested = formatting = reopened = depth_work = attribute_work = 0
    previous: re.Match[str] | None = None
    for tag in _TAG.finditer(html):
        if previous is not None and tag.start() - previous.end() > _LONG_TAG:
            attribute_work += _attributes(html, previous.end(), tag.start()) ** 2
        previous = tag
        name = tag[2].lower()
        reopened += formatting
        depth_work += len(open_elements)
        if name not in _UNCOUNTED:
            if tag[1]:
                misnested += _close(open_elements, name)
            else:
                open_elements.append(name)
            formatting = sum(element in _FORMATTING for element in open_elements)
        if len(open_elements) > limits.max_nesting:
            raise _too_much(f"elements nested more than {limits.max_nesting} deep")
        if misnested > _MISNESTED:
            raise _too_much(f"more than {_MISNESTED:,} end tags that close nothing, or not what is open")
        if reopened > _REOPENED or depth_work > _DEPTH_WORK or attribute_work > _ATTRIBUTE_WORK:
            raise _too_much("too many elements or attributes for its size")
    if previous is not None and _attributes(html, previous.end(), len(html)) ** 2 > _ATTRIBUTE_WORK:
        raise _too_much("too many elements or attributes for its size")


def _close(open_elements: list[str], name: str) -> int:
    """Close an element; return how many others stood in its way, or 1 when it was not open."""
    for passed, candidate in enumerate(reversed(open_elements[-_SEEN_BACK:])):
        if candidate == name:
            del open_elements[len(open_elements) - 1 - passed :]
            return passed
    return 1


def _attributes(html: str, start: int, end: int) -> int:
    """No fewer than the attributes of a tag, up to the last ``>`` before the next tag.

    The first ``>`` may stand in a value, and attributes behind it would be missed.
    """
    last = html.rfind(">", start, end)
    return len(_BETWEEN_ATTRIBUTES.findall(html, start, end if last < 0 else last))


def _too_much(what: str) -> InputError:
    return InputError(
        f"the page has {what}, as pages have that are made to stall readers",
        remedy="give its text as a .txt file",
    )
