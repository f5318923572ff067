"""CSV and TSV: one article a row, under a header of known columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import partial

from detente.errors import InputError
from detente.model import Article, Refusal
from detente.read.decode import BOM, utf8
from detente.read.limits import Limits
from detente.read.opened import Opened
from detente.read.record import KEYS, article, check_keys
from detente.read.refuse import attempt, refusal
from detente.read.stream import lines

_DELIMITERS = (",", ";", "\t")


class _Lines:
    """Decoded lines for the csv module, with memory of the first byte that could not be decoded.

    A quoted cell may run over many lines, so a broken byte must not end the row in its middle: it passes in
    disguise (``surrogateescape``), and the row that holds it is refused once it is complete.
    """

    def __init__(self, opened: Opened, limits: Limits) -> None:
        self._lines = lines(opened.stream, limits.max_record_bytes)
        self._limits = limits
        self._row_bytes = 0
        self._fault: InputError | None = None

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            if line.data is None or self._row_bytes > self._limits.max_record_bytes:
                raise InputError(
                    f"a row of more than {self._limits.max_record_bytes:,} bytes; the rest was not read",
                    remedy="close its quotes, or split its text into its articles",
                    record=f"line {line.number}",
                )
            self._row_bytes += len(line.data)
            try:
                yield utf8(line.data, offset=line.offset)
            except InputError as error:
                self._fault = self._fault or error
                yield line.data.removeprefix(BOM if line.offset == 0 else b"").decode("utf-8", "surrogateescape")

    def end_row(self) -> InputError | None:
        """Start the count of a new row; return the fault of the one that ended."""
        fault, self._fault, self._row_bytes = self._fault, None, 0
        return fault


def read_table(opened: Opened, limits: Limits) -> Iterator[Article | Refusal]:
    """Read one article a row; row 1 is the header, blank rows are passed over.

    Raises:
        InputError: For a header without ``text`` or with a column that is not known, and when the rest of the
            file cannot be read.
    """
    # The module's own bound of 128 KiB a cell is below the length of an article; it can only be set globally.
    csv.field_size_limit(max(csv.field_size_limit(), limits.max_record_bytes))
    source = _Lines(opened, limits)
    rows = csv.reader(source, delimiter=_delimiter(opened), strict=True)
    header = _header(rows, source)
    number = 1
    while True:
        number += 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            source.end_row()
            yield refusal(_broken_row(error), file=opened.name, record=f"row {number}")
            continue
        fault = source.end_row()
        if row is None:
            return
        if row:
            yield attempt(
                partial(_of_row, header, row, fault, limits),
                file=opened.name,
                record=f"row {number}",
                raw=partial(_written, row),
            )


def _delimiter(opened: Opened) -> str:
    """Tab for ``.tsv``; else whatever cuts the first line into the most known columns."""
    if opened.hint.lower().removesuffix(".gz").endswith(".tsv"):
        return "\t"
    first = opened.stream.peek().removeprefix(BOM).split(b"\n", 1)[0].decode("utf-8", "replace")
    return max(_DELIMITERS, key=lambda mark: sum(cell.strip(' "\r') in KEYS for cell in first.split(mark)))


def _header(rows: Iterator[list[str]], source: _Lines) -> list[str]:
    try:
        header = next(rows, [])
    except csv.Error as error:
        raise _broken_row(error) from error
    fault = source.end_row()
    if fault is not None:
        raise fault
    repeated = sorted({name for name in header if header.count(name) > 1})
    if repeated:
        raise InputError(f"the column {repeated[0]!r} stands twice", remedy="keep one of the two")
    check_columns(header)
    return header


def check_columns(columns: list[str]) -> None:
    """Refuse a table whose columns are not those of an article.

    Raises:
        InputError: For the whole file.
    """
    check_keys(columns, what="column")
    if "text" not in columns:
        raise InputError("no column 'text'", remedy=f"name the columns in the first line; known: {', '.join(KEYS)}")


def _of_row(header: list[str], row: list[str], fault: InputError | None, limits: Limits) -> Article:
    if fault is not None:
        raise fault
    if len(row) != len(header):
        raise InputError(
            f"{len(row)} cells under {len(header)} columns",
            remedy="quote cells that hold the separator or a newline",
        )
    return article(dict(zip(header, row, strict=True)), limits)


def _broken_row(error: csv.Error) -> InputError:
    return InputError(f"not a row: {error}", remedy='quote the cell, and double the quotes ("") inside it')


def _written(row: list[str]) -> bytes:
    return "\t".join(row).encode("utf-8", "surrogateescape")
