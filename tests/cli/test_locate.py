"""``detente locate`` as a user meets it: records, refusals, exit codes."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from detente.cli import main
from detente.read import questions

TEXT = "Troops left Aleppo on Monday, Turkish officials said in Ankara."
KEYS = ["name", "start", "end", "latitude", "longitude", "country", "geonameid", "confidence"]


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str

    @property
    def records(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.stdout.splitlines()]


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*args: str, stdin: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "argv", ["detente", "locate", *args])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as left:
            main()
        captured = capsys.readouterr()
        return Done(int(left.value.code or 0), captured.out, captured.err)

    return call


def written(folder: Path, *records: object) -> str:
    path = folder / "texts.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return str(path)


def test_places_are_printed_with_all_keys_in_order(run: Run, tmp_path: Path) -> None:
    done = run(written(tmp_path, {"id": "a", "text": TEXT, "published_at": "2017-01-02", "label": 3}))
    assert done.returncode == 0, done.stderr
    (record,) = done.records
    assert list(record) == ["id", "toponyms"]
    found = record["toponyms"]
    assert isinstance(found, list)
    assert [t["name"] for t in found] == ["Aleppo", "Turkish", "Ankara"]
    for toponym in found:
        assert list(toponym) == KEYS
        assert TEXT[toponym["start"] : toponym["end"]] == toponym["name"]
        assert 0 <= toponym["confidence"] <= 1
    assert (found[0]["country"], found[0]["geonameid"]) == ("SYR", 170063)


def test_standard_input_is_read_and_a_text_without_places_is_answered(run: Run) -> None:
    done = run(stdin=b'{"id": "a", "text": "Nobody came."}\n\n{"id": "b", "text": " "}\n')
    assert done.returncode == 0, done.stderr
    assert done.records == [{"id": "a", "toponyms": []}, {"id": "b", "toponyms": []}]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"no json", "it is no JSON"),
        (b"[1, 2]", "no JSON object"),
        (b'{"text": "Cairo"}', "'id' is missing"),
        (b'{"id": "a"}', "'text' is missing"),
        (b'{"id": "a", "text": ""}', "'text' is missing"),
        (b'{"id": 7, "text": "Cairo"}', "'id' is missing or no text"),
        (b'{"id": "a", "text": "Cairo", "published_at": 5}', "'published_at' is no text"),
        (b"\xff\xfe\x00", "it is no JSON"),
        (b'{"id": "a", "text": "Cairo \\ud800"}', "half a surrogate pair"),
        (b"[" * 100_000, "it is no JSON"),
    ],
)
def test_a_bad_record_is_named_and_the_rest_is_answered(run: Run, line: bytes, reason: str) -> None:
    done = run("-", stdin=line + b"\n" + json.dumps({"id": "good", "text": TEXT}).encode() + b"\n")
    assert done.returncode == 1
    assert "line 1" in done.stderr
    assert reason in done.stderr
    assert [record["id"] for record in done.records] == ["good"]


def test_an_endless_line_is_refused_without_being_read_whole(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "LONGEST", 1_000)
    done = run("-", stdin=b'{"id": "a", "text": "' + b"x" * 5_000 + b'"}\n')
    assert done.returncode == 3
    assert "longer than 1,000 bytes" in done.stderr
    assert done.stdout == ""


def test_a_file_that_is_not_there_is_wrong_use(run: Run) -> None:
    done = run("no-such-file.jsonl")
    assert done.returncode == 2
    assert "no such file" in done.stderr
    assert "Traceback" not in done.stderr


def test_odd_characters_leave_offsets_whole(run: Run) -> None:
    text = "\u202eمرحبا\u202c \U0001f600 Cairo\x00 and\x07 Paris."
    line = b'{"id": "a", "text": ' + json.dumps(text).encode() + b"}\n"
    done = run("-", stdin=line)
    assert done.returncode == 0, done.stderr
    (record,) = done.records
    assert isinstance(record["toponyms"], list)
    assert all(text[t["start"] : t["end"]] == t["name"] for t in record["toponyms"])
