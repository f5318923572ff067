"""CSV, TSV and Parquet."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model import Article, Refusal
from detente.read import Limits, read_inputs


def read(path: Path, content: bytes | str | None = None, **options: object) -> list[Article | Refusal]:
    if content is not None:
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return list(read_inputs([str(path)], **options))  # type: ignore[arg-type]


def texts(found: list[Article | Refusal]) -> list[str | None]:
    return [article.text if isinstance(article, Article) else None for article in found]


@pytest.mark.parametrize(("name", "delimiter"), [("a.csv", ","), ("a.csv", ";"), ("a.csv", "\t"), ("a.tsv", "\t")])
def test_columns_are_read_in_any_order(tmp_path: Path, name: str, delimiter: str) -> None:
    rows = [["published_at", "text", "id"], ["2024-03-05", "Two met.", "x"], ["", "They spoke.", ""]]
    first, second = read(tmp_path / name, "\r\n".join(delimiter.join(row) for row in rows))
    assert first == Article(id="x", text="Two met.", published_at="2024-03-05")
    assert isinstance(second, Article)
    assert (second.published_at, second.text) == (None, "They spoke.")


def test_an_unknown_column_refuses_the_file_once(tmp_path: Path) -> None:
    [found] = read(tmp_path / "a.csv", "text,titel\na,b\nc,d\n")
    assert isinstance(found, Refusal)
    assert found.record == "file"
    assert "unknown column 'titel'" in found.reason
    assert "'title'" in found.remedy


@pytest.mark.parametrize(
    ("header", "reason"), [("id,title", "no column 'text'"), ("text,text", "the column 'text' stands twice")]
)
def test_a_header_that_cannot_be_used_refuses_the_file(tmp_path: Path, header: str, reason: str) -> None:
    [found] = read(tmp_path / "a.csv", f"{header}\na,b\n")
    assert isinstance(found, Refusal)
    assert reason in found.reason


def test_a_bad_row_is_refused_by_its_number_and_the_rest_is_read(tmp_path: Path) -> None:
    content = 'id,text\n1,"a\nb"\n2\n\n3,c,d\n4,\n5,"x"y\n6,e\n'
    found = read(tmp_path / "a.csv", content)
    assert texts(found) == ["a\nb", None, None, None, None, "e"]
    assert [refusal.record for refusal in found if isinstance(refusal, Refusal)] == [
        "row 3",
        "row 5",
        "row 6",
        "row 7",
    ]


def test_a_row_that_is_not_utf8_is_refused_with_the_byte_and_a_guess(tmp_path: Path) -> None:
    content = 'text,id\n"Il a dit\n d\u2019accord, déjà été",1\nb,2\n'.encode("cp1252")
    bad, good = read(tmp_path / "a.csv", content)
    assert isinstance(bad, Refusal)
    assert f"byte {content.index(0x92)} (0x92) is not UTF-8" in bad.reason
    assert "iconv -f WINDOWS-1252 -t UTF-8" in bad.remedy
    assert isinstance(good, Article)


def test_a_quote_that_is_never_closed_is_refused(tmp_path: Path) -> None:
    first, second = read(tmp_path / "a.csv", 'text\na\n"b\nc\nd\n')
    assert isinstance(first, Article)
    assert isinstance(second, Refusal)
    assert second.record == "row 3"


def test_an_unclosed_quote_does_not_fill_the_memory(tmp_path: Path) -> None:
    content = 'text\na\n"b\n' + "c\n" * 100_000
    first, second = read(tmp_path / "a.csv", content, limits=Limits(max_record_bytes=10_000))
    assert isinstance(first, Article)
    assert isinstance(second, Refusal)
    assert "the rest was not read" in second.reason


def test_a_cell_may_be_as_long_as_an_article(tmp_path: Path) -> None:
    long, too_long, short = read(tmp_path / "a.csv", f"text\n{'a' * 500_000}\n{'b' * 1_000_001}\nc\n")
    assert isinstance(long, Article)
    assert isinstance(too_long, Refusal)
    assert isinstance(short, Article)


def test_formulas_and_markup_are_only_text(tmp_path: Path) -> None:
    text = '=HYPERLINK("http://x",1)<script>alert(1)</script>\'; DROP TABLE articles;--'
    out = io.StringIO()
    csv.writer(out).writerows([["text"], [text]])
    assert texts(read(tmp_path / "a.csv", out.getvalue())) == [text]


def test_utf16_with_its_mark_is_read(tmp_path: Path) -> None:
    assert texts(read(tmp_path / "a.csv", "text,title\nGürak,b\n".encode("utf-16"))) == ["Gürak"]


storable = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(str.strip)


@given(st.lists(storable, min_size=1, max_size=5))
def test_text_comes_through_csv_untouched(written: list[str]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["text"], *([text] for text in written)])
    with tempfile.TemporaryDirectory() as folder:
        assert texts(read(Path(folder) / "a.csv", out.getvalue())) == written


def parquet(path: Path, select: str) -> Path:
    with duckdb.connect() as database:
        database.execute(f"COPY ({select}) TO '{str(path).replace(chr(39), chr(39) * 2)}' (FORMAT parquet)")
    return path


def test_parquet_rows_become_articles(tmp_path: Path) -> None:
    select = "SELECT i AS id, 'text ' || i AS text, DATE '2024-03-05' AS published_at FROM range(600) t(i)"
    found = read(parquet(tmp_path / "a.parquet", select))
    assert len(found) == 600
    assert found[-1] == Article(id="599", text="text 599", published_at="2024-03-05")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("TIMESTAMP '2024-03-05 10:00:00'", "2024-03-05T10:00:00"),
        ("TIMESTAMPTZ '2024-03-05 10:00:00+02'", "2024-03-05T08:00:00Z"),
        ("'2024-03-05'", "2024-03-05"),
    ],
)
def test_parquet_dates_become_iso(tmp_path: Path, value: str, written: str) -> None:
    [found] = read(parquet(tmp_path / "a.parquet", f"SELECT 'a' AS text, {value} AS published_at"))
    assert isinstance(found, Article)
    assert found.published_at == written


def test_a_parquet_name_is_no_pattern(tmp_path: Path) -> None:
    parquet(tmp_path / "a.parquet", "SELECT 'other' AS text")
    assert texts(read(parquet(tmp_path / "[ab]*'.parquet", "SELECT 'mine' AS text"))) == ["mine"]


@pytest.mark.parametrize(
    ("select", "reason"),
    [
        ("SELECT 'a' AS text, 'b' AS titel", "unknown column 'titel'"),
        ("SELECT 'a' AS title", "no column 'text'"),
        ("SELECT 'a'::BLOB AS text", "the column 'text' is of type BLOB"),
        ("SELECT 'a' AS text WHERE false", "holds no article"),
    ],
)
def test_a_parquet_file_of_other_columns_is_refused(tmp_path: Path, select: str, reason: str) -> None:
    [found] = read(parquet(tmp_path / "a.parquet", select))
    assert isinstance(found, Refusal)
    assert (found.record, reason in found.reason) == ("file", True)


def test_a_bad_parquet_row_is_refused_by_number(tmp_path: Path) -> None:
    good, bad = read(parquet(tmp_path / "a.parquet", "SELECT unnest(['a', NULL]) AS text, 'b' AS title"))
    assert isinstance(good, Article)
    assert isinstance(bad, Refusal)
    assert (bad.record, bad.raw) == ("row 2", "b")


def test_a_truncated_parquet_file_is_refused(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", "SELECT 'a' AS text")
    [found] = read(path, path.read_bytes()[:-10])
    assert isinstance(found, Refusal)
    assert "the Parquet file cannot be read" in found.reason
