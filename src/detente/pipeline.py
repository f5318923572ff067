"""The order of the stages: read, parse, code, store, relate, brief.

Each function is one use of detente from end to end; stages never call one another.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from importlib.resources import as_file, files
from itertools import islice, tee
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, get_args

from detente import brief, coding, evaluate, parse, read, relate
from detente.errors import UsageError
from detente.exchange import read_event_table
from detente.knowledge import own
from detente.knowledge.confidence import actor_confidence
from detente.knowledge.evaluation import OwnGold, golden_file, read_floors, variants
from detente.knowledge.layers import using
from detente.knowledge.learnt import Contradiction, contradictions
from detente.knowledge.names import actor_code
from detente.knowledge.ontology import Convention, acts, quad_class
from detente.knowledge.profiles import Profile, profile
from detente.model import Article, Brief, CodedArticle, Event, Learnt, ParsedArticle, Refusal, Signal, Span
from detente.store import Lake, name_key

SHARD = 500  # articles a commit: large enough that 40 ms a commit do not show, small enough to lose little
CODED_LANGUAGES = frozenset({"en"})

T = TypeVar("T")
OnRefusal = Callable[[Refusal], None]
OnProgress = Callable[[int], None]


@dataclass(slots=True)
class Ingested:
    """What an ingest did: articles, events and refusals added, and articles that the lake knew already."""

    articles: int = 0
    events: int = 0
    refusals: int = 0
    known: int = 0


def code(
    inputs: Sequence[str],
    *,
    date: str | None = None,
    convention: Convention = "manual",
    min_confidence: float = coding.MIN_CONFIDENCE,
    on_refusal: OnRefusal,
    on_progress: OnProgress | None = None,
) -> Iterator[CodedArticle]:
    """Read, parse and code; what cannot be read goes to ``on_refusal`` and the rest is coded."""
    articles = _usable(read.read_inputs(inputs, published_at=date, on_progress=on_progress), on_refusal)
    for parsed in parse.parse(articles):
        yield coding.code(parsed, convention=convention, min_confidence=min_confidence)


def explain(
    inputs: Sequence[str], *, date: str | None = None, min_confidence: float, on_refusal: OnRefusal
) -> Iterator[tuple[Article, tuple[coding.Explanation, ...]]]:
    """Read and parse, and say of every sentence why it was coded as it was."""
    for parsed in parse.parse(_usable(read.read_inputs(inputs, published_at=date), on_refusal)):
        yield parsed.article, coding.explain(parsed, min_confidence=min_confidence)


def _usable(records: Iterable[Article | Refusal], on_refusal: OnRefusal) -> Iterator[Article]:
    for record in records:
        if isinstance(record, Refusal):
            on_refusal(record)
        elif record.language is not None and record.language[:2].lower() not in CODED_LANGUAGES:
            on_refusal(_foreign(record))
        else:
            yield record


def _foreign(article: Article) -> Refusal:
    return Refusal(
        file=article.url or article.id,
        record=f"article {article.id}",
        reason=f"its language is {article.language!r}, for which there are no phrases yet",
        remedy="translate it to English, or leave language empty if the text is English",
        raw=article.text[:2000],
    )


def ingest(
    inputs: Sequence[str],
    lake_folder: str | Path,
    *,
    date: str | None = None,
    on_refusal: OnRefusal,
    on_progress: OnProgress | None = None,
) -> Ingested:
    """Code what the lake does not know yet and append it; ingesting the same input twice changes nothing."""
    lake, done = Lake(lake_folder), Ingested()
    waiting: list[int] = []  # bytes read whose articles are not coded yet: reading is quick, coding is what takes time
    records = read.read_inputs(inputs, published_at=date, on_progress=waiting.append)
    for shard in _batches(records, SHARD):
        refusals: list[Refusal] = []

        def refuse(refusal: Refusal, kept: list[Refusal] = refusals) -> None:
            kept.append(refusal)
            on_refusal(refusal)

        articles = list(_usable(shard, refuse))
        fresh = lake.unknown(articles)
        for refusal in fresh.conflicts:
            refuse(refusal)
        done.known += len(articles) - len(fresh.articles) - len(fresh.conflicts)
        steps = _steps(sum(waiting), 2 * len(fresh.articles), on_progress)
        waiting.clear()
        parsed = list(_stepping(parse.parse(fresh.articles), steps))
        learnt = _learnt(lake, parsed)
        coded = [coding.code(one, learnt=learnt) for one in _stepping(parsed, steps)]
        next(steps, None)  # a shard that the lake knew already is one step
        added = lake.append(coded, refusals)
        done.articles += added.articles
        done.events += added.events
        done.refusals += added.refusals
    return done


def _learnt(lake: Lake, parsed: Sequence[ParsedArticle]) -> coding.LearntOf:
    """What the lake's articles said of the persons that some articles name."""
    named = {name for one in parsed for name in coding.persons(one)}
    found: dict[str, list[Learnt]] = {}
    for one in lake.learnt(persons=named):
        found.setdefault(name_key(one.person), []).append(one)
    return lambda person: found.get(name_key(person), ())


