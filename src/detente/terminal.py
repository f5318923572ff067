"""What a person at a terminal sees: timelines and signals, the ontology, why a sentence was coded as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.knowledge.entries import ActEntry, CodeEntry, Entry, Named, Summary, TypeEntry
from detente.knowledge.names import offices_by_id, state_name
from detente.knowledge.ontology import acts
from detente.knowledge.phrases import phrase_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.coding import Considered, Explanation
    from detente.model import Article, Party, Signal
    from detente.pipeline import Demo, Known
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


def show_explanation(article: Article, explained: Sequence[Explanation]) -> None:
    """Print for each sentence its parse, every trigger that was looked at, what decided, and what became of it."""
    console = _console()
    console.print(Text(f"{article.id}  {article.title or ''}".rstrip(), style="bold"))
    for one in explained:
        source = article.text if one.field == "text" else article.title or ""
        words, first = one.sentence.words, one.sentence.first
        console.print()
        console.print(Text(" ".join(source[slice(*one.sentence.span)].split()), style="italic"))
        parse = (f"{w.text}/{w.dep}" + ("" if w.head == w.place else f"←{words[w.head - first].text}") for w in words)
        console.print(Text("  parse  " + "  ".join(parse), style="dim"))
        if not one.considered:
            console.print("  no word of it begins a phrase, and no verb stands between two actors")
        for considered in one.considered:
            _show_considered(console, source, considered)
    console.print()


def _show_considered(console: Console, source: str, considered: Considered) -> None:
    patterns = " › ".join(f"{name} ({phrase_text(name)})" for name in considered.phrases) or "no phrase"
    read = f" tells {considered.told}" if considered.told is not None else ""
    console.print(f"  {source[slice(*considered.trigger)]}  {patterns}{read}")
    if considered.weighed:
        weighed = ", ".join(f"{act} {share:.2f}" for act, share in considered.weighed)
        console.print(f"    classifier: {weighed}")
    if considered.confidence is not None:
        act = acts()[considered.act]
        sides = " → ".join(_side(side) for side in (considered.source, considered.target))
        console.print(f"    {act.manual} {act.cameo} {considered.act}, {considered.modality}: {sides}")
        console.print(f"    confidence {considered.confidence:.2f}")
    mark = "✓" if considered.outcome == "coded" else "✗"
    console.print(f"    {mark} {considered.outcome}")


def _side(parties: Sequence[Party]) -> str:
    if not parties:
        return "nobody named"
    known = (" ".join(filter(None, (p.country or p.org, p.sector, p.office))) or "no actor" for p in parties)
    return ", ".join(f"{p.name} [{what}, by {p.resolved_by}]" for p, what in zip(parties, known, strict=True))


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


# -- knowledge ---------------------------------------------------------------------------------------------


def show_known(known: Known) -> None:
    """Print what is known of an actor or a person."""
    console, profile = _console(), known.profile
    console.print(f"{profile.code}: {profile.name}\n" if profile.code != profile.name else profile.name)
    if profile.facts:
        _show_rows(console, None, [(fact.about, ", ".join(fact.values)) for fact in profile.facts])
    held = [
        (o.title, o.person + (" (acting)" if o.acting else ""), _between(o.start, o.end), o.of, o.source)
        for o in profile.officials
    ]
    _show_part(console, "Offices", held)
    if profile.earlier:
        console.print(f"  and {profile.earlier} earlier or later tenures; ask for a day with --date")
    said = [
        (
            offices_by_id()[one.office].title if one.office else one.sector or "",
            one.person + (" (no longer or not yet)" if one.left else ""),
            _between(one.first or "undated", one.last),
            f"{one.articles} article{'s' * (one.articles != 1)}, first {one.article_id}",
            f"“{' '.join(one.quote.split())}”",
        )
        for one in known.learnt
    ]
    _show_part(console, "Learnt from articles", said)
    _show_part(console, "Contradictions", [(c.what, ", ".join(c.article_ids)) for c in known.contradictions])


def _between(start: str, end: str | None) -> str:
    return f"{start} to {end or 'now'}" if start != end else start


# -- ontology ----------------------------------------------------------------------------------------------

QUAD_CLASSES = ("", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


def show_types(types: Sequence[Summary]) -> None:
    """Print the list of types."""
    rows = [(t.type, QUAD_CLASSES[t.quad_class], f"{t.score:+g}", t.includes) for t in types]
    _show_rows(_console(), ("type", "quad class", "score", "is"), rows)


def show_entry(entry: Entry) -> None:
    """Print what the ontology says of a type, an act or a code."""
    console = _console()
    if isinstance(entry, TypeEntry):
        _show_type(console, entry)
    elif isinstance(entry, ActEntry):
        _show_act(console, entry)
    else:
        _show_code(console, entry)


def _show_type(console: Console, entry: TypeEntry) -> None:
    console.print(f"{entry.type}: {QUAD_CLASSES[entry.quad_class]}, score {entry.score:+g}, code {entry.code}\n")
    _show_rows(console, None, [("is", entry.includes), ("is not", entry.excludes)])
    _show_part(console, "Examples", [(example,) for example in entry.examples])
    borders = [
        (b.neighbour, f"{b.rule}\n{entry.type}: {b.example}\n{b.neighbour}: {b.neighbour_example}")
        for b in entry.borders
    ]
    _show_part(console, "Borders", borders)
    modes = [(m.mode, f"{m.score:+g}", m.meaning) for m in entry.modes]
    _show_part(console, "Modes", modes)
    _show_named(console, "Acts", entry.acts)
    _show_named(console, "CAMEO codes", entry.codes)


def _show_act(console: Console, entry: ActEntry) -> None:
    console.print(f"{entry.act}: {entry.meaning}\n")
    facts = [
        ("type", f"{entry.manual} (manual), {entry.crosswalk} (crosswalk)"),
        ("mode", entry.mode or "none"),
        ("contexts", ", ".join(entry.contexts) or "none of its own"),
        ("CAMEO", f"{entry.cameo} {entry.cameo_name}"),
        ("Goldstein", f"{entry.goldstein:+g}"),
        ("mutual", "both sides do it" if entry.mutual else "no"),
    ]
    _show_rows(console, None, facts)
    phrases = [(f"{'|'.join(p.words)} ({p.pos}) {' '.join(p.needs)}\n    {p.example}",) for p in entry.phrases]
    _show_part(console, "Phrases", phrases)
    _show_part(console, "Also made by an operator", [(text,) for text in entry.composed])


def _show_code(console: Console, entry: CodeEntry) -> None:
    console.print(f"{entry.code}: {entry.name}\n")
    facts = [
        ("type", f"{entry.manual} (manual), {entry.crosswalk} (crosswalk)" if entry.manual else "none: no event"),
        ("mode", entry.mode or "none"),
        ("contexts", ", ".join(entry.contexts) or "none of its own"),
        ("Goldstein", f"{entry.goldstein:+g}"),
        ("CAMEO's quad class", QUAD_CLASSES[entry.quad_class]),
    ]
    _show_rows(console, None, facts)
    _show_named(console, "Acts", entry.acts)
    _show_named(console, "Codes below it", entry.below)


def _show_named(console: Console, heading: str, named: Sequence[Named]) -> None:
    _show_part(console, heading, [(each.id, each.meaning) for each in named])


def _show_part(console: Console, heading: str, rows: Sequence[tuple[str, ...]]) -> None:
    if rows:
        console.print(f"\n{heading}")
        _show_rows(console, None, rows)


def _show_rows(console: Console, columns: Sequence[str] | None, rows: Iterable[tuple[str, ...]]) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", show_header=columns is not None)
    for number, row in enumerate(rows):
        if number == 0:
            for heading in columns or [""] * len(row):
                table.add_column(heading, overflow="fold")
        table.add_row(*row)
    console.print(table)
