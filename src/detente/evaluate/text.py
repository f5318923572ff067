"""An evaluation as a person at a terminal sees it. Sentences come from gold of anybody: they are shown as words."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from detente.evaluate.report import (
    NONE,
    Calibration,
    Confusion,
    Figure,
    Inconsistency,
    Mistake,
    PerturbationReport,
    Report,
    TypeRow,
    wording,
)
from detente.safe import shown


def show_report(report: Report | PerturbationReport) -> None:
    """Print figures, tables and mistakes."""
    console = Console(markup=False, emoji=False, highlight=False, soft_wrap=True)
    if isinstance(report, PerturbationReport):
        console.print("Coding moves with its text: the share of changed sentences whose events changed alike\n")
        console.print(_figures(report.figures, intervals=bool(report.bootstrap)))
        for wrong in report.mistakes:
            _print_inconsistency(console, wrong)
        return
    words = wording(report.kind)
    convention = f", {report.convention} convention" if report.convention is not None else ""
    console.print(
        f"{shown(report.gold)} ({report.kind}{convention}): "
        f"{report.documents} {words.documents}, {report.events} {words.events} to find\n"
    )
    console.print(_figures(report.figures, intervals=bool(report.bootstrap)))
    if report.types:
        console.print(f"\nBy {words.row}\n")
        console.print(_types(report.types, words.row))
    if report.confusion.counts:
        console.print(f"\n{words.row.capitalize()} of gold (rows) against {words.row} coded (columns)\n")
        console.print(_confusion(report.confusion))
    if report.calibration.bins:
        _print_calibration(console, report.calibration, words.events)
    console.print(f"\nMistakes: {len(report.mistakes)}\n")
    for mistake in report.mistakes:
        _print_mistake(console, mistake)


def _table(*headings: str) -> Table:
    """The first column to the left, all others to the right: they hold numbers."""
    table = Table(box=None, padding=(0, 1), header_style="bold")
    for number, heading in enumerate(headings):
        table.add_column(heading, justify="left" if number == 0 else "right")
    return table


def _figures(figures: Sequence[Figure], *, intervals: bool) -> Table:
    table = _table("figure", "value", *(["95 % interval"] if intervals else []), "of")
    for f in figures:
        counts = str(f.of) if f.right is None else f"{f.right}/{f.of}"
        table.add_row(f.name, number(f.value), *([interval(f)] if intervals else []), counts)
    return table


def number(value: float | None) -> str:
    """A figure, or a dash where there was nothing to count."""
    return "–" if value is None else f"{value:.3f}"


def interval(figure: Figure) -> str:
    """The interval of a figure."""
    return "" if figure.low is None else f"{number(figure.low)} to {number(figure.high)}"


def _types(rows: Sequence[TypeRow], heading: str) -> Table:
    table = _table(heading, "gold", "coded", "right", "precision", "recall", "F1", "95 % interval")
    for row in rows:
        counts = (str(row.gold), str(row.coded), str(row.right))
        figures = (number(row.precision), number(row.recall), number(row.f1.value), interval(row.f1))
        table.add_row(row.event_type, *counts, *figures)
    return table


def _confusion(confusion: Confusion) -> Table:
    """Columns are numbered as the rows are, so that seventeen of them fit a terminal."""
    table = Table(box=None, padding=(0, 0, 0, 1), header_style="bold")
    table.add_column("")
    for column in confusion.columns:
        table.add_column(_numbered(confusion, column), justify="right", no_wrap=True)
    for name, counts in zip(confusion.rows, confusion.counts, strict=True):
        label = "" if name == NONE else _numbered(confusion, name)
        table.add_row(f"{label:>2} {name}", *(str(count or "·") for count in counts))
    return table


def _numbered(confusion: Confusion, name: str) -> str:
    return NONE if name == NONE else str(confusion.columns.index(name) + 1)


def _print_calibration(console: Console, calibration: Calibration, events: str) -> None:
    console.print(
        f"\nConfidence of {calibration.count} {events} against whether {calibration.right_means}; "
        f"expected calibration error {number(calibration.error)}\n"
    )
    table = _table("confidence", "n", "mean", "right", "share")
    for b in calibration.bins:
        if b.count:
            share = number(b.accuracy)
            table.add_row(f"{b.low:.1f}–{b.high:.1f}", str(b.count), number(b.confidence), str(b.right), share)
    console.print(table)


def _print_mistake(console: Console, mistake: Mistake) -> None:
    events = " | ".join(f"{w}: {e}" for w, e in (("gold", mistake.gold), ("coded", mistake.coded)) if e is not None)
    console.print(f"{mistake.kind}: {shown(mistake.where)}: {shown(events)}", style="bold")
    console.print(f"  {shown(mistake.sentence)}")


def _print_inconsistency(console: Console, wrong: Inconsistency) -> None:
    console.print(f"\n{wrong.kind}: {wrong.where}", style="bold")
    console.print(f"  original: {shown(wrong.original)}")
    console.print(f"  changed:  {shown(wrong.changed)}")
    for what, events in (("lost", wrong.lost), ("new", wrong.new)):
        for event in events:
            console.print(f"  {what}: {event}")
