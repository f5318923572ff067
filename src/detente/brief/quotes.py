"""Quotations: whole clauses of an article, short enough to print."""

from __future__ import annotations

import re
from typing import NamedTuple

from detente.knowledge.wording import words
from detente.model import Span

MOST_WORDS = 35
FEWEST_WORDS = 6


class Quotation(NamedTuple):
    """Words to quote: where they stand, and whether they are a whole sentence."""

    span: Span
    opens: bool
    ends: bool


def quotation(text: str, sentence: Span) -> Quotation | None:
    """The sentence, or as many of its leading clauses as may be quoted; None if nothing is fit to print."""
    start = _after_connective(text, sentence)
    body = text[start : sentence.end]
    if _unfit(body):
        return None
    if len(body.split()) <= MOST_WORDS:
        ends = body.rstrip("”’\"'").endswith((".", "!", "?", "…"))
        found = Quotation(Span(start, sentence.end), start == sentence.start, ends)
    else:
        end = _clause_end(body)
        if end is None:
            return None
        found = Quotation(Span(start, start + end), start == sentence.start, ends=False)
    enough = len(text[found.span.start : found.span.end].split()) >= FEWEST_WORDS
    return found if enough else None


def _after_connective(text: str, sentence: Span) -> int:
    body = text[sentence.start : sentence.end]
    for word in words("connectives"):
        if re.match(rf"{word},\s", body):
            return sentence.start + len(word) + 2
    return sentence.start


def _unfit(body: str) -> bool:
    folded = body.casefold()
    return (
        "\n" in body.strip()
        or any(word in folded for word in words("furniture"))
        or re.search(r"[<>{}\[\]|]", body) is not None
        or not _balanced(body)
    )


def _balanced(body: str) -> bool:
    pairs = (("(", ")"), ("“", "”"))
    return all(body.count(a) == body.count(b) for a, b in pairs) and body.count('"') % 2 == 0


def _clause_end(body: str) -> int | None:
    """Where the longest run of leading clauses ends that is short enough."""
    needed = 1 if body.split(maxsplit=1)[0].rstrip(",") in words("subordinators") else 0
    best = None
    for mark in words("cuts"):
        for match in re.finditer(re.escape(mark) + (r"\b" if mark[-1].isalpha() else ""), body):
            head = body[: match.start()]
            fits = FEWEST_WORDS <= len(head.split()) <= MOST_WORDS and _balanced(head)
            if fits and head.count(",") >= needed and (best is None or match.start() > best):
                best = match.start()
    return best


def orphaned(text: str, span: Span) -> bool:
    """Whether the words begin with a pronoun that the reader cannot resolve."""
    opening = text[span.start : span.end].split()
    return not opening or opening[0].rstrip(",") in words("orphans")


def marked(quote: str) -> str:
    """A quotation in quotation marks; those inside become single ones."""
    inside = quote.replace("“", "‘").replace("”", "’")
    inside = re.sub(r'"([^"]*)"', r"‘\1’", inside)
    return f"“{' '.join(inside.split())}”"
