"""Options that several commands share, and the closed sets of values that they take."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from detente.errors import UsageError

Inputs = Annotated[list[str], typer.Argument(help="Files, folders, globs, URLs, or - for standard input.")]
DateOption = Annotated[str | None, typer.Option("--date", help="Day of publication of inputs that name none (ISO).")]
LakeOption = Annotated[Path, typer.Option("--lake", help="Folder of the lake.")]
Since = Annotated[str | None, typer.Option(help="First day (ISO).")]
Until = Annotated[str | None, typer.Option(help="Last day (ISO).")]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        min=0, max=1, help="Leave out events that are less sure (0 to 1); by default those that are mostly wrong."
    ),
]
Out = Annotated[Path | None, typer.Option("--out", help="Write to this file instead of standard output.")]


def _in_force(context: typer.Context, folder: Path | None) -> Path | None:
    """Put a user's ontology in force until the command ends; commands need not look at the option themselves."""
    if folder is not None:
        from detente.knowledge.layers import using
        from detente.knowledge.own import opened

        context.with_resource(using(opened(folder)))
    return folder


OntologyOption = Annotated[
    Path | None,
    typer.Option("--ontology", callback=_in_force, help="Folder of an ontology of your own (docs/ontology.md)."),
]


class Convention(StrEnum):
    """Published readings of PLOVER's borders."""

    manual = "manual"
    crosswalk = "crosswalk"


class RecordFormat(StrEnum):
    """Forms in which records are printed."""

    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    table = "table"


class BriefFormat(StrEnum):
    """Forms in which a brief is printed."""

    markdown = "markdown"
    html = "html"
    json = "json"


class RelationsFormat(StrEnum):
    """Forms in which a relation is printed."""

    table = "table"
    jsonl = "jsonl"


class GoldKind(StrEnum):
    """Formats of gold."""

    news = "news"
    sentences = "sentences"
    classify = "classify"
    golden = "golden"
    actors = "actors"
    mentions = "mentions"
    toponyms = "toponyms"


class ReportFormat(StrEnum):
    """Forms in which an evaluation is printed."""

    text = "text"
    json = "json"


class ShowFormat(StrEnum):
    """Forms in which the ontology is printed."""

    table = "table"
    json = "json"


def dyad_of(states: list[str], *, all_dyads: bool) -> tuple[str, str] | None:
    """The two states that were named, sorted; None for all dyads.

    Raises:
        UsageError: For anything else than two different states.
    """
    from detente.knowledge.actors import states as known_states

    if all_dyads:
        if states:
            raise UsageError("--all takes no states; leave one of the two away")
        return None
    if len(states) != 2:
        raise UsageError("name two states by their ISO 3166-1 alpha-3 codes, such as EGY TUR, or use --all")
    codes = {s.iso3 for s in known_states()}
    for state in states:
        if state.upper() not in codes:
            raise UsageError(f"{state!r} is no ISO 3166-1 alpha-3 code; write for example EGY TUR")
    first, second = sorted(s.upper() for s in states)
    if first == second:
        raise UsageError("a dyad needs two different states")
    return first, second


def check_dates(**values: str | None) -> None:
    """Refuse what is no ISO date, by the option's name.

    Raises:
        UsageError: For the first of them.
    """
    from datetime import date

    for name, value in values.items():
        if value is not None:
            try:
                date.fromisoformat(value)
            except ValueError:
                raise UsageError(f"--{name} {value!r} is no date; write it as 2023-07-04") from None
