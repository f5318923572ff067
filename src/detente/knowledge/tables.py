"""Reading knowledge files: one strict reader, so that a typo is an error and not a silence."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

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


def read_table(name: str, row: type[R], *, folder: Traversable | Path = DATA) -> tuple[R, ...]:
    """Read a tab-separated table with a header line; lines that begin with ``#`` are comments.

    Args:
        name: Path below ``folder``, such as ``actors/states.tsv``.
        row: The schema of a line.
        folder: Where the tables lie; the package's own data unless a test gives another.

    Raises:
        KnowledgeError: For an unknown or missing column, a line of another width, a value outside its schema.
    """
    path = folder.joinpath(*name.split("/"))
    lines = path.read_text(encoding="utf-8").splitlines()
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not numbered:
        raise KnowledgeError(f"{name}: the table is empty; add its header line")
    header = numbered[0][1].split("\t")
    rows = []
    for number, line in numbered[1:]:
        cells = line.split("\t")
        if len(cells) != len(header):
            raise KnowledgeError(
                f"{name} line {number}: {len(cells)} cells under {len(header)} columns; "
                "separate cells by one tab and leave no trailing tab"
            )
        rows.append(_validated(name, f"line {number}", row, dict(zip(header, cells, strict=True))))
    return tuple(rows)


def read_yaml(name: str, entry: type[R], *, folder: Traversable | Path = DATA) -> dict[str, R]:
    """Read a YAML mapping of id to entry.

    Raises:
        KnowledgeError: For an entry outside its schema, or a file that is no mapping.
    """
    path = folder.joinpath(*name.split("/"))
    loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    if not isinstance(loaded, dict):
        raise KnowledgeError(f"{name}: expected a mapping of id to entry; see the files beside it")
    return {str(key): _validated(name, f"entry {key}", entry, value) for key, value in loaded.items()}


def _validated(name: str, where: str, row: type[R], value: Any) -> R:  # noqa: ANN401
    try:
        return row.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise KnowledgeError(
            f"{name} {where}: {key}: {first['msg']} (got {first.get('input')!r}); mend the file"
        ) from error


@cache
def digest() -> str:
    """Hash of all knowledge data, so that an event says which knowledge coded it. 16 hexadecimal digits."""
    total = hashlib.sha256()
    for path in sorted(_walk(DATA), key=lambda item: item[0]):
        total.update(path[0].encode())
        total.update(path[1].read_bytes())
    return total.hexdigest()[:16]


def _walk(folder: Traversable, prefix: str = "") -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for child in folder.iterdir():
        if child.is_dir():
            found += _walk(child, f"{prefix}{child.name}/")
        else:
            found.append((prefix + child.name, child))
    return found
