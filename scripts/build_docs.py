"""Write the generated parts of the documentation: help texts, tables, and what the commands print.

    python scripts/build_docs.py

Parts between ``<!-- name: generated -->`` and ``<!-- end -->`` are replaced; docs/commands.md is written whole.
"""

from __future__ import annotations

import io
import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from typer.main import get_command

from detente import pipeline, terminal
from detente.cli import app
from detente.coding import resolve_phrase
from detente.knowledge.entries import entry
from detente.knowledge.language import attributes
from detente.knowledge.ontology import borders, contexts, event_types, modes
from detente.knowledge.own import STARTER
from detente.model import as_record
from scripts.examples import examples

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "tests" / "golden" / "seed_article.txt"
WIDTH = 100


def generated() -> dict[Path, str]:
    """Each page with generated parts, as it should be."""
    pages = {ROOT / "docs" / "commands.md": _commands(), ROOT / "docs" / "reliability.svg": _diagram()}
    parts = {
        ROOT / "docs" / "ontology.md": {
            "types": _types(),
            "borders": _borders(),
            "modes": _modes(),
            "contexts": _contexts(),
            "starter": _starter(),
            "show": _show(),
        },
        ROOT / "docs" / "model_card.md": {"figures": _classifier()},
        ROOT / "docs" / "evaluation.md": {"reliability": _reliability()},
        ROOT / "docs" / "formats.md": {"attributes": _attributes()},
        ROOT / "docs" / "actors.md": {"resolved": _resolved()},
        ROOT / "README.md": {"event": _event(), "brief": _brief(), "timeline": _timeline()},
    }
    for path, named in parts.items():
        text = path.read_text(encoding="utf-8")
        for name, body in named.items():
            text = re.sub(
                rf"(<!-- {name}: generated -->\n).*?(<!-- end -->)",
                lambda m, body=body: f"{m[1]}\n{body}\n{m[2]}",
                text,
                flags=re.DOTALL,
            )
        pages[path] = text
    return pages


PHRASES = (
    ("Turkish Defence Minister Hulusi Akar", "2020-01-01"),
    ("Angela Merkel", "2015-06-01"),
    ("Angela Merkel", "2022-06-01"),
    ("a spokesman for Hamas", "2020-01-01"),
    ("Georgia Governor Brian Kemp", "2023-09-01"),
    ("Iran-backed militias in Iraq", "2020-01-01"),
    ("Sanaa", "2012-01-01"),
    ("Sanaa", "2020-01-01"),
    ("Chad's ambassador to Niger", "2020-01-01"),
    ("three masked gunmen", "2020-01-01"),
)


def _resolved() -> str:
    rows = [
        "| phrase | on | country | org | sector | office | person | decided by |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for text, day in PHRASES:
        a = resolve_phrase(text, None, date.fromisoformat(day))
        sectors = "/".join(s for s in (a.sector, a.secondary) if s)
        cells = (text, day, a.country, a.org, sectors, a.office and f"`{a.office}`", a.person, a.rule)
        rows.append(f"| {' | '.join(cell or '' for cell in cells)} |")
    return "\n".join(rows)


def _commands() -> str:
    root = get_command(app)
    pages = ["# Commands", "What `--help` prints, command by command. Exit codes and formats: [formats](formats.md)."]
    pages += _helps(root, "detente", "##")
    return "\n\n".join(pages) + "\n"


def _helps(group: Any, called: str, heading: str) -> Iterator[str]:  # noqa: ANN401 - click's own classes, by way of typer
    for name in sorted(group.commands):
        command, full = group.commands[name], f"{called} {name}"
        context = command.make_context(name, [], resilient_parsing=True, terminal_width=WIDTH, max_content_width=WIDTH)
        context.info_name = full
        yield f"{heading} {full}\n\n```text\n{command.get_help(context).strip()}\n```"
        if hasattr(command, "commands"):
            yield from _helps(command, full, f"{heading}#")


def _classifier() -> str:
    found = yaml.safe_load((ROOT / "training" / "figures.yaml").read_text(encoding="utf-8"))
    batches = {path.stem: examples(path) for path in sorted((ROOT / "training" / "examples").glob("*.tsv"))}
    rows = ["| batch | sentences | labels | without event |", "|---|---|---|---|"]
    rows += [
        f"| {name} | {len(all_)} | {sum(len(e.events) for e in all_)} | {sum(not e.events for e in all_)} |"
        for name, all_ in batches.items()
    ]
    rows += ["", "| figure on the held-out batch | value |", "|---|---|"]
    rows += [f"| {name} | {value} |" for name, value in found.items()]
    return "\n".join(rows)


def _measured() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "training" / "reliability.yaml").read_text(encoding="utf-8"))
    return found


def _reliability() -> str:
    found = _measured()
    rows = ["| confidence | events | stated | right |", "|---|---|---|---|"]
    rows += [
        f"| {b['low']:.1f} to {b['low'] + 0.1:.1f} | {b['events']} | {b['stated']:.2f} | {b['right']:.2f} |"
        for b in found["bins"]
    ]
    error = found["expected_calibration_error"]
    return "\n".join([*rows, "", f"{found['events']} events, expected calibration error {error}."])


