"""The documentation is held to the code: commands, fields, attributes, dependencies, links."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from typer.main import get_command

from detente.cli import app
from detente.knowledge.language import attributes
from detente.model import Event, Party, Place, Signal

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
FORMATS = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    return sorted(get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("record", [Event, Party, Place, Signal])
def test_every_field_stands_in_the_formats(record: type) -> None:
    missing = [f.name for f in fields(record) if f"`{f.name}`" not in FORMATS]
    assert not missing


def test_every_attribute_stands_in_the_formats_with_its_meaning() -> None:
    missing = [a.attribute for a in attributes() if f"| `{a.attribute}` | {a.meaning} |" not in FORMATS]
    assert not missing


@pytest.mark.parametrize("command", commands())
def test_every_command_stands_in_the_readme_and_the_command_reference(command: str) -> None:
    assert f"detente {command}" in README
    assert f"## detente {command}" in (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def test_every_dependency_has_a_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[<>=]", d)[0] for d in project["dependencies"]}
    table = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert declared == set(re.findall(r"^\| ([a-z0-9-]+) \| [A-Z]", table, flags=re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_generated_parts_are_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    from scripts.build_docs import generated

    for path, text in generated().items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name} is not what `make docs` writes"
