"""What the caller names: files, folders, patterns, standard input; plain text, gzip, encodings, binaries."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import tracemalloc
from pathlib import Path
from types import SimpleNamespace

import pytest

from detente.errors import UsageError
from detente.model import Article, Refusal
from detente.read import Limits, count_bytes, read_inputs


def read(*inputs: Path | str, **options: object) -> list[Article | Refusal]:
    return list(read_inputs([str(name) for name in inputs], **options))  # type: ignore[arg-type]


def texts(found: list[Article | Refusal]) -> list[str | None]:
    return [article.text if isinstance(article, Article) else None for article in found]


def the_refusal(found: list[Article | Refusal]) -> Refusal:
    [refusal] = [item for item in found if isinstance(item, Refusal)]
    return refusal


def file(path: Path, content: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    stand_in = SimpleNamespace(buffer=io.BytesIO())
    monkeypatch.setattr(sys, "stdin", stand_in)
    return stand_in


def test_the_text_of_a_plain_file_is_kept_to_the_last_character(tmp_path: Path) -> None:
    text = "Two met.\r\n\r\n  They spoke\u2028of “trade”. \x0b\rOriginal Source: newscentral.africa\n\n"
    [found] = read(file(tmp_path / "a.txt", text))
    assert isinstance(found, Article)
    assert found.text == text
    assert found.outlet == "newscentral.africa"


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert texts(read(file(tmp_path / "a.txt", b"\xef\xbb\xbfTwo met."))) == ["Two met."]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_wide_encodings_are_told_by_their_mark(tmp_path: Path, encoding: str) -> None:
    text = "Gürak met “him”. 🙂\r\n" * 10_000
    assert texts(read(file(tmp_path / "a.txt", text.encode(encoding)))) == [text]


def test_half_a_character_at_the_end_of_utf16_is_refused(tmp_path: Path) -> None:
    refusal = the_refusal(read(file(tmp_path / "a.txt", "Two met.".encode("utf-16")[:-1])))
    assert "UTF-16" in refusal.reason


def test_another_encoding_is_refused_with_the_byte_and_the_command_that_converts(tmp_path: Path) -> None:
    data = "Le président a déclaré qu’il était prêt à négocier.".encode("cp1252")
    refusal = the_refusal(read(file(tmp_path / "a.txt", data)))
    assert f"byte {data.index(0xE9)} (0xe9) is not UTF-8" in refusal.reason
    assert refusal.remedy == "convert with: iconv -f WINDOWS-1252 -t UTF-8"
    assert refusal.raw is not None


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n\t\n", "the text is empty"),
        (b"%PDF-1.7\n...", "a PDF file"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"PK\x03\x04....", "a ZIP archive"),
        (b"\x7fELF\x02", "a program (ELF)"),
        (b"abc\0def", "binary data (a NUL byte at 3)"),
        (b"a" * 70_000 + b"\0", "a NUL character at position 70000"),
    ],
)
def test_a_file_that_is_no_text_is_refused_by_what_it_seems_to_be(tmp_path: Path, content: bytes, reason: str) -> None:
    refusal = the_refusal(read(file(tmp_path / "a.txt", content)))
    assert refusal.file == str(tmp_path / "a.txt")
    assert reason in refusal.reason


def test_an_article_of_50_megabytes_is_refused_by_name(tmp_path: Path) -> None:
    refusal = the_refusal(read(file(tmp_path / "a.txt", b"word " * 10_000_000)))
    assert refusal.file.endswith("a.txt")
    assert "split it" in refusal.remedy


def test_a_folder_is_read_in_order_without_its_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", ".hidden.txt", ".git/d.txt"):
        file(tmp_path / name, name)
    assert texts(read(tmp_path)) == ["a/b/c.txt", "a/z.txt", "b.txt"]


def test_a_pattern_is_expanded_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        file(tmp_path / name, name)
    assert texts(read(f"{tmp_path}/*.txt")) == ["a.txt", "b.txt"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    assert texts(read(file(tmp_path / "a[1].txt", "x"))) == ["x"]


@pytest.mark.parametrize("name", ["missing.txt", "*.missing", "empty", "ftp://example.org/a", "file:///etc/passwd"])
def test_an_input_that_does_not_exist_is_wrong_use_before_anything_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    name = name if "://" in name else str(tmp_path / name)
    good = str(file(tmp_path / "good.txt", "x"))
    with pytest.raises(UsageError) as caught:
        read_inputs([good, name])
    assert name in str(caught.value)


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    file(tmp_path / "good.txt", "x")
    found = read(tmp_path)
    assert the_refusal(found).reason.startswith("cannot be opened")
    assert "x" in texts(found)


def test_a_pipe_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    file(tmp_path / "good.txt", "x")
    assert texts(read(tmp_path)) == ["x"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b'{"text": "a"}\n', "a"),
        (b'[{"text": "a"}]', "a"),
        (b"id,text\n1,a\n", "a"),
        (b"id\ttext\n1\ta\n", "a"),
        (b"Two met.\n", "Two met.\n"),
        (b"[Reuters] Two met.", "[Reuters] Two met."),
        (b"<!DOCTYPE html><html><body><p>Two met.</p></body></html>", "Two met."),
        (
            b"<rss version='2.0'><channel><item><description>Two met.</description></item></channel></rss>",
            "Two met.",
        ),
        (gzip.compress(b'{"text": "a"}\n'), "a"),
    ],
)
def test_the_format_of_standard_input_is_told_by_its_content(stdin: SimpleNamespace, content: bytes, text: str) -> None:
    stdin.buffer = io.BytesIO(content)
    assert texts(read("-")) == [text]
    assert not stdin.buffer.closed


def test_parquet_may_come_through_standard_input(stdin: SimpleNamespace, tmp_path: Path) -> None:
    import duckdb

    with duckdb.connect() as database:
        database.execute(f"COPY (SELECT 'a' AS text) TO '{tmp_path}/a.parquet' (FORMAT parquet)")
    stdin.buffer = io.BytesIO((tmp_path / "a.parquet").read_bytes())
    assert texts(read("-")) == ["a"]


def test_standard_input_twice_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="twice"):
        read_inputs(["-", "-"])


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.txt.gz", b"Two met.", "Two met."),
        ("a.jsonl.gz", b'{"text": "a"}', "a"),
        ("a.csv.gz", b"text\na\n", "a"),
        ("a.gz", b"Two met.", "Two met."),
    ],
)
def test_gzipped_files_are_read(tmp_path: Path, name: str, content: bytes, text: str) -> None:
    assert texts(read(file(tmp_path / name, gzip.compress(content)))) == [text]


def test_gzip_may_have_several_members_and_padding(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"text {number}"}).encode() + b"\n" for number in range(3_000)]
    path = file(tmp_path / "a.jsonl.gz", b"".join(map(gzip.compress, lines)) + b"\0" * 200_000)
    assert len(texts(read(path))) == 3_000


def test_the_lines_before_the_break_of_a_truncated_gzip_are_read(tmp_path: Path) -> None:
    lines = b"".join(json.dumps({"text": os.urandom(40).hex()}).encode() + b"\n" for _ in range(5_000))
    data = gzip.compress(lines)
    found = read(file(tmp_path / "a.jsonl.gz", data[: len(data) // 2]))
    count = len(found) - 1
    assert 2_000 < count < 3_000
    assert isinstance(found[-1], Refusal)
    assert found[-1].record == f"line {count + 1}"
    assert "truncated" in found[-1].reason


def test_damaged_gzip_is_refused(tmp_path: Path) -> None:
    data = bytearray(gzip.compress(os.urandom(1_000).hex().encode()))
    data[300] ^= 0xFF
    assert "damaged" in the_refusal(read(file(tmp_path / "a.txt.gz", bytes(data)))).reason


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.csv.gz", "a.warc.gz", "a.html.gz"])
def test_a_gzip_bomb_is_refused_without_expanding_it(tmp_path: Path, name: str) -> None:
    path = file(tmp_path / name, gzip.compress(b"text\n" + b"a" * 100_000_000))
    tracemalloc.start()
    found = read(path, limits=Limits(expansion_floor=100_000, max_record_bytes=1 << 20, max_page_bytes=1 << 20))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(found[-1], Refusal)
    assert len(found) <= 2
    assert most < 30_000_000


def test_lines_that_expand_without_end_stop_at_the_limit(tmp_path: Path) -> None:
    path = file(tmp_path / "a.jsonl.gz", gzip.compress(b'{"text": "a"}\n' * 100_000))
    found = read(path, limits=Limits(expansion_floor=100_000, max_expansion=20))
    assert isinstance(found[-1], Refusal)
    assert "expands to more than 20 times its size" in found[-1].reason
    assert 1_000 < len(found) < 20_000


def test_progress_adds_up_to_the_size_on_disk(tmp_path: Path) -> None:
    file(tmp_path / "a.txt", "Two met.")
    file(tmp_path / "b.jsonl.gz", gzip.compress(b'{"text": "a"}\n' * 10_000))
    steps: list[int] = []
    read(tmp_path, on_progress=steps.append)
    assert sum(steps) == count_bytes([str(tmp_path)])


def test_progress_is_complete_for_what_is_refused_or_read_by_a_library(tmp_path: Path) -> None:
    import duckdb

    with duckdb.connect() as database:
        text = "(SELECT repeat(md5(i::VARCHAR), 9) AS text FROM range(9000) t(i))"
        database.execute(f"COPY {text} TO '{tmp_path}/a.parquet' (FORMAT parquet)")
    file(tmp_path / "b.pdf", b"%PDF-1.7" + b"a" * 500_000)
    steps: list[int] = []
    read(tmp_path, on_progress=steps.append)
    assert sum(steps) == count_bytes([str(tmp_path)])


def test_a_refusal_can_be_stored_whatever_the_file_is_called(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path)
    with open(folder + b"/caf\xe9.txt", "wb"):  # noqa: PTH123 - pathlib takes no names of bytes
        pass
    refusal = the_refusal(read(tmp_path))
    assert refusal.file.encode("utf-8").endswith(b"caf\\udce9.txt")


def test_the_size_of_links_and_standard_input_is_not_known() -> None:
    assert count_bytes(["-", "https://example.org/"]) == 0


def test_a_reader_that_is_left_early_closes_its_file(tmp_path: Path) -> None:
    path = file(tmp_path / "a.jsonl", b'{"text": "a"}\n{"text": "b"}\n')
    stream = read_inputs([str(path)])
    next(stream)
    stream.close()  # type: ignore[attr-defined]
