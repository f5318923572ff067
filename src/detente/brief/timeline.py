"""A timeline of a dyad as inline SVG: cooperation up, conflict down, turns marked."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from markupsafe import Markup

from detente.brief.dates import YEAR, first_day, worded
from detente.model import HAPPENED, Event, Signal

WIDTH, HEIGHT, MARGIN = 680, 220, 34
MIDDLE = 112
UNIT = 7.4  # pixels a point on the Goldstein scale, which ends at 10 either way
MOST_TICKS = 8
KINDS = {"thaw": "turn for the better", "rupture": "turn for the worse"}

_BAR = Markup('<line class="{kind}" x1="{x}" x2="{x}" y1="{middle}" y2="{y}"><title>{title}</title></line>')
_TURN = Markup(
    '<g class="turn {kind}"><line x1="{x}" x2="{x}" y1="22" y2="{foot}"/>'
    '<text x="{x}" y="{y}" text-anchor="{anchor}">{text}</text></g>'
)
_TICK = Markup('<g class="tick"><line x1="{x}" x2="{x}" y1="{a}" y2="{b}"/><text x="{x}" y="{y}">{text}</text></g>')
_PICTURE = Markup(
    '<svg class="timeline" viewBox="0 0 {width} {height}" role="img" aria-labelledby="tl-title tl-desc">'
    '<title id="tl-title">{title}</title><desc id="tl-desc">{desc}</desc>'
    '<text class="side" x="0" y="{up}">cooperation</text><text class="side" x="0" y="{down}">conflict</text>'
    '<line class="axis" x1="{left}" x2="{right}" y1="{middle}" y2="{middle}"/>{ticks}{bars}{turns}</svg>'
)


def timeline(events: Sequence[Event], signals: Sequence[Signal] = ()) -> Markup:
    """Draw the dated events that happened; empty with fewer than two dates, for a point is no line."""
    dated = sorted((e for e in events if e.event_date and e.modality in HAPPENED), key=_day)
    days = [_day(e) for e in dated] + [datetime.date.fromisoformat(s.on) for s in signals]
    if not dated or min(days) == max(days):
        return Markup("")
    scale = _Scale(min(days), max(days))
    ordered = sorted(signals, key=lambda s: s.on)
    return _PICTURE.format(
        width=WIDTH,
        height=HEIGHT,
        middle=MIDDLE,
        left=MARGIN,
        right=WIDTH - MARGIN,
        up=40,
        down=HEIGHT - 36,
        title=f"Events from {worded(min(days).isoformat())} to {worded(max(days).isoformat())}",
        desc=_description(dated, ordered),
        ticks=Markup("").join(_ticks(scale)),
        bars=Markup("").join(_bar(event, scale) for event in dated),
        turns=Markup("").join(_turn(signal, n, scale) for n, signal in enumerate(ordered)),
    )


class _Scale:
    """Days to pixels."""

    def __init__(self, first: datetime.date, last: datetime.date) -> None:
        self.first, self.last = first, last

    def __call__(self, day: datetime.date) -> float:
        share = (day - self.first).days / (self.last - self.first).days
        return round(MARGIN + share * (WIDTH - 2 * MARGIN), 1)


def _day(event: Event) -> datetime.date:
    return datetime.date.fromisoformat(first_day(event.event_date or ""))


def _bar(event: Event, scale: _Scale) -> Markup:
    kind = "cooperation" if event.goldstein >= 0 else "conflict"
    title = f"{worded(event.event_date or '')}: {event.event_type}, Goldstein {event.goldstein:+.1f}"
    # An act that weighs nothing still happened: it keeps a stub that can be seen.
    height = event.goldstein * UNIT if abs(event.goldstein) >= 1 else UNIT
    return _BAR.format(kind=kind, x=scale(_day(event)), middle=MIDDLE, y=round(MIDDLE - height, 1), title=title)


def _turn(signal: Signal, number: int, scale: _Scale) -> Markup:
    x = scale(datetime.date.fromisoformat(signal.on))
    anchor = "start" if x < WIDTH / 3 else "end" if x > 2 * WIDTH / 3 else "middle"
    text = f"{signal.kind}, {worded(signal.on)}"
    # Neighbouring labels take two lines by turns, so that they do not cover each other.
    return _TURN.format(kind=signal.kind, x=x, foot=HEIGHT - 26, y=18 if number % 2 else 6, anchor=anchor, text=text)


def _ticks(scale: _Scale) -> list[Markup]:
    first, last = scale.first.year, scale.last.year
    step = max(1, -(-(last - first + 1) // MOST_TICKS))
    years = [y for y in range(first, last + 1, step) if datetime.date(y, 1, 1) >= scale.first]
    if not years:
        return [
            _TICK.format(x=scale(day), a=MIDDLE - 3, b=MIDDLE + 3, y=HEIGHT - 6, text=worded(day.isoformat()))
            for day in (scale.first, scale.last)
        ]
    return [
        _TICK.format(x=scale(datetime.date(y, 1, 1)), a=MIDDLE - 3, b=MIDDLE + 3, y=HEIGHT - 6, text=f"{y:0{YEAR}d}")
        for y in years
    ]


def _description(events: Sequence[Event], signals: Sequence[Signal]) -> str:
    up = sum(e.goldstein >= 0 for e in events)
    turns = "; ".join(f"{KINDS[s.kind]} on {worded(s.on)}" for s in signals) or "none"
    return f"{up} events of cooperation above the line, {len(events) - up} of conflict below it. Turns: {turns}."
