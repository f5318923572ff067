"""``detente knowledge``: what the tables, and a lake, know of an actor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.options import ShowFormat, check_dates

knowledge_app = typer.Typer(
    help="Look up what detente knows of states, organisations and persons.", no_args_is_help=True
)


@knowledge_app.command()
def show(
    name: Annotated[str, typer.Argument(help="A code (TUR, NATO), a name (Turkey, Kremlin) or a person's name.")],
    date: Annotated[
        str | None, typer.Option(help="Day of which offices are asked (ISO).  [default: the last known]")
    ] = None,
    lake: Annotated[Path | None, typer.Option(help="Folder of a lake: tenures learnt from its articles, too.")] = None,
    form: Annotated[ShowFormat, typer.Option("--format", help="Form of the answer.")] = ShowFormat.table,
) -> None:
    """Show names, seats, bodies and office holders, and what the articles of a lake say of them."""
    from detente import pipeline
    from detente.model import as_record
    from detente.terminal import show_known

    check_dates(date=date)
    known = pipeline.known(name, date=date, lake_folder=lake)
    if form is ShowFormat.json:
        typer.echo(json.dumps(as_record(known), ensure_ascii=False, indent=2))
    else:
        show_known(known)
