"""Files, feeds, web pages and archives to articles.

Each input becomes articles, or refusals that say what is wrong and what to do; none is dropped in silence,
and no text is changed. A reader is a function of an opened input and the limits. It yields a refusal for a
record that it cannot use and goes on; it raises InputError when the rest of its input cannot be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from detente.errors import InputError, UsageError
from detente.model import Article, Refusal
from detente.read.dates import is_iso_date
from detente.read.feeds import read_feed
from detente.read.html import read_html
from detente.read.ids import Ids
from detente.read.inputs import expand, open_input, size_of
from detente.read.json_lines import read_json, read_json_lines
from detente.read.limits import Limits
from detente.read.opened import Opened
from detente.read.outlet import outlet_of_last_line
from detente.read.parquet import read_parquet
from detente.read.questions import Asked, Record, read_records
from detente.read.refuse import refusal
from detente.read.sniff import Format, format_of
from detente.read.tables import read_table
from detente.read.text import read_text
from detente.read.warc import read_warc

__all__ = ["Asked", "Limits", "Record", "count_bytes", "read_inputs", "read_records"]

READERS: dict[Format, Callable[[Opened, Limits], Iterator[Article | Refusal]]] = {
    "text": read_text,
    "html": read_html,
    "jsonl": read_json_lines,
    "json": read_json,
    "table": read_table,
    "parquet": read_parquet,
    "feed": read_feed,
    "warc": read_warc,
}

_DEFAULT = Limits()


def read_inputs(
    inputs: Sequence[str],
    *,
    published_at: str | None = None,
    limits: Limits = _DEFAULT,
    on_progress: Callable[[int], None] | None = None,
) -> Iterator[Article | Refusal]:
    """Read articles from files, folders, patterns, http(s) links and standard input (``-``).

    Args:
        inputs: What to read, in this order.
        published_at: The date of articles that have none.
        limits: How much is taken before an input is refused.
        on_progress: Called with the number of bytes that were read since the last call, as they lie on disk.

    Returns:
        Articles and refusals as they come; each input that holds neither counts as refused.

    Raises:
        UsageError: At once, for an input that does not exist or a ``published_at`` that is no date.
    """
    if published_at is not None and not is_iso_date(published_at):
        raise UsageError(f"the date {published_at!r} is none; write it as 2024-03-05")
    return _read(expand(inputs), published_at, limits, on_progress or _nothing)


def count_bytes(inputs: Sequence[str]) -> int:
    """The size of all inputs, for a progress bar; standard input and links count as 0.

    Raises:
        UsageError: As for ``read_inputs``.
    """
    return sum(size_of(name) for name in expand(inputs))


def _read(
    names: Sequence[str], published_at: str | None, limits: Limits, on_progress: Callable[[int], None]
) -> Iterator[Article | Refusal]:
    ids = Ids()
    for name in names:
        for found in _of_input(name, limits, on_progress):
            yield found if isinstance(found, Refusal) else ids.check(_complete(found, published_at), name)


def _of_input(name: str, limits: Limits, on_progress: Callable[[int], None]) -> Iterator[Article | Refusal]:
    empty, waiting = True, size_of(name)

    def count(size: int) -> None:
        nonlocal waiting
        waiting -= size
        on_progress(size)

    try:
        opened = open_input(name, limits, count)
        with opened.stream:
            reader = READERS[format_of(opened.hint, opened.stream.peek())]
            for found in reader(opened, limits):
                empty = False
                yield found
        if empty:
            raise InputError("it holds no article", remedy="leave it out, or check what wrote it")
    except InputError as error:
        yield refusal(error, file=name)
    if waiting > 0:  # refused half-way, or read by a library that opens the file itself
        on_progress(waiting)


def _complete(article: Article, published_at: str | None) -> Article:
    """Fill what the input left open: the date that the caller gave, the outlet that the last line names."""
    return replace(
        article,
        published_at=published_at if article.published_at is None else article.published_at,
        outlet=outlet_of_last_line(article.text) if article.outlet is None else article.outlet,
    )


def _nothing(_: int) -> None:
    """Progress that nobody watches."""
