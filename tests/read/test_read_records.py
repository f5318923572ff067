"""Fields of records, through JSON Lines and JSON files."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import UsageError
from detente.model import Article, Refusal, article_id
from detente.read import Limits, read_inputs


def write(folder: Path, name: str, *records: object) -> str:
    path = folder / name
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return str(path)


def read(*inputs: str, **options: object) -> list[Article | Refusal]:
    return list(read_inputs(inputs, **options))  # type: ignore[arg-type]


def refused(*inputs: str, **options: object) -> Refusal:
    [refusal] = [found for found in read(*inputs, **options) if isinstance(found, Refusal)]
    return refusal


def test_all_keys_of_a_record_are_kept(tmp_path: Path) -> None:
    record = {
        "id": "a1",
        "text": "Two met.\r\nThey spoke.",
        "title": "Talks",
        "published_at": "2024-03-05",
        "outlet": "Example Daily",
        "url": "https://example.org/1",
        "language": "en",
        "licence": "CC BY 4.0",
    }
    assert read(write(tmp_path, "a.jsonl", record)) == [Article(**record)]


def test_an_article_without_id_gets_the_hash_of_its_text(tmp_path: Path) -> None:
    [found] = read(write(tmp_path, "a.jsonl", {"text": "Two met."}))
    assert isinstance(found, Article)
    assert found.id == article_id("Two met.")


def test_a_number_may_be_an_id(tmp_path: Path) -> None:
    [found] = read(write(tmp_path, "a.jsonl", {"id": 17, "text": "Two met."}))
    assert isinstance(found, Article)
    assert found.id == "17"


def test_an_unknown_key_refuses_its_record_and_the_rest_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", {"text": "One.", "pubdate": "2024-01-01"}, {"text": "Two."})
    first, second = read(path)
    assert isinstance(first, Refusal)
    assert (first.file, first.record) == (path, "line 1")
    assert "unknown key 'pubdate'" in first.reason
    assert "rename it to 'published_at' or remove it" in first.remedy
    assert first.raw is not None
    assert "One." in first.raw
    assert isinstance(second, Article)


@pytest.mark.parametrize(
    ("key", "meant"),
    [("titel", "title"), ("License", "licence"), ("body", "text"), ("publishedat", "published_at")],
)
def test_the_key_that_was_meant_is_suggested(tmp_path: Path, key: str, meant: str) -> None:
    assert repr(meant) in refused(write(tmp_path, "a.jsonl", {"text": "One.", key: "x"})).remedy


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({}, "no text"),
        ({"text": None}, "no text"),
        ({"text": ""}, "the text is empty"),
        ({"text": " \n\t"}, "the text is empty"),
        ({"text": 5}, "text is a number"),
        ({"text": ["a"]}, "text is a list"),
        ({"text": "a", "title": {"b": 1}}, "title is an object"),
        ({"text": "a", "id": True}, "id is true or false"),
        ({"text": "a\0b"}, "text has a NUL character at position 1"),
        ({"text": "a", "title": "\ud800"}, "title has half a surrogate pair (U+D800)"),
        ({"text": "ab\udfff"}, "half a surrogate pair (U+DFFF) at position 2"),
        ({"text": "a", "published_at": "yesterday"}, "published_at is no date: 'yesterday'"),
        ({"text": "a", "published_at": "2024-02-30"}, "published_at is no date"),
        ({"text": "a", "published_at": "20240301"}, "published_at is no date"),
        ({"text": "a", "published_at": "2024-03-01T25:00"}, "published_at is no date"),
        ({"text": "a", "published_at": 20240301}, "published_at is a number"),
        (["text"], "not a JSON object"),
        ("text", "not a JSON object"),
    ],
)
def test_a_bad_value_refuses_its_record_by_line(tmp_path: Path, record: object, reason: str) -> None:
    refusal = refused(write(tmp_path, "a.jsonl", {"text": "Good."}, record))
    assert refusal.record == "line 2"
    assert reason in refusal.reason
    assert refusal.remedy


@pytest.mark.parametrize(
    "date",
    [
        "2024-03-05",
        "2024-03-05T10:00:00Z",
        "2024-03-05 10:00",
        "2024-03-05T10:00:00.123+02:00",
        "2024-03-05T10:00+0200",
    ],
)
def test_a_valid_date_is_kept_as_it_was_given(tmp_path: Path, date: str) -> None:
    [found] = read(write(tmp_path, "a.jsonl", {"text": "a", "published_at": date}))
    assert isinstance(found, Article)
    assert found.published_at == date


def test_the_date_of_the_call_fills_only_what_is_missing(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", {"text": "a"}, {"text": "b", "published_at": "2020-01-01"})
    found = read(path, published_at="2024-03-05")
    assert [article.published_at for article in found if isinstance(article, Article)] == [
        "2024-03-05",
        "2020-01-01",
    ]


def test_a_date_of_the_call_that_is_none_is_wrong_use(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", {"text": "a"})
    with pytest.raises(UsageError, match="'tomorrow'"):
        read_inputs([path], published_at="tomorrow")


def test_an_id_that_stands_for_two_texts_is_refused_naming_both_inputs(tmp_path: Path) -> None:
    first = write(tmp_path, "a.jsonl", {"id": "x", "text": "One."}, {"id": "x", "text": "Two."})
    second = write(tmp_path, "b.jsonl", {"id": "x", "text": "Three."}, {"id": "x", "text": "One."})
    one, two, three, again = read(first, second)
    assert isinstance(one, Article)
    assert isinstance(two, Refusal)
    assert (two.file, two.record) == (first, "article x")
    assert "earlier in this input" in two.reason
    assert isinstance(three, Refusal)
    assert three.file == second
    assert first in three.reason
    assert isinstance(again, Article)


def test_an_article_that_is_too_long_is_refused_by_line(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", {"text": "a" * 1_000_001}, {"text": "b"})
    refusal = refused(path)
    assert refusal.record == "line 1"
    assert "1,000,001 characters" in refusal.reason
    assert "split it" in refusal.remedy
    assert len(refusal.raw or "") == 2_000


def test_a_title_that_is_too_long_is_refused(tmp_path: Path) -> None:
    assert "title has" in refused(write(tmp_path, "a.jsonl", {"text": "a", "title": "b" * 20_001})).reason


def test_a_line_beyond_the_limit_is_skipped_and_the_next_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", {"text": "a"}, {"text": "b" * 300_000}, {"text": "c"})
    first, second, third = read(path, limits=Limits(max_record_bytes=1_000))
    assert isinstance(first, Article)
    assert isinstance(second, Refusal)
    assert second.record == "line 2"
    assert isinstance(third, Article)
    assert third.text == "c"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "a"', "not JSON"),
        (b"text", "not JSON"),
        (b'{"text": "a", "text": "b"}', "the key 'text' stands twice"),
        (b'{"text": ' + b"[" * 200_000, "nested too deeply"),
        (b'{"text": "a", "id": ' + b"1" * 5_000 + b"}", "not usable JSON"),
        (b'{"text": "caf\xe9 cr\xe8me br\xfbl\xe9e"}', "byte 28 (0xe9) is not UTF-8"),
    ],
)
def test_a_line_that_is_no_json_is_refused_and_the_rest_is_read(tmp_path: Path, line: bytes, reason: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "a"}\n\n' + line + b'\n{"text": "b"}')
    first, second, third = read(str(path))
    assert isinstance(first, Article)
    assert isinstance(second, Refusal)
    assert second.record == "line 3"
    assert reason in second.reason
    assert isinstance(third, Article)


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"text": "a"}\n')
    [found] = read(str(path))
    assert isinstance(found, Article)


@pytest.mark.parametrize(
    "content",
    [
        '[{"text": "a"}, {"text": "b"}]',
        '{"text": "a"}\n{"text": "b"}\n',
        '\n [\n  {\n "text": "a"\n },\n {"text": "b"} ]',
    ],
)
def test_a_json_file_may_be_an_array_or_lines(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(content, encoding="utf-8")
    assert [article.text for article in read(str(path)) if isinstance(article, Article)] == ["a", "b"]


def test_a_json_file_may_be_one_indented_object(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"id": "x", "text": "a"}, indent=2), encoding="utf-8")
    [found] = read(str(path))
    assert isinstance(found, Article)


def test_a_bad_record_of_an_array_is_refused_by_number(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[{"text": "a"}, {"txt": "b"}, {"text": "c"}]', encoding="utf-8")
    refusal = refused(str(path))
    assert refusal.record == "record 2"
    assert refusal.raw == '{"txt": "b"}'


def test_an_array_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[{"text": "a"},\n {"text": "b"', encoding="utf-8")
    assert "not JSON" in refused(str(path)).reason


@pytest.mark.parametrize("content", ["[]", "\n\n"])
def test_a_file_without_an_article_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(content, encoding="utf-8")
    assert refused(str(path)).record == "file"


storable = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(str.strip)


@given(storable)
def test_text_comes_through_json_lines_untouched(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for escaped in (True, False):
            path = Path(folder) / "a.jsonl"
            path.write_bytes(json.dumps({"text": text}, ensure_ascii=escaped).encode("utf-8"))
            [found] = read(str(path))
            assert isinstance(found, Article)
            assert found.text == text
