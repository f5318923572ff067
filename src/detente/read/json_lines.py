"""JSON Lines (one article a line) and JSON files (an array of articles, or one)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from detente.errors import InputError
from detente.model import Article, Refusal
from detente.read.decode import utf8
from detente.read.limits import Limits
from detente.read.opened import Opened
from detente.read.record import article
from detente.read.refuse import attempt
from detente.read.stream import Line, lines, read_all


def read_json_lines(opened: Opened, limits: Limits) -> Iterator[Article | Refusal]:
    """Read one article a line; blank lines are passed over.

    Raises:
        InputError: Naming the line in which the file breaks off.
    """
    for line in lines(opened.stream, limits.max_record_bytes):
        if line.data is None or line.data.strip():
            yield attempt(
                partial(_of_line, line, limits),
                file=opened.name,
                record=f"line {line.number}",
                raw=partial(getattr, line, "data"),
            )


def read_json(opened: Opened, limits: Limits) -> Iterator[Article | Refusal]:
    """Read a JSON file: an array, a single object, or in truth JSON Lines.

    Raises:
        InputError: When the file is no JSON, or too large to be read as a whole.
    """
    if _is_json_lines(opened):
        yield from read_json_lines(opened, limits)
        return
    data = read_all(opened.stream, limits.max_file_bytes, remedy="write it as JSON Lines, one article a line")
    content = parsed(utf8(data))
    for number, item in enumerate(content if isinstance(content, list) else [content], 1):
        yield attempt(
            partial(_of_object, item, limits),
            file=opened.name,
            record=f"record {number}",
            raw=partial(_written, item),
        )


def parsed(text: str) -> object:
    """Parse JSON strictly: a key that stands twice in an object is an error too.

    Raises:
        InputError: When it is no JSON, or nested too deeply to be read.
    """
    try:
        return json.loads(text, object_pairs_hook=_without_repeats)
    except RecursionError as error:
        raise InputError("the JSON is nested too deeply", remedy="give flat objects") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno} column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise InputError(f"not JSON: {error.msg} at {where}", remedy="mend the JSON there") from error
    except ValueError as error:  # a number of more digits than Python reads
        raise InputError(f"not usable JSON: {error}", remedy="give such numbers as strings") from error


def _of_line(line: Line, limits: Limits) -> Article:
    if line.data is None:
        raise InputError(
            f"the line is longer than {limits.max_record_bytes:,} bytes", remedy="split it into its articles"
        )
    return _of_object(parsed(utf8(line.data, offset=line.offset)), limits)


def _of_object(item: object, limits: Limits) -> Article:
    if not isinstance(item, dict):
        raise InputError("not a JSON object", remedy='give each article as an object: {"text": "…"}')
    return article(item, limits)


def _written(item: object) -> str | None:
    try:
        return json.dumps(item, ensure_ascii=False)
    except RecursionError:  # what could just be read may be too deep to be written
        return None


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise InputError(f"the key {key!r} stands twice", remedy="keep one of the two")
        found[key] = value
    return found


def _is_json_lines(opened: Opened) -> bool:
    """Whether the first line is a whole object, which an indented file or an array does not begin with."""
    first = opened.stream.peek().split(b"\n", 1)[0].removeprefix(b"\xef\xbb\xbf").strip()
    if not first.startswith(b"{"):
        return False
    if not first.endswith(b"}"):
        # A line longer than the look-ahead; an indented object has little on its first line.
        return len(first) > 1 and b"\n" not in opened.stream.peek()
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return True
