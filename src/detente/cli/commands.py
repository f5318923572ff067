"""The commands: options in, pipeline called, answer told.

Nothing heavy is imported before a command runs, so that ``--help`` answers at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from detente import __version__
from detente.cli.answer import BELOW_FLOOR, Told, print_records, progress, put, say
from detente.cli.knowledge import knowledge_app
from detente.cli.locate import locate
from detente.cli.ontology import ontology_app
from detente.cli.options import (
    BriefFormat,
    Convention,
    DateOption,
    GoldKind,
    Inputs,
    LakeOption,
    MinConfidence,
    OntologyOption,
    Out,
    RecordFormat,
    RelationsFormat,
    ReportFormat,
    Since,
    Until,
    check_dates,
    dyad_of,
)
from detente.errors import UsageError

app = typer.Typer(
    name="detente",
    help="Read news and say, with evidence, how states treat one another.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(ontology_app, name="ontology")
app.add_typer(knowledge_app, name="knowledge")
app.command()(locate)


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
        if out is not None or form is not RecordFormat.jsonl or convention is not Convention.manual:
            raise UsageError("--explain prints a text for people: leave --out, --format and --convention away")
        from detente.terminal import show_explanation

        for article, explained in told.count(
            pipeline.explain(inputs, date=date, min_confidence=least, on_refusal=told.refuse)
        ):
            show_explanation(article, explained)
        told.finish()
        return
    with progress(inputs) as advance:
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
    with progress(inputs) as advance:
        done = pipeline.ingest(inputs, lake, date=date, on_refusal=told.refuse, on_progress=advance)
    say(
        f"{lake}: {done.articles} articles and {done.events} events added, {done.known} articles known already, "
        f"{told.refusals} refused (see: detente quarantine --lake {lake})"
    )
    told.done = done.articles + done.known
    told.finish()


@app.command()
def quarantine(lake: LakeOption) -> None:
    """Print what was refused at ingest, with its reason and remedy."""
    from detente.store import Lake

    print_records(Lake(lake).quarantine())


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

    dyad = dyad_of(states or [], all_dyads=all_dyads)
    if (lake is None) == (events is None):
        raise UsageError("name one source of events: --lake DIR or --events FILE")
    check_dates(since=since, until=until)
    told = Told()
    if lake is not None:
        signals = pipeline.signals_of_lake(lake, dyad, since=since, until=until)
    else:
        signals = pipeline.signals_of_table(events or Path(), dyad, since=since, until=until, on_refusal=told.refuse)
    if form is RelationsFormat.jsonl:
        print_records(signals)
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
        check_dates(since=since, until=until)
        dyad = dyad_of(subject, all_dyads=False)
        written = pipeline.brief_of_dyad(lake, dyad or ("", ""), since=since, until=until)
    elif len(subject) == 1:
        written = pipeline.brief_of_input(subject[0], date=date, on_refusal=told.refuse)
    else:
        raise UsageError("a brief of two states needs --lake DIR; a brief of an article takes one input")
    put(pipeline.rendered(written, form.value), out)
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
    print_records(told.count(pipeline.classify(inputs, convention=convention.value, on_refusal=told.refuse)))
    told.finish()


@app.command()
def resolve(
    inputs: Annotated[str, typer.Argument(help="JSON Lines with id, text, context, date; - for standard input.")] = "-",
    mentions: Annotated[
        bool,
        typer.Option("--mentions", help="Instead, list every actor and place that texts (id, text, date) mention."),
    ] = False,
) -> None:
    """Say who an actor phrase names: country, organisation, sector, office, person."""
    from detente import pipeline

    told = Told()
    if mentions:
        print_records(told.count(pipeline.mentions(inputs, on_refusal=told.refuse)))
    else:
        print_records(told.count(pipeline.resolve(inputs, on_refusal=told.refuse)))
    told.finish()


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
    with pipeline.gold_file(gold, kind.value if kind is not None else None) as path, progress([str(path)]) as advance:
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
        put(render_html(report), html)
    if form is ReportFormat.json:
        print_records([report])
    else:
        show_report(report)
    for s in short:
        say(f"below its floor: {s.figure}: floor {s.floor:.3f}, reached {s.reached}")
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
    with pipeline.demo_corpus() as corpus, progress([str(corpus)]) as advance:
        shown = pipeline.demo(corpus, out, on_refusal=told.refuse, on_progress=advance)
    show_demo(shown)
    told.done = 1
    told.finish()


# -- ontology ----------------------------------------------------------------------------------------------
