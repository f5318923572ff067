"""WARC archives."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from detente.model import Article, Refusal
from detente.read import Limits, read_inputs

TEXT = "<html><body><article><p>Gürak met General Khalifa in Cairo, for talk {}.</p></article></body></html>"


def record(kind: str, uri: str, block: bytes, *, media: str = "application/http; msgtype=response") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\n"
        f"WARC-Record-ID: <urn:uuid:6f1c8b9e-0d2a-4c3b-9a57-2f4b8f2f7a11>\r\n"
        f"WARC-Date: 2024-03-05T00:00:00Z\r\nWARC-Target-URI: {uri}\r\nContent-Type: {media}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def http(body: bytes, media: str = "text/html; charset=utf-8", status: str = "200 OK", extra: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{extra}\r\n".encode() + body


def response(number: int, body: bytes | None = None, **options: str) -> bytes:
    content = TEXT.format(number).encode() if body is None else body
    return record("response", f"https://www.example.org/{number}", http(content, **options))


def read(path: Path, content: bytes, **options: object) -> list[Article | Refusal]:
    path.write_bytes(content)
    return list(read_inputs([str(path)], **options))  # type: ignore[arg-type]


def urls(found: list[Article | Refusal]) -> list[str | None]:
    return [article.url if isinstance(article, Article) else None for article in found]


@pytest.mark.parametrize("zipped", ["not", "by record", "as a whole"])
def test_each_page_of_an_archive_is_an_article(tmp_path: Path, zipped: str) -> None:
    records = [
        record("warcinfo", "", b"software: x\r\n", media="application/warc-fields"),
        response(1),
        record("request", "https://www.example.org/1", b"GET / HTTP/1.1\r\n\r\n"),
        record("metadata", "https://www.example.org/1", b"a: b\r\n", media="application/warc-fields"),
        response(2),
    ]
    content = {
        "not": b"".join(records),
        "by record": b"".join(map(gzip.compress, records)),
        "as a whole": gzip.compress(b"".join(records)),
    }
    found = read(tmp_path / "a.warc.gz", content[zipped])
    assert urls(found) == ["https://www.example.org/1", "https://www.example.org/2"]
    assert isinstance(found[0], Article)
    assert "Gürak met General Khalifa in Cairo, for talk 1." in found[0].text
    assert found[0].outlet == "example.org"


def test_the_date_of_capture_is_not_taken_for_that_of_publication(tmp_path: Path) -> None:
    [found] = read(tmp_path / "a.warc", response(1))
    assert isinstance(found, Article)
    assert found.published_at is None


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    content = (
        response(1, b"\x89PNG", media="image/png")
        + response(2, status="404 Not Found")
        + response(3, status="301 Moved Permanently")
        + record("response", "dns:example.org", b"192.0.2.1", media="text/dns")
        + response(5)
    )
    assert urls(read(tmp_path / "a.warc", content)) == ["https://www.example.org/5"]


def test_plain_text_answers_are_articles(tmp_path: Path) -> None:
    [found] = read(tmp_path / "a.warc", response(1, "Gürak met.\r\n".encode(), media="text/plain"))
    assert isinstance(found, Article)
    assert found.text == "Gürak met.\r\n"


def test_the_encodings_of_http_are_undone(tmp_path: Path) -> None:
    zipped = gzip.compress(TEXT.format(1).encode())
    chunked = b"5\r\n<p>Tw\r\n6\r\no met.\r\n0\r\n\r\n"
    found = read(
        tmp_path / "a.warc",
        response(1, zipped, extra="Content-Encoding: gzip\r\n")
        + response(2, chunked, extra="Transfer-Encoding: chunked\r\n")
        + response(3, "<p>Gürak değil".encode("iso-8859-9"), media="text/html; charset=iso-8859-9"),
    )
    texts = [article.text for article in found if isinstance(article, Article)]
    assert len(texts) == 3
    assert texts[1:] == ["Two met.", "Gürak değil"]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (response(1, b"no gzip" * 20, extra="Content-Encoding: gzip\r\n"), "the HTTP answer is damaged"),
        (record("response", "https://example.org/", b"nonsense"), "no status line"),
        (response(1, b""), "the page is empty"),
        (response(1, b"<div>" * 100_000), "made to stall readers"),
        (response(1, b"<p>" + b"x" * 2_000_000), "longer than"),
        (
            response(1, gzip.compress(b"x" * 20_000_000), extra="Content-Encoding: gzip\r\n"),
            "longer than 1,048,576 bytes",
        ),
    ],
)
def test_a_broken_page_is_refused_by_record_and_the_next_is_read(tmp_path: Path, broken: bytes, reason: str) -> None:
    found = read(tmp_path / "a.warc", response(0) + broken + response(2), limits=Limits(max_record_bytes=1 << 20))
    assert [type(item) for item in found] == [Article, Refusal, Article]
    assert isinstance(found[1], Refusal)
    assert found[1].record == "record 2"
    assert reason in found[1].reason


@pytest.mark.parametrize("cut", [-20, 30, 250], ids=["in the body", "in the header", "in the HTTP header"])
def test_the_records_before_the_break_are_read_and_the_break_is_named(tmp_path: Path, cut: int) -> None:
    last = response(3)
    found = read(tmp_path / "a.warc", response(1) + response(2) + last[:cut])
    assert urls(found) == ["https://www.example.org/1", "https://www.example.org/2", None]
    assert isinstance(found[2], Refusal)
    assert found[2].record == "record 3"
    assert "truncated" in found[2].reason


def test_a_break_in_a_record_of_another_kind_is_named_too(tmp_path: Path) -> None:
    request = record("request", "https://example.org/", b"GET / HTTP/1.1\r\n\r\n")
    found = read(tmp_path / "a.warc", response(1) + request[:-15])
    assert isinstance(found[1], Refusal)
    assert found[1].record == "record 2"


def test_the_records_before_the_break_of_a_truncated_gzip_are_read(tmp_path: Path) -> None:
    records = [gzip.compress(response(n, TEXT.format(os.urandom(50).hex()).encode())) for n in range(200)]
    whole = b"".join(records[:100])
    found = read(tmp_path / "a.warc.gz", whole + records[100][:60])
    assert len(found) == 101
    assert isinstance(found[100], Refusal)
    assert found[100].record == "record 101"
    assert "truncated" in found[100].reason


def test_damage_between_records_ends_the_archive(tmp_path: Path) -> None:
    first, second = read(tmp_path / "a.warc", response(1) + b"junk junk\r\n\r\n" + response(2))
    assert isinstance(first, Article)
    assert isinstance(second, Refusal)
    assert second.record == "record 2"
    assert "the rest was not read" in second.reason


@pytest.mark.parametrize("content", [b"no archive at all\r\n\r\n", record("warcinfo", "", b"a: b\r\n")])
def test_an_archive_without_pages_is_refused(tmp_path: Path, content: bytes) -> None:
    [found] = read(tmp_path / "a.warc", content)
    assert isinstance(found, Refusal)
