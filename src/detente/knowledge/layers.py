"""Which ontology is in force: ours, or a user's own laid over it, and what has been read of it.

Tables that a user may change (docs/ontology.md) are read through ``read_lines``, which gives the user's lines and
ours, and every look-up built on them is ``known``: computed once for each ``Knowledge`` and kept there. So a folder
is resolved in one place, two ontologies can be used in one process, and nothing has to be reset. Tables that hold
for every ontology (states, places, words of the grammar) are read by ``tables`` and cached for good.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, ParamSpec, TypeVar

import yaml

from detente.errors import KnowledgeError
from detente.knowledge.tables import DATA, Refuse, Row, table_rows, validated, yaml_entries
from detente.model import Refusal

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R", bound=Row)

PLAN = "ontology.yaml"
WHOLE = "file"
"""The record of a refusal that concerns a whole file."""

OF_TYPES = ("ontology/types.tsv", "ontology/acts.tsv", "ontology/modes.tsv", "ontology/borders.tsv")
"""Tables of which nothing of ours stays in an ontology that extends nothing; so it is with phrases of types."""

SHARED_PHRASES = ("phrases/en/classes.tsv", "phrases/en/operators.tsv", "phrases/en/compose.tsv")
"""Phrase tables that are grammar: they stay, less what they say of acts that are not there."""


class Plan(Row):
    """``ontology.yaml``: what a user's ontology is called and what it keeps of ours."""

    name: str
    extends: Literal["detente", "nothing"] = "detente"
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line(Generic[R]):
    """A row with the place where it was read; ``ours`` where it is detente's."""

    row: R
    file: str
    where: str
    ours: bool


class Knowledge:
    """Our tables, and over them those of a folder, with all that was looked up in them.

    Args:
        folder: The user's ontology; None for ours alone.
        on_fault: Takes each fault in the tables; without it the first one raises.

    Attributes:
        plan: What the folder's ``ontology.yaml`` says.
        loaded: Results of ``known`` look-ups.

    Raises:
        KnowledgeError: When ``ontology.yaml`` is missing, or breaks its schema.
    """

    def __init__(self, folder: Path | None = None, *, on_fault: Callable[[Refusal], None] | None = None) -> None:
        self.folder = folder
        self.on_fault = on_fault
        self.loaded: dict[Any, Any] = {}
        self.plan = _plan(folder) if folder is not None else Plan(name="detente")

    @property
    def trims(self) -> bool:
        """Whether something of ours was taken out, so that what our other tables say of it goes with it."""
        return self.plan.extends == "nothing" or bool(self.plan.without)

    @property
    def plan_file(self) -> str:
        """Path of ``ontology.yaml`` as messages name it."""
        return str(self.folder / PLAN) if self.folder is not None else PLAN

    def refuse(self, refusal: Refusal) -> None:
        """Take a fault: raise it, or hand it to whoever collects.

        Raises:
            KnowledgeError: Where nobody collects; the message names file, row and remedy.
        """
        if self.on_fault is None:
            where = "" if refusal.record == WHOLE else f" {refusal.record}"
            raise KnowledgeError(f"{refusal.file}{where}: {refusal.reason}; {refusal.remedy}")
        self.on_fault(refusal)

    def refusing(self, file: str) -> Refuse:
        """A taker of faults of one file."""
        return lambda where, reason, remedy: self.refuse(Refusal(file, where or WHOLE, reason, remedy))

    def own_text(self, name: str) -> tuple[str, str] | None:
        """The user's file that stands for one of our tables: its path as messages name it, and its text."""
        path = self.folder / name.removeprefix("ontology/") if self.folder is not None else None
        if path is None or not path.is_file():
            return None
        try:
            return str(path), path.read_text(encoding="utf-8")
        except (UnicodeDecodeError, OSError) as error:
            self.refuse(Refusal(str(path), WHOLE, f"cannot be read ({error})", "save it as UTF-8 text"))
            return None

    def keeps(self, name: str) -> bool:
        """Whether our lines of a table are in force beside the user's."""
        ours_alone = name in OF_TYPES or (name.startswith("phrases/") and name not in SHARED_PHRASES)
        return self.plan.extends == "detente" or not ours_alone

    def files(self) -> Iterator[Path]:
        """The files of the folder in the order of their names, hidden ones left out."""
        if self.folder is not None:
            found = (p.relative_to(self.folder) for p in self.folder.rglob("*") if p.is_file())
            yield from sorted(p for p in found if not any(part.startswith(".") for part in p.parts))


OURS = Knowledge()
_IN_FORCE: ContextVar[Knowledge] = ContextVar("knowledge", default=OURS)


