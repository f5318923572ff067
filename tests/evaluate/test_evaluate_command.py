"""`detente evaluate` as a user meets it."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from gold_by_hand import GOLDEN, NEWS, QUESTION, QUIET, SENTENCE, file

from detente.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*args: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["detente", "evaluate", *map(str, args)])
        with pytest.raises(SystemExit) as left:
            main()
        captured = capsys.readouterr()
        return int(left.value.code or 0), captured.out, captured.err

    return call


@pytest.mark.parametrize(
    ("records", "figure"),
    [
        ([NEWS], "interstate_triple_f1"),
        ([SENTENCE, QUIET], "left_alone"),
        ([QUESTION], "macro_f1"),
        ([GOLDEN], "event_f1"),
    ],
)
def test_gold_of_each_format_is_measured(run: Run, tmp_path: Path, records: list[Any], figure: str) -> None:
    code, out, err = run(file(tmp_path, *records), "--bootstrap", 10)
    assert code == 0, err
    assert figure in out
    assert err == ""


def test_a_report_is_one_json_object_on_standard_output(run: Run, tmp_path: Path) -> None:
    code, out, _ = run(file(tmp_path, NEWS), "--format", "json", "--bootstrap", 10)
    assert code == 0
    report = json.loads(out)
    assert list(report)[:3] == ["kind", "gold", "convention"]
    assert {f["name"] for f in report["figures"]} >= {"type_f1", "triple_f1", "date", "place", "background"}


def test_a_figure_below_its_floor_is_named_and_gives_exit_code_1(run: Run, tmp_path: Path) -> None:
    floors = tmp_path / "floors.yaml"
    floors.write_text("sentences: {type_recall: 1.0, left_alone: 0.5}")
    unseen = {**SENTENCE, "text": "Nothing of the kind was said."}
    code, out, err = run(file(tmp_path, unseen, QUIET), "--floors", floors, "--bootstrap", 0)
    assert code == 1
    assert "type_recall" in out
    assert err == "below its floor: type_recall: floor 1.000, reached 0.0\n"


def test_without_floors_nothing_is_below(run: Run, tmp_path: Path) -> None:
    code, _, err = run(file(tmp_path, {**SENTENCE, "text": "Nothing."}), "--no-floors", "--bootstrap", 0)
    assert (code, err) == (0, "")


def test_a_page_is_written(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    code, _, err = run(file(tmp_path, NEWS), "--html", page, "--bootstrap", 10)
    assert code == 0
    assert "written:" in err
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_gold_that_is_none_is_named_by_file_and_line(run: Run, tmp_path: Path) -> None:
    path = file(tmp_path, NEWS, {**NEWS, "id": "n2", "colour": "red"})
    code, out, err = run(path)
    assert (code, out) == (3, "")
    assert f"{path}:2" in err


@pytest.mark.parametrize(
    "options",
    [
        ("--perturb", "--html", "x.html"),
        ("--no-floors", "--floors", "x.yaml"),
        ("nowhere.jsonl",),
        ("--bootstrap", "-1"),
        ("--convention", "crosswalk"),
    ],
)
def test_options_that_exclude_each_other_are_wrong_use(run: Run, options: tuple[str, ...]) -> None:
    assert run(*options)[0] == 2


def test_text_of_gold_cannot_move_the_terminal(run: Run, tmp_path: Path) -> None:
    _, out, _ = run(file(tmp_path, {**SENTENCE, "text": "Quiet \x1b[2J [bold]words[/bold]."}), "--bootstrap", 0)
    assert "\x1b" not in out
    assert "[bold]words[/bold]" in out


def test_our_own_sentences_reach_their_floors(run: Run) -> None:
    code, out, err = run("--bootstrap", 0)
    assert code == 0, err
    assert "event_f1" in out


def test_coding_moves_with_our_own_sentences_as_well_as_its_floors_ask(run: Run) -> None:
    code, out, err = run("--perturb", "--format", "json", "--bootstrap", 0)
    assert code == 0, err
    figures = {f["name"]: f["of"] for f in json.loads(out)["figures"]}
    assert all(count >= 20 for count in figures.values()), figures
