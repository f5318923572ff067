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
from pathlib import Path

from typer.main import get_command

from detente import pipeline, terminal
from detente.cli import app
from detente.knowledge.language import attributes
from detente.model import as_record

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "tests" / "golden" / "seed_article.txt"
WIDTH = 100


def generated() -> dict[Path, str]:
    """Each page with generated parts, as it should be."""
    pages = {ROOT / "docs" / "commands.md": _commands()}
    parts = {
        ROOT / "docs" / "formats.md": {"attributes": _attributes()},
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


def _commands() -> str:
    root = get_command(app)
    pages = ["# Commands", "What `--help` prints, command by command. Exit codes and formats: [formats](formats.md)."]
    for name in sorted(root.commands):  # type: ignore[attr-defined]
        command = root.commands[name]  # type: ignore[attr-defined]
        context = command.make_context(name, [], resilient_parsing=True, terminal_width=WIDTH, max_content_width=WIDTH)
        context.info_name = f"detente {name}"
        pages.append(f"## detente {name}\n\n```text\n{command.get_help(context).strip()}\n```")
    return "\n\n".join(pages) + "\n"


def _attributes() -> str:
    rows = [f"| `{a.attribute}` | {a.meaning} | {', '.join(a.types) or 'all'} |" for a in attributes()]
    return "\n".join(["| attribute | meaning | types |", "|---|---|---|", *rows])


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
