"""Golden sentences of our own: what holds for each of them (their figures are held by tests/evaluate)."""

import json
from functools import cache
from typing import Any

from detente.coding import code
from detente.knowledge.evaluation import golden_file
from detente.model import Article, Event
from detente.parse import parse

with golden_file() as path:
    RECORDS: list[dict[str, Any]] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@cache
def coded() -> list[tuple[dict[str, Any], tuple[Event, ...]]]:
    articles = [Article(str(n), r["text"], published_at=r["published_at"]) for n, r in enumerate(RECORDS)]
    return [(record, code(p).events) for record, p in zip(RECORDS, parse(articles), strict=True)]


def test_all_types_are_told_by_some_golden_sentence() -> None:
    assert len({e["event_type"] for record in RECORDS for e in record["events"]}) == 16


def test_every_span_of_every_event_indexes_its_text() -> None:
    for record, events in coded():
        text = record["text"]
        for event in events:
            assert 0 <= event.span.start <= event.trigger.start < event.trigger.end <= event.span.end <= len(text)
            for party in (*event.source, *event.target):
                assert party.span is None or text[party.span.start : party.span.end].strip()
            assert event.place is None or text[event.place.span.start : event.place.span.end].strip()
