"""An ontology of a user's own on the command line, from the starter folder to the brief."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from detente.cli import main

ONTOLOGIES = Path(__file__).parent.parent / "ontologies"
MARITIME, REPORTS = str(ONTOLOGIES / "maritime"), str(ONTOLOGIES / "maritime_reports.jsonl")


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*args: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["detente", *args])
        with pytest.raises(SystemExit) as left:
            main()
        captured = capsys.readouterr()
        return Done(int(left.value.code or 0), captured.out, captured.err)

    return call


def test_the_starter_folder_checks_and_codes(run: Run, tmp_path: Path) -> None:
    folder = str(tmp_path / "mine")
    made = run("ontology", "new", folder)
    assert made.returncode == 0
    assert "detente ontology check" in made.stderr
    done = run("ontology", "check", folder)
    assert (done.returncode, done.stdout) == (0, "")
    assert "4 examples coded as they should be; faults: 0" in done.stderr
    assert run("ontology", "new", folder).returncode == 2
    coded = run("code", REPORTS, "--ontology", folder)
    assert "INCIDENT" in {json.loads(line)["event_type"] for line in coded.stdout.splitlines()}


def test_an_example_that_codes_to_something_else_is_reported(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    run("ontology", "new", str(folder))
    table = folder / "phrases" / "en" / "incident.tsv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("Two Russian cutters shadowed", "Two Russian cutters followed"), encoding="utf-8")
    done = run("ontology", "check", str(folder))
    assert done.returncode == 1
    assert f"{table}: line 8: the example should tell harass_vessel and tells no act" in done.stderr
    assert "mend head, needs or example" in done.stderr


def test_an_ontology_of_which_nothing_can_be_used_exits_with_3(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ontology.yaml").write_text("name: empty\n", encoding="utf-8")
    (tmp_path / "types.tsv").write_text("type\tquad\n", encoding="utf-8")
    assert run("ontology", "check", str(tmp_path)).returncode == 3
    refused = run("code", REPORTS, "--ontology", str(tmp_path))
    assert (refused.returncode, refused.stdout) == (3, "")
    assert "types.tsv line 1" in refused.stderr
    assert run("ontology", "check", str(tmp_path / "nowhere")).returncode == 2


def test_reports_are_coded_with_it_from_end_to_end(run: Run, tmp_path: Path) -> None:
    coded = run("code", REPORTS, "--ontology", MARITIME)
    events = [json.loads(line) for line in coded.stdout.splitlines()]
    assert coded.returncode == 0
    told = [(e["article_id"], e["event_type"], e["mode"], e["cameo"], e["quad_class"], e["goldstein"]) for e in events]
    assert told == [
        ("m1", "INCIDENT", "collision", "211", 4, -6.5),
        ("m1", "ACCUSE", "disapprove", "111", 3, -2.0),
        ("m2", "RESCUE", None, "220", 2, 7.0),
        ("m3", "AGREE", None, "033", 1, 5.2),
        ("m3", "INCIDENT", None, "212", 4, -4.5),
    ]
    plain = [json.loads(line) for line in run("code", REPORTS).stdout.splitlines()]
    assert "INCIDENT" not in {e["event_type"] for e in plain}
    assert len({e["coded_by"]["knowledge"] for e in (*events, *plain)}) == 2

    lake = str(tmp_path / "lake")
    assert run("ingest", REPORTS, "--lake", lake, "--ontology", MARITIME).returncode == 0
    shown = run("relations", "CHN", "PHL", "--lake", lake)
    assert "2024-Q2" in shown.stdout  # the rescue and the block, whose codes are not CAMEO's
    for form in ("markdown", "html", "json"):
        written = run("brief", "CHN", "PHL", "--lake", lake, "--format", form)
        assert written.returncode == 0
        assert "acted against the Philippines" in written.stdout


def test_a_table_of_its_types_has_relations(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "events.csv"
    table.write_text("date,source_country,target_country,event_type\n2024-03-05,CHN,PHL,INCIDENT\n", encoding="utf-8")
    asked = ("relations", "CHN", "PHL", "--events", str(table), "--format", "jsonl")
    assert run(*asked, "--ontology", MARITIME).returncode == 0
    assert "INCIDENT" in run(*asked).stderr


def test_classify_names_its_types(run: Run, tmp_path: Path) -> None:
    question = {"id": "1", "text": "A Chinese ship rammed a Philippine boat.", "source": "ship", "target": "boat"}
    asked = tmp_path / "asked.jsonl"
    asked.write_text(json.dumps(question) + "\n", encoding="utf-8")
    answer = json.loads(run("classify", str(asked), "--ontology", MARITIME).stdout)
    assert (answer["event_type"], answer["quad_class"]) == ("INCIDENT", 4)


def test_show_prints_tables_and_json(run: Run) -> None:
    assert "verbal cooperation" in run("ontology", "show").stdout
    assert "Borders" in run("ontology", "show", "ACCUSE").stdout
    assert "Algeria recalled its ambassador" in run("ontology", "show", "break_relations").stdout
    assert "none: no event" in run("ontology", "show", "010").stdout
    record = json.loads(run("ontology", "show", "042", "--format", "json").stdout)
    assert (record["code"], record["goldstein"], record["manual"]) == ("042", 1.9, "CONSULT")
    assert len(json.loads(run("ontology", "show", "--format", "json").stdout)) == 16
    shown = run("ontology", "show", "INCIDENT", "--ontology", MARITIME)
    assert "collision" in shown.stdout
    assert run("ontology", "show", "INCIDENT").returncode == 2
