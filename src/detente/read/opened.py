"""An input that has been opened: what a reader gets."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An open input.

    Attributes:
        name: The input as the caller named it.
        stream: Its bytes, unzipped, from the start.
        hint: Its file name, or what stands for one, to tell the format by.
        path: Its place on disk, when it has one and its bytes there are those of ``stream``.
        url: Where it was fetched from.
        charset: Its encoding according to whoever sent it.
    """

    name: str
    stream: io.BufferedReader
    hint: str
    path: Path | None = None
    url: str | None = None
    charset: str | None = None
