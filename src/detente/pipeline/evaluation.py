"""The coding held against gold, and against its own sentences changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, get_args

from detente import coding, evaluate, parse
from detente.errors import UsageError
from detente.knowledge.evaluation import OwnGold, golden_file, read_floors, variants
from detente.knowledge.ontology import Convention
from detente.model import Article, ParsedArticle, Span
from detente.pipeline.probes import Question, classified, located_names, resolved
from detente.pipeline.progress import OnProgress, stepping, steps_of


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
    steps = steps_of(gold.stat().st_size, count, on_progress)
    resampling = {"bootstrap": bootstrap, "seed": seed}
    match held.kind:
        case "classify":
            questions = (Question(q.id, q.text, q.source, q.target) for q in held.questions)
            named_acts = stepping(classified(questions, convention), steps)
            answers = [evaluate.Answer(c.event_type, c.confidence) for c in named_acts]
            return evaluate.judge_answers(held, answers, **settings)
        case "actors":
            named = [_actor_answer(q) for q in stepping(held.actors, steps)]
            return evaluate.judge_actors(held, named, **resampling)
        case "mentions":
            texts = parse.parse(Article(t.id, t.text, published_at=t.date) for t in held.mentions)
            found = [_mention_answers(p) for p in stepping(texts, steps)]
            return evaluate.judge_mentions(held, found, **resampling)
        case "toponyms":
            texts = parse.parse(Article(t.id, t.text, published_at=t.published_at) for t in held.toponyms)
            located = [_toponym_answers(p) for p in stepping(texts, steps)]
            return evaluate.judge_toponyms(held, located, **resampling)
        case _:
            parsed = parse.parse(d.article for d in held.documents)
            coded = [coding.code(p, convention=convention) for p in stepping(parsed, steps)]
            return evaluate.judge(held, coded, **settings)


def _actor_answer(question: evaluate.ActorQuestion) -> evaluate.ActorAnswer:
    day = coding.stated_day(question.date) if question.date is not None else None
    a = resolved(question.id, question.text, question.context, day)
    return evaluate.ActorAnswer(a.country, a.org, a.sector, a.sector2, a.person, a.office, a.confidence)


def _toponym_answers(parsed: ParsedArticle) -> list[evaluate.ToponymAnswer]:
    return [
        evaluate.ToponymAnswer(Span(t.start, t.end), t.latitude, t.longitude, t.geonameid, t.confidence)
        for t in located_names(parsed)
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
        steps = steps_of(path.stat().st_size, 2 * len(changed), on_progress)
    parsed = parse.parse(evaluate.articles(changed))
    coded = [coding.code(p).events for p in stepping(parsed, steps)]
    return evaluate.consistency(changed, coded, bootstrap=bootstrap, seed=seed)


def below_floors(
    report: evaluate.Report | evaluate.PerturbationReport, floors: Path | None
) -> tuple[evaluate.Shortfall, ...]:
    """Figures of a report below their floors: those of a file, or the project's own."""
    name = "the project's own floors" if floors is None else str(floors)
    return evaluate.shortfalls(report.kind, report.figures, read_floors(floors), name=name)
