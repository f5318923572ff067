"""Figures of resolved actor phrases against gold: which state, which sector, both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from detente.evaluate.asked import ActorQuestion, Asked
from detente.evaluate.bootstrap import Ratio, Sampler
from detente.evaluate.calibrate import calibration
from detente.evaluate.gold import Gold
from detente.evaluate.judge import confusion, type_row
from detente.evaluate.mistakes import LONGEST
from detente.evaluate.report import NONE, Confusion, Mark, Mistake, MistakeKind, Report, TypeRow
from detente.model import Span

NOT_ASKED = ""
RIGHT_MEANS = "country and sector are right"
DETAILS = ("org", "sector2", "person", "office")
"""Fields with a figure of their own, over the phrases that ask for them."""


@dataclass(frozen=True, slots=True)
class ActorAnswer:
    """What a phrase was resolved to; None for what was left open.

    ``country`` is a state (ISO 3166-1 alpha-3), or UNO, EUR or IGO where the resolver says so of an organisation.
    """

    country: str | None = None
    org: str | None = None
    sector: str | None = None
    sector2: str | None = None
    person: str | None = None
    office: str | None = None
    confidence: float = 0.0


def judge_actors(gold: Gold, answers: Sequence[ActorAnswer], *, bootstrap: int, seed: int) -> Report:
    """Hold answers against gold; one for each phrase, in order.

    What gold does not ask is right. An organisation's acronym also serves as a country, as gold made elsewhere
    writes it.
    """
    both = list(zip(gold.actors, answers, strict=True))
    country = [country_fits(q.asked, a) for q, a in both]
    sector = [sector_fits(q.asked, a) for q, a in both]
    right = [c and s for c, s in zip(country, sector, strict=True)]
    every = [True] * len(both)
    sampler = Sampler(len(both), bootstrap, seed)
    ratios = [Ratio("country", country, every), Ratio("sector", sector, every), Ratio("both", right, every)]
    return Report(
        kind=gold.kind,
        gold=gold.name,
        convention=None,
        documents=len(both),
        events=len(both),
        bootstrap=bootstrap,
        seed=seed,
        figures=tuple(sampler.figure(r) for r in (*ratios, *(_detail(name, both) for name in DETAILS))),
        types=_sectors(both, sampler),
        confusion=_confusion(both),
        calibration=calibration(
            [(a.confidence, ok) for (_, a), ok in zip(both, right, strict=True)], right_means=RIGHT_MEANS
        ),
        mistakes=tuple(_mistake(q, a, c, s) for (q, a), c, s in zip(both, country, sector, strict=True) if not c & s),
    )


def country_fits(asked: Asked, answer: ActorAnswer) -> bool:
    """Whether the state, or the organisation in its place, is the one that is asked."""
    return "country" not in asked or asked["country"] in {answer.country or "", answer.org or ""}


def sector_fits(asked: Asked, answer: ActorAnswer) -> bool:
    """Whether the sector is the one that is asked."""
    return "sector" not in asked or asked["sector"] == (answer.sector or "")


def _detail(name: str, both: Sequence[tuple[ActorQuestion, ActorAnswer]]) -> Ratio:
    asks = [name in q.asked for q, _ in both]
    return Ratio(name, [n and q.asked[name] == getattr(a, name) for n, (q, a) in zip(asks, both, strict=True)], asks)


def _sectors(both: Sequence[tuple[ActorQuestion, ActorAnswer]], sampler: Sampler) -> tuple[TypeRow, ...]:
    """A row for each sector, over the phrases whose sector is asked."""
    pairs = [_asked_sector(q, a) for q, a in both]
    return tuple(
        type_row(s, [w == g == s for w, g in pairs], [g == s for _, g in pairs], [w == s for w, _ in pairs], sampler)
        for s in sorted({s for pair in pairs for s in pair} - {NONE, NOT_ASKED})
    )


def _confusion(both: Sequence[tuple[ActorQuestion, ActorAnswer]]) -> Confusion:
    pairs = (_asked_sector(q, a) for q, a in both)
    return confusion(Counter(p for p in pairs if p[0] != NOT_ASKED))


def _asked_sector(question: ActorQuestion, answer: ActorAnswer) -> tuple[str, str]:
    """The sector that is wanted and the one that was given, ``none`` for no sector."""
    if "sector" not in question.asked:
        return NOT_ASKED, NOT_ASKED
    return question.asked["sector"] or NONE, answer.sector or NONE


def _mistake(question: ActorQuestion, answer: ActorAnswer, country: bool, sector: bool) -> Mistake:
    kind: MistakeKind = "wrong sector" if country else "wrong country" if sector else "wrong country and sector"
    around = ", ".join(part for part in (question.context, question.date) if part)
    return Mistake(
        kind,
        PurePath(question.where).name,
        question.id,
        label(question.asked),
        label({f: getattr(answer, f) for f in ("country", "org", "sector", "sector2", "person", "office")}),
        f"{question.text} ({around})"[:LONGEST] if around else question.text[:LONGEST],
        (Mark("gold", Span(0, min(len(question.text), LONGEST))),),
    )


def label(fields: Asked) -> str:
    """What is wanted or was answered, as text."""
    return ", ".join(f"{name} {value}" for name, value in fields.items() if value) or "nothing"
