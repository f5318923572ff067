"""What a person at a terminal sees of a relation: a timeline of bars and the signals below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.knowledge.names import state_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.model import Signal
    from detente.pipeline import Demo
    from detente.relate import TimelineRow

EIGHTHS = " ▏▎▍▌▋▊▉"  # of a character, from the left
HALF_RIGHT = "▐"
WIDTH = 24  # characters of the longest bar


def show_relation(dyad: tuple[str, str], rows: Sequence[TimelineRow], signals: Sequence[Signal]) -> None:
    """Print a dyad's timeline and signals."""
    console = _console()
    _show_timeline(console, dyad, rows)
    _show_signals(console, signals)


def show_signals(signals: Sequence[Signal]) -> None:
    """Print the signals of many dyads."""
    _show_signals(_console(), signals)


def show_demo(demo: Demo) -> None:
    """Print what the demo did and which files it wrote."""
    console = _console()
    done = demo.ingested
    console.print(
        f"Coded {done.articles} example reports: {done.events} events; {done.known} reports were known already."
    )
    show_relation(demo.dyad, demo.timeline, demo.signals)
    console.print("Written:")
    for path in demo.files:
        console.print(f"  {path}")
    console.print(f"Lake: {demo.lake}  (try: detente relations {' '.join(demo.dyad)} --lake {demo.lake})")


def _console() -> Console:
    # Names come from articles: no markup, emoji or links may be read out of them.
    return Console(markup=False, emoji=False, highlight=False, soft_wrap=True)


def _show_timeline(console: Console, dyad: tuple[str, str], rows: Sequence[TimelineRow]) -> None:
    names = " and ".join(state_name(code) for code in dyad)
    if not rows:
        console.print(f"{names}: no dated happening between them in this data.")
        return
    console.print(f"\n{names}: cooperation and conflict by quarter (sums of Goldstein points)\n")
    most = max(max(row.cooperation, row.conflict) for row in rows) or 1.0
    table = Table(box=None, padding=(0, 1), header_style="bold")
    for heading, justify in (
        ("period", "left"),
        ("conflict", "right"),
        ("", "left"),
        ("cooperation", "left"),
        ("n", "right"),
    ):
        table.add_column(heading, justify=justify)  # type: ignore[arg-type]
    for gap, row in _without_silence(rows):
        if gap:
            table.add_row("⋮", "", "│", "", "")
        table.add_row(
            row.period,
            Text(_left(row.conflict, most), style="red"),
            "│",
            Text(_right(row.cooperation, most), style="green"),
            str(row.count),
        )
    console.print(table)


def _without_silence(rows: Sequence[TimelineRow]) -> list[tuple[bool, TimelineRow]]:
    """Rows with a happening, each with whether quiet periods lie before it."""
    kept: list[tuple[bool, TimelineRow]] = []
    quiet = False
    for row in rows:
        if row.count == 0:
            quiet = True
        else:
            kept.append((quiet and bool(kept), row))
            quiet = False
    return kept


def _right(value: float, most: float) -> str:
    """A bar that grows to the right, with its figure behind it."""
    full, eighths = divmod(round(value / most * WIDTH * 8), 8)
    return "█" * full + EIGHTHS[eighths].strip() + (f" {value:.0f}" if value else "")


def _left(value: float, most: float) -> str:
    """A bar that grows to the left, with its figure before it."""
    full, half = divmod(round(value / most * WIDTH * 2), 2)
    return (f"{value:.0f} " if value else "") + HALF_RIGHT * half + "█" * full


def _show_signals(console: Console, signals: Sequence[Signal]) -> None:
    if not signals:
        console.print("\nNo signal: no turn stands out from what is usual between them.")
        return
    console.print()
    table = Table(box=None, padding=(0, 1), header_style="bold")
    for heading in ("signal", "dyad", "turned on", "detected on", "score", "level before → after", "events"):
        table.add_column(heading)
    for s in signals:
        style = "green" if s.kind == "thaw" else "red"
        table.add_row(
            Text(s.kind, style=style),
            "–".join(s.dyad),
            s.on,
            s.detected_on,
            f"{s.score:.1f}",
            f"{s.level_before:+.1f} → {s.level_after:+.1f}",
            str(len(s.drivers)),
        )
    console.print(table)
