"""Fetching a URL: bounded in time and size, and never from the local network unless the caller allows it."""

from __future__ import annotations

import http.client
import io
import ipaddress
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from detente.errors import InputError
from detente.read.limits import Limits
from detente.read.opened import Opened
from detente.read.stream import CHUNK, Counted, buffered

_SUFFIX_OF_TYPE = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "text/xml": ".xml",
    "application/xml": ".xml",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/rdf+xml": ".rdf",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "application/warc": ".warc",
    "application/vnd.apache.parquet": ".parquet",
}
"""The file name ending that stands for a content type; others leave it to the address and the first bytes."""

_AGENT = "detente (reads news articles; https://pypi.org/project/detente)"
_CHECK = "check the address, or save the page and give the file"


def open_url(url: str, limits: Limits, on_bytes: Callable[[int], None]) -> Opened:
    """Fetch a URL.

    Raises:
        InputError: When it cannot be fetched, is too slow or too large, or lies in the local network.
    """
    try:
        with _opener(limits).open(_request(url), timeout=limits.fetch_seconds) as response:
            body = _body(response, limits)
            kind = response.headers.get_content_type() if "content-type" in response.headers else ""
            charset = response.headers.get_content_charset()
    except urllib.error.HTTPError as error:
        error.close()
        # The usual phrase for the number, not the server's own, which may hold anything.
        phrase = http.client.responses.get(error.code, "")
        raise InputError(f"the server answered {error.code} {phrase}".rstrip(), remedy=_CHECK) from error
    except urllib.error.URLError as error:
        if isinstance(error.reason, InputError):
            raise error.reason from error
        raise InputError(f"cannot be fetched ({error.reason})", remedy=_CHECK) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise InputError(f"cannot be fetched ({error or type(error).__name__})", remedy=_CHECK) from error
    return Opened(
        name=url,
        stream=buffered(Counted(io.BytesIO(body), on_bytes)),
        hint=_hint(url, kind),
        url=url,
        charset=charset,
    )


def _request(url: str) -> urllib.request.Request:
    # Only http and https come here, and the opener knows no other handlers.
    return urllib.request.Request(url, headers={"User-Agent": _AGENT, "Accept-Encoding": "identity"})  # noqa: S310


def _hint(url: str, kind: str) -> str:
    path = urlsplit(url).path
    suffix = _SUFFIX_OF_TYPE.get(kind)
    # Servers call many things plain text that are not, so an ending in the address is believed first.
    if suffix is None or (suffix == ".txt" and "." in path.rsplit("/", 1)[-1]):
        return path
    return path + suffix


def _body(response: Any, limits: Limits) -> bytes:  # noqa: ANN401 - urllib's response has no public type
    until = time.monotonic() + limits.fetch_seconds
    pieces, size = [], 0
    while piece := response.read1(CHUNK):
        pieces.append(piece)
        size += len(piece)
        if size > limits.max_fetch_bytes:
            raise InputError(f"more than {limits.max_fetch_bytes:,} bytes", remedy="fetch it and give the file")
        if time.monotonic() > until:
            raise InputError(f"not complete after {limits.fetch_seconds:g} seconds", remedy=_CHECK)
    stated = response.headers.get("Content-Length", "")
    if stated.isdigit() and size < int(stated):
        raise InputError(f"truncated: {size:,} of {int(stated):,} bytes came", remedy="try again")
    return b"".join(pieces)


def _opener(limits: Limits) -> urllib.request.OpenerDirector:
    """An opener for http and https alone.

    It has no handler for files, FTP or data, so no redirect can lead there; and none for proxies, because
    behind a proxy the address that is checked would be the proxy's.
    """
    opener = urllib.request.OpenerDirector()
    for handler in (
        _HTTPHandler(limits),
        _HTTPSHandler(limits),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


class _Checked(http.client.HTTPConnection):
    """A connection that refuses addresses of the local network, also after a redirect.

    Checked before connecting, so that nothing local is ever contacted, and once connected, because a name may
    point elsewhere the second time it is asked.
    """

    private = False

    def connect(self) -> None:
        if not self.private:
            for found in socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM):
                _check_address(str(found[4][0]))
        super().connect()
        if not self.private:
            _check_address(str(self.sock.getpeername()[0]))


class _CheckedTLS(_Checked, http.client.HTTPSConnection):
    """The same over TLS."""


class _HTTPHandler(urllib.request.HTTPHandler):
    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self._limits = limits

    def http_open(self, request: urllib.request.Request) -> Any:  # noqa: ANN401
        return self.do_open(_connection(_Checked, self._limits), request)


class _HTTPSHandler(urllib.request.HTTPSHandler):
    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self._limits = limits

    def https_open(self, request: urllib.request.Request) -> Any:  # noqa: ANN401
        return self.do_open(_connection(_CheckedTLS, self._limits), request)


def _connection(kind: type[_Checked], limits: Limits) -> Any:  # noqa: ANN401 - urllib wants a class or what acts as one
    def connect(host: str, **options: Any) -> _Checked:  # noqa: ANN401
        connection = kind(host, **options)
        connection.private = limits.allow_private_addresses
        return connection

    return connect


def _check_address(address: str) -> None:
    found = ipaddress.ip_address(address.split("%", 1)[0])
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None) or found
    if not (found.is_global and inner.is_global) or found.is_multicast:
        raise InputError(
            f"the address {address} lies in the local network, which inputs may not reach",
            remedy="save the page and give the file",
        )
