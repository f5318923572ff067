"""Figures of located toponyms against gold: whether each was found, and how far from its place it was put."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from detente.evaluate.asked import GoldToponym, ToponymText
from detente.evaluate.bootstrap import Ratio, Sampler
from detente.evaluate.calibrate import calibration
from detente.evaluate.gold import Gold
from detente.evaluate.judge import Counted, three
from detente.evaluate.report import Confusion, Mark, MarkKind, Mistake, MistakeKind, Report
from detente.knowledge.gazetteer import kilometres
from detente.model import Span

NEAR_KM = 161
"""A hundred miles: what the literature on toponyms counts as the right place (Cheng, Caverlee and Lee 2010)."""

AROUND = 150  # characters that a mistake shows before and after its toponym
RIGHT_MEANS = f"it is a toponym and lies within {NEAR_KM} km"


@dataclass(frozen=True, slots=True)
class ToponymAnswer:
    """A toponym that was found; latitude and longitude in degrees (WGS 84), None where it could not be located."""

    span: Span
    latitude: float | None = None
    longitude: float | None = None
    geonameid: str | int | None = None
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class _Judged:
    """One text: toponyms with the answers at exactly their spans, toponyms without one, answers beside them."""

    text: ToponymText
    hits: tuple[tuple[GoldToponym, ToponymAnswer], ...]
    missed: tuple[GoldToponym, ...]
    extra: tuple[ToponymAnswer, ...]


def judge_toponyms(gold: Gold, answers: Sequence[Sequence[ToponymAnswer]], *, bootstrap: int, seed: int) -> Report:
    """Hold answers against gold; those of one text after those of another, in order.

    A toponym is recognised when an answer has its very span, and near when it has its number in GeoNames or lies
    within 161 km.
    """
    judged = [_judged(t, a) for t, a in zip(gold.toponyms, answers, strict=True)]
    sampler = Sampler(len(judged), bootstrap, seed)
    return Report(
        kind=gold.kind,
        gold=gold.name,
        convention=None,
        documents=len(judged),
        events=sum(len(t.toponyms) for t in gold.toponyms),
        bootstrap=bootstrap,
        seed=seed,
        figures=tuple(sampler.figure(r) for r in _ratios(judged)),
        types=(),
        confusion=Confusion((), (), ()),
        calibration=calibration(list(_sureness(judged)), right_means=RIGHT_MEANS),
        mistakes=tuple(m for j in judged for m in _mistakes(j)),
    )


def is_near(gold: GoldToponym, answer: ToponymAnswer) -> bool:
    """Whether an answer is the place of gold."""
    if answer.geonameid and str(answer.geonameid) == gold.geonameid:
        return True
    distance = kilometres_between(gold, answer)
    return distance is not None and distance <= NEAR_KM


def kilometres_between(gold: GoldToponym, answer: ToponymAnswer) -> float | None:
    """The great-circle distance in kilometres; None where the answer has no position."""
    if answer.latitude is None or answer.longitude is None:
        return None
    return kilometres(gold, GoldToponym(answer.span, answer.latitude, answer.longitude))


def _judged(text: ToponymText, answers: Sequence[ToponymAnswer]) -> _Judged:
    found = {a.span: a for a in answers}
    spans = {t.span for t in text.toponyms}
    return _Judged(
        text,
        tuple((t, found[t.span]) for t in text.toponyms if t.span in found),
        tuple(t for t in text.toponyms if t.span not in found),
        tuple(a for span, a in found.items() if span not in spans),
    )


def _ratios(judged: Sequence[_Judged]) -> Iterator[Ratio]:
    hits = [len(j.hits) for j in judged]
    wanted = [len(j.text.toponyms) for j in judged]
    near = [sum(is_near(*h) for h in j.hits) for j in judged]
    yield from three("recognition", [Counted(len(j.hits), len(j.hits) + len(j.extra), n)
                                     for j, n in zip(judged, wanted, strict=True)])  # fmt: skip
    yield Ratio("near_of_recognised", near, hits)
    yield Ratio("near_of_all", near, wanted)


def _sureness(judged: Sequence[_Judged]) -> Iterator[tuple[float, bool]]:
    for j in judged:
        yield from ((a.confidence, is_near(t, a)) for t, a in j.hits)
        yield from ((a.confidence, False) for a in j.extra)


def _mistakes(judged: _Judged) -> Iterator[Mistake]:
    for gold in judged.missed:
        yield _mistake(judged.text, "missed", gold, None)
    for gold, answer in judged.hits:
        if not is_near(gold, answer):
            yield _mistake(judged.text, "too far", gold, answer)
    for answer in judged.extra:
        yield _mistake(judged.text, "spurious", None, answer)


def _mistake(text: ToponymText, kind: MistakeKind, gold: GoldToponym | None, answer: ToponymAnswer | None) -> Mistake:
    sides: list[tuple[MarkKind, GoldToponym | ToponymAnswer]] = []
    sides += [("gold", gold)] if gold is not None else []
    sides += [("coded", answer)] if answer is not None else []
    start, end = sides[0][1].span
    first = max(0, start - AROUND)
    return Mistake(
        kind,
        PurePath(text.where).name,
        text.id,
        _label(text, gold) if gold is not None else None,
        _label(text, answer) if answer is not None else None,
        text.text[first : end + AROUND],
        tuple(Mark(side, Span(start - first, end - first)) for side, _ in sides),
    )


def _label(text: ToponymText, toponym: GoldToponym | ToponymAnswer) -> str:
    words = text.text[slice(*toponym.span)]
    if toponym.latitude is None or toponym.longitude is None:
        return f"{words} (no place)"
    return f"{words} ({toponym.latitude:.2f}, {toponym.longitude:.2f})"
