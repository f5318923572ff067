"""Cutting a text into paragraphs, so that no sentence runs over a heading and memory stays bounded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from detente.knowledge.gazetteer import known_places
from detente.model import Span

LINE = re.compile(r"[^\n\r\u2028\u2029]+")
DATELINE = re.compile(
    r"\s*(?P<town>[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{2,}(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’-]+){0,3})(?:, [A-Z][a-z]+\.?)?"
    r"(?P<day>, (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?)?"
    r" ?(?P<agency>\([^()\n]{2,40}\) ?)?(?:--|[-–—:]) ?(?=\S)"
)
ENDS = tuple(".!?:;\"'”’)]»")
WRAPPED_WIDTH = range(50, 101)  # plain text that was wrapped for a terminal or for mail
LONGEST_BLOCK = 20_000  # code points; the parser's memory grows with the block


def blocks(text: str) -> Iterator[Span]:
    """Paragraphs of a text as spans without leading or trailing white space.

    A line break ends a paragraph, except in text that was wrapped to a fixed width, where a blank line does.
    """
    lines = [match.span() for match in LINE.finditer(text) if not match.group().isspace()]
    joined: list[tuple[int, int]] = []
    wrapped = _is_wrapped(text, lines)
    for start, end in lines:
        if wrapped and joined and text.count("\n", joined[-1][1], start) == 1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    for start, end in joined:
        begin = _after_dateline(text, start, end)
        yield from _stripped(text, start, begin)
        yield from _bounded(text, begin, end)


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether most lines that another follows at once end in the middle of a sentence at about one width."""
    inner = [text[a:b].rstrip() for (a, b), (c, _) in pairwise(lines) if text.count("\n", b, c) == 1]
    if len(inner) < 2:
        return False
    unfinished = sum(not line.endswith(ENDS) for line in inner)
    return int(median(map(len, inner))) in WRAPPED_WIDTH and unfinished > len(inner) / 2


def _after_dateline(text: str, start: int, end: int) -> int:
    """Where the first sentence begins behind "CAIRO, March 3 (Agency) - ": a dateline is no part of it."""
    match = DATELINE.match(text, start, end)
    if match is None:
        return start
    dated = match["day"] is not None or match["agency"] is not None
    if dated:
        return match.end()
    return match.end() if known_places(match["town"]) else start


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > LONGEST_BLOCK:
        cut = text.rfind(". ", start, start + LONGEST_BLOCK) + 1
        if cut <= start:
            cut = start + LONGEST_BLOCK
        yield from _stripped(text, start, cut)
        start = cut
    yield from _stripped(text, start, end)


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if right > left:
        yield Span(start + left, start + right)
