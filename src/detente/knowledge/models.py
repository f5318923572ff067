"""The parser models that detente trusts, by the hash of each of their files."""

from __future__ import annotations

from functools import cache

from detente.knowledge.tables import Row, read_yaml


class ParserModel(Row):
    """A spaCy pipeline inside an installed package: where it lies and what its files must be."""

    module: str
    version: str
    folder: str
    name: str
    files: dict[str, str]


@cache
def parser_models() -> dict[str, ParserModel]:
    """Pinned parser models by package name."""
    return read_yaml("models/parsers.yaml", ParserModel)