def _plan(folder: Path) -> Plan:
    path = folder / PLAN

    def refuse(where: str, reason: str, remedy: str) -> None:
        raise KnowledgeError(f"{path}{where}: {reason}; {remedy}")

    try:
        loaded = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise KnowledgeError(f"{path}: not there; make a folder with: detente ontology new DIR") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise KnowledgeError(f"{path}: cannot be read ({' '.join(str(error).split())}); mend the file") from error
    found = validated(Plan, loaded, "", refuse)
    if found is None:  # refuse raised already; this tells the type checker
        raise KnowledgeError(f"{path}: mend the file")
    return found


def in_force() -> Knowledge:
    """The knowledge that look-ups use here and now."""
    return _IN_FORCE.get()


@contextmanager
def using(knowledge: Knowledge) -> Iterator[Knowledge]:
    """Within this block every look-up is made in ``knowledge``; other threads keep theirs."""
    before = _IN_FORCE.set(knowledge)
    try:
        yield knowledge
    finally:
        _IN_FORCE.reset(before)


def known(load: Callable[P, T]) -> Callable[P, T]:
    """A look-up that is computed once for each ``Knowledge`` in force; its arguments are hashable."""

    @wraps(load)
    def find(*args: P.args, **kwargs: P.kwargs) -> T:
        loaded = _IN_FORCE.get().loaded
        key = (load, args, *kwargs.items())
        try:
            found: T = loaded[key]
        except KeyError:
            found = loaded[key] = load(*args, **kwargs)
        return found

    return find


def read_lines(name: str, row: type[R]) -> tuple[Line[R], ...]:
    """All lines of a table: the user's own first, then ours; where neither has the file there are none.

    Args:
        name: Path below our data folder, such as ``ontology/acts.tsv``; a user's lies at ``acts.tsv``.
        row: The schema of a line.

    Raises:
        KnowledgeError: At the first fault, where none are collected.
    """
    here, found = in_force(), []
    own = here.own_text(name)
    if own is not None:
        file, text = own
        found += [Line(r, file, where, ours=False) for where, r in table_rows(text, row, here.refusing(file))]
    path = DATA.joinpath(*name.split("/"))
    if here.keeps(name) and path.is_file():
        rows = table_rows(path.read_text(encoding="utf-8"), row, OURS.refusing(name))
        found += [Line(r, name, where, ours=True) for where, r in rows]
    return tuple(found)


def read_own_entries(name: str, entry: type[R]) -> dict[str, Line[R]]:
    """The entries of a user's own YAML mapping by id; none where there is no such file."""
    own = in_force().own_text(name)
    if own is None:
        return {}
    file, text = own
    entries = yaml_entries(text, entry, in_force().refusing(file))
    return {key: Line(found, file, where, ours=False) for key, where, found in entries}


def merged(lines: tuple[Line[R], ...], key: Callable[[R], T]) -> dict[T, Line[R]]:
    """Lines by key, ours in their order and then the user's new ones; the user's line replaces ours of its key."""
    found: dict[T, Line[R]] = {}
    for line in sorted(lines, key=lambda each: not each.ours):
        before = found.get(key(line.row))
        if before is not None and before.ours == line.ours:
            fault(line, f"{key(line.row)!r} stands twice", f"keep one line (the other is {before.where})")
        else:
            found[key(line.row)] = line
    return found


def fault(line: Line[Any], reason: str, remedy: str) -> None:
    """Refuse a line that contradicts other tables; the caller then goes on without it.

    A line of ours that speaks of something which the user's ontology took out is no fault: it goes with it.
    """
    here = in_force()
    if not (line.ours and here.trims):
        here.refuse(Refusal(line.file, line.where, reason, remedy))


@known
def digest() -> str:
    """Hash of all knowledge data in force, so that an event says which knowledge coded it. 16 hexadecimal digits.

    What ``evaluation/`` holds measures the coding and is no part of it: a floor that rises changes no event.
    """
    total = hashlib.sha256()
    for name, path in sorted(_walk(DATA), key=lambda item: item[0]):
        if name.startswith("evaluation/"):
            continue
        total.update(name.encode())
        total.update(path.read_bytes())
    here = in_force()
    for own in here.files():
        total.update(f"own/{own.as_posix()}".encode())
        total.update((here.folder / own).read_bytes() if here.folder is not None else b"")
    return total.hexdigest()[:16]


def _walk(folder: Traversable, prefix: str = "") -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for child in folder.iterdir():
        if child.is_dir():
            found += _walk(child, f"{prefix}{child.name}/")
        else:
            found.append((prefix + child.name, child))
    return found
