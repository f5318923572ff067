"""Parquet: one article a row."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from detente.errors import InputError
from detente.model import Article, Refusal
from detente.read.limits import Limits
from detente.read.opened import Opened
from detente.read.record import article
from detente.read.refuse import attempt
from detente.read.tables import check_columns

_PATTERN = re.compile(r"[*?\[]")

_ROWS = 256
"""Rows fetched at once."""

_DATES = {
    "DATE": "strftime({column}, '%Y-%m-%d')",
    "TIMESTAMP": "strftime({column}, '%Y-%m-%dT%H:%M:%S')",
    "TIMESTAMP_S": "strftime({column}::TIMESTAMP, '%Y-%m-%dT%H:%M:%S')",
    "TIMESTAMP_MS": "strftime({column}::TIMESTAMP, '%Y-%m-%dT%H:%M:%S')",
    "TIMESTAMP_NS": "strftime({column}::TIMESTAMP, '%Y-%m-%dT%H:%M:%S')",
    "TIMESTAMP WITH TIME ZONE": "strftime(make_timestamp(epoch_us({column})), '%Y-%m-%dT%H:%M:%SZ')",
}
"""How each date type becomes an ISO date; of a zoned time, Parquet keeps the instant and not the zone."""

_NUMBERS = frozenset({"BIGINT", "HUGEINT", "INTEGER", "SMALLINT", "TINYINT", "UBIGINT", "UINTEGER", "UUID"})
"""Types that an id may have besides text."""


def read_parquet(opened: Opened, limits: Limits) -> Iterator[Article | Refusal]:
    """Read one article a row; row 1 is the first.

    Raises:
        InputError: For a file that is no Parquet, or has a column that is not known or not text.
    """
    with _on_disk(opened) as path, closing(_connection(path)) as database:
        try:
            yield from _rows(database, path, opened.name, limits)
        except (duckdb.Error, RuntimeError, UnicodeError) as error:  # names that are not UTF-8
            reason = str(error).split("\n", 1)[0].replace(str(path), opened.name)
            raise InputError(f"the Parquet file cannot be read ({reason})", remedy="write or fetch it again") from error


def _rows(database: duckdb.DuckDBPyConnection, path: Path, name: str, limits: Limits) -> Iterator[Article | Refusal]:
    files = [str(path)]
    table = "FROM read_parquet(?, hive_partitioning = false)"
    described = database.execute(f"SELECT * {table} LIMIT 0", files).description or []
    columns = [str(column[0]) for column in described]
    check_columns(columns)
    selected = ", ".join(_selected(str(column[0]), str(column[1])) for column in described)
    result = database.execute(f"SELECT {selected} {table}", files)
    number = 0
    while batch := result.fetchmany(_ROWS):
        for row in batch:
            number += 1
            yield attempt(
                partial(article, dict(zip(columns, row, strict=True)), limits),
                file=name,
                record=f"row {number}",
                raw=partial("\t".join, [str(cell) for cell in row if cell is not None]),
            )


def _selected(column: str, kind: str) -> str:
    """The expression that makes text of a column; only known column names come here."""
    if kind == "VARCHAR" or kind.startswith("ENUM"):
        return f'"{column}"::VARCHAR'
    if column == "published_at" and kind in _DATES:
        return _DATES[kind].format(column=f'"{column}"')
    if column == "id" and kind in _NUMBERS:
        return f'"{column}"::VARCHAR'
    raise InputError(f"the column {column!r} is of type {kind}", remedy="write it as a string")


def _connection(path: Path) -> duckdb.DuckDBPyConnection:
    database = duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "memory_limit": "2GB",
            "temp_directory": "",
            "threads": "1",
        }
    )
    # A hostile file must not make the database open anything else.
    database.execute("SET allowed_paths = [?]".replace("?", "'" + str(path).replace("'", "''") + "'"))
    database.execute("SET enable_external_access = false")
    return database


@contextmanager
def _on_disk(opened: Opened) -> Iterator[Path]:
    """A plain name for the file, or for a copy of what came through a pipe: Parquet is read from its end.

    DuckDB would take a name with ``*``, ``?`` or ``[`` in it for a pattern and read other files too.
    """
    if opened.path is not None and _PATTERN.search(str(opened.path.resolve())) is None:
        yield opened.path.resolve()
        return
    with TemporaryDirectory() as folder:
        path = Path(folder).resolve() / "input.parquet"
        if opened.path is None:
            with path.open("wb") as copy:
                shutil.copyfileobj(opened.stream, copy)
        else:
            path.symlink_to(opened.path.resolve())
        yield path
