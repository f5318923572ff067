"""``detente locate``: the places that texts name."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli.answer import Told, print_records, progress


def locate(
    inputs: Annotated[str, typer.Argument(help="JSON Lines with id, text, published_at; - for standard input.")] = "-",
) -> None:
    """Name the places of texts and say where they are."""
    from detente import pipeline

    told = Told()
    with progress([inputs]) as advance:
        print_records(told.count(pipeline.locate(inputs, on_refusal=told.refuse, on_progress=advance)))
    told.finish()
