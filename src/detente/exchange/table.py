"""Any table of events between states, CSV or Parquet, to happenings."""

from __future__ import annotations

import csv
import glob
import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import IO

import duckdb

from detente.errors import InputError, UsageError
from detente.exchange.cameo import goldstein, is_code
from detente.knowledge.ontology import code_of_types
from detente.model import Happening, Refusal

Record = dict[str, str | None]

_NEEDED = ("date", "source_country", "target_country")
_ACTS = ("cameo", "event_type")
_OPTIONAL = ("goldstein", "id")
_PARQUET = "read_parquet(?, hive_partitioning = false)"
_STATE = re.compile(r"[A-Z]{3}", re.ASCII)
_RAW = 2000
_BATCH = 10_000


def read_event_table(path: str | Path, *, on_refusal: Callable[[Refusal], None] | None = None) -> list[Happening]:
    """Read a table with ``date``, ``source_country``, ``target_country`` and ``cameo`` or ``event_type``.

    ``goldstein`` (-10 to 10) is taken from the table where it is given, else from the code. ``id`` is the
    table's own, else the row number, from 1. Other columns are not looked at. A row that is no act between
    two states, because one is missing or both are the same, is left out.

    Args:
        path: CSV or TSV, also gzipped, or Parquet.
        on_refusal: Called with each row that cannot be used; without it, the first such row is an error.

    Returns:
        One happening a row, in the order of the table.

    Raises:
        UsageError: When the file does not exist or its name ends in nothing known.
        InputError: When the file cannot be read or lacks a column, or for a row (see ``on_refusal``).
    """
    path = Path(path)
    if not path.is_file():
        raise UsageError(f"{path}: no such file; check the path")
    found = []
    for number, row in enumerate(_rows(path), start=1):
        try:
            happening = _happening(row, number)
        except InputError as error:
            if on_refusal is None:
                raise
            on_refusal(Refusal(str(path), error.record, error.reason, error.remedy, repr(row)[:_RAW]))
            continue
        if happening is not None:
            found.append(happening)
    return found


def _rows(path: Path) -> Iterator[Record]:
    name = path.name.lower()
    if name.endswith((".csv", ".csv.gz")):
        return _text_rows(path, ",")
    if name.endswith((".tsv", ".tsv.gz")):
        return _text_rows(path, "\t")
    if name.endswith((".parquet", ".pq")):
        return _parquet_rows(path)
    raise UsageError(f"{path}: not a table of events; give .csv, .tsv (also .gz) or .parquet")


def _text_rows(path: Path, delimiter: str) -> Iterator[Record]:
    try:
        with _open_text(path) as text:
            reader = csv.DictReader(text, delimiter=delimiter)
            columns = _columns(path, list(reader.fieldnames or ()))
            for row in reader:
                yield {column: row[column] for column in columns}
    except (csv.Error, UnicodeDecodeError, EOFError, OSError, zlib.error) as error:
        raise InputError(f"{path} cannot be read ({error})", remedy="give CSV in UTF-8") from error


def _open_text(path: Path) -> IO[str]:
    if path.name.lower().endswith(".gz"):
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def _parquet_rows(path: Path) -> Iterator[Record]:
    name = [glob.escape(str(path))]  # the name is a name, whatever signs stand in it
    try:
        with duckdb.connect(config={"autoinstall_known_extensions": False}) as connection:
            described = connection.execute(f"DESCRIBE SELECT * FROM {_PARQUET}", name).fetchall()  # noqa: S608
            kinds = {column[0]: column[1] for column in described}
            columns = _columns(path, list(kinds))
            if kinds.get("cameo", "VARCHAR") != "VARCHAR":
                raise InputError(
                    f"{path}: column 'cameo' is {kinds['cameo']}, which has lost leading zeros",
                    remedy="write it as text",
                )
            chosen = ", ".join(f"{column}::VARCHAR" for column in columns)  # our own names, never the file's
            rows = connection.execute(f"SELECT {chosen} FROM {_PARQUET}", name)  # noqa: S608
            while batch := rows.fetchmany(_BATCH):
                for row in batch:
                    yield dict(zip(columns, row, strict=True))
    except duckdb.Error as error:
        raise InputError(f"{path} cannot be read ({error})", remedy="give a Parquet file") from error


def _columns(path: Path, header: list[str]) -> list[str]:
    for column in _NEEDED:
        if column not in header:
            raise InputError(f"{path} has no column {column!r}", remedy="rename the column that holds it")
    if not any(column in header for column in _ACTS):
        raise InputError(f"{path} has no column 'cameo' or 'event_type'", remedy="rename the column that holds the act")
    return [column for column in (*_NEEDED, *_ACTS, *_OPTIONAL) if column in header]


def _happening(row: Record, number: int) -> Happening | None:
    where = f"row {number}"
    source, target = _state(row, "source_country", where), _state(row, "target_country", where)
    if source is None or target is None or source == target:
        return None
    event_type = _text(row, "event_type")
    cameo = _code(row, event_type, where)
    return Happening(
        date=_day(row, where),
        source_country=source,
        target_country=target,
        event_type=event_type,
        cameo=cameo,
        goldstein=_goldstein(row, cameo, where),
        id=_text(row, "id") or str(number),
    )


def _text(row: Record, column: str) -> str | None:
    value = row.get(column)
    return value.strip() or None if value is not None else None


def _state(row: Record, column: str, where: str) -> str | None:
    value = _text(row, column)
    if value is not None and not _STATE.fullmatch(value):
        raise InputError(f"{column} {value!r} is no state", remedy="give ISO 3166-1 alpha-3", record=where)
    return value


def _day(row: Record, where: str) -> str:
    value = _text(row, "date") or ""
    try:
        return date.fromisoformat(value[:10]).isoformat()
    except ValueError as error:
        raise InputError(f"date {value!r} is no day", remedy="give YYYY-MM-DD", record=where) from error


def _code(row: Record, event_type: str | None, where: str) -> str:
    code = _text(row, "cameo")
    if code is None and event_type is not None:
        code = code_of_types().get(event_type, "")
        if not code:
            raise InputError(
                f"event_type {event_type!r} is unknown", remedy="give one of: detente ontology show", record=where
            )
    if code is None or not is_code(code):
        raise InputError(f"cameo {code!r} is no code", remedy="give it as text with its leading zero", record=where)
    return code


def _goldstein(row: Record, cameo: str, where: str) -> float:
    given = _text(row, "goldstein")
    if given is None:
        score = goldstein(cameo)
        if score is None:
            raise InputError(f"cameo {cameo!r} has no Goldstein score", remedy="give goldstein", record=where)
        return score
    try:
        score = float(given)
    except ValueError:
        score = float("nan")
    if not -10 <= score <= 10:
        raise InputError(f"goldstein {given!r} is out of range", remedy="give -10 to 10", record=where)
    return score
