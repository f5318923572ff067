"""Records of the locate probe: texts with their ids."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from detente.errors import UsageError
from detente.model import Article, Refusal
from detente.read.stream import Counted, Line, buffered, lines

LONGEST = 5_000_000  # bytes of a line
SHOWN = 2_000  # characters of a refused record
KEYS = ("id", "text")


def read_texts(source: str, *, on_progress: Callable[[int], None] | None = None) -> Iterator[Article | Refusal]:
    """Read JSON Lines with ``id``, ``text`` and ``published_at``; further keys are labels and left aside.

    Args:
        source: A file, or ``-`` for standard input.
        on_progress: Is told how many bytes were read.

    Raises:
        UsageError: When the file does not exist.
    """
    if source == "-":
        yield from _read(sys.stdin.buffer, "standard input", on_progress)
        return
    path = Path(source)
    if not path.is_file():
        raise UsageError(f"{source}: no such file; name a JSON Lines file, or - for standard input")
    with path.open("rb") as stream:
        yield from _read(stream, source, on_progress)


def _read(stream: BinaryIO, name: str, on_progress: Callable[[int], None] | None) -> Iterator[Article | Refusal]:
    counted = Counted(stream, on_progress or (lambda _: None), closes=False)
    for line in lines(buffered(counted), LONGEST):
        if line.data is None or line.data.strip():
            yield _text(line, name)


def _text(line: Line, name: str) -> Article | Refusal:
    def refused(reason: str, remedy: str) -> Refusal:
        raw = None if line.data is None else line.data[:SHOWN].decode("utf-8", "replace")
        return Refusal(name, f"line {line.number}", reason, remedy, raw)

    if line.data is None:
        return refused(f"the line is longer than {LONGEST:,} bytes", "give one article a line")
    try:
        value: Any = json.loads(line.data)
    except (ValueError, RecursionError):
        return refused("it is no JSON", "write one JSON object a line")
    if not isinstance(value, dict):
        return refused("it is no JSON object", "write one JSON object a line")
    for key in KEYS:
        if not isinstance(value.get(key), str) or not value[key]:
            return refused(f"the key {key!r} is missing or no text", "give id and text, and published_at if known")
        if any("\ud800" <= character <= "\udfff" for character in value[key]):
            return refused(
                f"the key {key!r} has half a surrogate pair", "mend the program that cut the character in two"
            )
    published = value.get("published_at")
    if published is not None and not isinstance(published, str):
        return refused("the key 'published_at' is no text", "write an ISO date, or null")
    return Article(value["id"], value["text"], published_at=published)
