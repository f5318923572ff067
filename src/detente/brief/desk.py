"""The desk: what a brief is written from, and what has already been said in it."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence

from detente.brief.cite import evidence, sentence_at
from detente.brief.gate import claim
from detente.brief.names import Names
from detente.brief.told import Told
from detente.errors import UnsupportedClaimError
from detente.knowledge.wording import sayings
from detente.model import Citation, Claim, CodedArticle, Event, Signal, Span

MOST_DRIVERS = 2
MOST_ARTICLES = 4  # a claim cites no more than this: further reports add length and no weight

log = logging.getLogger(__name__)


class Desk:
    """Articles, events and turns by id, with a memory of sentences, names and wordings already used."""

    def __init__(self, coded: Sequence[CodedArticle], signals: Sequence[Signal] = ()) -> None:
        self.coded = {c.article.id: c for c in coded}
        self.articles = {c.article.id: c.article for c in coded}
        self.events = {e.id: e for c in coded for e in c.events}
        self.signals = tuple(signals)
        self.names = Names(p for e in self.events.values() for p in (*e.source, *e.target))
        self._turns: Counter[str] = Counter()
        self._said: set[str] = set()
        self._quoted: set[tuple[str, Span]] = set()

    def say(self, key: str, **blanks: str) -> str:
        """One of the ways of saying something, each in turn."""
        return self.turn(key, sayings()[key].say).format(**blanks)

    def turn(self, key: str, ways: Sequence[str]) -> str:
        """The next of several ways."""
        return ways[self.next(key) % len(ways)]

    def next(self, key: str) -> int:
        """How often something was asked for before."""
        self._turns[key] += 1
        return self._turns[key] - 1

    def admit(self, text: str, citations: Sequence[Citation], *, signals: Sequence[Signal] = ()) -> Claim | None:
        """The sentence as a claim; None if it was said before or says more than its citations."""
        if text in self._said or not citations:
            return None
        try:
            made = claim(text, tuple(dict.fromkeys(citations)), self.articles, self.events.values(), signals=signals)
        except UnsupportedClaimError as refused:
            log.info("left out of the brief: %s", refused)
            return None
        self._said.add(text)
        return made

    def quote_once(self, article_id: str, sentence: Span) -> bool:
        """Take a sentence as quoted or told; False if it was taken before."""
        key = (article_id, sentence)
        fresh = key not in self._quoted
        self._quoted.add(key)
        return fresh

    def used(self, article_id: str, sentence: Span) -> bool:
        """Whether a sentence was quoted or told before."""
        return (article_id, sentence) in self._quoted

    def take(self, told: Told) -> None:
        """Take the sentences that tell a happening as used."""
        for event in told.events:
            coded = self.coded[event.article_id]
            for start in (event.span.start, *(citation.span.start for citation in self.bearing(event))):
                self.quote_once(event.article_id, sentence_at(coded, start))

    def cited(self, told: Told, contributing: Sequence[Event]) -> tuple[Citation, ...]:
        """Citations of a happening: every event that gave a fact, then one of each further article."""
        chosen = list(dict.fromkeys(event.id for event in contributing))
        articles = {self.events[name].article_id for name in chosen}
        for event in told.events:
            if event.article_id not in articles and len(articles) < MOST_ARTICLES:
                articles.add(event.article_id)
                chosen.append(event.id)
        return tuple(c for name in chosen for c in self.bearing(self.events[name]))

    def bearing(self, event: Event) -> tuple[Citation, ...]:
        """The words that bear an event."""
        return evidence(self.coded[event.article_id], event)

    def drivers(self, signal: Signal) -> tuple[Citation, ...]:
        """The words that bear a turn: those of the first events that drove it."""
        known = [self.events[name] for name in signal.drivers if name in self.events]
        return tuple(c for event in known[:MOST_DRIVERS] for c in self.bearing(event))

    def words_of(self, told: Told) -> str:
        """All words that bear a happening, the leading event's first."""
        return " ".join(c.quote for event in told.events for c in self.bearing(event))
