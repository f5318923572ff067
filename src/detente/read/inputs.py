"""What the caller named, to the list of inputs to open: files, folders, patterns, links, standard input."""

from __future__ import annotations

import glob
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from detente.errors import InputError, UsageError
from detente.read.gzipped import MAGIC, Expanded
from detente.read.limits import Limits
from detente.read.opened import Opened
from detente.read.stream import Counted, as_utf8, buffered
from detente.read.web import open_url

STDIN = "-"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_PATTERN = re.compile(r"[*?\[]")


def expand(inputs: Sequence[str]) -> list[str]:
    """The single inputs behind what the caller named, in its order; the files of a folder sorted by path.

    Hidden files of a folder are left out: a dot begins their name, or that of a folder in between.

    Raises:
        UsageError: For a path that does not exist, a pattern or folder without a file, a link that is not
            http(s), or standard input named twice.
    """
    if list(inputs).count(STDIN) > 1:
        raise UsageError("standard input (-) is named twice; name it once")
    return [single for name in inputs for single in _expand(name)]


def open_input(name: str, limits: Limits, on_bytes: Callable[[int], None]) -> Opened:
    """Open a single input; unzip it if it is gzipped, recode it if a mark says UTF-16 or UTF-32.

    Raises:
        InputError: When it cannot be opened.
    """
    if is_url(name):
        return _prepared(open_url(name, limits, on_bytes), limits)
    if name == STDIN:
        stream = buffered(Counted(sys.stdin.buffer, on_bytes, closes=False))
        return _prepared(Opened(name=name, stream=stream, hint=""), limits)
    path = Path(name)
    try:
        file = path.open("rb", buffering=0)
    except OSError as error:
        raise InputError(
            f"cannot be opened ({error.strerror or error})", remedy="check the path and its permissions"
        ) from error
    stream = buffered(Counted(file, on_bytes))
    return _prepared(Opened(name=name, stream=stream, hint=path.name, path=path if path.is_file() else None), limits)


def size_of(name: str) -> int:
    """The size of a single input in bytes; 0 when it cannot be known beforehand."""
    if name == STDIN or is_url(name):
        return 0
    try:
        return Path(name).stat().st_size
    except OSError:
        return 0


def is_url(name: str) -> bool:
    """Whether an input is a link and not a path."""
    return _SCHEME.match(name) is not None


def _expand(name: str) -> list[str]:
    scheme = _SCHEME.match(name)
    if scheme is not None:
        if scheme[1].lower() not in ("http", "https"):
            raise UsageError(f"{name}: only http and https links can be read; fetch it and name the file")
        return [name]
    if name == STDIN:
        return [name]
    path = Path(name)
    if path.is_dir():
        return _files_of(path)
    if path.exists():
        return [name]
    if _PATTERN.search(name) is None:
        raise UsageError(f"{name}: no such file or folder; check the path")
    found = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - patterns may be absolute
    if not found:
        raise UsageError(f"{name}: no file matches the pattern; check it, or quote it against the shell")
    return [file for match in found for file in (_files_of(Path(match)) if Path(match).is_dir() else [match])]


def _files_of(folder: Path) -> list[str]:
    found = [str(path) for path in _walk(folder)]
    if not found:
        raise UsageError(f"{folder}: the folder holds no file; name one that does")
    return found


def _walk(folder: Path) -> Iterator[Path]:
    files = []
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(root) / name for name in names if not name.startswith(".")]
    # Pipes and devices in a folder would block for ever; named by the caller, they are meant.
    return iter(sorted(path for path in files if path.is_file() or not path.exists()))


def _prepared(opened: Opened, limits: Limits) -> Opened:
    stream = opened.stream
    unzipped = stream.peek(2).startswith(MAGIC)
    if unzipped:
        stream = buffered(Expanded(stream, limits))
    recoded = as_utf8(stream)
    plain = recoded is opened.stream
    return Opened(
        name=opened.name,
        stream=recoded,
        hint=opened.hint,
        path=opened.path if plain else None,
        url=opened.url,
        charset=opened.charset if recoded is stream else "utf-8",
    )
