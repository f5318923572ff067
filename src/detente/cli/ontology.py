"""``detente ontology``: show ours, begin and check one's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.answer import Told, say
from detente.cli.options import OntologyOption, ShowFormat

ontology_app = typer.Typer(help="Look at the ontology, and make one of your own.", no_args_is_help=True)

Folder = Annotated[Path, typer.Argument(help="Folder of the ontology.")]


@ontology_app.command()
def new(folder: Folder) -> None:
    """Write a commented starter folder for an ontology of your own."""
    from detente.knowledge.own import begin

    for path in begin(folder):
        say(f"written: {path}")
    say(f"change it, then: detente ontology check {folder}")


@ontology_app.command()
def check(folder: Folder) -> None:
    """Name every fault of an ontology of your own, and code the example of each of its phrases."""
    from detente import pipeline

    told = Told()
    checked = pipeline.check_ontology(folder, on_refusal=told.refuse)
    for example in checked.unsided:
        say(f"note: {example}: the act is read, but no event is made of it: a party or a target is not found")
    told.done = checked.lines
    say(
        f"{checked.name}: {checked.lines} types, acts and phrases in use, {checked.examples} examples coded as they "
        f"should be; faults: {told.refusals}"
    )
    told.finish()


@ontology_app.command()
def show(
    name: Annotated[str | None, typer.Argument(help="A type, an act or a CAMEO code; without it all types.")] = None,
    ontology: OntologyOption = None,
    form: Annotated[ShowFormat, typer.Option("--format", help="Form of the answer.")] = ShowFormat.table,
) -> None:
    """Show what the ontology says of a type, an act or a CAMEO code."""
    from detente.knowledge.entries import entry, summaries
    from detente.model import as_record
    from detente.terminal import show_entry, show_types

    if form is ShowFormat.json:
        typer.echo(json.dumps(as_record(entry(name) if name else summaries()), ensure_ascii=False, indent=2))
    elif name:
        show_entry(entry(name))
    else:
        show_types(summaries())
