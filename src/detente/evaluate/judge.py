"""Figures of coded documents against gold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from detente.evaluate.bootstrap import Ratio, Sampler
from detente.evaluate.calibrate import calibration
from detente.evaluate.gold import Gold, GoldDocument, GoldEvent
from detente.evaluate.match import Level, Matched, between_states, gold_pairs, happened, match, merged_type, pairs
from detente.evaluate.mistakes import Near, mistakes, near_matches
from detente.evaluate.report import NONE, Confusion, Report, TypeRow
from detente.model import CodedArticle, Event

RIGHT_MEANS = {
    "news": "type and both parties are right",
    "sentences": "the type is right (this gold names no parties)",
    "golden": "type, modality and both parties are right",
    "classify": "the type is right",
}
"""What counts as right in the calibration, by kind of gold."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One document after matching: what its events are, at the level that the kind of gold is measured by."""

    document: GoldDocument
    coded: CodedArticle
    events: tuple[Event, ...]
    matched: Matched
    near: list[Near]


@dataclass(frozen=True, slots=True)
class Counted:
    """Hits, coded events and gold events of one document."""

    hits: int
    coded: int
    gold: int


def judge(gold: Gold, coded: Sequence[CodedArticle], *, convention: str, bootstrap: int, seed: int) -> Report:
    """Hold coded articles against gold; ``coded`` has one entry for each document, in order."""
    make = {"news": _judged_news, "sentences": _judged_sentence, "golden": _judged_golden}[gold.kind]
    judged = [make(d, c) for d, c in zip(gold.documents, coded, strict=True)]
    sampler = Sampler(len(judged), bootstrap, seed)
    ratios = {"news": _news_ratios, "sentences": _sentences_ratios, "golden": _golden_ratios}[gold.kind](judged)
    merge = merged_type if gold.kind != "golden" else str
    return Report(
        kind=gold.kind,
        gold=gold.name,
        convention=convention,
        documents=len(judged),
        events=sum(g.required for d in gold.documents for g in d.events),
        bootstrap=bootstrap,
        seed=seed,
        figures=tuple(sampler.figure(r) for r in ratios),
        types=_types(judged, sampler, merge),
        confusion=_confusion(judged, merge),
        calibration=calibration(list(_sureness(judged)), right_means=RIGHT_MEANS[gold.kind]),
        mistakes=tuple(m for j in judged for m in mistakes(j.document, j.coded, j.near)),
    )


# -- one document, by kind of gold ------------------------------------------------------------------------


def _judged_news(document: GoldDocument, coded: CodedArticle) -> Judged:
    events = happened(coded.events)
    matched = match(document, events, "triple")
    return Judged(document, coded, events, matched, near_matches(document, matched))


def _judged_golden(document: GoldDocument, coded: CodedArticle) -> Judged:
    matched = match(document, coded.events, "event")
    return Judged(document, coded, coded.events, matched, near_matches(document, matched))


def _judged_sentence(document: GoldDocument, coded: CodedArticle) -> Judged:
    """Types alone, each once a sentence; a type that any coder gave is no error."""
    events, seen = [], set()
    for event in happened(coded.events):
        if merged_type(event.event_type) not in seen:
            seen.add(merged_type(event.event_type))
            events.append(event)
    wanted: dict[str, GoldEvent] = {merged_type(g.event_type): g for g in document.events}
    allowed = {merged_type(t) for t in document.allowed}
    hits = [(wanted[t], e) for e in events if (t := merged_type(e.event_type)) in wanted]
    others = [e for e in events if merged_type(e.event_type) not in wanted]
    matched = Matched(
        tuple(hits),
        tuple(e for e in others if merged_type(e.event_type) in allowed),
        tuple(g for t, g in wanted.items() if t not in seen),
        tuple(e for e in others if merged_type(e.event_type) not in allowed),
    )
    return Judged(document, coded, tuple(events), matched, near_matches(document, matched, types_only=True))


# -- figures, by kind of gold -----------------------------------------------------------------------------


def _news_ratios(judged: Sequence[Judged]) -> Iterator[Ratio]:
    levels: tuple[Level, ...] = ("type", "dyad", "triple")
    for level in levels:
        yield from three(level, [_counted(match(j.document, j.events, level)) for j in judged])
    yield from three("interstate_triple", [_interstate(j.matched) for j in judged])
    yield from _left_alone(judged)
    yield _share("date", judged, lambda g: bool(g.dates), _date_fits)
    yield _share("place", judged, lambda g: bool(g.places), _place_fits)
    yield _share("background", judged, lambda g: g.background is not None, _background_fits)


def _sentences_ratios(judged: Sequence[Judged]) -> Iterator[Ratio]:
    yield from three("type", [_counted(j.matched) for j in judged])
    yield from _left_alone(judged)


