"""The command line: arguments in, pipeline called, errors printed.

Records alone go to standard output; progress and messages go to standard error. Nothing heavy is imported before
a command runs, so that ``--help`` answers at once.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente import __version__
from detente.errors import DetenteError, UsageError

if TYPE_CHECKING:
    from detente.model import Refusal
    from detente.pipeline import OnProgress

DONE, SOME_REFUSED, WRONG_USE, NOTHING_DONE = 0, 1, 2, 3
BELOW_FLOOR = 1

app = typer.Typer(
    name="detente",
    help="Read news and say, with evidence, how states treat one another.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

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


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read news and say, with evidence, how states treat one another."""
    del version


@app.command()
def code(
    inputs: Inputs,
    date: DateOption = None,
    convention: Annotated[Convention, typer.Option(help="Reading of PLOVER's borders.")] = Convention.manual,
    ontology: OntologyOption = None,
    min_confidence: MinConfidence = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Instead of events, tell for each sentence what decided, and why.")
    ] = False,
    form: Annotated[RecordFormat, typer.Option("--format", help="Form of the records.")] = RecordFormat.jsonl,
    out: Out = None,
) -> None:
    """Code articles: print the events that they tell."""
    from detente import pipeline
    from detente.coding import MIN_CONFIDENCE
    from detente.exchange import write_events

    told = Told()
    least = MIN_CONFIDENCE if min_confidence is None else min_confidence
    if explain:
        from detente.terminal import show_explanation

        for article, explained in told.count(
            pipeline.explain(inputs, date=date, min_confidence=least, on_refusal=told.refuse)
        ):
            show_explanation(article, explained)
        told.finish()
        return
    with _progress(inputs) as advance:
        coded = pipeline.code(
            inputs,
            date=date,
            convention=convention.value,
            min_confidence=least,
            on_refusal=told.refuse,
            on_progress=advance,
        )
        write_events((event for c in told.count(coded) for event in c.events), form=form.value, out=out)
    told.finish()


@app.command()
def ingest(inputs: Inputs, lake: LakeOption, date: DateOption = None, ontology: OntologyOption = None) -> None:
    """Code articles and keep them, with their events, in a lake."""
    from detente import pipeline

    told = Told()
    with _progress(inputs) as advance:
        done = pipeline.ingest(inputs, lake, date=date, on_refusal=told.refuse, on_progress=advance)
    _say(
        f"{lake}: {done.articles} articles and {done.events} events added, {done.known} articles known already, "
        f"{told.refusals} refused (see: detente quarantine --lake {lake})"
    )
    told.done = done.articles + done.known
    told.finish()


@app.command()
def quarantine(lake: LakeOption) -> None:
    """Print what was refused at ingest, with its reason and remedy."""
    from detente.store import Lake

    _print_records(Lake(lake).quarantine())


class RelationsFormat(StrEnum):
    """Forms in which a relation is printed."""

    table = "table"
    jsonl = "jsonl"


@app.command()
def relations(
    states: Annotated[
        list[str] | None, typer.Argument(help="Two states (ISO 3166-1 alpha-3), such as EGY TUR.")
    ] = None,
    lake: Annotated[Path | None, typer.Option(help="Folder of the lake.")] = None,
    events: Annotated[Path | None, typer.Option(help="Event table (CSV, CSV.gz, Parquet) instead of a lake.")] = None,
    all_dyads: Annotated[bool, typer.Option("--all", help="All pairs of states.")] = False,
    since: Since = None,
    until: Until = None,
    ontology: OntologyOption = None,
    form: Annotated[RelationsFormat, typer.Option("--format", help="Form of the answer.")] = RelationsFormat.table,
) -> None:
    """Show the timeline and the signals (thaw, rupture) of a pair of states."""
    from detente import pipeline
    from detente.terminal import show_relation, show_signals

    dyad = _dyad(states or [], all_dyads=all_dyads)
    if (lake is None) == (events is None):
        raise UsageError("name one source of events: --lake DIR or --events FILE")
    _check_dates(since=since, until=until)
    told = Told()
    if lake is not None:
        signals = pipeline.signals_of_lake(lake, dyad, since=since, until=until)
    else:
        signals = pipeline.signals_of_table(events or Path(), dyad, since=since, until=until, on_refusal=told.refuse)
    if form is RelationsFormat.jsonl:
        _print_records(signals)
    elif dyad is not None and lake is not None:
        show_relation(dyad, pipeline.timeline_of_lake(lake, dyad), signals)
    else:
        show_signals(signals)
    told.done = 1
    told.finish()