def _steps(total: int, count: int, on_progress: OnProgress | None) -> Iterator[None]:
    """One step of progress an article, which together make the bytes that were read for them."""
    told = 0
    for step in range(1, max(count, 1) + 1):
        share = total * step // max(count, 1)
        if on_progress is not None:
            on_progress(share - told)
        told = share
        yield


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


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


@dataclass(frozen=True, slots=True)
class Written:
    """A brief with what its pages need beside it: the articles cited, and the events and signals to draw."""

    brief: Brief
    articles: dict[str, Article]
    events: tuple[Event, ...]
    signals: tuple[Signal, ...]


def brief_of_input(source: str, *, date: str | None, on_refusal: OnRefusal) -> Written:
    """The brief of one article.

    Raises:
        UsageError: When the input holds no article, or more than one.
    """
    coded = list(islice(code([source], date=date, on_refusal=on_refusal), 2))
    if len(coded) != 1:
        what = "no article that can be read" if not coded else "several articles"
        raise UsageError(
            f"{source}: a brief of an input needs exactly one article; this one holds {what}; "
            "for many articles use: detente ingest INPUT --lake DIR, then detente brief EGY TUR --lake DIR"
        )
    return Written(brief.brief_article(coded[0]), {coded[0].article.id: coded[0].article}, (), ())


def brief_of_dyad(lake_folder: str | Path, dyad: tuple[str, str], *, since: str | None, until: str | None) -> Written:
    """The brief of a dyad over a period, from the lake.

    Raises:
        UsageError: When the lake holds no event of the dyad.
    """
    lake = Lake(lake_folder)
    events = list(lake.events(dyad=dyad))
    if not events:
        raise UsageError(
            f"{lake_folder}: no event of {dyad[0]}–{dyad[1]} in this lake; ingest articles first, "
            "or check the codes (ISO 3166-1 alpha-3)"
        )
    ids = {e.article_id for e in events}
    articles, passages = lake.articles(ids), lake.passages(ids)
    coded = [
        CodedArticle(a, tuple(e for e in events if e.article_id == i), passages.get(i, ())) for i, a in articles.items()
    ]
    signals = relate.signals(lake.happenings(dyad=dyad), dyad=dyad, until=until)
    written = brief.brief_dyad(dyad, coded, signals, since=since, until=until)
    return Written(written, articles, tuple(events), tuple(signals))


def rendered(written: Written, form: str) -> str:
    """A brief as Markdown, HTML or JSON text."""
    match form:
        case "markdown":
            return brief.render_markdown(written.brief)
        case "html":
            return brief.render_html(written.brief, written.articles, events=written.events, signals=written.signals)
        case "json":
            return json.dumps(brief.brief_record(written.brief), ensure_ascii=False, indent=2) + "\n"
        case _:
            raise UsageError(f"no brief is written as {form!r}; use markdown, html or json")


# -- probe -------------------------------------------------------------------------------------------------


CLASSIFIED_KEYS = read.Asked(("id", "text", "source", "target"))
LOCATED_KEYS = read.Asked(("id", "text"), ("published_at",))
ACTOR_KEYS = read.Asked(("id", "text"), ("context", "date"))
TEXT_KEYS = read.Asked(("id", "text"), ("date",))


class Question(NamedTuple):
    """A text in which ``source`` and ``target`` stand as substrings."""

    id: str
    text: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Classification:
    """The answer of ``detente classify`` (docs/formats.md, probes)."""

    id: str
    event_type: str | None
    mode: str | None
    cameo: str | None
    quad_class: int | None
    confidence: float


def classify(source: str, *, convention: Convention, on_refusal: OnRefusal) -> Iterator[Classification]:
    """Name the type of act between a given source and target, record by record."""
    records = _usable_records(read.read_records(source, CLASSIFIED_KEYS), on_refusal)
    yield from _classified((Question(*(r.text(key) for key in CLASSIFIED_KEYS.needed)) for r in records), convention)


