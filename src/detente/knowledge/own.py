"""A user's own ontology: begun from a starter folder, opened for coding, checked with all its faults at once.

docs/ontology.md describes the folder to its writer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import UsageError
from detente.knowledge.language import attributes, contexts_by_lemma
from detente.knowledge.layers import PLAN, SHARED_PHRASES, WHOLE, Knowledge, Line, in_force, read_lines, using
from detente.knowledge.ontology import Act, EventType, acts, borders, code_of_types, codes, event_types, modes
from detente.knowledge.phrases import Phrase, PhraseLine, compositions, modifiers, phrase_lines, phrases
from detente.knowledge.wording import act_wordings
from detente.model import Refusal

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

STARTER = files("detente.knowledge") / "starter"
TABLES = frozenset({"types.tsv", "acts.tsv", "cameo.tsv", "modes.tsv", "contexts.tsv", "borders.tsv"})
OTHERS = frozenset({PLAN, "wording.yaml", "language/en/contexts.tsv", "language/en/modifiers.tsv", *SHARED_PHRASES})
NOTES = (".md", ".txt")
"""Endings of files that are for people and that nothing reads."""


def begin(folder: Path) -> list[Path]:
    """Write the starter folder and say which files it has.

    Raises:
        UsageError: When the folder exists and is not empty: nothing of anybody's is written over.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there already and not empty; name a folder that is new")
    written = []
    for name, source in sorted(_starter(STARTER)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
        written.append(path)
    return written


def _starter(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, Traversable]]:
    for child in folder.iterdir():
        if child.is_dir():
            yield from _starter(child, f"{prefix}{child.name}/")
        else:
            yield prefix + child.name, child


def opened(folder: Path | None) -> Knowledge:
    """The knowledge to code with: ours, or a folder's over it, read whole so that a fault shows before any coding.

    Raises:
        UsageError: When there is no such folder.
        KnowledgeError: At the first fault; ``detente ontology check`` lists all.
    """
    if folder is None:
        return Knowledge()
    knowledge = Knowledge(_folder(folder))
    with using(knowledge):
        _load()
    return knowledge


def checked(folder: Path) -> tuple[Knowledge, list[Refusal]]:
    """A folder's knowledge, as far as it can be used, and all faults in it.

    Raises:
        UsageError: When there is no such folder.
        KnowledgeError: When its ``ontology.yaml`` is missing or broken.
    """
    faults: list[Refusal] = []
    knowledge = Knowledge(_folder(folder), on_fault=faults.append)
    with using(knowledge):
        _load()
        for act in untold():
            remedy = f"add a line to phrases/en/{act.row.manual.lower()}.tsv, or one to phrases/en/compose.tsv"
            faults.append(Refusal(act.file, act.where, f"nothing tells the act {act.row.act!r}", remedy))
        for line, phrase in own_phrases():
            if not phrase.example and phrase.operator is None:
                reason = f"the phrase {'|'.join(line.row.head)!r} has no example"
                faults.append(Refusal(line.file, line.where, reason, "write a sentence that it should code"))
    return knowledge, list(dict.fromkeys(faults))


def _folder(folder: Path) -> Path:
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder; make one with: detente ontology new {folder}")
    return folder


def _load() -> None:
    """Read every table that a user may change, so that each takes its faults."""
    _strays()
    look_ups: tuple[Callable[[], object], ...] = (
        *(codes, modes, borders, acts, code_of_types, compositions, phrases, modifiers),
        *(contexts_by_lemma, attributes, act_wordings),
    )
    for look_up in look_ups:
        look_up()


def _strays() -> None:
    """Refuse files that nothing reads: a table under a wrong name would be silence."""
    here = in_force()
    tables = {f"phrases/en/{name.lower()}.tsv" for name in event_types()}
    for path in here.files():
        name = path.as_posix()
        if name not in TABLES | OTHERS | tables and path.suffix not in NOTES and here.folder is not None:
            reason = "nothing reads a file of this name"
            remedy = f"call it one of: {', '.join(sorted(TABLES | OTHERS))}, phrases/en/TYPE.tsv"
            here.refuse(Refusal(str(here.folder / path), WHOLE, reason, remedy))


def untold() -> list[Line[Act]]:
    """A user's acts that no phrase and no composition tells."""
    told = {phrase.act for _, phrase in phrase_lines()} | {row.result for row in compositions()}
    lines = (line for line in read_lines("ontology/acts.tsv", Act) if not line.ours)
    return [line for line in lines if line.row.act in acts() and line.row.act not in told]


def own_lines() -> int:
    """How many types, acts and phrases of a user's own are in force."""
    types = sum(
        not line.ours and line.row.type in event_types() for line in read_lines("ontology/types.tsv", EventType)
    )
    told = sum(not line.ours and line.row.act in acts() for line in read_lines("ontology/acts.tsv", Act))
    return types + told + len(own_phrases())


def own_phrases() -> list[tuple[PhraseLine, Phrase]]:
    """A user's own phrases and operators."""
    return [(line, phrase) for line, phrase in phrase_lines() if not line.ours]