@app.command(name="brief")
def brief_command(
    subject: Annotated[list[str], typer.Argument(help="One input, or two states (ISO 3166-1 alpha-3) with --lake.")],
    lake: Annotated[Path | None, typer.Option(help="Folder of the lake.")] = None,
    date: DateOption = None,
    since: Since = None,
    until: Until = None,
    ontology: OntologyOption = None,
    form: Annotated[BriefFormat, typer.Option("--format", help="Form of the brief.")] = BriefFormat.markdown,
    out: Out = None,
) -> None:
    """Write a sourced brief of one article, or of a pair of states over a period."""
    from detente import pipeline

    told = Told()
    if lake is not None:
        _check_dates(since=since, until=until)
        dyad = _dyad(subject, all_dyads=False)
        written = pipeline.brief_of_dyad(lake, dyad or ("", ""), since=since, until=until)
    elif len(subject) == 1:
        written = pipeline.brief_of_input(subject[0], date=date, on_refusal=told.refuse)
    else:
        raise UsageError("a brief of two states needs --lake DIR; a brief of an article takes one input")
    _put(pipeline.rendered(written, form.value), out)
    told.done = 1
    told.finish()


@app.command()
def classify(
    inputs: Annotated[
        str, typer.Argument(help="JSON Lines with id, text, source, target; - for standard input.")
    ] = "-",
    convention: Annotated[Convention, typer.Option(help="Reading of PLOVER's borders.")] = Convention.manual,
    ontology: OntologyOption = None,
) -> None:
    """Name the type of act between a given source and target."""
    from detente import pipeline

    told = Told()
    _print_records(told.count(pipeline.classify(inputs, convention=convention.value, on_refusal=told.refuse)))
    told.finish()


class GoldKind(StrEnum):
    """Formats of gold."""

    news = "news"
    sentences = "sentences"
    classify = "classify"
    golden = "golden"


class ReportFormat(StrEnum):
    """Forms in which an evaluation is printed."""

    text = "text"
    json = "json"


@app.command()
def evaluate(
    gold: Annotated[Path | None, typer.Argument(help="Gold file; without it the project's own sentences.")] = None,
    kind: Annotated[GoldKind | None, typer.Option(help="Format of the gold, if its keys do not tell.")] = None,
    convention: Annotated[Convention, typer.Option(help="Reading of PLOVER's borders.")] = Convention.manual,
    perturb: Annotated[bool, typer.Option("--perturb", help="Change the project's own sentences instead.")] = False,
    form: Annotated[ReportFormat, typer.Option("--format", help="Form of the report.")] = ReportFormat.text,
    html: Annotated[Path | None, typer.Option(help="Write the report as a page to this file, too.")] = None,
    bootstrap: Annotated[int, typer.Option(help="Resamples behind the intervals; 0 for none.")] = 1000,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the resampling.")] = 0,
    floors: Annotated[Path | None, typer.Option(help="YAML file of floors.  [default: the project's own]")] = None,
    no_floors: Annotated[bool, typer.Option("--no-floors", help="Compare with no floors.")] = False,
    ontology: OntologyOption = None,
) -> None:
    """Hold the coding against gold: figures with intervals, mistakes, floors."""
    from detente import pipeline
    from detente.evaluate import Report, render_html, show_report

    if perturb and (gold is not None or kind is not None or html is not None or convention is not Convention.manual):
        raise UsageError("--perturb changes the project's own sentences: leave GOLD, --kind, --convention, --html away")
    if no_floors and floors is not None:
        raise UsageError("--no-floors and --floors exclude each other; leave one away")
    with pipeline.gold_file(gold) as path, _progress([str(path)]) as advance:
        report = (
            pipeline.perturbed(bootstrap=bootstrap, seed=seed, on_progress=advance)
            if perturb
            else pipeline.evaluated(
                path,
                kind=kind.value if kind is not None else None,
                convention=convention.value,
                bootstrap=bootstrap,
                seed=seed,
                on_progress=advance,
            )
        )
    held = (floors is not None or gold is None) and not no_floors
    short = pipeline.below_floors(report, floors) if held else ()
    if html is not None and isinstance(report, Report):
        _put(render_html(report), html)
    if form is ReportFormat.json:
        _print_records([report])
    else:
        show_report(report)
    for s in short:
        _say(f"below its floor: {s.figure}: floor {s.floor:.3f}, reached {s.reached}")
    if short:
        raise typer.Exit(BELOW_FLOOR)


