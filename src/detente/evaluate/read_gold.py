"""Reading gold files: the format is recognised by the keys of the first line, and every line is held to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from detente.errors import InputError, UsageError
from detente.evaluate.gold import KINDS, Code, Gold, GoldDocument, GoldEvent, GoldKind, GoldQuestion
from detente.evaluate.lines import (
    Actor,
    ActorLine,
    ClassifyLine,
    GoldenLine,
    Line,
    MentionsLine,
    NewsEvent,
    NewsLine,
    SentencesLine,
    ToponymsLine,
)
from detente.evaluate.read_asked import actor_question, mention_text, toponym_text
from detente.model import Article

ORGANISATIONS = {"UNO": "UN", "EUR": "EU", "NAT": "NATO", "AFU": "AU", "XKV": "XKX", "KSV": "XKX"}
"""Codes of gold made elsewhere, and what they are here."""

REMEDY = "mend the line; the formats stand in docs/evaluation.md"

_TELLING: dict[str, GoldKind] = {"expect": "actors", "mentions": "mentions", "toponyms": "toponyms"}
"""Keys that only one format has."""

L = TypeVar("L", bound=Line)


def read_gold(path: Path, kind: GoldKind | None = None) -> Gold:
    """Read a gold file.

    Args:
        path: JSON Lines in one of the formats of docs/evaluation.md.
        kind: Its format; recognised by the keys of the first line when None.

    Raises:
        UsageError: When there is no such file.
        InputError: Naming file and line, for a line that is not of the file's format.
    """
    if not path.is_file():
        raise UsageError(f"{path}: no such file; name a gold file, or none for the project's own sentences")
    lines = list(_objects(path))
    if not lines:
        raise InputError("no gold in it", remedy="give one JSON object a line", record=str(path))
    kind = kind or _recognised(*lines[0])
    gold = _read(kind, path.name, lines)
    _no_id_twice([(d.article.id, d.where) for d in gold.documents])
    for asked in (gold.questions, gold.actors, gold.mentions, gold.toponyms):
        _no_id_twice([(a.id, a.where) for a in asked])
    return gold


def _read(kind: GoldKind, name: str, lines: Sequence[tuple[str, object]]) -> Gold:
    if kind == "classify":
        return Gold(kind, name, questions=tuple(_question(w, _line(w, v, ClassifyLine)) for w, v in lines))
    if kind == "actors":
        return Gold(kind, name, actors=tuple(actor_question(w, _line(w, v, ActorLine)) for w, v in lines))
    if kind == "mentions":
        return Gold(kind, name, mentions=tuple(mention_text(w, _line(w, v, MentionsLine)) for w, v in lines))
    if kind == "toponyms":
        return Gold(kind, name, toponyms=tuple(toponym_text(w, _line(w, v, ToponymsLine)) for w, v in lines))
    make: dict[GoldKind, Callable[[str, object], GoldDocument]] = {
        "news": lambda w, v: _news(w, _line(w, v, NewsLine)),
        "sentences": lambda w, v: _sentence(w, _line(w, v, SentencesLine)),
        "golden": lambda w, v: _golden(w, _line(w, v, GoldenLine)),
    }
    return Gold(kind, name, documents=tuple(make[kind](w, v) for w, v in lines))


def _objects(path: Path) -> Iterator[tuple[str, object]]:
    """Each line with where it stands."""
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if line.strip():
            where = f"{path}:{number}"
            try:
                yield where, json.loads(line)
            except (ValueError, RecursionError) as error:
                raise InputError("not JSON", remedy="give one JSON object a line", record=where) from error


def _recognised(where: str, value: object) -> GoldKind:
    keys = set(value) if isinstance(value, dict) else set()
    if "any_rater" in keys:
        return "sentences"
    if {"source", "target", "event_type"} <= keys:
        return "classify"
    for key, kind in _TELLING.items():
        if {"text", key} <= keys:
            return kind
    if {"text", "events"} <= keys:
        return "news" if "id" in keys else "golden"
    raise InputError(
        f"its keys ({', '.join(sorted(map(str, keys))) or 'none'}) are those of no gold format",
        remedy=f"name the format with --kind {'|'.join(KINDS)}, or see docs/evaluation.md",
        record=where,
    )


def _line(where: str, value: object, schema: type[L]) -> L:
    try:
        found = schema.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "line"
        raise InputError(
            f"{key}: {first['msg']} (got {str(first.get('input'))[:80]!r})", remedy=REMEDY, record=where
        ) from error
    for day in ("published_at", "date"):
        _check_day(where, day, getattr(found, day, None))
    return found


def _check_day(where: str, key: str, value: str | None) -> None:
    try:
        date.fromisoformat((value or "2000-01-01")[:10])
    except ValueError as error:
        raise InputError(f"{key}: {value!r} is no day", remedy=REMEDY, record=where) from error


def _no_id_twice(ids: list[tuple[str, str]]) -> None:
    seen: dict[str, str] = {}
    for id_, where in ids:
        if id_ in seen:
            raise InputError(f"the id {id_[:80]!r} stands at {seen[id_]} too", remedy="give each its own", record=where)
        seen[id_] = where


# -- one function a format --------------------------------------------------------------------------------


def _news(where: str, line: NewsLine) -> GoldDocument:
    article = Article(
        line.id, line.text, line.title, line.published_at, line.outlet, line.url, line.language, line.licence
    )
    return GoldDocument(article, tuple(_news_event(e) for e in line.events), frozenset(), where)


def _news_event(event: NewsEvent) -> GoldEvent:
    dates = (event.date, event.date_alt) if event.date else ()
    return GoldEvent(
        event.root,
        (_code(event.source),),
        (_code(event.target),),
        symmetric=event.symmetric,
        required=event.agreed,
        dates=tuple(d for d in dates if d),
        # No second reading: the place may also be left open, for the coders themselves often did so.
        places=(event.place_country, event.place_country_alt) if event.place_country else (),
        background=event.background,
        quote=event.quote,
    )


def _code(actor: Actor | None) -> Code:
    found = (actor.country or actor.org) if actor is not None else None
    return ORGANISATIONS.get(found, found) if found is not None else None


def _sentence(where: str, line: SentencesLine) -> GoldDocument:
    events = tuple(GoldEvent(e.event_type, (), ()) for e in line.events)
    article = Article(line.id, line.text, published_at=line.published_at)
    return GoldDocument(article, events, frozenset(line.any_rater), where)


def _golden(where: str, line: GoldenLine) -> GoldDocument:
    """A golden sentence has no id of its own: the number of its line serves."""
    events = tuple(
        GoldEvent(e.event_type, tuple(e.source), tuple(e.target), e.reciprocal, modality=e.modality)
        for e in line.events
    )
    article = Article(where.rpartition(":")[2], line.text, published_at=line.published_at)
    return GoldDocument(article, events, frozenset(), where)


def _question(where: str, line: ClassifyLine) -> GoldQuestion:
    return GoldQuestion(line.id, line.text, line.source, line.target, line.event_type, where)
