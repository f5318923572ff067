"""Records of the probes: JSON Lines of a few text keys, bad ones refused by name."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from detente.errors import UsageError
from detente.model import Refusal

LONGEST = 1_000_000  # bytes of a line


@dataclass(frozen=True, slots=True)
class Asked:
    """The keys that a probe reads: ``needed`` ones are texts that are not empty, ``optional`` ones texts or null."""

    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A text in which ``source`` and ``target`` stand as substrings."""

    id: str
    text: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a probe: its values by key, and where it stood (``line 3`` of a file)."""

    file: str
    where: str
    values: dict[str, str | None]

    def refused(self, reason: str, remedy: str) -> Refusal:
        """The record as one that could not be used."""
        return Refusal(self.file, self.where, reason, remedy, json.dumps(self.values, ensure_ascii=False)[:2000])


def read_questions(source: str) -> Iterator[Question | Refusal]:
    """Read JSON Lines with ``id``, ``text``, ``source`` and ``target``; further keys are labels and left aside.

    Raises:
        UsageError: When the file does not exist.
    """
    for record in read_records(source, Asked(("id", "text", "source", "target"))):
        if isinstance(record, Refusal):
            yield record
        else:
            yield Question(**{key: value or "" for key, value in record.values.items()})


def read_records(source: str, asked: Asked) -> Iterator[Record | Refusal]:
    """Read the asked keys of JSON Lines; further keys are left aside, ``-`` is standard input.

    Raises:
        UsageError: When the file does not exist.
    """
    if source == "-":
        yield from _lines(sys.stdin.buffer, "standard input", asked)
        return
    path = Path(source)
    if not path.is_file():
        raise UsageError(f"{source}: no such file; name a JSON Lines file, or - for standard input")
    with path.open("rb") as stream:
        yield from _lines(stream, source, asked)


def _lines(stream: BinaryIO, name: str, asked: Asked) -> Iterator[Record | Refusal]:
    for number, line in enumerate(stream, 1):
        if line.strip():
            yield _record(line, name, f"line {number}", asked)


def _record(line: bytes, name: str, where: str, asked: Asked) -> Record | Refusal:
    def refused(reason: str, remedy: str) -> Refusal:
        return Refusal(name, where, reason, remedy, line[:2000].decode("utf-8", "replace"))

    if len(line) > LONGEST:
        return refused(f"the line is longer than {LONGEST:,} bytes", "ask about a phrase, a sentence or a paragraph")
    try:
        value = json.loads(line)
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
    return Record(name, where, {key: value.get(key) or None for key in (*asked.needed, *asked.optional)})
