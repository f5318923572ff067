"""WARC: one response that carries a page is one article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any, BinaryIO

from fastwarc import ArchiveIterator, WarcRecordType

from detente.errors import InputError
from detente.model import Article, Refusal
from detente.read.decode import utf8
from detente.read.html import article_of_page, decoded
from detente.read.limits import Limits
from detente.read.opened import Opened
from detente.read.outlet import host_of
from detente.read.record import article
from detente.read.refuse import attempt, refusal

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_AGAIN = "fetch or copy the file again"


class _Tape:
    """What fastwarc needs of a stream.

    ``read1`` and not ``read``: when the stream breaks off, the bytes before the break still come through.
    """

    def __init__(self, stream: Any) -> None:  # noqa: ANN401 - BufferedReader, whose stubs differ by version
        self._stream = stream
        self._position = 0

    def read(self, size: int = -1) -> bytes:
        data: bytes = self._stream.read1(size)
        self._position += len(data)
        return data

    def tell(self) -> int:
        return self._position


def read_warc(opened: Opened, limits: Limits) -> Iterator[Article | Refusal]:
    """Read the pages of an archive; record 1 is the first record of any type.

    Records of other types, answers other than 2xx, and what is neither HTML nor plain text are passed over on
    purpose: archives are full of them. The date of capture is not the date of publication and is not taken.

    Raises:
        InputError: Naming the record at which the archive breaks off.
    """
    records = iter(
        ArchiveIterator(_Tape(opened.stream), parse_http=False, stream_detect=False, quirks_mode=True)
    )
    number = 0
    while True:
        number += 1
        label = f"record {number}"
        try:
            record = next(records, None)
            if record is None:
                return
            block = _block(record, limits)
        except InputError as error:
            raise InputError(error.reason, remedy=error.remedy, record=label) from error
        except OSError as error:
            raise InputError(f"damaged ({error}); the rest was not read", remedy=_AGAIN, record=label) from error
