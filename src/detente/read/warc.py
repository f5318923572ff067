"""WARC: one response that carries a page is one article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from itertools import count
from typing import Any, BinaryIO, cast

from fastwarc import ArchiveIterator, WarcRecord, WarcRecordType

from detente.errors import InputError
from detente.model import Article, Refusal
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
    records = iter(ArchiveIterator(cast("BinaryIO", _Tape(opened.stream)), parse_http=False, stream_detect=False))
    for number in count(1):
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
        if block is not None:
            yield from _of_response(block, record.headers.get("WARC-Target-URI"), limits, opened.name, label)


def _block(record: WarcRecord, limits: Limits) -> bytes | None:
    """The bytes of a response, at most one more than allowed; None for a record of another kind.

    Raises:
        InputError: When the archive ends in this record.
    """
    stated = record.headers.get("Content-Length")
    if stated is None or not stated.strip().isdigit():
        raise InputError("truncated or damaged in the header of this record", remedy=_AGAIN)
    is_response = record.record_type == WarcRecordType.response and record.is_http
    most = limits.max_record_bytes + 1
    block: bytes | None = record.reader.read(min(record.content_length, most)) if is_response else None
    if len(block or b"") + record.consume() < record.content_length:
        raise InputError("truncated in this record", remedy=_AGAIN)
    return block


def _of_response(block: bytes, uri: str | None, limits: Limits, file: str, label: str) -> Iterator[Article | Refusal]:
    try:
        answer = _http(block, limits)
    except InputError as error:
        yield refusal(error, file=file, record=label, raw=block)
        return
    kind, charset, body = answer
    if kind in _PAGES:
        make = partial(_of_page, body, limits, uri, charset)
    elif kind == "text/plain":
        make = partial(_of_text, body, limits, uri, charset)
    else:
        return  # images, styles, redirects, errors: passed over on purpose
    yield attempt(make, file=file, record=label, raw=lambda: body)


def _http(block: bytes, limits: Limits) -> tuple[str | None, str | None, bytes]:
    """Content type, charset and decoded body of an HTTP answer; the type is None unless its status is 2xx.

    Raises:
        InputError: For an answer that is broken or too long.
    """
    too_long = InputError(
        f"the record is longer than {limits.max_record_bytes:,} bytes", remedy="leave it out of the archive"
    )
    if len(block) > limits.max_record_bytes:
        raise too_long
    # A record of its own, because the archive cannot be read on once decoding one of its records has failed.
    record = WarcRecord()
    record.init_headers(WarcRecordType.response)
    record.is_http = True
    record.set_bytes_content(block)
    try:
        record.parse_http(auto_decode="all")
        status = record.http_headers.status_code
        body: bytes = record.reader.read(limits.max_record_bytes + 1)
    except OSError as error:
        raise InputError(f"the HTTP answer is damaged ({error})", remedy="capture the page again") from error
    if status is None:
        raise InputError("the HTTP answer has no status line", remedy="capture the page again")
    if len(body) > limits.max_record_bytes:
        raise too_long
    kind = record.http_content_type if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES else None
    return kind.lower() if kind else None, record.http_charset, body


def _of_page(body: bytes, limits: Limits, uri: str | None, charset: str | None) -> Article:
    if len(body) > limits.max_page_bytes:
        raise InputError(f"the page is longer than {limits.max_page_bytes:,} bytes", remedy="leave it out")
    page = article_of_page(body, limits, url=uri, charset=charset)
    return replace(page, url=uri or page.url)


def _of_text(body: bytes, limits: Limits, uri: str | None, charset: str | None) -> Article:
    return article({"text": decoded(body, charset), "url": uri, "outlet": host_of(uri)}, limits)
