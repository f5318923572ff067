"""Reading ``training/examples``: sentences in which parties are marked, with the acts between them.

    On Monday [a|Egypt] said that [b|Ankara] had sent a frigate into its waters.<tab>b>a=mobilise_forces

The format is described in training/README.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from detente.errors import KnowledgeError
from detente.knowledge.ontology import acts
from detente.model import Modality, Span

MARK = re.compile(r"\[([a-d])\|([^\[\]|]+)\]")
LABEL = re.compile(r"([a-d]?)>([a-d]?)=([a-z_]+)(?:/(future|hypothetical|negated|historical))?")

Pair = tuple[Span | None, Span | None]


@dataclass(frozen=True, slots=True)
class Told:
    """One labelled act; a side that the sentence does not name is None."""

    source: Span | None
    target: Span | None
    act: str
    modality: Modality


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, the acts told in it, and the ordered pairs of its parties between which nothing happens."""

    id: str
    text: str
    parties: tuple[Span, ...]
    events: tuple[Told, ...]
    quiet: tuple[Pair, ...]


def examples(path: Path) -> list[Example]:
    """All examples of one writing batch.

    Raises:
        KnowledgeError: For a line that breaks the format: file, line and what is wrong.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_example(f"{path.stem}:{n}", line, path, n) for n, line in enumerate(lines, 1)]


def _example(identity: str, line: str, path: Path, number: int) -> Example:
    def wrong(what: str) -> KnowledgeError:
        return KnowledgeError(f"{path} line {number}: {what}; see training/README.md")

    if line.count("\t") != 1:
        raise wrong("sentence and labels are not separated by exactly one tab")
    marked, labels = line.split("\t")
    text, spans = _plain(marked)
    if "[" in text or "]" in text or len(spans) != len(MARK.findall(marked)):
        raise wrong("a bracket without its partner, or a letter that stands twice")
    events: dict[tuple[str, str], Told] = {}
    for label in labels.split():
        found = LABEL.fullmatch(label)
        if found is None or not (found[1] or found[2]) or any(s and s not in spans for s in found.group(1, 2)):
            raise wrong(f"label {label!r} is no SOURCE>TARGET=ACT of marked parties")
        if found[3] not in acts():
            raise wrong(f"no act {found[3]!r} in the ontology")
        source, target = found[1], found[2]
        told = Told(spans.get(source), spans.get(target), found[3], cast("Modality", found[4] or "asserted"))
        events[source, target] = told
        if acts()[told.act].mutual == "yes" and source and target:
            events.setdefault((target, source), Told(told.target, told.source, told.act, told.modality))
    quiet: list[Pair] = [(spans[a], spans[b]) for a in spans for b in spans if a != b and (a, b) not in events]
    quiet += [(spans[a], None) for a in spans if all(a != source for source, _ in events)]
    return Example(identity, text, tuple(spans.values()), tuple(events.values()), tuple(quiet))


def _plain(marked: str) -> tuple[str, dict[str, Span]]:
    """The sentence without its marks, and where each marked party stands in it."""
    text, done, spans = "", 0, {}
    for found in MARK.finditer(marked):
        text += marked[done : found.start()]
        spans[found[1]] = Span(len(text), len(text) + len(found[2]))
        text += found[2]
        done = found.end()
    return text + marked[done:], spans
