"""Records of the classify probe: a text with its source and target."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from detente.errors import UsageError
from detente.model import Refusal

KEYS = ("id", "text", "source", "target")
LONGEST = 1_000_000  # bytes of a line


@dataclass(frozen=True, slots=True)
class Question:
    """A text in which ``source`` and ``target`` stand as substrings."""

    id: str
    text: str
    source: str
    target: str


def read_questions(source: str) -> Iterator[Question | Refusal]:
    """Read JSON Lines with ``id``, ``text``, ``source`` and ``target``; further keys are labels and left aside.

    Raises:
        UsageError: When the file does not exist.
    """
    if source == "-":
        yield from _lines(sys.stdin.buffer, "standard input")
        return
    path = Path(source)
    if not path.is_file():
        raise UsageError(f"{source}: no such file; name a JSON Lines file, or - for standard input")
    with path.open("rb") as stream:
        yield from _lines(stream, source)


def _lines(stream: BinaryIO, name: str) -> Iterator[Question | Refusal]:
    for number, line in enumerate(stream, 1):
        if line.strip():
            yield _question(line, name, f"line {number}")


def _question(line: bytes, name: str, record: str) -> Question | Refusal:
    def refused(reason: str, remedy: str) -> Refusal:
        return Refusal(name, record, reason, remedy, line[:2000].decode("utf-8", "replace"))

    if len(line) > LONGEST:
        return refused(f"the line is longer than {LONGEST:,} bytes", "ask about a sentence or a paragraph")
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return refused("it is no JSON", "write one JSON object a line")
    if not isinstance(value, dict):
        return refused("it is no JSON object", "write one JSON object a line")
    for key in KEYS:
        if not isinstance(value.get(key), str) or not value[key]:
            return refused(f"the key {key!r} is missing or no text", f"give all of {', '.join(KEYS)}")
    return Question(*(value[key] for key in KEYS))