def _classified(questions: Iterable[Question], convention: Convention) -> Iterator[Classification]:
    one, two = tee(questions)
    for question, parsed in zip(one, parse.parse(Article(q.id, q.text) for q in two), strict=True):
        answer = coding.classify(parsed, question.source, question.target, convention=convention)
        if answer is None:
            yield Classification(question.id, None, None, None, None, 0.0)
            continue
        kind = answer.act.event_type(convention)
        yield Classification(question.id, kind, answer.act.mode, answer.act.cameo, quad_class(kind), answer.confidence)


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer of ``detente resolve`` (docs/formats.md, probes)."""

    id: str
    country: str | None
    org: str | None
    sector: str | None
    sector2: str | None
    person: str | None
    office: str | None
    resolved_by: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Mentioned:
    """The answer of ``detente resolve --mentions`` (docs/formats.md, probes)."""

    id: str
    mentions: tuple[coding.Mention, ...]


def resolve(source: str, *, on_refusal: OnRefusal) -> Iterator[Resolution]:
    """Resolve actor phrases, record by record."""
    for record, day in _dated(read.read_records(source, ACTOR_KEYS), on_refusal):
        yield _resolved(record.text("id"), record.text("text"), record.values["context"], day)


def _resolved(name: str, text: str, context: str | None, day: datetime.date | None) -> Resolution:
    actor = coding.resolve_phrase(text, context, day)
    return Resolution(
        id=name,
        country=actor.country or actor_code(actor.org),
        org=actor.org,
        sector=actor.sector,
        sector2=actor.secondary,
        person=actor.person,
        office=actor.office,
        resolved_by=actor.rule,
        confidence=actor_confidence(actor.rule),
    )


def mentions(source: str, *, on_refusal: OnRefusal) -> Iterator[Mentioned]:
    """Every actor and place that texts mention, record by record."""
    one, two = tee(_dated(read.read_records(source, TEXT_KEYS), on_refusal))
    articles = (Article(r.text("id"), r.text("text"), published_at=day.isoformat() if day else None) for r, day in one)
    for (record, _), parsed in zip(two, parse.parse(articles), strict=True):
        yield Mentioned(record.text("id"), coding.mentions(parsed))


def _dated(
    records: Iterable[read.Record | Refusal], on_refusal: OnRefusal
) -> Iterator[tuple[read.Record, datetime.date | None]]:
    """Records with their dates; one whose date is none is refused."""
    for record in _usable_records(records, on_refusal):
        written = record.values["date"]
        day = coding.stated_day(written) if written is not None else None
        if written is not None and day is None:
            on_refusal(record.refused(f"the date {written!r} is no day", "write it as 2023-07-04, or null"))
            continue
        yield record, day


@dataclass(frozen=True, slots=True)
class LocatedName:
    """A name of a place in a text, and where it is (docs/formats.md, probes)."""

    name: str
    start: int
    end: int
    latitude: float | None
    longitude: float | None
    country: str | None
    geonameid: int | None
    confidence: float


@dataclass(frozen=True, slots=True)
class LocatedText:
    """The answer of ``detente locate`` for one text."""

    id: str
    toponyms: tuple[LocatedName, ...]


def locate(source: str, *, on_refusal: OnRefusal, on_progress: OnProgress | None = None) -> Iterator[LocatedText]:
    """Name the places of texts, record by record."""
    records = _usable_records(read.read_records(source, LOCATED_KEYS, on_progress=on_progress), on_refusal)
    for parsed in parse.parse(Article(r.text("id"), r.text("text")) for r in records):
        yield LocatedText(parsed.article.id, _located_names(parsed))


def _located_names(parsed: ParsedArticle) -> tuple[LocatedName, ...]:
    text = parsed.article.text
    return tuple(_located(text, t) for t in coding.toponyms(text, parsed.text))


def _located(text: str, toponym: coding.Toponym) -> LocatedName:
    spot = toponym.spot
    return LocatedName(
        name=text[toponym.start : toponym.end],
        start=toponym.start,
        end=toponym.end,
        latitude=spot.latitude if spot is not None else None,
        longitude=spot.longitude if spot is not None else None,
        country=spot.country if spot is not None else None,
        # A place that the index lacks stands where one beside it does, and is not that one.
        geonameid=spot.geonameid if spot is not None and toponym.is_known else None,
        confidence=round(toponym.confidence, 3),
    )


def _usable_records(records: Iterable[read.Record | Refusal], on_refusal: OnRefusal) -> Iterator[read.Record]:
    for record in records:
        if isinstance(record, Refusal):
            on_refusal(record)
        else:
            yield record


# -- evaluation --------------------------------------------------------------------------------------------


@contextmanager
def gold_file(gold: Path | None, kind: evaluate.GoldKind | None = None) -> Iterator[Path]:
    """The gold that was named, or the project's own of a kind (golden sentences without one), as a file.

    Raises:
        UsageError: For a kind of which the project has no gold.
    """
    own = get_args(OwnGold)
    if gold is None and kind is not None and kind not in own:
        raise UsageError(f"there is no gold of kind {kind} of our own; name a file, or one of {', '.join(own)}")
    with golden_file(kind or "golden") if gold is None else nullcontext(gold) as path:  # type: ignore[arg-type]
        yield path


def evaluated(
    gold: Path,
    *,
    kind: evaluate.GoldKind | None,
    convention: Convention,
    bootstrap: int,
    seed: int,
    on_progress: OnProgress | None,
) -> evaluate.Report:
    """Code the texts of a gold file and hold the result against it.

    Raises:
        UsageError: For golden sentences under another convention than the one that they are written in.
    """
    bootstrap, held = evaluate.checked_resamples(bootstrap), evaluate.read_gold(gold, kind)
    settings: dict[str, Any] = {"convention": convention, "bootstrap": bootstrap, "seed": seed}
    if held.kind == "golden" and convention != "manual":
        raise UsageError("golden sentences are written in the manual convention; leave --convention away")
    count = len(held.documents) + len(held.questions) + len(held.actors) + len(held.mentions) + len(held.toponyms)
    steps = _steps(gold.stat().st_size, count, on_progress)
    resampling = {"bootstrap": bootstrap, "seed": seed}
    match held.kind:
        case "classify":
            questions = (Question(q.id, q.text, q.source, q.target) for q in held.questions)
            classified = _stepping(_classified(questions, convention), steps)
            answers = [evaluate.Answer(c.event_type, c.confidence) for c in classified]
            return evaluate.judge_answers(held, answers, **settings)
        case "actors":
            named = [_actor_answer(q) for q in _stepping(held.actors, steps)]
            return evaluate.judge_actors(held, named, **resampling)
        case "mentions":
            texts = parse.parse(Article(t.id, t.text, published_at=t.date) for t in held.mentions)
            found = [_mention_answers(p) for p in _stepping(texts, steps)]
            return evaluate.judge_mentions(held, found, **resampling)
        case "toponyms":
            texts = parse.parse(Article(t.id, t.text, published_at=t.published_at) for t in held.toponyms)
            located = [_toponym_answers(p) for p in _stepping(texts, steps)]
            return evaluate.judge_toponyms(held, located, **resampling)
        case _:
            parsed = parse.parse(d.article for d in held.documents)
            coded = [coding.code(p, convention=convention) for p in _stepping(parsed, steps)]
            return evaluate.judge(held, coded, **settings)


def _actor_answer(question: evaluate.ActorQuestion) -> evaluate.ActorAnswer:
    day = coding.stated_day(question.date) if question.date is not None else None
    a = _resolved(question.id, question.text, question.context, day)
    return evaluate.ActorAnswer(a.country, a.org, a.sector, a.sector2, a.person, a.office, a.confidence)


def _toponym_answers(parsed: ParsedArticle) -> list[evaluate.ToponymAnswer]:
    return [
        evaluate.ToponymAnswer(Span(t.start, t.end), t.latitude, t.longitude, t.geonameid, t.confidence)
        for t in _located_names(parsed)
    ]


def _mention_answers(parsed: ParsedArticle) -> list[evaluate.MentionAnswer]:
    return [
        evaluate.MentionAnswer(
            Span(m.start, m.end),
            m.kind,
            m.country,
            m.org,
            m.sector,
            m.person,
            m.office,
            tuple(sorted(country for country, _ in m.members if country is not None)),
        )
        for m in coding.mentions(parsed)
    ]


def perturbed(*, bootstrap: int, seed: int, on_progress: OnProgress | None) -> evaluate.PerturbationReport:
    """Code the project's own golden sentences and each of them changed; see whether the coding moves with the text."""
    bootstrap = evaluate.checked_resamples(bootstrap)
    with golden_file() as path:
        changed = evaluate.changes(evaluate.read_gold(path, "golden"), variants())
        steps = _steps(path.stat().st_size, 2 * len(changed), on_progress)
    parsed = parse.parse(evaluate.articles(changed))
    coded = [coding.code(p).events for p in _stepping(parsed, steps)]
    return evaluate.consistency(changed, coded, bootstrap=bootstrap, seed=seed)