@app.command()
def demo(
    out: Annotated[Path, typer.Option("--out", help="Folder for the lake and the briefs.")] = Path("demo-output"),
    ontology: OntologyOption = None,
) -> None:
    """Run everything on the bundled example reports: code, lake, timeline, signals, brief."""
    from detente import pipeline
    from detente.terminal import show_demo

    told = Told()
    with pipeline.demo_corpus() as corpus, _progress([str(corpus)]) as advance:
        shown = pipeline.demo(corpus, out, on_refusal=told.refuse, on_progress=advance)
    show_demo(shown)
    told.done = 1
    told.finish()


# -- ontology ----------------------------------------------------------------------------------------------

ontology_app = typer.Typer(help="Look at the ontology, and make one of your own.", no_args_is_help=True)
app.add_typer(ontology_app, name="ontology")

Folder = Annotated[Path, typer.Argument(help="Folder of the ontology.")]


class ShowFormat(StrEnum):
    """Forms in which the ontology is printed."""

    table = "table"
    json = "json"


@ontology_app.command()
def new(folder: Folder) -> None:
    """Write a commented starter folder for an ontology of your own."""
    from detente.knowledge.own import begin

    for path in begin(folder):
        _say(f"written: {path}")
    _say(f"change it, then: detente ontology check {folder}")


@ontology_app.command()
def check(folder: Folder) -> None:
    """Name every fault of an ontology of your own, and code the example of each of its phrases."""
    from detente import pipeline

    told = Told()
    checked = pipeline.check_ontology(folder, on_refusal=told.refuse)
    for example in checked.unsided:
        _say(f"note: {example}: the act is read, but no event is made of it: a party or a target is not found")
    told.done = checked.lines
    _say(
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


# -- shared ------------------------------------------------------------------------------------------------


class Told:
    """What a command did and what it refused; turns both into the exit code."""

    def __init__(self) -> None:
        self.done = 0
        self.refusals = 0

    def refuse(self, refusal: Refusal) -> None:
        """Name a refused record on standard error, with its remedy."""
        self.refusals += 1
        _say(f"refused: {refusal.file}: {refusal.record}: {refusal.reason}; {refusal.remedy}")

    def count(self, items: Iterable[Any]) -> Iterator[Any]:
        """Count what passes."""
        for item in items:
            self.done += 1
            yield item

    def finish(self) -> None:
        """Leave with the exit code that fits: 1 where some was refused, 3 where nothing could be done."""
        if self.refusals:
            raise typer.Exit(SOME_REFUSED if self.done else NOTHING_DONE)


def _dyad(states: list[str], *, all_dyads: bool) -> tuple[str, str] | None:
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


def _check_dates(**values: str | None) -> None:
    from datetime import date

    for name, value in values.items():
        if value is not None:
            try:
                date.fromisoformat(value)
            except ValueError:
                raise UsageError(f"--{name} {value!r} is no date; write it as 2023-07-04") from None


@contextmanager
def _progress(inputs: list[str]) -> Iterator[OnProgress | None]:
    """A bar on standard error with the time left; nothing where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    from detente.read import count_bytes

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("coding", total=count_bytes(inputs) or None)
        yield lambda count: bar.update(task, advance=count)


def _say(message: str) -> None:
    typer.echo(message, err=True)


def _print_records(records: Iterable[Any]) -> None:
    from detente.model import as_record

    for record in records:
        typer.echo(json.dumps(as_record(record), ensure_ascii=False))


def _put(text: str, out: Path | None) -> None:
    if out is None:
        typer.echo(text, nl=not text.endswith("\n"))
    else:
        out.write_text(text, encoding="utf-8")
        _say(f"written: {out}")


def main() -> None:
    """Run the command line; errors become one line on standard error and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except UsageError as error:
        _say(f"detente: {error}")
        sys.exit(WRONG_USE)
    except DetenteError as error:
        _say(f"detente: {error}")
        sys.exit(NOTHING_DONE)
    except BrokenPipeError:
        # `detente code … | head`: the reader has enough; closing quietly is what it expects
        sys.stderr.close()
        sys.exit(DONE)
