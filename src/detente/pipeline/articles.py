"""Articles in, events out: code, explain, ingest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente import coding, parse, read
from detente.knowledge.ontology import Convention
from detente.knowledge.spelling import folded
from detente.model import Article, CodedArticle, Learnt, ParsedArticle, Refusal
from detente.pipeline.progress import OnProgress, OnRefusal, batches, stepping, steps_of
from detente.store import Lake

SHARD = 500  # articles a commit: large enough that 40 ms a commit do not show, small enough to lose little
CODED_LANGUAGES = frozenset({"en"})


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
    for shard in batches(records, SHARD):
        refusals: list[Refusal] = []

        def refuse(refusal: Refusal, kept: list[Refusal] = refusals) -> None:
            kept.append(refusal)
            on_refusal(refusal)

        articles = list(_usable(shard, refuse))
        fresh = lake.unknown(articles)
        for refusal in fresh.conflicts:
            refuse(refusal)
        done.known += len(articles) - len(fresh.articles) - len(fresh.conflicts)
        steps = steps_of(sum(waiting), 2 * len(fresh.articles), on_progress)
        waiting.clear()
        parsed = list(stepping(parse.parse(fresh.articles), steps))
        learnt = _learnt(lake, parsed)
        coded = [coding.code(one, learnt=learnt) for one in stepping(parsed, steps)]
        next(steps, None)  # a shard that the lake knew already is one step
        added = lake.append(coded, refusals)
        done.articles += added.articles
        done.events += added.events
        done.refusals += added.refusals
    return done


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


def _learnt(lake: Lake, parsed: Sequence[ParsedArticle]) -> coding.LearntOf:
    """What the lake's articles said of the persons that some articles name."""
    named = {name for one in parsed for name in coding.persons(one)}
    found: dict[str, list[Learnt]] = {}
    for one in lake.learnt(persons=named):
        found.setdefault(folded(one.person), []).append(one)
    return lambda person: found.get(folded(person), ())
