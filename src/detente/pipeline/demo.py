"""Everything on the bundled example reports."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from detente.model import Signal
from detente.pipeline.articles import Ingested, ingest
from detente.pipeline.briefs import brief_of_dyad, rendered
from detente.pipeline.progress import OnProgress, OnRefusal
from detente.pipeline.relations import signals_of_lake, timeline_of_lake

DEMO_DYAD = ("EGY", "TUR")


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo did, for the terminal to show."""

    ingested: Ingested
    dyad: tuple[str, str]
    timeline: Any
    signals: list[Signal]
    lake: Path
    files: tuple[Path, ...]


@contextmanager
def demo_corpus() -> Iterator[Path]:
    """The bundled example reports as a file."""
    with as_file(files("detente.demo") / "corpus.jsonl") as path:
        yield path


def demo(corpus: Path, out: Path, *, on_refusal: OnRefusal, on_progress: OnProgress | None) -> Demo:
    """Code the bundled reports into a lake below ``out`` and write the brief of one dyad there."""
    lake = out / "lake"
    ingested = ingest([str(corpus)], lake, on_refusal=on_refusal, on_progress=on_progress)
    written = brief_of_dyad(lake, DEMO_DYAD, since=None, until=None)
    written_files = []
    for form, suffix in (("html", "html"), ("markdown", "md")):
        path = out / f"egypt-turkey.{suffix}"
        path.write_text(rendered(written, form), encoding="utf-8")
        written_files.append(path)
    return Demo(
        ingested=ingested,
        dyad=DEMO_DYAD,
        timeline=timeline_of_lake(lake, DEMO_DYAD),
        signals=signals_of_lake(lake, DEMO_DYAD, since=None, until=None),
        lake=lake,
        files=tuple(written_files),
    )
