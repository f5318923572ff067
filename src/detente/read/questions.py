"""Records of the probes: JSON Lines of a few text keys, bad ones refused by name."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from detente.errors import UsageError
from detente.model import Refusal
from detente.read.stream import Counted, Line, buffered, lines

LONGEST = 5_000_000  # bytes of a line
SHOWN = 2_000  # characters of a refused record


@dataclass(frozen=True, slots=True)
class Asked:
    """The keys that a probe reads: ``needed`` ones are texts that are not empty, ``optional`` ones texts or null."""

    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a probe: its values by key, and where it stood (``line 3`` of a file)."""

    file: str
    where: str
    values: dict[str, str | None]

    def text(self, key: str) -> str:
        """The value of a needed key."""
        return self.values[key] or ""

    def refused(self, reason: str, remedy: str) -> Refusal:
        """The record as one that could not be used."""
        return Refusal(self.file, self.where, reason, remedy, json.dumps(self.values, ensure_ascii=False)[:SHOWN])


def read_records(
    source: str, asked: Asked, *, on_progress: Callable[[int], None] | None = None
) -> Iterator[Record | Refusal]:
    """Read the asked keys of JSON Lines; further keys are labels and left aside.

    Args:
        source: A file, or ``-`` for standard input.
        asked: The keys.
        on_progress: Is told how many bytes were read.

    Raises:
        UsageError: When the file does not exist.
    """
    if source == "-":
        yield from _read(sys.stdin.buffer, "standard input", asked, on_progress)
        return
    path = Path(source)
    if not path.is_file():
        raise UsageError(f"{source}: no such file; name a JSON Lines file, or - for standard input")
    with path.open("rb") as stream:
        yield from _read(stream, source, asked, on_progress)


def _read(
    stream: BinaryIO, name: str, asked: Asked, on_progress: Callable[[int], None] | None
) -> Iterator[Record | Refusal]:
    counted = Counted(stream, on_progress or (lambda _: None), closes=False)
    for line in lines(buffered(counted), LONGEST):
        if line.data is None or line.data.strip():
            yield _record(line, name, asked)


def _record(line: Line, name: str, asked: Asked) -> Record | Refusal:
    def refused(reason: str, remedy: str) -> Refusal:
        raw = None if line.data is None else line.data[:SHOWN].decode("utf-8", "replace")
        return Refusal(name, f"line {line.number}", reason, remedy, raw)

    if line.data is None:
        return refused(
            f"the line is longer than {LONGEST:,} bytes", "give one text a line, and no more than an article"
        )
    try:
        value: Any = json.loads(line.data)
    except (ValueError, RecursionError):
        return refused("it is no JSON", "write one JSON object a line")
    if not isinstance(value, dict):
        return refused("it is no JSON object", "write one JSON object a line")
    for key in asked.needed:
        if not isinstance(value.get(key), str) or not value[key]:
            return refused(f"the key {key!r} is missing or no text", f"give all of {', '.join(asked.needed)}")
    for key in asked.optional:
        if not isinstance(value.get(key), str | None):
            return refused(f"the key {key!r} is no text", f"give {key} as a text, or null")
    kept = {key: value.get(key) or None for key in (*asked.needed, *asked.optional)}
    for key, text in kept.items():
        if text is not None and any("\ud800" <= character <= "\udfff" for character in text):
            return refused(
                f"the key {key!r} has half a surrogate pair", "mend the program that cut the character in two"
            )
    return Record(name, f"line {line.number}", kept)
