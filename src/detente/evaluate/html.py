"""An evaluation as one HTML page that needs nothing from anywhere: no script, no request, no style but its own."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from detente.evaluate.report import Bin, Confusion, Mark, Mistake, Report, wording
from detente.evaluate.text import interval, number
from detente.safe import shown

HEATS = 9  # shades of a cell
SIDE = 300  # of the reliability diagram
BAR = 200  # of a type at F1 1.0


class Cell(NamedTuple):
    """How many stand in a place of the confusion table, and its shade."""

    number: int
    heat: int
    same: bool


class Dot(NamedTuple):
    """A bin in the reliability diagram."""

    x: float
    y: float
    radius: float
    label: str


class Piece(NamedTuple):
    """A run of a sentence's characters with what marks it."""

    text: str
    marks: str


def render_html(report: Report) -> str:
    """The page of an evaluation; every word that comes from gold or from articles is escaped."""
    style = files("detente.evaluate").joinpath("templates", "evaluation.css").read_text(encoding="utf-8")
    # The policy names the style sheet by its hash, so that nothing in a sentence could bring another one.
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return _template().render(
        report=report,
        words=wording(report.kind),
        style=Markup(style),  # noqa: S704 - a file of this package
        style_hash=digest,
        heat_rows=heat_rows(report.confusion),
        dots=dots(report.calibration.bins, wording(report.kind).events),
        side=SIDE,
        bar=BAR,
        pieces=pieces,
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("detente.evaluate"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(shown=shown, number=number, interval=interval)
    return environment.get_template("evaluation.html")


def heat_rows(confusion: Confusion) -> list[tuple[str, list[Cell]]]:
    """The confusion table with shades: the share of its row that a cell has."""
    rows = []
    for name, counts in zip(confusion.rows, confusion.counts, strict=True):
        total = sum(counts) or 1
        cells = [
            Cell(count, -(-count * HEATS // total) if count else 0, column == name)
            for column, count in zip(confusion.columns, counts, strict=True)
        ]
        rows.append((name, cells))
    return rows


def dots(bins: Sequence[Bin], events: str = "events") -> list[Dot]:
    """Bins with events as dots: mean confidence to the right, share right upwards, area by number of events."""
    most = max((b.count for b in bins), default=0) or 1
    return [
        Dot(
            round(b.confidence * SIDE, 1),
            round((1 - b.accuracy) * SIDE, 1),
            round(3 + 9 * (b.count / most) ** 0.5, 1),
            f"{b.count} {events}, mean confidence {b.confidence:.2f}, {b.accuracy:.2f} right",
        )
        for b in bins
        if b.confidence is not None and b.accuracy is not None
    ]


def pieces(mistake: Mistake) -> list[Piece]:
    """A sentence cut at the borders of its marks, which may overlap; each piece is made harmless on its own."""
    borders = sorted({0, len(mistake.sentence), *(p for m in mistake.marks for p in m.span)})
    return [
        Piece(_harmless(mistake.sentence[start:end]), _marks(mistake.marks, start, end))
        for start, end in pairwise(borders)
    ]


def _marks(marks: Sequence[Mark], start: int, end: int) -> str:
    return " ".join(sorted({m.kind for m in marks if m.span.start <= start and end <= m.span.end}))


def _harmless(text: str) -> str:
    """``shown`` with the blanks at both ends kept, for words go on in the next piece."""
    if not text.strip():
        return " "
    before, after = " " if text[0].isspace() else "", " " if text[-1].isspace() else ""
    return f"{before}{shown(text)}{after}"
