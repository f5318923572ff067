"""The command line as a user meets it: output, messages, exit codes."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from detente.cli import main
from detente.model import Event

GOLDEN = Path(__file__).parent.parent / "golden"

MEETING = {
    "id": "a1",
    "text": "Egypt's foreign minister met his Turkish counterpart in Cairo on Monday. Libya condemned the meeting.",
    "published_at": "2024-05-08",
}


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line in this process, so that the parser is loaded once for all tests."""

    def call(*args: str, stdin: str = "") -> Done:
        monkeypatch.setattr(sys, "argv", ["detente", *args])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as left:
            main()
        captured = capsys.readouterr()
        return Done(int(left.value.code or 0), captured.out, captured.err)

    return call


def lines_file(folder: Path, *records: object) -> str:
    path = folder / "articles.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return str(path)


def test_help_loads_no_model() -> None:
    script = (
        "import sys; from detente.cli import app; from typer.testing import CliRunner; "
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0; "
        "print([m for m in ('spacy', 'numpy', 'duckdb', 'deltalake', 'pydantic') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_code_prints_events_with_all_keys_in_order(run: Run, tmp_path: Path) -> None:
    done = run("code", lines_file(tmp_path, MEETING))
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r["event_type"] for r in records] == ["CONSULT", "ACCUSE"]
    for record in records:
        assert list(record) == list(Event.__dataclass_fields__)
    assert records[0]["event_date"] == "2024-05-06"
    assert records[0]["place"]["name"] == "Cairo"


def test_standard_input_is_read(run: Run, tmp_path: Path) -> None:
    done = run("code", "-", stdin=json.dumps(MEETING) + "\n")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 2


def test_a_bad_record_is_named_with_remedy_and_the_rest_is_coded(run: Run, tmp_path: Path) -> None:
    bad = {"id": "b", "text": "Peru met Chile.", "pubdate": "2024-01-01"}
    done = run("code", lines_file(tmp_path, bad, MEETING))
    assert done.returncode == 1
    assert "line 1" in done.stderr
    assert "pubdate" in done.stderr
    assert "published_at" in done.stderr
    assert len(done.stdout.splitlines()) == 2


