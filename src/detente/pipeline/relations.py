"""Events to timelines and signals."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from detente import relate
from detente.exchange import read_event_table
from detente.model import Signal
from detente.pipeline.progress import OnRefusal
from detente.store import Lake


def signals_of_lake(
    lake_folder: str | Path, dyad: tuple[str, str] | None, *, since: str | None, until: str | None
) -> list[Signal]:
    """Thaws and ruptures of one dyad, or of all, in a lake."""
    happenings = Lake(lake_folder).happenings(dyad=dyad)
    return relate.signals(happenings, dyad=dyad, since=since, until=until)


def signals_of_table(
    path: str | Path,
    dyad: tuple[str, str] | None,
    *,
    since: str | None,
    until: str | None,
    on_refusal: OnRefusal,
) -> list[Signal]:
    """Thaws and ruptures in an event table of whatever origin; rows that cannot be used go to ``on_refusal``."""
    happenings = read_event_table(path, on_refusal=on_refusal)
    return relate.signals(happenings, dyad=dyad, since=since, until=until)


def timeline_of_lake(lake_folder: str | Path, dyad: tuple[str, str]) -> Any:  # noqa: ANN401
    """Cooperation and conflict of a dyad by period, for the terminal."""
    return relate.timeline(Lake(lake_folder).happenings(dyad=dyad), dyad)
