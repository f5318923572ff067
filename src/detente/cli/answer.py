"""What a command tells: records on standard output, progress and messages on standard error, an exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from detente.model import Refusal
    from detente.pipeline import OnProgress

DONE, SOME_REFUSED, WRONG_USE, NOTHING_DONE = 0, 1, 2, 3
BELOW_FLOOR = 1


class Told:
    """What a command did and what it refused; turns both into the exit code."""

    def __init__(self) -> None:
        self.done = 0
        self.refusals = 0

    def refuse(self, refusal: Refusal) -> None:
        """Name a refused record on standard error, with its remedy."""
        self.refusals += 1
        say(f"refused: {refusal.file}: {refusal.record}: {refusal.reason}; {refusal.remedy}")

    def count(self, items: Iterable[Any]) -> Iterator[Any]:
        """Count what passes."""
        for item in items:
            self.done += 1
            yield item

    def finish(self) -> None:
        """Leave with the exit code that fits: 1 where some was refused, 3 where nothing could be done."""
        if self.refusals:
            raise typer.Exit(SOME_REFUSED if self.done else NOTHING_DONE)


@contextmanager
def progress(inputs: list[str]) -> Iterator[OnProgress | None]:
    """A bar on standard error with the time left; nothing where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    from detente.read import count_bytes

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("coding", total=count_bytes(inputs) or None)
        yield lambda count: bar.update(task, advance=count)


def say(message: str) -> None:
    """Tell something on standard error."""
    typer.echo(message, err=True)


def print_records(records: Iterable[Any]) -> None:
    """Print records as JSON, one a line."""
    from detente.model import as_record

    for record in records:
        typer.echo(json.dumps(as_record(record), ensure_ascii=False))


def put(text: str, out: Path | None) -> None:
    """Print a text, or write it to a file."""
    if out is None:
        typer.echo(text, nl=not text.endswith("\n"))
    else:
        out.write_text(text, encoding="utf-8")
        say(f"written: {out}")
