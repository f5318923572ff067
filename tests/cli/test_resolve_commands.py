"""``detente resolve`` and ``detente knowledge show`` as a user meets them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from detente.cli import main

RESOLUTION = ["id", "country", "org", "sector", "sector2", "person", "office", "resolved_by", "confidence"]
MENTION = ["span", "start", "end", "kind", "country", "org", "sector", "person", "office", "resolved_by", "members"]


def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *args: str) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["detente", *args])
    with pytest.raises(SystemExit) as left:
        main()
    told = capsys.readouterr()
    return int(left.value.code or 0), told.out, told.err


def written(folder: Path, *records: Any) -> str:
    path = folder / "asked.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return str(path)


def test_phrases_are_resolved_in_the_promised_keys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(
        tmp_path,
        {"id": "1", "text": "the Peruvian foreign minister", "context": None, "date": None, "label": "left aside"},
        {"id": "2", "text": "the World Health Organization", "date": "1 January 2018"},
        {"id": "3", "text": "yesterday"},
    )
    code, out, err = run(capsys, monkeypatch, "resolve", file)
    first, second, third = map(json.loads, out.splitlines())
    assert (code, err) == (0, "")
    assert list(first) == RESOLUTION
    assert (first["country"], first["sector"], first["office"]) == ("PER", "GOV", "minister_of_foreign_affairs")
    assert (second["country"], second["org"]) == ("UNO", "UN")
    assert third["country"] is third["sector"] is None


def test_bad_records_are_named_and_the_rest_is_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(
        tmp_path,
        {"id": "1"},
        ["no", "object"],
        {"id": "2", "text": "Kenya", "date": "soon"},
        {"id": "3", "text": "Kenya"},
    )
    code, out, err = run(capsys, monkeypatch, "resolve", file)
    assert code == 1
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["3"]
    assert [line.partition("asked.jsonl: ")[2][:6] for line in err.splitlines()] == ["line 1", "line 2", "line 3"]
    assert "'soon' is no day" in err


def test_mentions_of_a_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Kenya and Uganda signed a pact in Arusha. Both countries hailed it."
    code, out, _ = run(
        capsys, monkeypatch, "resolve", "--mentions", written(tmp_path, {"id": "1", "text": text, "date": "2024-01-01"})
    )
    (answer,) = map(json.loads, out.splitlines())
    assert code == 0
    assert all(list(m) == MENTION and text[m["start"] : m["end"]] == m["span"] for m in answer["mentions"])
    kinds = {m["span"]: m["kind"] for m in answer["mentions"]}
    assert kinds == {"Kenya": "actor", "Uganda": "actor", "Arusha": "place", "Both countries": "group"}
    assert answer["mentions"][-1]["members"] == [["KEN", None], ["UGA", None]]


def test_knowledge_is_shown_of_a_day(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, _ = run(capsys, monkeypatch, "knowledge", "show", "Germany", "--date", "2010-05-01", "--format", "json")
    shown = json.loads(out)
    assert code == 0
    assert shown["profile"]["code"] == "DEU"
    assert "Angela Merkel" in {o["person"] for o in shown["profile"]["officials"]}
    assert shown["learnt"] == shown["contradictions"] == []


def test_a_name_in_no_table_is_wrong_use_with_a_suggestion(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, err = run(capsys, monkeypatch, "knowledge", "show", "Tukrey")
    assert (code, out) == (2, "")
    assert "Turkey" in err


def test_what_a_lake_learnt_is_shown_with_its_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "General Omar Tantawi, Egypt's chief of staff, met the Turkish ambassador in Cairo on Monday."
    file = written(tmp_path, {"id": "a1", "text": text, "published_at": "2025-05-02"})
    lake = str(tmp_path / "lake")
    run(capsys, monkeypatch, "ingest", file, "--lake", lake)
    code, out, _ = run(capsys, monkeypatch, "knowledge", "show", "EGY", "--lake", lake)
    assert code == 0
    assert "Omar Tantawi" in out
    assert "a1" in out
    assert "Contradictions" in out  # the tables name somebody else
