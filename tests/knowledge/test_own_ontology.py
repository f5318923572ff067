"""An ontology of a user's own: laid over ours, changed without code, each fault named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from detente.coding import code
from detente.errors import KnowledgeError, UsageError
from detente.knowledge.entries import ActEntry, CodeEntry, TypeEntry, entry, summaries
from detente.knowledge.language import contexts_by_lemma
from detente.knowledge.layers import Knowledge, digest, using
from detente.knowledge.ontology import acts, borders, codes, contexts, event_types, modes
from detente.knowledge.own import begin, checked, opened
from detente.knowledge.phrases import compose, compositions, modifiers, opposite, phrase_lines, phrases
from detente.knowledge.wording import act_wording
from detente.model import Article
from detente.parse import parse

MARITIME = Path(__file__).parent.parent / "ontologies" / "maritime"
EXAMPLE = "A Chinese coast guard ship rammed a Philippine supply boat near the shoal on Tuesday."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the maritime ontology to be damaged."""
    return Path(shutil.copytree(MARITIME, tmp_path / "maritime"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def types_told(text: str) -> list[str]:
    (parsed,) = parse([Article("a", text, published_at="2024-03-06")])
    return [event.event_type for event in code(parsed).events]


def test_its_lines_are_added_to_ours_and_only_within_the_block() -> None:
    before = digest()
    with using(opened(MARITIME)):
        assert [*event_types()][-2:] == ["INCIDENT", "RESCUE"]
        assert len(event_types()) == 18
        assert acts()["ram_vessel"].mode == "collision"
        assert "strike_work" not in acts()
        assert ("INCIDENT", "collision") in modes()
        assert "maritime" in contexts()
        assert "maritime" in contexts_by_lemma()["shoal"]
        assert codes()["211"].goldstein == -6.5
        assert borders()[-1].neighbour == "RESCUE"
        assert "own/incident:1" in {phrase.id for phrase in phrases()["ram", "verb"]}
        assert digest() != before
    assert len(event_types()) == 16
    assert "strike_work" in acts()
    assert digest() == before


def test_two_are_used_side_by_side(folder: Path) -> None:
    change(folder / "types.tsv", "INCIDENT\t4\t-5", "INCIDENT\t4\t-4")
    one, other = opened(MARITIME), opened(folder)
    with using(one):
        first = (event_types()["INCIDENT"].score, digest())
        with using(other):
            second = (event_types()["INCIDENT"].score, digest())
        assert (event_types()["INCIDENT"].score, digest()) == first
    assert [first[0], second[0]] == [-5, -4]
    assert first[1] != second[1]


def test_a_line_with_the_key_of_ours_replaces_it(folder: Path) -> None:
    ours = next(p for line, p in phrase_lines() if p.id == "aid:1")
    (folder / "cameo.tsv").write_text(
        "code\tname\tgoldstein\tquad_class\tmanual\tcrosswalk\tmode\tcontexts\n"
        "042\tvisit\t3\t1\tCONSULT\tCONSULT\tvisit\tdiplomatic\n",
        encoding="utf-8",
    )
    rows = "visit\t042\t3\tCONSULT\tCONSULT\tvisit\tdiplomatic\tyes\ttravel there\n"
    header = (folder / "acts.tsv").read_text(encoding="utf-8").splitlines()[0]
    (folder / "acts.tsv").write_text(f"{header}\n{rows}", encoding="utf-8")
    for name in ("types.tsv", "modes.tsv", "borders.tsv", "phrases/en/incident.tsv", "phrases/en/rescue.tsv"):
        (folder / name).unlink()
    (folder / "phrases/en/compose.tsv").unlink()
    with using(opened(folder)):
        assert acts()["visit"].goldstein == 3
        assert list(acts()).index("visit") < 10
        assert [p for _, p in phrase_lines() if p.id == "aid:1"] == [ours]


def test_events_of_its_types_are_coded_with_its_digest() -> None:
    assert "INCIDENT" not in types_told(EXAMPLE)
    (parsed,) = parse([Article("a", EXAMPLE, published_at="2024-03-06")])
    with using(opened(MARITIME)):
        (event,) = code(parsed).events
        assert event.coded_by.knowledge == digest()
    assert (event.event_type, event.mode, event.cameo, event.quad_class) == ("INCIDENT", "collision", "211", 4)
    assert event.coded_by.knowledge != digest()
    assert [p.country for p in (*event.source, *event.target)] == ["CHN", "PHL"]


def test_operators_take_its_types() -> None:
    with using(opened(MARITIME)):
        assert types_told("China promised to rescue Philippine sailors.") == ["AGREE"]
        line = compose("intend", "rescue_at_sea")
        assert line is not None
        assert line.result == "intend_aid"


def test_what_it_leaves_out_goes_with_all_that_tells_it() -> None:
    text = "Dock workers in Greece went on strike."
    assert types_told(text) == ["PROTEST"]
    with using(opened(MARITIME)):
        assert types_told(text) == []
        assert "strike_work" not in {phrase.act for _, phrase in phrase_lines()}
        assert "strike_work" not in {row.result for row in compositions()}


@pytest.fixture
def alone(folder: Path) -> Path:
    """The maritime ontology without anything of ours but codes, contexts, classes and operators."""
    (folder / "ontology.yaml").write_text("name: maritime\nextends: nothing\n", encoding="utf-8")
    (folder / "phrases/en/compose.tsv").unlink()
    return folder


def test_one_that_extends_nothing_codes_its_own_types_only(alone: Path) -> None:
    with using(opened(alone)):
        assert [*event_types()] == ["INCIDENT", "RESCUE"]
        assert {act.manual for act in acts().values()} == {"INCIDENT", "RESCUE"}
        assert codes()["042"].manual is None
        assert types_told("The Kenyan president met his Ugandan counterpart.") == []
        assert types_told("Russia rescued a Japanese crew and bombed a depot in Ukraine.") == ["RESCUE"]
        assert types_told("Russia agreed not to block Japanese ships.") == []
        assert set(modifiers().values()) <= {row.operator for row in compositions()}
        turned = opposite("intend")
        assert turned is not None
        assert turned.result == "none"
        assert {row.result for row in compositions()} <= {"same", "none"}


def test_a_type_without_words_is_told_by_its_quad_class() -> None:
    assert act_wording("999", None, "INCIDENT", 4).to[0].past == "acted"
    with using(opened(MARITIME)):
        assert act_wording("211", "collision", "INCIDENT", 4).to[0].past == "acted"


def test_its_wording_replaces_ours(folder: Path) -> None:
    words = (
        '"211":\n  to:\n    - ram|rams|rammed a ship of {target}\n"042":\n  to:\n    - call|calls|called on {target}\n'
    )
    (folder / "wording.yaml").write_text(words, encoding="utf-8")
    with using(opened(folder)):
        assert act_wording("211", "collision", "INCIDENT", 4).to[0].past == "rammed"
        assert act_wording("042", None, "CONSULT").to[0].past == "called"


def test_both_complete_examples_have_no_fault(tmp_path: Path) -> None:
    written = begin(tmp_path / "new")
    assert {path.name for path in written} >= {"types.tsv", "acts.tsv", "cameo.tsv", "incident.tsv", "ontology.yaml"}
    for path in (tmp_path / "new", MARITIME):
        assert checked(path)[1] == []


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "note").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="not empty"):
        begin(tmp_path)


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("types.tsv", "INCIDENT\t4", "INCIDENT\t5", ("line 2", "quad_class")),
        ("types.tsv", "INCIDENT\t4", "Incident\t4", ("line 2", "type")),
        ("types.tsv", "\t210\t", "\t999\t", ("line 2", "no code '999'")),
        ("types.tsv", "quad_class", "quadclass", ("line 1", "column 'quad_class'")),
        ("types.tsv", "RESCUE\t2", "OPERATORS\t2", ("line 3", "cannot be called")),
        ("acts.tsv", "211\t-6.5\tINCIDENT", "211\t-6.5\tINCIDNT", ("line 2", "no type 'INCIDNT'")),
        ("acts.tsv", "ram_vessel\t211", "ram_vessel\t213", ("line 2", "no code '213'")),
        ("acts.tsv", "211\t-6.5", "211\t-6", ("line 2", "not that of code 211")),
        ("acts.tsv", "collision", "touch", ("line 2", "no mode 'touch'")),
        ("acts.tsv", "\tmaritime\tno\tram", "\tnaval\tno\tram", ("line 2", "no context 'naval'")),
        ("acts.tsv", "harass_vessel\t", "ram_vessel\t", ("line 3", "stands twice")),
        ("acts.tsv", "\tno\tram a ship", "\tram a ship", ("line 2", "8 cells under 9 columns")),
        ("cameo.tsv", "22\thelp at sea\t7", "23\thelp at sea\t7", ("line 7", "no root 22")),
        ("cameo.tsv", "212\tblock", "A12\tblock", ("line 5", "code")),
        ("modes.tsv", "INCIDENT\t", "ACCIDENT\t", ("line 2", "no type 'ACCIDENT'")),
        ("borders.tsv", "RESCUE\t", "HELP\t", ("line 2", "no type 'HELP'")),
        ("phrases/en/incident.tsv", "\tram_vessel\t", "\tram_ship\t", ("line 2", "no act 'ram_ship'")),
        ("phrases/en/incident.tsv", "obj:@vessel", "obj:@ship", ("line 2", "no class '@ship'")),
        ("phrases/en/incident.tsv", "obj:@vessel", "obj", ("line 2", "is not relation:lemma")),
        ("phrases/en/incident.tsv", EXAMPLE, "", ("line 2", "has no example")),
        ("phrases/en/compose.tsv", "intend_aid", "intend_help", ("line 2", "no act 'intend_help'")),
        ("phrases/en/compose.tsv", "RESCUE", "HELP", ("line 2", "no act, type or side 'HELP'")),
        ("language/en/contexts.tsv", "maritime", "naval", ("line 2", "no context 'naval'")),
        ("ontology.yaml", "[strike_work]", "[strike_walk]", ("without", "no act 'strike_walk'")),
    ],
)  # fmt: skip
def test_each_fault_is_named_with_file_and_row(
    folder: Path, file: str, old: str, new: str, fault: tuple[str, str]
) -> None:
    where, reason = fault
    change(folder / file, old, new)
    faults = [f for f in checked(folder)[1] if f.file == str(folder / file)]
    assert [(f.record, reason in f.reason) for f in faults][:1] == [(where, True)], faults
    assert all(f.remedy for f in faults)
    with pytest.raises(KnowledgeError) if "example" not in reason else using(Knowledge()):
        opened(folder)


