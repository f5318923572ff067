"""A sentence as the classifier reads it: token ids with markers around source and target."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from detente.knowledge.classifier import ClassifierCard
from detente.model import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

BEGIN, END = 101, 102  # [CLS] and [SEP] of BERT's vocabulary
AROUND = 20  # tokens kept before the first marker and behind the last one when a sentence is too long


class Marked(NamedTuple):
    """Token ids, and the positions of the markers that open source and target."""

    tokens: list[int]
    source: int
    target: int


def marked(tokenizer: Tokenizer, card: ClassifierCard, text: str, source: Span | None, target: Span | None) -> Marked:
    """Mark source and target in a sentence.

    A side that the sentence does not name is an empty pair of markers: before the sentence for a source, behind it
    for a target.

    Args:
        tokenizer: The classifier's tokenizer.
        card: Its markers and greatest length.
        text: The sentence.
        source: Where the source stands in it, or None.
        target: Where the target stands in it, or None.
    """
    encoded = tokenizer.encode(text, add_special_tokens=False)
    begins, ends = [a for a, _ in encoded.offsets], [b for _, b in encoded.offsets]
    open_source, close_source, open_target, close_target = card.markers
    count = len(encoded.ids)
    marks: list[tuple[int, int, int]] = []  # position, rank (what closes stands before what opens), id
    for span, opening, closing, nowhere, rank in (
        (source, open_source, close_source, 0, -2),
        (target, open_target, close_target, count, 3),
    ):
        if span is None or span.end <= span.start:
            marks += [(nowhere, rank, opening), (nowhere, rank + 1, closing)]
            continue
        first = next((k for k in range(count) if ends[k] > span.start), count)
        behind = next((k for k in range(first, count) if begins[k] >= span.end), count)
        marks += [(first, 1, opening), (max(behind, first), 0 if behind > first else 2, closing)]
    tokens, done = [BEGIN], 0
    for position, _, mark in sorted(marks):
        tokens += encoded.ids[done:position]
        tokens.append(mark)
        done = position
    tokens += [*encoded.ids[done:], END]
    at = tokens.index(open_source), tokens.index(open_target)
    return _shortened(tokens, *at, card.longest)


def _shortened(tokens: list[int], source: int, target: int, longest: int) -> Marked:
    """Cut away what is far from both parties; where they stand far apart, what lies between them."""
    if len(tokens) <= longest:
        return Marked(tokens, source, target)
    low, high = min(source, target), max(source, target)
    room = longest - 2
    begin = max(1, low - AROUND)
    if high + AROUND - begin <= room:
        kept = tokens[begin : begin + room]
        return Marked([BEGIN, *kept, END], source - begin + 1, target - begin + 1)
    half = room // 2
    left, right_begin = tokens[begin : begin + half], max(begin + half, high - half // 2)
    right = tokens[right_begin : right_begin + half]
    new = {low: low - begin + 1, high: high - right_begin + len(left) + 1}
    return Marked([BEGIN, *left, *right, END], new[source], new[target])
