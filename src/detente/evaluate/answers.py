"""Figures of the classify probe against gold: one type to name where source and target are given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from detente.evaluate.bootstrap import Ratio, Sampler
from detente.evaluate.calibrate import calibration
from detente.evaluate.gold import Gold, GoldQuestion
from detente.evaluate.judge import RIGHT_MEANS, confusion, type_row
from detente.evaluate.match import merged_type
from detente.evaluate.mistakes import LONGEST
from detente.evaluate.report import NONE, Mark, Mistake, Report
from detente.model import Span


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to a question; no type where nothing was found."""

    event_type: str | None
    confidence: float


def judge_answers(gold: Gold, answers: Sequence[Answer], *, convention: str, bootstrap: int, seed: int) -> Report:
    """Hold answers against gold; one for each question, in order. CONCEDE and RETREAT count as one type."""
    sampler = Sampler(len(gold.questions), bootstrap, seed)
    wanted = [merged_type(q.event_type) for q in gold.questions]
    given = [merged_type(a.event_type) if a.event_type is not None else NONE for a in answers]
    right = [w == g for w, g in zip(wanted, given, strict=True)]
    per_type = [_f1(t, wanted, given) for t in sorted(set(wanted))]
    rows = tuple(
        type_row(t, [g == w == t for w, g in zip(wanted, given, strict=True)], [g == t for g in given],
                 [w == t for w in wanted], sampler)
        for t in sorted({*wanted, *given} - {NONE})
    )  # fmt: skip
    return Report(
        kind=gold.kind,
        gold=gold.name,
        convention=convention,
        documents=len(gold.questions),
        events=len(gold.questions),
        bootstrap=bootstrap,
        seed=seed,
        figures=(
            sampler.mean("macro_f1", per_type),
            sampler.figure(Ratio("accuracy", right, [True] * len(right))),
        ),
        types=rows,
        confusion=confusion(Counter(zip(wanted, given, strict=True))),
        calibration=calibration(
            [(a.confidence, ok) for a, ok in zip(answers, right, strict=True) if a.event_type is not None],
            right_means=RIGHT_MEANS[gold.kind],
        ),
        mistakes=tuple(
            _mistake(q, a) for q, a, ok in zip(gold.questions, answers, right, strict=True) if not ok
        ),
    )  # fmt: skip


def _f1(event_type: str, wanted: Sequence[str], given: Sequence[str]) -> Ratio:
    both = list(zip(wanted, given, strict=True))
    hits = [2 * (w == g == event_type) for w, g in both]
    return Ratio(event_type, hits, [(w == event_type) + (g == event_type) for w, g in both])


def _mistake(question: GoldQuestion, answer: Answer) -> Mistake:
    """Source and target stand as gold's words, as far as they stand in the text."""
    marks = []
    for part in (question.source, question.target):
        start = question.text.find(part)
        if 0 <= start < LONGEST:
            marks.append(Mark("gold", Span(start, min(start + len(part), LONGEST))))
    return Mistake(
        "missed" if answer.event_type is None else "wrong type",
        PurePath(question.where).name,
        question.id,
        question.event_type,
        answer.event_type,
        question.text[:LONGEST],
        tuple(marks),
    )
