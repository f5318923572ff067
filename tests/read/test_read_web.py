"""Links."""

from __future__ import annotations

import http.server
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from detente.model import Article, Refusal
from detente.read import Limits, read_inputs
from detente.read.web import _check_address

LOCAL = Limits(allow_private_addresses=True, fetch_seconds=1.0, max_fetch_bytes=200_000)
PAGE = "<html><body><article><p>General Gürak met General Khalifa in Cairo.</p></article></body></html>"


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        answers: dict[str, Callable[[], None]] = {
            "/page": lambda: self.answer(PAGE.encode(), "text/html; charset=utf-8"),
            "/turkish": lambda: self.answer("<p>Gürak değil".encode("iso-8859-9"), "text/html; charset=iso-8859-9"),
            "/lines.jsonl": lambda: self.answer(b'{"text": "a"}\n{"text": "b"}\n', "text/plain"),
            "/typed": lambda: self.answer(b'{"text": "a"}\n', "application/x-ndjson"),
            "/untyped": lambda: self.answer(b"Two met.", None),
            "/large": lambda: self.answer(b"a" * 300_000, "text/plain"),
            "/short": lambda: self.answer(b"abc", "text/plain", length=10),
            "/moved": lambda: self.answer(b"", None, status=302, location="/page"),
            "/file": lambda: self.answer(b"", None, status=302, location="file:///etc/passwd"),
            "/ftp": lambda: self.answer(b"", None, status=302, location="ftp://127.0.0.1/a"),
            "/loop": lambda: self.answer(b"", None, status=302, location="/loop"),
            "/slow": self.slow,
            "/silent": lambda: time.sleep(1.5),
        }
        answers.get(path, lambda: self.answer(b"", None, status=404))()

    def answer(
        self,
        body: bytes,
        media: str | None,
        *,
        status: int = 200,
        location: str | None = None,
        length: int | None = None,
    ) -> None:
        self.send_response(status)
        for name, value in (("Content-Type", media), ("Location", location)):
            if value is not None:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(20):
            try:
                self.wfile.write(b"a")
            except OSError:
                return
            time.sleep(0.1)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def read(url: str, limits: Limits = LOCAL) -> list[Article | Refusal]:
    return list(read_inputs([url], limits=limits))


def the_refusal(url: str, limits: Limits = LOCAL) -> Refusal:
    [found] = read(url, limits)
    assert isinstance(found, Refusal), found
    assert found.file == url
    return found


def test_a_page_is_fetched_with_its_address_and_outlet(server: str) -> None:
    [found] = read(f"{server}/page?a=1")
    assert isinstance(found, Article)
    assert found.text == "General Gürak met General Khalifa in Cairo."
    assert (found.url, found.outlet) == (f"{server}/page?a=1", "127.0.0.1")


def test_the_encoding_that_the_server_names_is_used(server: str) -> None:
    [found] = read(f"{server}/turkish")
    assert isinstance(found, Article)
    assert found.text == "Gürak değil"


@pytest.mark.parametrize(("path", "count"), [("/lines.jsonl", 2), ("/typed", 1), ("/untyped", 1), ("/moved", 1)])
def test_the_format_is_told_by_ending_type_or_content(server: str, path: str, count: int) -> None:
    found = read(server + path)
    assert [type(item) for item in found] == [Article] * count


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/missing", "the server answered 404"),
        ("/large", "more than 200,000 bytes"),
        ("/short", "truncated: 3 of 10 bytes came"),
        ("/slow", "not complete after 1 seconds"),
        ("/silent", "cannot be fetched"),
        ("/file", ""),
        ("/ftp", "cannot be fetched"),
        ("/loop", "the server answered 302"),
    ],
)
def test_a_link_that_cannot_be_fetched_is_refused(server: str, path: str, reason: str) -> None:
    refusal = the_refusal(server + path)
    assert reason in refusal.reason
    assert "root:" not in (refusal.raw or "")


def test_local_addresses_are_refused_before_they_are_contacted() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.1)
        refusal = the_refusal(f"http://127.0.0.1:{listener.getsockname()[1]}/", Limits())
        with pytest.raises(TimeoutError):
            listener.accept()
    assert "local network" in refusal.reason


@pytest.mark.parametrize("host", ["localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_other_spellings_of_a_local_address_are_refused(scheme: str, host: str) -> None:
    assert the_refusal(f"{scheme}://{host}:1/", Limits()).reason


LOCAL_ADDRESSES = """127.0.0.1 10.0.0.1 192.168.1.1 172.16.0.1 169.254.169.254 0.0.0.0 100.64.0.1 224.0.0.1
::1 :: fe80::1%eth0 fc00::1 ::ffff:10.0.0.1 2002:7f00:1::"""


@pytest.mark.parametrize("address", LOCAL_ADDRESSES.split())
def test_addresses_of_the_local_network_are_known(address: str) -> None:
    with pytest.raises(Exception, match="local network"):
        _check_address(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_addresses_of_the_internet_pass(address: str) -> None:
    _check_address(address)


@pytest.mark.parametrize("url", ["http://", "http://[", "http:///a", "http://exa mple.org/", "http://a:99999/"])
def test_a_link_that_is_none_is_refused(url: str) -> None:
    assert the_refusal(url, Limits()).remedy
