"""Gzip streams, with a guard against bombs and a clear word on those that break off."""

from __future__ import annotations

import zlib
from typing import BinaryIO

from detente.errors import InputError
from detente.read.limits import Limits
from detente.read.stream import CHUNK, Pieces

MAGIC = b"\x1f\x8b"
_GZIP_FORMAT = 31  # zlib's number for "gzip header, largest window"


class Expanded(Pieces):
    """The expanded bytes of a gzip stream of one or more members."""

    def __init__(self, inner: BinaryIO, limits: Limits) -> None:
        super().__init__(inner)
        self._limits = limits
        self._zipped = b""
        self._member = zlib.decompressobj(_GZIP_FORMAT)
        self._ended = False
        self._taken = 0
        self._given = 0

    def _piece(self) -> bytes:
        """The next expanded bytes.

        Raises:
            InputError: When the stream breaks off, is damaged, or grows beyond the limits.
        """
        while self._member_goes_on():
            try:
                piece = self._member.decompress(self._zipped, CHUNK)
            except zlib.error as error:
                raise InputError(f"the gzip data is damaged ({error})", remedy="fetch the file again") from error
            self._zipped = self._member.unconsumed_tail or self._member.unused_data
            self._given += len(piece)
            self._check_growth()
            if piece:
                return piece
            if self._ended and not self._member.eof:
                raise InputError("the gzip data is truncated", remedy="fetch or copy the file again")
        return b""

    def _member_goes_on(self) -> bool:
        """Whether there is something to expand; sees to it that a member is open for it."""
        self._refill()
        if not self._member.eof:
            return True
        # Tapes and block devices pad the end of a file with zeros.
        while not (rest := self._zipped.lstrip(b"\0")) and not self._ended:
            self._zipped = b""
            self._refill()
        self._zipped = rest
        self._member = zlib.decompressobj(_GZIP_FORMAT) if rest else self._member
        return bool(rest)

    def _refill(self) -> None:
        if not self._zipped:
            self._zipped = self._inner.read(CHUNK)
            self._taken += len(self._zipped)
            self._ended = not self._zipped

    def _check_growth(self) -> None:
        if self._given > max(self._limits.expansion_floor, self._taken * self._limits.max_expansion):
            raise InputError(
                f"expands to more than {self._limits.max_expansion} times its size, as bombs do",
                remedy="check where it comes from; if it is sound, expand it first",
            )
