"""What the coding is measured by: golden sentences, actor phrases, mentions and places, variants, floors.

Nothing here decides how a text is coded, so it stands outside the hash of the knowledge.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from importlib.resources import as_file
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from detente.errors import KnowledgeError, UsageError
from detente.knowledge.actors import Iso3, State, states
from detente.knowledge.tables import DATA, Row, read_table, read_yaml

VariantKind = Literal["voice", "order"]
OwnGold = Literal["golden", "actors", "mentions", "toponyms"]
"""Kinds of gold that the project has of its own."""

_OWN_GOLD: dict[OwnGold, str] = {
    "golden": "sentences.jsonl",
    "actors": "actors.jsonl",
    "mentions": "mentions.jsonl",
    "toponyms": "toponyms.jsonl",
}
OWN_FLOORS = "evaluation/floors.yaml"


class Variant(Row):
    """Two ways of telling one thing: active and passive, or an adverbial in front and at the end."""

    kind: VariantKind
    published_at: str
    text: str
    variant: str


class PlainState(Row):
    """A state that can be exchanged for another one of its table by names alone."""

    iso3: Iso3


class Floors(Row):
    """The floors of one kind of evaluation: figure to the least value it may have."""

    figures: dict[str, Annotated[float, Field(ge=0, le=1)]]

    @model_validator(mode="before")
    @classmethod
    def _flat(cls, value: Any) -> Any:  # noqa: ANN401 - pydantic hands over whatever stood in the file
        return {"figures": value}


def golden_file(kind: OwnGold = "golden") -> AbstractContextManager[Path]:
    """The project's own gold of a kind as a file; golden sentences without one."""
    return as_file(DATA / "evaluation" / _OWN_GOLD[kind])


@cache
def variants() -> tuple[Variant, ...]:
    """Sentences written twice by hand."""
    return read_table("evaluation/variants.tsv", Variant)


@cache
def plain_states() -> tuple[State, ...]:
    """States that can be exchanged for one another, in the order of their table.

    Raises:
        KnowledgeError: When one of them is no state, or has no nationality that is adjective and demonym alike.
    """
    known = {s.iso3: s for s in states()}
    found = []
    for row in read_table("evaluation/plain_states.tsv", PlainState):
        state = known.get(row.iso3)
        if state is None or not is_plain(state):
            raise KnowledgeError(
                f"evaluation/plain_states.tsv: {row.iso3} is no state whose names can be exchanged; remove the line"
            )
        found.append(state)
    return tuple(found)


def is_plain(state: State) -> bool:
    """Whether a state's first adjective is a demonym too, with a plural in -s, and it has a capital of another name."""
    if not state.adjectives or state.capital in {None, *state.names}:
        return False
    word = state.adjectives[0]
    return word in state.demonyms and f"{word}s" in state.demonyms


def read_floors(path: Path | None = None) -> dict[str, dict[str, float]]:
    """Floors by kind of evaluation and figure; the project's own ones without a path.

    Raises:
        UsageError: When the file does not exist.
        KnowledgeError: When it is no YAML, or for a floor that is no number between 0 and 1.
    """
    if path is None:
        found = read_yaml(OWN_FLOORS, Floors)
    elif not path.is_file():
        raise UsageError(f"{path}: no such file; name a YAML file of floors, or use --no-floors")
    else:
        try:
            found = read_yaml(path.name, Floors, folder=path.parent)
        except UnicodeDecodeError as error:
            raise KnowledgeError(f"{path}: not UTF-8; write the floors in UTF-8") from error
    return {kind: floors.figures for kind, floors in found.items()}