def test_all_faults_are_found_at_once(folder: Path) -> None:
    change(folder / "types.tsv", "\t210\t", "\t999\t")
    change(folder / "phrases/en/incident.tsv", "obj:@vessel", "obj")
    change(folder / "phrases/en/rescue.tsv", "rescue_at_sea", "rescue")
    files = {Path(fault.file).name for fault in checked(folder)[1]}
    assert files >= {"types.tsv", "incident.tsv", "rescue.tsv"}


def test_files_that_nothing_reads_are_faults(folder: Path) -> None:
    (folder / "phrases/en/incident.tsv").rename(folder / "phrases/en/incidents.tsv")
    (folder / "notes.md").write_text("for people", encoding="utf-8")
    faults = checked(folder)[1]
    assert [f.reason for f in faults] == [
        "nothing reads a file of this name",
        "nothing tells the act 'ram_vessel'",
        "nothing tells the act 'harass_vessel'",
    ]


def test_a_file_that_is_no_text_is_a_fault(folder: Path) -> None:
    (folder / "modes.tsv").write_bytes(b"\xff\xfe\x00")
    assert any("cannot be read" in fault.reason for fault in checked(folder)[1])


def test_a_file_saved_by_a_spreadsheet_is_read(folder: Path) -> None:
    text = (folder / "types.tsv").read_text(encoding="utf-8")
    (folder / "types.tsv").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert checked(folder)[1] == []


