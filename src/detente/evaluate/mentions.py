"""Figures of mentions resolved in their context against gold that tells some of a text's mentions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from detente.evaluate.actors import label
from detente.evaluate.asked import GoldMention, MentionText
from detente.evaluate.bootstrap import Ratio, Sampler
from detente.evaluate.calibrate import calibration
from detente.evaluate.gold import Gold
from detente.evaluate.judge import confusion
from detente.evaluate.mistakes import LONGEST
from detente.evaluate.report import NONE, Mark, Mistake, MistakeKind, Report
from detente.model import Span

FIELDS: tuple[str, ...] = ("kind", "country", "org", "sector", "person")
"""What must be right for a mention to be right; offices and members of groups have figures of their own."""

KINDS = ("actor", "place", "group")

_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MentionAnswer:
    """A mention that was found: where, and what it was resolved to; None for what was left open.

    ``members`` are the states of a group.
    """

    span: Span
    kind: str | None
    country: str | None = None
    org: str | None = None
    sector: str | None = None
    person: str | None = None
    office: str | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Judged:
    """One mention of gold: the answer at its place, and the fields that are wrong."""

    text: MentionText
    gold: GoldMention
    answer: MentionAnswer | None
    wrong: tuple[str, ...]

    @property
    def right(self) -> bool:
        return self.answer is not None and not self.wrong


def judge_mentions(gold: Gold, answers: Sequence[Sequence[MentionAnswer]], *, bootstrap: int, seed: int) -> Report:
    """Hold answers against gold; those of one text after those of another, in order.

    An answer belongs to a mention that has its span, whether or not either begins with an article. Of several
    answers at one place the last counts. Answers besides are not looked at, for gold tells only some mentions.
    """
    texts = [_judged(t, a) for t, a in zip(gold.mentions, answers, strict=True)]
    every = [j for t in texts for j in t]
    sampler = Sampler(len(texts), bootstrap, seed)
    return Report(
        kind=gold.kind,
        gold=gold.name,
        convention=None,
        documents=len(texts),
        events=len(every),
        bootstrap=bootstrap,
        seed=seed,
        figures=tuple(sampler.figure(r) for r in _ratios(texts)),
        types=(),
        confusion=confusion(Counter(c for j in every for c in _kinds(j))),
        calibration=calibration([], right_means="all that is asked is right"),
        mistakes=tuple(_mistake(j) for j in every if not j.right),
    )


def bare(text: str, span: Span) -> Span:
    """A span without the article that it begins with."""
    article = _ARTICLE.match(text, span.start, span.end)
    return Span(article.end(), span.end) if article else span


def _judged(text: MentionText, answers: Sequence[MentionAnswer]) -> list[_Judged]:
    found = {bare(text.text, a.span): a for a in answers}
    judged = []
    for gold in text.mentions:
        answer = found.get(bare(text.text, gold.span))
        asked = [f for f in FIELDS if f in gold.asked]
        wrong = tuple(f for f in asked if answer is not None and getattr(answer, f) != gold.asked[f])
        judged.append(_Judged(text, gold, answer, wrong))
    return judged


def _ratios(texts: Sequence[Sequence[_Judged]]) -> Iterator[Ratio]:
    yield Ratio("right", [sum(j.right for j in t) for t in texts], [len(t) for t in texts])
    yield Ratio("found", [sum(j.answer is not None for j in t) for t in texts], [len(t) for t in texts])
    for kind in KINDS:
        asked = [[j for j in t if j.gold.asked.get("kind") == kind] for t in texts]
        yield Ratio(f"{kind}_right", [sum(j.right for j in a) for a in asked], [len(a) for a in asked])
    asked = [[j for j in t if "office" in j.gold.asked] for t in texts]
    yield Ratio("office", [sum(_office_fits(j) for j in a) for a in asked], [len(a) for a in asked])
    asked = [[j for j in t if j.gold.members] for t in texts]
    yield Ratio("members", [sum(_members_fit(j) for j in a) for a in asked], [len(a) for a in asked])


def _office_fits(judged: _Judged) -> bool:
    return judged.answer is not None and judged.answer.office == judged.gold.asked["office"]


def _members_fit(judged: _Judged) -> bool:
    return judged.answer is not None and set(judged.answer.members) == set(judged.gold.members)


def _kinds(judged: _Judged) -> Iterator[tuple[str, str]]:
    wanted = judged.gold.asked.get("kind")
    if wanted is not None:
        yield wanted, (judged.answer.kind or NONE) if judged.answer is not None else NONE


def _mistake(judged: _Judged) -> Mistake:
    """The text with the mention marked; the first field that is wrong names the mistake."""
    answer, gold = judged.answer, judged.gold
    marks = [Mark("gold", gold.span)] + ([Mark("coded", answer.span)] if answer is not None else [])
    words = judged.text.text[slice(*gold.span)]
    return Mistake(
        _WRONG[judged.wrong[0]] if judged.wrong else "missed",
        PurePath(judged.text.where).name,
        judged.text.id,
        f"{words}: {label(gold.asked)}",
        label({f: getattr(answer, f) for f in (*FIELDS, "office")}) if answer is not None else None,
        judged.text.text[:LONGEST],
        tuple(Mark(m.kind, Span(m.span.start, min(m.span.end, LONGEST))) for m in marks if m.span.start < LONGEST),
    )


_WRONG: dict[str, MistakeKind] = {
    "kind": "wrong kind",
    "country": "wrong country",
    "org": "wrong org",
    "sector": "wrong sector",
    "person": "wrong person",
}