def _diagram() -> str:
    """Stated against measured probability: a dot a bin, its area by the number of events; on the line both agree."""
    size, edge = 320, 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size + 2 * edge} {size + 2 * edge}" '
        'font-family="sans-serif" font-size="12" role="img" aria-label="Stated confidence against the share right">',
        f'<rect x="{edge}" y="{edge}" width="{size}" height="{size}" fill="#fff" stroke="#999"/>',
        f'<line x1="{edge}" y1="{edge + size}" x2="{edge + size}" y2="{edge}" stroke="#999" stroke-dasharray="4 4"/>',
    ]
    for tick in (0, 0.5, 1):
        x, y = edge + tick * size, edge + size - tick * size
        parts.append(f'<text x="{x:.0f}" y="{edge + size + 18}" text-anchor="middle">{tick:g}</text>')
        parts.append(f'<text x="{edge - 8}" y="{y + 4:.0f}" text-anchor="end">{tick:g}</text>')
    for found in _measured()["bins"]:
        x, y = edge + found["stated"] * size, edge + size - found["right"] * size
        told = f"{found['events']} events: stated {found['stated']:.2f}, right {found['right']:.2f}"
        radius = 2 + found["events"] ** 0.5 / 2
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#2a6f97"><title>{told}</title></circle>'
        )
    middle = edge + size / 2
    parts.append(f'<text x="{middle}" y="{size + 2 * edge - 6}" text-anchor="middle">stated confidence</text>')
    parts.append(
        f'<text x="14" y="{middle}" text-anchor="middle" transform="rotate(-90 14 {middle})">share right</text>'
    )
    return "\n".join([*parts, "</svg>"]) + "\n"


def _attributes() -> str:
    rows = [f"| `{a.attribute}` | {a.meaning} | {', '.join(a.types) or 'all'} |" for a in attributes()]
    return "\n".join(["| attribute | meaning | types |", "|---|---|---|", *rows])


def _types() -> str:
    rows = [
        f"| {t.type} | {t.quad_class} | {t.score:g} | {t.is_} | {t.is_not} | {' '.join(t.examples)} |"
        for t in event_types().values()
    ]
    return "\n".join(["| type | quad | score | is | is not | examples |", "|---|---|---|---|---|---|", *rows])


def _borders() -> str:
    rows = [
        f"| {b.type} – {b.neighbour} | {b.rule} | {b.type}: {b.example} {b.neighbour}: {b.neighbour_example} |"
        for b in borders()
    ]
    return "\n".join(["| between | rule | examples |", "|---|---|---|", *rows])


def _modes() -> str:
    rows = []
    for name in event_types():
        told = [f"`{m.mode}` {m.score:g} ({m.meaning})" for m in modes().values() if m.type == name]
        rows += [f"| {name} | {'; '.join(told)} |"] if told else []
    return "\n".join(["| type | modes |", "|---|---|", *rows])


def _contexts() -> str:
    return "; ".join(f"`{c.context}` ({c.meaning})" for c in contexts().values()) + "."


def _starter() -> str:
    parts = []
    for name in ("types.tsv", "acts.tsv", "phrases/en/incident.tsv"):
        text = STARTER.joinpath(*name.split("/")).read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if not line.startswith("#")]
        parts.append(f"`{name}`:\n\n```text\n" + "\n".join(lines).replace("\t", " → ") + "\n```")
    return "\n\n".join(parts)


def _show() -> str:
    stream = io.StringIO()
    with redirect_stdout(stream):
        terminal.show_entry(entry("0871"))
    lines = [line.rstrip() for line in stream.getvalue().strip().splitlines()]
    return "```text\n" + "\n".join(lines) + "\n```"


def _event() -> str:
    coded = next(iter(pipeline.code([str(ARTICLE)], on_refusal=print)))
    record = as_record(coded.events[0])
    shown = {k: v for k, v in record.items() if k not in {"url", "published_at", "coded_by", "article_id"}}
    lines = [f" {json.dumps(key)}: {_folded(value)}" for key, value in shown.items()]
    return "```json\n{\n" + ",\n".join(lines) + "\n}\n```"


def _folded(value: object) -> str:
    """JSON on one line, or one line an entry where that would be too long."""
    line = json.dumps(value, ensure_ascii=False)
    if len(line) <= WIDTH:
        return line
    entries = value if isinstance(value, list) else [value]
    inner = ",\n".join(
        "  {" + ",\n   ".join(f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in e.items()) + "}"
        for e in entries
    )
    return f"[\n{inner}]" if isinstance(value, list) else inner.strip()


def _brief() -> str:
    written = pipeline.brief_of_input(str(ARTICLE), date=None, on_refusal=print)
    text = pipeline.rendered(written, "markdown").strip()
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _timeline() -> str:
    with _demo() as demo:
        stream = io.StringIO()
        with redirect_stdout(stream):
            terminal.show_relation(demo.dyad, demo.timeline, demo.signals)
    lines = [line.rstrip() for line in stream.getvalue().strip().splitlines()]
    return "```text\n" + "\n".join(lines) + "\n```"


@contextmanager
def _demo() -> Iterator[pipeline.Demo]:
    with tempfile.TemporaryDirectory() as folder, pipeline.demo_corpus() as corpus:
        yield pipeline.demo(corpus, Path(folder), on_refusal=print, on_progress=None)


if __name__ == "__main__":
    for page, content in generated().items():
        page.write_text(content, encoding="utf-8")