@pytest.mark.parametrize("plan", ["extends: detente\n", "name: x\nextends: all\n", "- x\n", "name: [\n"])
def test_a_broken_plan_is_refused(folder: Path, plan: str) -> None:
    (folder / "ontology.yaml").write_text(plan, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"ontology\.yaml"):
        checked(folder)


def test_a_folder_without_a_plan_is_no_ontology(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="ontology new"):
        opened(tmp_path)
    with pytest.raises(UsageError, match="no folder"):
        opened(tmp_path / "nowhere")


def test_show_gathers_what_the_tables_say() -> None:
    assert [summary.type for summary in summaries()] == [*event_types()]
    kind, act, cameo = entry("consult"), entry("visit"), entry("04")
    assert isinstance(kind, TypeEntry)
    assert {border.neighbour for border in kind.borders} >= {"AGREE", "ACCUSE", "REJECT"}
    agree = next(border for border in kind.borders if border.neighbour == "AGREE")
    assert "will meet" in agree.neighbour_example
    assert {mode.mode for mode in kind.modes} == {"visit", "third-party", "multilateral", "phone", "meet"}
    assert isinstance(act, ActEntry)
    assert (act.cameo, act.manual, act.goldstein) == ("042", "CONSULT", 1.9)
    assert act.phrases[0].example
    assert isinstance(cameo, CodeEntry)
    assert "046" in {below.id for below in cameo.below}
    with using(opened(MARITIME)):
        assert isinstance(entry("INCIDENT"), TypeEntry)


def test_show_names_what_is_near() -> None:
    with pytest.raises(UsageError, match="visit"):
        entry("visti")
