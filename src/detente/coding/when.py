"""When: dates stated in a sentence, and relative ones resolved against the date of publication, never the clock.

The words stand in ``dates_words.tsv`` and ``dates_days.tsv``, the constructions in ``dates_grammar.tsv``; what one of
these means is a function of ``almanac/``. A date that is counted from another one of its sentence ("a day later")
is found here, once the others are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from detente.coding.almanac import READERS, UNKNOWN, Beside, Said, When, beside
from detente.knowledge.dates import Pair, constructions, date_grammar, date_lexicon
from detente.model import Span

__all__ = ["BACKGROUND_DAYS", "UNKNOWN", "When", "dates", "published", "published_date", "stated_day"]

LONGEST_DATE = 100  # code points
SHORT_DATE = re.compile(r"\d{4}(-(?:0[1-9]|1[0-2]))?")
BACKGROUND_DAYS = 60
"""An event further back than this from publication is background (the meaning of modality historical)."""

NEAR = 6
"""Words within which the date of what a construction is tied to stands: "a day after the Cairo talks of 3 May"."""

ROLES = {"since": "since", "until": "until", "by": "by", "after": "after", "ahead": "after"}
"""What a date is to the clause around it, by the kind of the word before it; else it is its time, or part of a name."""

_AGENCY = re.compile(r"\s*\([^()]{1,40}\)\s*[-–—]")
_RULE = re.compile(r"\s*[-–—]")
_LINES = str.maketrans("\n\r\t\xa0", "    ")
_CLOSING = frozenset(",.;:)—!?")


def stated_day(text: str) -> date | None:
    """The day that a text states: "2018-01-01", "2018-01-01T12:00Z", "1 January 2018"; None where it states none.

    A month or a year ("2018-01", "2018") stands for its last day: what was so by its end.
    """
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        pass
    short = SHORT_DATE.fullmatch(text.strip())
    if short is not None:
        return When(short[0], "month" if short[1] else "year", "text").latest_day
    found = next(dates(text, 0, min(len(text), LONGEST_DATE), None), None)
    return found.latest_day if found is not None and found.precision in {"day", "month"} else None


def published_date(published_at: str | None) -> date | None:
    """The day of publication, as printed: a time zone does not move it."""
    return date.fromisoformat(published_at[:10]) if published_at else None


def published(day: date | None) -> When:
    """The day of publication, assumed for want of a better one."""
    return When(day.isoformat(), "day", "published") if day is not None else UNKNOWN


def dates(text: str, start: int, end: int, day: date | None) -> Iterator[When]:
    """All dates between two offsets of a text, in text order, none overlapping; datelines are none.

    Args:
        text: The article's text or title.
        start: Begin of the range.
        end: End of the range, exclusive.
        day: Day of publication. Without it relative dates are left out.
    """
    part = text[start:end]
    if not date_lexicon().may_date(part):
        return iter(())
    return _dates(part.translate(_LINES) if "\n" in part or "\xa0" in part else part, start, day)


class _Words:
    """The words of a text, their kinds as one string, and where they stand."""

    def __init__(self, part: str) -> None:
        lexicon = date_lexicon()
        self.part = part
        self.words = lexicon.token.findall(part)
        known, other = lexicon.signs.get, lexicon.sign_of["word"]
        self.kinds = "".join([known(w) or (other if w[0] > "9" else lexicon.sign(w)) for w in self.words])
        self._spans: list[tuple[int, int]] = []

    def spans(self) -> list[tuple[int, int]]:
        """Offsets of the words, found when first asked for: most sentences have no date."""
        if not self._spans:
            self._spans = [m.span() for m in date_lexicon().token.finditer(self.part)]
        return self._spans

    def said(self, first: int, stop: int, day: date | None) -> Said:
        """Some words with their kinds and values."""
        pair = date_lexicon().pair
        parts: list[Pair] = [pair(word) for word in self.words[first:stop]]
        return Said(parts, day)

    def constructions(self) -> Iterator[tuple[int, int, str]]:
        """First and last word and reader of each construction, from left to right."""
        grammar, rows, position = date_grammar(), constructions(), 0
        while (begin := grammar.start.search(self.kinds, position)) is not None:
            at = begin.start()
            match = grammar.by_first[self.kinds[at]].match(self.kinds, at)
            if match is None or match.lastgroup is None:
                position = at + 1
                continue
            yield at, match.end(), rows[int(match.lastgroup[1:])].reads
            position = match.end()

    def is_the(self, place: int) -> bool:
        """Whether a word is the article."""
        return self.kinds[place] == date_lexicon().sign_of["the"]

    def are_together(self, first: int, stop: int) -> bool:
        """Whether nothing but a few words stands between two places."""
        return stop - first <= NEAR and _CLOSING.isdisjoint(self.words[first:stop])

    def role(self, first: int, stop: int) -> str:
        """What the word before a date, across articles and adverbs, makes of it."""
        kind_of, named = date_lexicon().kind_of, False
        if first and kind_of[self.kinds[first - 1]] == "occasion":
            return "count"  # "the second time this year"
        for place in range(first - 1, max(first - 4, -1), -1):
            kind = kind_of[self.kinds[place]]
            if kind not in {"the", "one", "possessive", "edge", "on"}:
                if kind in ROLES:
                    return ROLES[kind]
                break
            named |= kind in {"the", "one", "possessive"}
        behind = kind_of[self.kinds[stop]] if stop < len(self.kinds) else "comma"
        return "name" if behind == "possessive" or (named and behind == "word") else "at"


class _Found:
    """A construction in a text: its words and what it says, a date or one to be counted from another."""

    __slots__ = ("first", "said", "stop")

    def __init__(self, first: int, stop: int, said: When | Beside) -> None:
        self.first, self.stop, self.said = first, stop, said


def _dates(part: str, offset: int, day: date | None) -> Iterator[When]:
    words = _Words(part)
    found = []
    for first, stop, reader in words.constructions():
        said = _safely(reader, words.said(first, stop, day))
        if said is not None:
            found.append(_Found(first, stop, said))
    if not found:
        return
    spans = words.spans()
    past = 0  # end of the date before
    for begins, stop, when in _resolved(words, found, day):
        first = begins + (words.is_the(begins) and stop - begins > 1)
        begin, end = spans[first][0], spans[stop - 1][1]
        if begin < past or _is_dateline(part, begin, end):
            continue
        past = end
        yield replace(
            when,
            span=Span(offset + begin, offset + end),
            role=when.role if when.role == "of" else words.role(first, stop),
        )


def _safely(reader: str, said: Said) -> When | Beside | None:
    try:
        return READERS[reader](said)
    except (ValueError, OverflowError):  # 31 February, the year 0: no date at all
        return None


def _is_dateline(part: str, begin: int, end: int) -> bool:
    """Whether a date tells when a report was written: "CAIRO, May 14 (Reuters) -"."""
    if begin > 60:
        return False
    before = part[:begin].strip(" ,")
    if _AGENCY.match(part, end) is not None:
        return bool(before)
    return _RULE.match(part, end) is not None and before.split(" ", 1)[0].strip(",").isupper()


# -- dates counted from another one of the sentence -----------------------------------------------------


def _resolved(words: _Words, found: list[_Found], day: date | None) -> Iterator[tuple[int, int, When]]:
    """The dates, each with its first word and the one behind it, those counted from others resolved."""
    if not any(isinstance(f.said, Beside) for f in found):
        yield from ((f.first, f.stop, f.said) for f in found if isinstance(f.said, When))
        return
    around = [_neighbours(found, grade) for grade in range(3)]
    for n, one in enumerate(found):
        if isinstance(one.said, When):
            yield one.first, one.stop, one.said
            continue
        before, behind = around[one.said.grade][n]
        close = around[0][n][1]
        tied = one.said.tied and one.stop < len(words.words) and words.words[one.stop] not in _CLOSING
        if tied or one.said.anniversary:
            yield from _tied(words, one, one.said, before, close)
        else:
            anchor = before or behind
            when = _counted(one.said, anchor.said if anchor is not None else None, day)
            if when is not None:
                yield one.first, one.stop, when


def _neighbours(found: list[_Found], grade: int) -> list[tuple[_Found | None, _Found | None]]:
    """For each of some constructions the nearest date on either side that is fine enough to count from."""
    sides: list[list[_Found | None]] = []
    for order in (found, found[::-1]):
        last: _Found | None = None
        side: list[_Found | None] = []
        for one in order:
            side.append(last)
            if isinstance(one.said, When) and one.said.value is not None and one.said.fineness >= grade:
                last = one
        sides.append(side)
    return list(zip(sides[0], sides[1][::-1], strict=True))


def _counted(said: Beside, anchor: When | Beside | None, day: date | None) -> When | None:
    """A date counted from another one; from publication where it is coarse enough not to matter."""
    if isinstance(anchor, When):
        return beside(said, anchor)
    if said.grade == 2:
        return UNKNOWN if said.count and day is not None else None
    return beside(said, When(day.isoformat(), "day", "relative")) if day is not None else None


def _tied(
    words: _Words, one: _Found, said: Beside, before: _Found | None, behind: _Found | None
) -> Iterator[tuple[int, int, When]]:
    """A date counted from what is named behind it, or that thing's date counted back: "on Friday, a day after"."""
    if behind is not None and isinstance(behind.said, When) and words.are_together(one.stop, behind.first):
        yield one.first, one.stop, beside(said, behind.said)
        return
    other = before or behind
    if said.anniversary or other is None or not isinstance(other.said, When):
        return
    yield one.stop, one.stop + 1, replace(beside(replace(said, count=-said.count), other.said), role="of")
