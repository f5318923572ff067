"""Bytes of an input: counted, recoded, and cut into lines, never more than a bounded piece at once."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, NamedTuple

from detente.errors import InputError

CHUNK = 1 << 16

_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks; those of UTF-32 first, because UTF-16's begins one of them."""


class Pieces(io.RawIOBase):
    """A raw stream over whatever ``_piece`` brings next; an empty piece is the end."""

    def __init__(self, inner: BinaryIO, *, closes: bool = True) -> None:
        super().__init__()
        self._inner = inner
        self._closes = closes
        self._rest = b""

    def _piece(self) -> bytes:
        return self._inner.read(CHUNK)

    def readable(self) -> bool:
        """Say so to the buffer above."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - any writable buffer, a type of Python 3.12
        """Fill the buffer as far as it goes: the first look at a pipe must show enough to tell its format."""
        filled = 0
        while filled < len(buffer):
            if not self._rest:
                try:
                    self._rest = self._piece()
                except InputError:
                    if filled:
                        return filled  # what came before the break first; the next call meets the break again
                    raise
            if not self._rest:
                break
            taken = self._rest[: len(buffer) - filled]
            buffer[filled : filled + len(taken)] = taken
            self._rest = self._rest[len(taken) :]
            filled += len(taken)
        return filled

    def close(self) -> None:
        """Close the stream below too, unless it belongs to someone else."""
        if not self.closed and self._closes:
            self._inner.close()
        super().close()


class Counted(Pieces):
    """Reports how many bytes each piece had."""

    def __init__(self, inner: BinaryIO, on_bytes: Callable[[int], None], *, closes: bool = True) -> None:
        super().__init__(inner, closes=closes)
        self._on_bytes = on_bytes

    def _piece(self) -> bytes:
        piece = super()._piece()
        self._on_bytes(len(piece))
        return piece


class Recoded(Pieces):
    """UTF-16 or UTF-32 with a byte order mark, as UTF-8."""

    def __init__(self, inner: BinaryIO, encoding: str) -> None:
        super().__init__(inner)
        self._encoding = encoding
        self._decoder = codecs.getincrementaldecoder(encoding)()

    def _piece(self) -> bytes:
        decoded = ""
        while not decoded:
            data = self._inner.read(CHUNK)
            try:
                decoded = self._decoder.decode(data, final=not data)
            except UnicodeDecodeError as error:
                raise InputError(
                    f"begins with the mark of {self._encoding.upper()} and is not: {error.reason}",
                    remedy="save it as UTF-8",
                ) from error
            if not data:
                break
        return decoded.encode("utf-8", "surrogatepass")


def buffered(pieces: Pieces) -> io.BufferedReader:
    """A stream with ``peek`` and ``readline``; closing it closes all below."""
    return io.BufferedReader(pieces, CHUNK)


def as_utf8(stream: io.BufferedReader) -> io.BufferedReader:
    """The same stream, recoded to UTF-8 if a byte order mark says that it is UTF-16 or UTF-32."""
    head = stream.peek(4)
    for mark, encoding in _WIDE_MARKS:
        if head.startswith(mark):
            return buffered(Recoded(stream, encoding))
    return stream


def read_all(stream: BinaryIO, most: int, *, remedy: str) -> bytes:
    """All bytes of a stream.

    Raises:
        InputError: When there are more than ``most``; they are then not read.
    """
    data = stream.read(most + 1)
    if len(data) > most:
        raise InputError(f"more than {most:,} bytes", remedy=remedy)
    return data


class Line(NamedTuple):
    """A line with its end; ``data`` is None when it was longer than allowed and has been skipped."""

    number: int
    offset: int
    data: bytes | None


def lines(stream: io.BufferedReader, most: int) -> Iterator[Line]:
    r"""Cut a stream at each ``\n``, without ever holding a line of more than ``most`` bytes.

    Raises:
        InputError: Naming the line in which the stream broke off.
    """
    number, offset = 1, 0
    while True:
        try:
            data = stream.readline(most + 1)
            size = len(data) + (_skip_line(stream) if len(data) > most and not data.endswith(b"\n") else 0)
        except InputError as error:
            raise InputError(error.reason, remedy=error.remedy, record=f"line {number}") from error
        if not data:
            return
        yield Line(number, offset, data if size == len(data) else None)
        number, offset = number + 1, offset + size


def _skip_line(stream: io.BufferedReader) -> int:
    skipped = 0
    while piece := stream.readline(CHUNK):
        skipped += len(piece)
        if piece.endswith(b"\n"):
            break
    return skipped