def test_nothing_readable_is_exit_code_three(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    done = run("code", str(empty))
    assert done.returncode == 3
    assert "empty.txt" in done.stderr


@pytest.mark.parametrize(
    "args",
    [
        ["code", "no-such-file.txt"],
        ["relations", "EGY"],
        ["relations", "EGY", "QQQ", "--lake", "x"],
        ["relations", "EGY", "TUR"],
        ["code", "-", "--date", "yesterday"],
        ["brief", "EGY", "TUR"],
        ["code", "-", "--format", "xml"],
    ],
)
def test_wrong_use_is_exit_code_two_with_one_line_and_no_traceback(run: Run, args: list[str]) -> None:
    done = run(*args, stdin="")
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_an_article_in_a_language_without_phrases_is_refused_and_not_guessed_at(run: Run, tmp_path: Path) -> None:
    french = {"text": "L'Égypte a rencontré la Turquie.", "language": "fr"}
    done = run("code", lines_file(tmp_path, french, MEETING))
    assert done.returncode == 1
    assert "'fr'" in done.stderr


def test_a_csv_cell_is_never_a_formula(run: Run, tmp_path: Path) -> None:
    evil = dict(MEETING, id="=HYPERLINK(1)", outlet="@SUM(A1)")
    done = run("code", lines_file(tmp_path, evil), "--format", "csv")
    assert done.returncode == 0, done.stderr
    assert "'=HYPERLINK(1)" in done.stdout
    assert ",@SUM" not in done.stdout


def test_parquet_holds_the_same_records(run: Run, tmp_path: Path) -> None:
    import duckdb

    out = tmp_path / "events.parquet"
    done = run("code", lines_file(tmp_path, MEETING), "--format", "parquet", "--out", str(out))
    assert done.returncode == 0, done.stderr
    with duckdb.connect() as connection:
        rows = connection.execute("SELECT event_type, source[1].country FROM read_parquet(?)", [str(out)]).fetchall()
    assert rows == [("CONSULT", "EGY"), ("ACCUSE", "LBY")]


def test_parquet_to_a_terminal_is_refused(run: Run, tmp_path: Path) -> None:
    done = run("code", lines_file(tmp_path, MEETING), "--format", "parquet")
    assert done.returncode == 2
    assert "--out" in done.stderr


def test_ingest_twice_changes_nothing_and_quarantine_keeps_what_was_refused(run: Run, tmp_path: Path) -> None:
    source, lake = lines_file(tmp_path, MEETING, {"id": "c", "text": ""}), str(tmp_path / "lake")
    first = run("ingest", source, "--lake", lake)
    assert first.returncode == 1, first.stderr
    assert "1 articles and 2 events added" in first.stderr
    before = sorted(p.name for p in Path(lake).rglob("*") if p.is_file())
    second = run("ingest", source, "--lake", lake)
    assert "0 articles and 0 events added, 1 articles known already" in second.stderr
    assert sorted(p.name for p in Path(lake).rglob("*") if p.is_file()) == before
    (kept,) = [json.loads(line) for line in run("quarantine", "--lake", lake).stdout.splitlines()]
    assert kept["record"] == "line 2"
    assert kept["remedy"]


def test_brief_of_an_article_has_the_five_parts_and_cites(run: Run, tmp_path: Path) -> None:
    done = run("brief", str(GOLDEN / "seed_article.txt"))
    assert done.returncode == 0, done.stderr
    for heading in ("# ", "## What happened", "## Background", "## Outlook", "## Original sources"):
        assert any(line.startswith(heading) for line in done.stdout.splitlines())
    assert "newscentral.africa" in done.stdout
    assert "[1]" in done.stdout


def test_brief_as_json_quotes_exactly_what_stands_in_the_text(run: Run) -> None:
    text = (GOLDEN / "seed_article.txt").read_text(encoding="utf-8")
    brief = json.loads(run("brief", str(GOLDEN / "seed_article.txt"), "--format", "json").stdout)
    claims = [*brief["summary"], *(c for s in brief["sections"] for c in s["claims"])]
    assert claims
    for claim in claims:
        assert claim["citations"]
        for citation in claim["citations"]:
            assert text[slice(*citation["span"])] == citation["quote"]


def test_classify_names_the_type_under_either_convention(run: Run, tmp_path: Path) -> None:
    question = {
        "id": "q",
        "text": "The court in Lima fined the Chilean company on Monday.",
        "source": "The court in Lima",
        "target": "the Chilean company",
        "label": "further keys are left aside",
    }
    path = lines_file(tmp_path, question)
    kinds = [
        json.loads(run("classify", path, "--convention", convention).stdout)["event_type"]
        for convention in ("manual", "crosswalk")
    ]
    assert kinds == ["SANCTION", "ACCUSE"]


def test_relations_over_an_event_table(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "events.csv"
    quiet = [f"{year}-{month:02d}-10,PER,ECU,042,1.9" for year in (2010, 2011) for month in (2, 6, 10)]
    crisis = [f"2012-03-{day:02d},PER,ECU,190,-10" for day in (1, 3, 5, 8, 9)]
    table.write_text("\n".join(["date,source_country,target_country,cameo,goldstein", *quiet, *crisis]) + "\n")
    done = run("relations", "--all", "--events", str(table), "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    signals = [json.loads(line) for line in done.stdout.splitlines()]
    assert ("rupture", ["ECU", "PER"]) in [(s["kind"], s["dyad"]) for s in signals]
    assert all(s["detected_on"] >= s["on"] for s in signals)


def test_progress_of_an_ingest_adds_up_to_what_was_read_and_moves_with_the_coding(tmp_path: Path) -> None:
    from detente import pipeline

    source = lines_file(tmp_path, *(dict(MEETING, id=f"a{n}", text=f"Peru met Chile {n} times.") for n in range(5)))
    for _ in ("fresh", "known"):
        steps: list[int] = []
        pipeline.ingest([source], tmp_path / "lake", on_refusal=print, on_progress=steps.append)
        assert sum(steps) == Path(source).stat().st_size


def test_a_bad_row_of_an_event_table_is_named_and_the_rest_is_followed(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "events.csv"
    table.write_text("date,source_country,target_country,cameo\n2012-03-01,PER,ECU,190\nsoon,PER,ECU,042\n")
    done = run("relations", "--all", "--events", str(table))
    assert done.returncode == 1
    assert "soon" in done.stderr


def test_explain_shows_parse_phrase_parties_and_outcome(run: Run, tmp_path: Path) -> None:
    done = run("code", lines_file(tmp_path, MEETING), "--explain")
    assert done.returncode == 0
    assert "Egypt/poss←minister" in done.stdout
    assert "by counterpart]" in done.stdout
    assert "✓ coded" in done.stdout
    assert "condemned" in done.stdout


def test_explain_prints_hostile_text_as_it_stands(run: Run, tmp_path: Path) -> None:
    hostile = {**MEETING, "id": "[red]x[/red]", "text": "[bold]Egypt[/bold] condemned Turkey :bomb:."}
    done = run("code", lines_file(tmp_path, hostile), "--explain")
    assert "[red]x[/red]" in done.stdout
    assert ":bomb:" in done.stdout


def test_min_confidence_leaves_out_what_is_less_sure(run: Run, tmp_path: Path) -> None:
    file = lines_file(tmp_path, MEETING)
    everything = [json.loads(x) for x in run("code", file, "--min-confidence", "0").stdout.splitlines()]
    least = max(e["confidence"] for e in everything)
    kept = [json.loads(x) for x in run("code", file, "--min-confidence", str(least)).stdout.splitlines()]
    assert kept == [e for e in everything if e["confidence"] >= least]
    assert run("code", file, "--min-confidence", "2").returncode == 2
