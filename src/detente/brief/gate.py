"""The gate: no sentence leaves that says more than its citations and the events that they bear.

Checked are quoted words, capitalised names, numbers, years and whole dates. A name, number or date may come
from the cited words, or from the fields of a cited event, as long as the article still says what the event
was coded from: where the words at a party's or a place's span have changed, its fields no longer count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from detente.brief.cite import date_word, intact, stands_in
from detente.brief.dates import MONTHS, NUMBERS, worded
from detente.brief.world import adjective, country, office_names
from detente.errors import UnsupportedClaimError
from detente.knowledge.wording import vocabulary
from detente.model import Article, Citation, Claim, Event, Party, Signal

NUMBER_WORDS = {word: number for number, word in enumerate(NUMBERS, start=1)}

_QUOTED = re.compile(r"“([^”]*)”")
_NAME = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_DATE = re.compile(rf"\b(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)}) \d{{4}}\b")
_MARKS = str.maketrans(dict.fromkeys("“”„«»‘’‚\"'`", "'"))


def supported(
    claim: Claim, articles: Mapping[str, Article], events: Iterable[Event], *, signals: Sequence[Signal] = ()
) -> list[str]:
    """What a sentence says that its citations and their events do not; empty if all of it is borne.

    Args:
        claim: The sentence and its citations.
        articles: The articles by id, as they are now.
        events: The events that citations may name.
        signals: Turns of a relation that the sentence may date and count.
    """
    broken = [
        f"citation: article {c.article_id} no longer says {c.quote!r}"
        for c in claim.citations
        if not intact(c, articles)
    ]
    if broken:
        return broken
    cited = {c.event_id for c in claim.citations if c.event_id is not None}
    found = {event.id: event for event in events if event.id in cited}
    missing = [f"citation: no event {name}" for name in sorted(cited - set(found))]
    return missing + _Evidence(claim, articles, list(found.values()), signals).problems()


def claim(
    text: str,
    citations: Sequence[Citation],
    articles: Mapping[str, Article],
    events: Iterable[Event],
    *,
    signals: Sequence[Signal] = (),
) -> Claim:
    """Build a claim, or refuse to.

    Raises:
        UnsupportedClaimError: When the sentence says what its citations do not; the message names what.
    """
    made = Claim(text, tuple(citations))
    problems = supported(made, articles, events, signals=signals)
    if problems:
        raise UnsupportedClaimError(f"{'; '.join(problems)} in {text!r}")
    return made


class _Evidence:
    """What the citations of one claim bear."""

    def __init__(
        self, claim: Claim, articles: Mapping[str, Article], events: list[Event], signals: Sequence[Signal]
    ) -> None:
        self.claim = claim
        self.events = events
        self.articles = {c.article_id: articles[c.article_id] for c in claim.citations}
        self.signals = signals
        self.quotes = [c.quote for c in claim.citations]
        self.dates = set(self._dates())
        self.borne = " ".join([*self.quotes, *self._fields(), *self.dates, *self._outlets()])

    def problems(self) -> list[str]:
        return [*self._quoted(), *self._names(), *self._numbers(), *self._whole_dates()]

    def _outlets(self) -> list[str]:
        return [a.outlet for a in self.articles.values() if a.outlet is not None]

    def _dates(self) -> Iterator[str]:
        for event in self.events:
            if event.event_date is not None and self._dated(event):
                yield from _wordings(event.event_date)
        for article in self.articles.values():
            if article.published_at is not None:
                yield from _wordings(article.published_at)
        for signal in self.signals:
            yield from _wordings(signal.on)

    def _dated(self, event: Event) -> bool:
        word = date_word(event)
        return word is None or any(stands_in(word, c.quote) for c in self.claim.citations if c.event_id == event.id)

    def _fields(self) -> Iterator[str]:
        for event in self.events:
            text = self.articles[event.article_id].text
            for party in (*event.source, *event.target):
                if party.span is None or _holds(text[party.span.start : party.span.end], party.name):
                    yield from _party(party)
            if event.place is not None:
                yield text[event.place.span.start : event.place.span.end]
            for attribute in event.attributes:
                yield attribute.partition(":")[2]

    def _quoted(self) -> list[str]:
        said = [_plain(quote) for quote in self.quotes]
        quoted = _QUOTED.findall(self.claim.text)
        return [f"quoted words: {q!r}" for q in quoted if not any(_plain(q) in quote for quote in said)]

    def _own_words(self) -> str:
        return _QUOTED.sub("“”", self.claim.text)

    def _names(self) -> list[str]:
        known = set(_NAME.findall(self.borne)) | set(MONTHS) & set(" ".join(self.dates).split())
        first = _NAME.search(self._own_words())
        problems = []
        for match in _NAME.finditer(self._own_words()):
            name = match.group()
            opens = first is not None and match.start() == first.start()
            if not name[0].isupper() or name in known:
                continue
            if not (opens and (name.lower() in vocabulary() or name[0].lower() + name[1:] in known)):
                problems.append(f"name: {name!r}")
        return problems

    def _numbers(self) -> list[str]:
        own = self._own_words()
        borne = set(_NUMBER.findall(self.borne))
        problems = [f"number: {n!r}" for n in _NUMBER.findall(own) if n not in borne]
        counts = self._counts()
        told = set(_NAME.findall(self.borne.lower()))
        for word in _NAME.findall(own.lower()):
            if word in NUMBER_WORDS and word not in told and NUMBER_WORDS[word] not in counts:
                problems.append(f"number: {word!r}")
        return problems

    def _counts(self) -> set[int]:
        outlets = {a.outlet or a.id for a in self.articles.values()}
        return {len(self.events), len(self.articles), len(outlets), len(self.signals)}

    def _whole_dates(self) -> list[str]:
        quotes = " ".join(self.quotes)
        return [
            f"date: {date!r}"
            for date in _DATE.findall(self._own_words())
            if date not in self.dates and date not in quotes
        ]


def _wordings(date: str) -> Iterator[str]:
    """A date and its month and year: to say less is no fault."""
    yield from {worded(date[:length]) for length in (4, 7, 10) if len(date) >= length}


def _party(party: Party) -> Iterator[str]:
    yield party.name
    for value in (party.person, party.org):
        if value is not None:
            yield value
    if party.office is not None:
        yield from office_names(party.office)
    if party.country is not None:
        yield country(party.country)
        yield adjective(party.country) or ""


def _holds(words: str, name: str) -> bool:
    return _plain(name) in _plain(words)


def _plain(text: str) -> str:
    return " ".join(text.translate(_MARKS).split()).strip()