def _stepping(items: Iterable[T], steps: Iterator[None]) -> Iterator[T]:
    """Pass items on, one step of progress each."""
    for item in items:
        yield item
        next(steps, None)


def below_floors(
    report: evaluate.Report | evaluate.PerturbationReport, floors: Path | None
) -> tuple[evaluate.Shortfall, ...]:
    """Figures of a report below their floors: those of a file, or the project's own."""
    name = "the project's own floors" if floors is None else str(floors)
    return evaluate.shortfalls(report.kind, report.figures, read_floors(floors), name=name)


# -- ontology ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CheckedOntology:
    """What a user's ontology has, how many examples were coded as they should, and those that leave no event.

    Attributes:
        name: What its ``ontology.yaml`` calls it.
        lines: Lines that can be used: types, acts and phrases of its own.
        examples: Examples that were coded to the act of their own line.
        unsided: Examples whose act was read but which make no event of its type: a party was not found.
    """

    name: str
    lines: int
    examples: int
    unsided: tuple[str, ...]


def check_ontology(folder: Path, *, on_refusal: OnRefusal) -> CheckedOntology:
    """Load a user's ontology and code the example of each of its phrases; faults go to ``on_refusal``."""
    knowledge, faults = own.checked(folder)
    for fault in faults:
        on_refusal(fault)
    good, unsided = 0, []
    with using(knowledge):
        phrases = [(line, phrase) for line, phrase in own.own_phrases() if phrase.example]
        parsed = parse.parse(Article(str(n), phrase.example) for n, (_, phrase) in enumerate(phrases))
        for (line, phrase), example in zip(phrases, coding.examples(parsed), strict=True):
            if phrase.act is None or phrase.operator is not None:
                good += bool(example.acts)
            elif phrase.act not in example.acts:
                told = f"tells {', '.join(example.acts)}" if example.acts else "tells no act"
                reason = f"the example should tell {phrase.act} and {told}: {phrase.example!r}"
                on_refusal(Refusal(line.file, line.where, reason, "mend head, needs or example"))
            else:
                good += 1
                if acts()[phrase.act].manual not in example.types:
                    unsided.append(f"{line.file} {line.where}: {phrase.example}")
        lines = own.own_lines()
    return CheckedOntology(knowledge.plan.name, lines, good, tuple(unsided))


