"""Reading knowledge files: one strict reader, so that a typo is an error and not a silence."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Protocol, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from detente.errors import KnowledgeError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

DATA: Traversable = files("detente.knowledge") / "data"


class Row(BaseModel):
    """Base of every table row and knowledge entry: frozen, and unknown columns are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def _split(value: Any) -> Any:  # noqa: ANN401 - pydantic hands over whatever stood in the file
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split("|") if part.strip())
    return () if value is None else value


def _empty_is_none(value: Any) -> Any:  # noqa: ANN401
    return None if value == "" else value


Listed = Annotated[tuple[str, ...], BeforeValidator(_split)]
"""A cell with alternatives separated by ``|``; an empty cell is an empty tuple."""

Optional = Annotated[str | None, BeforeValidator(_empty_is_none)]
"""A cell that may be empty."""

OptionalInt = Annotated[int | None, BeforeValidator(_empty_is_none)]
"""A number cell that may be empty."""

R = TypeVar("R", bound=Row)


class Refuse(Protocol):
    """What is done with a row that breaks its schema: raise, or note it and go on without the row."""

    def __call__(self, where: str, reason: str, remedy: str) -> None:
        """Take a fault: the row (``line 3``, ``entry 042``, or empty for the whole file), what is wrong, what to do."""


def refused(name: str) -> Refuse:
    """A ``Refuse`` that raises: our own tables have no faults, so that the first one ends the reading.

    Raises:
        KnowledgeError: At the first fault, with file, row and remedy.
    """

    def refuse(where: str, reason: str, remedy: str) -> None:
        raise KnowledgeError(f"{name}{' ' * bool(where)}{where}: {reason}; {remedy}")

    return refuse


def read_table(name: str, row: type[R], *, folder: Traversable | Path = DATA) -> tuple[R, ...]:
    """Read a tab-separated table with a header line; lines that begin with ``#`` are comments.

    Args:
        name: Path below ``folder``, such as ``actors/states.tsv``.
        row: The schema of a line.
        folder: Where the tables lie; the package's own data unless a test gives another.

    Raises:
        KnowledgeError: For an unknown or missing column, a line of another width, a value outside its schema.
    """
    text = folder.joinpath(*name.split("/")).read_text(encoding="utf-8")
    return tuple(found for _, found in table_rows(text, row, refused(name)))


def table_rows(text: str, row: type[R], refuse: Refuse) -> Iterator[tuple[str, R]]:
    """The rows of a table that fit their schema, each with its place (``line 3``); the others go to ``refuse``."""
    lines = text.removeprefix("\ufeff").splitlines()
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not numbered:
        refuse("", "the table is empty", "add its header line")
        return
    header = numbered[0][1].split("\t")
    known, needed = list(row.model_fields), {n for n, f in row.model_fields.items() if f.is_required()}
    wrong = sorted({c for c in header if c not in known or header.count(c) > 1} | (needed - set(header)))
    if wrong:
        refuse(
            f"line {numbered[0][0]}",
            f"column {wrong[0]!r} is unknown, missing or there twice",
            f"the columns are, separated by tabs: {' '.join(known)}",
        )
        return
    for number, line in numbered[1:]:
        where, cells = f"line {number}", line.split("\t")
        if len(cells) != len(header):
            reason = f"{len(cells)} cells under {len(header)} columns"
            refuse(where, reason, "separate cells by one tab and leave no trailing tab")
            continue
        found = validated(row, dict(zip(header, cells, strict=True)), where, refuse)
        if found is not None:
            yield where, found


def read_yaml(name: str, entry: type[R], *, folder: Traversable | Path = DATA) -> dict[str, R]:
    """Read a YAML mapping of id to entry.

    Raises:
        KnowledgeError: For an entry outside its schema, or a file that is no mapping.
    """
    text = folder.joinpath(*name.split("/")).read_text(encoding="utf-8")
    return {key: found for key, _, found in yaml_entries(text, entry, refused(name))}


def yaml_entries(text: str, entry: type[R], refuse: Refuse) -> Iterator[tuple[str, str, R]]:
    """The entries of a YAML mapping that fit their schema: id, place (``entry ID``), entry; others to ``refuse``."""
    try:
        loaded = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        refuse("", f"no YAML ({' '.join(str(error).split())})", "mend the file")
        return
    if not isinstance(loaded, dict):
        refuse("", "expected a mapping of id to entry", "see the files beside it")
        return
    for key, value in loaded.items():
        found = validated(entry, value, f"entry {key}", refuse)
        if found is not None:
            yield str(key), f"entry {key}", found


def validated(row: type[R], value: Any, where: str, refuse: Refuse) -> R | None:  # noqa: ANN401
    """A row made of ``value``; None where it does not fit, after its first fault went to ``refuse``."""
    try:
        return row.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        refuse(where, f"{key}: {first['msg']} (got {first.get('input')!r})", "mend the file")
        return None
