"""What went wrong in one document: events that gold and coding share in part, and those that one of them lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from detente.evaluate.gold import GoldDocument, GoldEvent
from detente.evaluate.match import Matched, codes, same_dyad, same_type
from detente.evaluate.report import Mark, Mistake, MistakeKind
from detente.model import CodedArticle, Event, Span

LONGEST = 600  # characters of a sentence that are shown


@dataclass(frozen=True, slots=True)
class Near:
    """A gold event, a coded one, or both where they are about the same thing; None where there is no counterpart."""

    kind: MistakeKind
    gold: GoldEvent | None
    event: Event | None


def near_matches(document: GoldDocument, matched: Matched, *, types_only: bool = False) -> list[Near]:
    """What is left of a document after matching, joined where both are about the same thing.

    The same words tell it with other parties, the same parties do something else, or, where gold has types alone,
    one type stands in place of another. What cannot be joined is missed or spurious.
    """
    missed, extra, found = list(matched.missed), list(matched.extra), []
    for kind, alike in _steps(document, types_only=types_only):
        for gold in tuple(missed):
            event = next((e for e in extra if alike(gold, e)), None)
            if event is not None:
                found.append(Near(kind, gold, event))
                missed.remove(gold)
                extra.remove(event)
    return [*found, *(Near("missed", g, None) for g in missed), *(Near("spurious", None, e) for e in extra)]


def _steps(
    document: GoldDocument, *, types_only: bool
) -> Iterator[tuple[MistakeKind, Callable[[GoldEvent, Event], bool]]]:
    if types_only:
        yield "wrong type", lambda g, e: True
        return

    def told_together(gold: GoldEvent, event: Event) -> bool:
        quoted = _quoted(document, gold)
        return event.field == "text" and (quoted is None or _overlap(quoted, event.span))

    yield "wrong modality", lambda g, e: g.modality is not None and same_type(g, e) and same_dyad(g, e)
    yield "wrong parties", lambda g, e: same_type(g, e) and told_together(g, e)
    yield "wrong type", lambda g, e: same_dyad(g, e) and told_together(g, e)
    yield "wrong type", same_dyad
    yield "wrong type", lambda g, e: told_together(g, e) and not codes(e.source).isdisjoint({*g.source} - {None})


def _quoted(document: GoldDocument, gold: GoldEvent) -> Span | None:
    start = document.article.text.find(gold.quote) if gold.quote else -1
    return Span(start, start + len(gold.quote)) if gold.quote and start >= 0 else None


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def mistakes(document: GoldDocument, coded: CodedArticle, near: Sequence[Near]) -> Iterator[Mistake]:
    """Each mistake of a document with the sentence it stands in."""
    for n in near:
        text = (coded.article.title or "") if n.event is not None and n.event.field == "title" else coded.article.text
        quoted = _quoted(document, n.gold) if n.gold is not None and text is coded.article.text else None
        shown = _shown(coded, text, quoted, n.event)
        marks: list[Mark] = []
        if quoted is not None:
            marks += _mark("gold", quoted, shown)
        if n.event is not None:
            marks += [*_mark("coded", n.event.span, shown), *_mark("trigger", n.event.trigger, shown)]
        yield Mistake(
            n.kind,
            PurePath(document.where).name,
            coded.article.id,
            gold_label(n.gold) if n.gold is not None else None,
            event_label(n.event) if n.event is not None else None,
            text[shown.start : shown.end],
            tuple(marks),
        )


def _shown(coded: CodedArticle, text: str, quoted: Span | None, event: Event | None) -> Span:
    """The sentence of the coded event, or of gold's words; the beginning of the text where neither says where."""
    if event is not None and event.field == "title":
        return Span(0, min(len(text), LONGEST))
    at = event.span if event is not None else quoted
    inside = [p.span for p in coded.passages if at is not None and _overlap(p.span, at)]
    if not inside:
        start = at.start if at is not None else 0
        return Span(start, min(len(text), start + LONGEST))
    return Span(inside[0].start, min(inside[-1].end, inside[0].start + LONGEST))


def _mark(kind: str, span: Span, shown: Span) -> list[Mark]:
    start, end = max(span.start, shown.start) - shown.start, min(span.end, shown.end) - shown.start
    return [Mark(kind, Span(start, end))] if start < end else []  # type: ignore[arg-type]


def gold_label(gold: GoldEvent) -> str:
    """A gold event as text."""
    if not gold.source and not gold.target:
        return gold.event_type
    return _label(gold.event_type, gold.source, gold.target, gold.modality, mutual=gold.symmetric)


def event_label(event: Event) -> str:
    """A coded event as text."""
    sides = [sorted(codes(side), key=str) for side in (event.source, event.target)]
    return _label(event.event_type, sides[0], sides[1], event.modality, mutual=event.reciprocal)


def _label(
    event_type: str, source: Sequence[str | None], target: Sequence[str | None], modality: str | None, *, mutual: bool
) -> str:
    sides = [", ".join(c or "?" for c in side) or "?" for side in (source, target)]
    told = f" ({modality})" if modality not in {None, "asserted"} else ""
    return f"{event_type} {sides[0]} {'↔' if mutual else '→'} {sides[1]}{told}"