def _golden_ratios(judged: Sequence[Judged]) -> Iterator[Ratio]:
    yield from three("type", [_counted(match(j.document, j.events, "type")) for j in judged])
    yield from three("event", [_counted(j.matched) for j in judged])
    yield from _left_alone(judged)


def _counted(matched: Matched) -> Counted:
    hits = len(matched.hits)
    return Counted(hits, hits + len(matched.extra), hits + len(matched.missed))


def _interstate(matched: Matched) -> Counted:
    """Events between two different parties; what was coded besides counts where one of its pairs is such."""
    hits = sum(between_states(gold_pairs(g)) for g, _ in matched.hits)
    extra = sum(between_states(pairs(e)) for e in matched.extra)
    return Counted(hits, hits + extra, hits + sum(between_states(gold_pairs(g)) for g in matched.missed))


def three(name: str, counted: Sequence[Counted]) -> tuple[Ratio, Ratio, Ratio]:
    """Precision, recall and F1 from counts a document."""
    hits = [c.hits for c in counted]
    return (
        Ratio(f"{name}_precision", hits, [c.coded for c in counted]),
        Ratio(f"{name}_recall", hits, [c.gold for c in counted]),
        Ratio(f"{name}_f1", [2 * h for h in hits], [c.coded + c.gold for c in counted]),
    )


def _left_alone(judged: Sequence[Judged]) -> Iterator[Ratio]:
    quiet = [not j.document.events and not j.document.allowed for j in judged]
    if any(quiet):
        yield Ratio("left_alone", [q and not j.events for q, j in zip(quiet, judged, strict=True)], quiet)


def _share(
    name: str,
    judged: Sequence[Judged],
    counts: Callable[[GoldEvent], bool],
    fits: Callable[[GoldEvent, Event], bool],
) -> Ratio:
    """Of the matched events of which gold says something: how many say the same."""
    asked = [[(g, e) for g, e in j.matched.hits if counts(g)] for j in judged]
    return Ratio(name, [sum(fits(g, e) for g, e in a) for a in asked], [len(a) for a in asked])


def _date_fits(gold: GoldEvent, event: Event) -> bool:
    """A date of gold may be a month or a year: then the event's begins with it."""
    return any((event.event_date or "")[: len(d)] == d for d in gold.dates)


def _place_fits(gold: GoldEvent, event: Event) -> bool:
    return (event.place.country if event.place is not None else None) in gold.places


def _background_fits(gold: GoldEvent, event: Event) -> bool:
    return gold.background == (event.modality == "historical")


# -- tables -----------------------------------------------------------------------------------------------


def _types(judged: Sequence[Judged], sampler: Sampler, merge: Callable[[str], str]) -> tuple[TypeRow, ...]:
    hits = [Counter(merge(g.event_type) for g, _ in j.matched.hits) for j in judged]
    coded = [h + Counter(merge(e.event_type) for e in j.matched.extra) for h, j in zip(hits, judged, strict=True)]
    gold = [h + Counter(merge(g.event_type) for g in j.matched.missed) for h, j in zip(hits, judged, strict=True)]
    names = sorted({t for counts in (*coded, *gold) for t in counts})
    return tuple(type_row(t, [h[t] for h in hits], [c[t] for c in coded], [g[t] for g in gold], sampler) for t in names)


def type_row(
    event_type: str, hits: Sequence[int], coded: Sequence[int], gold: Sequence[int], sampler: Sampler
) -> TypeRow:
    """The row of one type from its counts a document."""
    precision, recall, f1 = (
        sampler.figure(r) for r in three("f1", [Counted(*c) for c in zip(hits, coded, gold, strict=True)])
    )
    f1 = replace(f1, name="f1")
    return TypeRow(event_type, sum(gold), sum(coded), sum(hits), precision.value, recall.value, f1)


def _confusion(judged: Sequence[Judged], merge: Callable[[str], str]) -> Confusion:
    cells: Counter[tuple[str, str]] = Counter()
    for j in judged:
        cells.update((merge(g.event_type), merge(e.event_type)) for g, e in j.matched.hits)
        for n in j.near:
            row = merge(n.gold.event_type) if n.gold is not None else NONE
            cells[row, merge(n.event.event_type) if n.event is not None else NONE] += 1
    return confusion(cells)


def confusion(cells: Mapping[tuple[str, str], int]) -> Confusion:
    """A table of counts by type of gold and type coded, ``none`` last."""
    names = sorted({name for pair in cells for name in pair} - {NONE})
    rows, columns = (*names, NONE), (*names, NONE)
    return Confusion(rows, columns, tuple(tuple(cells.get((r, c), 0) for c in columns) for r in rows))


def _sureness(judged: Sequence[Judged]) -> Iterator[tuple[float, bool]]:
    """Confidence of each event and whether it is right; what gold excuses is neither right nor wrong."""
    for j in judged:
        yield from ((e.confidence, True) for _, e in j.matched.hits)
        yield from ((e.confidence, False) for e in j.matched.extra)