# -- knowledge ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Known:
    """What the tables know of an actor, and what the articles of a lake say of its office holders."""

    profile: Profile
    learnt: tuple[Learnt, ...]
    contradictions: tuple[Contradiction, ...]


def known(name: str, *, date: str | None, lake_folder: Path | None) -> Known:
    """What is known of whom a name stands for.

    Raises:
        UsageError: For a name that stands in no table.
    """
    day = datetime.date.fromisoformat(date) if date is not None else None
    found = profile(name, day)
    if lake_folder is None:
        return Known(found, (), ())
    lake = Lake(lake_folder)
    asked = {"persons": [found.code]} if found.kind == "person" else {"actor": found.code}
    learnt = tuple(lake.learnt(**asked))
    return Known(found, learnt, contradictions(learnt))


# -- demo --------------------------------------------------------------------------------------------------

DEMO_DYAD = ("EGY", "TUR")


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo did, for the terminal to show."""

    ingested: Ingested
    dyad: tuple[str, str]
    timeline: Any
    signals: list[Signal]
    lake: Path
    files: tuple[Path, ...]


@contextmanager
def demo_corpus() -> Iterator[Path]:
    """The bundled example reports as a file."""
    with as_file(files("detente.demo") / "corpus.jsonl") as path:
        yield path


def demo(corpus: Path, out: Path, *, on_refusal: OnRefusal, on_progress: OnProgress | None) -> Demo:
    """Code the bundled reports into a lake below ``out`` and write the brief of one dyad there."""
    lake = out / "lake"
    ingested = ingest([str(corpus)], lake, on_refusal=on_refusal, on_progress=on_progress)
    written = brief_of_dyad(lake, DEMO_DYAD, since=None, until=None)
    written_files = []
    for form, suffix in (("html", "html"), ("markdown", "md")):
        path = out / f"egypt-turkey.{suffix}"
        path.write_text(rendered(written, form), encoding="utf-8")
        written_files.append(path)
    return Demo(
        ingested=ingested,
        dyad=DEMO_DYAD,
        timeline=timeline_of_lake(lake, DEMO_DYAD),
        signals=signals_of_lake(lake, DEMO_DYAD, since=None, until=None),
        lake=lake,
        files=tuple(written_files),
    )
