"""Golden sentences of our own: floors that may rise and never fall."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from detente.coding import code
from detente.model import Article, Event, Party
from detente.parse import parse

GOLDEN = Path(__file__).parent.parent / "golden" / "sentences.jsonl"
RECORDS: list[dict[str, Any]] = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]

F1_FLOOR = 0.78
"""Type, modality and both sides right: F1 over all golden sentences."""

QUIET_FLOOR = 25
"""Of the 25 sentences without an event, so many are left alone."""


@cache
def coded() -> list[tuple[dict[str, Any], tuple[Event, ...]]]:
    articles = [Article(str(n), r["text"], published_at=r["published_at"]) for n, r in enumerate(RECORDS)]
    return [(record, code(p).events) for record, p in zip(RECORDS, parse(articles), strict=True)]


def states(parties: tuple[Party, ...]) -> list[str]:
    return sorted({p.country or p.org or "?" for p in parties})


def is_same(event: Event, expected: dict[str, Any]) -> bool:
    if (event.event_type, event.modality) != (expected["event_type"], expected["modality"]):
        return False
    sides = [states(event.source), states(event.target)]
    wanted = [sorted(expected["source"]), sorted(expected["target"])]
    return sides == wanted or (expected["reciprocal"] and sides[::-1] == wanted)


def test_golden_sentences_are_coded_as_well_as_before() -> None:
    right = predicted = expected = 0
    for record, events in coded():
        left = list(events)
        for wanted in record["events"]:
            hit = next((e for e in left if is_same(e, wanted)), None)
            if hit is not None:
                left.remove(hit)
                right += 1
        predicted += len(events)
        expected += len(record["events"])
    assert 2 * right / (predicted + expected) >= F1_FLOOR


def test_sentences_without_an_event_are_left_alone() -> None:
    quiet = [events for record, events in coded() if not record["events"]]
    assert sum(not events for events in quiet) >= QUIET_FLOOR


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
