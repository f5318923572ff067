"""Writing events: JSON Lines, CSV that no spreadsheet runs, Parquet with nested columns, a table to read."""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import TextIO

import duckdb

from detente.errors import UsageError
from detente.model import Event, Party, as_record

# A cell that begins with one of these is run as a formula by spreadsheets; text from articles must not be.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

PARTY = (
    "STRUCT(name VARCHAR, country VARCHAR, org VARCHAR, sector VARCHAR, office VARCHAR, person VARCHAR, "
    "span INTEGER[], resolved_by VARCHAR)"
)
PLACE = (
    "STRUCT(name VARCHAR, country VARCHAR, admin1 VARCHAR, latitude DOUBLE, longitude DOUBLE, geonameid BIGINT, "
    '"precision" VARCHAR, span INTEGER[])'
)
SQL_TYPES = {
    "contexts": "VARCHAR[]",
    "quad_class": "INTEGER",
    "goldstein": "DOUBLE",
    "source": f"{PARTY}[]",
    "target": f"{PARTY}[]",
    "reciprocal": "BOOLEAN",
    "place": PLACE,
    "attributes": "VARCHAR[]",
    "span": "INTEGER[]",
    "trigger": "INTEGER[]",
    "confidence": "DOUBLE",
    "coded_by": "STRUCT(coder VARCHAR, version VARCHAR, knowledge VARCHAR, model VARCHAR)",
}
"""Column types of an event in Parquet where they are not plain text."""


def write_events(events: Iterable[Event], *, form: str, out: Path | None) -> None:
    """Write events to a file, or to standard output.

    Args:
        events: What to write; JSON Lines and CSV are written as they come.
        form: ``jsonl``, ``csv``, ``parquet`` or ``table``.
        out: The file; None for standard output.

    Raises:
        UsageError: For Parquet without a file: it is no text that a terminal could show.
    """
    match form:
        case "jsonl":
            with _text(out) as stream:
                for event in events:
                    stream.write(json.dumps(as_record(event), ensure_ascii=False) + "\n")
        case "csv":
            with _text(out) as stream:
                _write_csv(events, stream)
        case "parquet":
            if out is None:
                raise UsageError("--format parquet needs --out FILE")
            _write_parquet(events, out)
        case "table":
            with _text(out) as stream:
                _write_table(events, stream)
        case _:
            raise UsageError(f"no records are written as {form!r}; use jsonl, csv, parquet or table")


@contextmanager
def _text(out: Path | None) -> Iterator[TextIO]:
    if out is None:
        yield sys.stdout
    else:
        with out.open("w", encoding="utf-8", newline="") as stream:
            yield stream


def _write_csv(events: Iterable[Event], stream: TextIO) -> None:
    names = [f.name for f in fields(Event)]
    writer = csv.DictWriter(stream, names, lineterminator="\n")
    writer.writeheader()
    for event in events:
        writer.writerow({name: _cell(value) for name, value in as_record(event).items()})


def _cell(value: object) -> object:
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return value


def _write_parquet(events: Iterable[Event], out: Path) -> None:
    columns = ", ".join(f"'{f.name}': '{SQL_TYPES.get(f.name, 'VARCHAR')}'" for f in fields(Event))
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "events.jsonl"
        write_events(events, form="jsonl", out=lines)
        with duckdb.connect() as connection:
            connection.execute(
                # the column list is made of constants above; the paths are parameters
                "COPY (SELECT * FROM read_json($lines, format = 'newline_delimited', "  # noqa: S608
                f"columns = {{{columns}}})) TO $out (FORMAT parquet)",
                {"lines": str(lines), "out": str(out)},
            )


def _write_table(events: Iterable[Event], stream: TextIO) -> None:
    from rich.console import Console  # noqa: PLC0415 - only people at a terminal need it
    from rich.table import Table  # noqa: PLC0415

    table = Table("date", "type", "source", "target", "place", "modality", "sure")
    for e in events:
        place = e.place.name if e.place is not None else ""
        table.add_row(
            e.event_date or "",
            e.event_type,
            _sides(e.source),
            _sides(e.target),
            place,
            e.modality,
            f"{e.confidence:.2f}",
        )
    Console(file=stream, markup=False).print(table)


def _sides(parties: tuple[Party, ...]) -> str:
    return ", ".join(f"{p.name} [{p.country or p.org or p.sector or '?'}]" for p in parties)
