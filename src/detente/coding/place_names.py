"""Capitalised names of a sentence that may be places: those that the index knows, and those that the parser names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from math import exp
from typing import NamedTuple

from detente.knowledge.gazetteer import LONGEST, Spot, adjectives, behind_comma, is_begun, small_name, spots
from detente.knowledge.places import place_words
from detente.model import Sentence, Word

PLACES = frozenset({"GPE", "LOC", "FAC"})
MARKS = frozenset({"-", "–", "'", "’", "&", "'s", "’s"})
LISTING = frozenset({",", "and", "or"})
LONGEST_ACRONYM = 6
MOST_BEARINGS = 2  # "South West England"


class Candidate(NamedTuple):
    """A name that may be a place.

    Attributes:
        start: First code point of the name in the text.
        end: Behind the last one.
        number: Of its sentence.
        first: Position of its first word in the sentence.
        last: Position of its last word.
        meant: All that the name may mean; empty for one that the index lacks.
        odds: Log-odds that it is a place.
        is_adjective: Whether it is one: "Turkish".
    """

    start: int
    end: int
    number: int
    first: int
    last: int
    meant: tuple[Spot, ...]
    odds: float = 0.0
    is_adjective: bool = False

    @property
    def certainty(self) -> float:
        """Probability that it is a place."""
        return 1 / (1 + exp(-self.odds))


class Line:
    """A sentence with what is asked of it word by word."""

    def __init__(self, source: str, sentence: Sentence, number: int) -> None:
        self.source = source
        self.words = sentence.words
        self.number = number
        self.capital = [_is_capital(word.text) for word in sentence.words]
        self.entities = _entities(sentence.words)

    def candidates(self) -> Iterator[Candidate]:
        """Names that the index knows, longest first, and what the parser takes for places."""
        following = 0
        for i, capital in enumerate(self.capital):
            if i < following or not (capital or self.words[i].text == "al"):
                continue
            found = self._longer(self._small(i), self._adjective(i) or self._known(i)) or self._unknown(i)
            if found is not None:
                yield found
                following = found.last + 1

    def text(self, first: int, last: int) -> str:
        """The words from one to another as printed."""
        return self.source[self.words[first].start : self.words[last].end]

    def lower(self, i: int) -> str:
        """A word in lower case; empty outside the sentence."""
        return self.words[i].text.lower() if 0 <= i < len(self.words) else ""

    def gap(self, i: int) -> str:
        """What stands between a word and the one before it."""
        return self.source[self.words[i - 1].end : self.words[i].start] if 0 < i < len(self.words) else ""

    def _made(self, first: int, last: int, meant: tuple[Spot, ...], *, is_adjective: bool = False) -> Candidate:
        end = self.words[last].end
        if meant and self.source[end : end + 1] == "." and spots(f"{self.text(first, last)}.") and first == last:
            end += bool(behind_comma(self.text(first, last)))  # "Ont.", which the parser cuts in two
        if self.words[last].text.count("-") and first == last and meant and not spots(self.words[last].text):
            end = self.words[last].start + self.words[last].text.index("-")  # "U.S.-led"
        return Candidate(
            self.words[first].start,
            end,
            self.number,
            first,
            last,
            meant,
            is_adjective=is_adjective,
        )

    @staticmethod
    def _longer(one: Candidate | None, other: Candidate | None) -> Candidate | None:
        """The longer of two names; "Gulf of Oman" rather than "the Gulf"."""
        if one is None or other is None:
            return one or other
        return other if other.end > one.end else one

    def _small(self, i: int) -> Candidate | None:
        """A name with small words of its own: "southern Lebanon"."""
        found = small_name(self.source, self.words[i].start, self.words[i].text)
        if found is None:
            return None
        last = next((n for n in range(i, len(self.words)) if self.words[n].end >= found.end), i)
        # "southern Lebanon" is where the name "Lebanon" stands, "Idlib province" where "Idlib" does
        while not self.capital[last]:
            last -= 1
        return self._made(i, last, found.entry)

    def _known(self, i: int) -> Candidate | None:
        """The longest name of the index that begins at a word, with the bearings before it: "North London"."""
        found = self._indexed(i)
        if found is None and self.lower(i) in place_words("bearings"):
            n = i
            while n - i < MOST_BEARINGS and self.lower(n) in place_words("bearings") and self.gap(n + 1) == " ":
                n += 1
            entity, inner = self.entities.get(i), self._indexed(n) if self.capital[n] else None
            if inner is not None and entity is not None and (entity.first, entity.last) == (i, inner.last):
                return inner._replace(start=self.words[i].start, first=i)
        return found

    def _indexed(self, i: int) -> Candidate | None:
        last = i
        while last + 1 < len(self.words) and last + 1 - i < LONGEST and self._continues(last + 1):
            last += 1
        if last > i + 1:
            second = i + 1 if self.words[i + 1].text not in MARKS else i + 2
            if not is_begun(self.text(i, second)):
                last = second
        for n in range(last, i - 1, -1):
            if self.capital[n] and (not self._says_nothing(i, n) or self._after_comma(i, n)):
                meant = self._meant(i, n)
                if meant and not (n > i and self.lower(i) in place_words("articles") and self._outweighed(i, n, meant)):
                    return self._made(i, n, meant)
        return None

    def _after_comma(self, first: int, last: int) -> bool:
        """Whether a word is a code of a division behind a town and a comma: "Winnipeg, Man"."""
        before = first > 1 and self.words[first - 1].text == "," and self.capital[first - 2]
        return before and bool(behind_comma(self.text(first, last)))

    def _outweighed(self, first: int, last: int, meant: tuple[Spot, ...]) -> bool:
        """Whether a name that begins with an article means as much without it: "The Philippines", not "The Hague"."""
        rest = spots(self.text(first + 1, last))
        return bool(rest) and rest[0].weight >= meant[0].weight

    def _says_nothing(self, first: int, last: int) -> bool:
        """Whether a name is made of plain words and bearings alone, though some town bears it: "North", "Union"."""
        return all(self.lower(k) in empty_words() for k in range(first, last + 1))

    def _continues(self, n: int) -> bool:
        """Whether a name may go on with a word: a capital, a small word of names, a hyphen or apostrophe."""
        return self.capital[n] or self.words[n].text in MARKS or self.words[n].text in place_words("particles")

    def _meant(self, first: int, last: int) -> tuple[Spot, ...]:
        name = self.text(first, last)
        meant = spots(" ".join(name.split()))
        if first == last and not meant:
            dotted = self.source.startswith(".", self.words[last].end)
            meant = (spots(f"{name}.") if dotted else ()) or spots(name.partition("-")[0])
        if first == last and self._after_comma(first, last):
            return (*behind_comma(name), *meant)
        follows = last + 1 < len(self.words) and (self.capital[last + 1] and self.gap(last + 1) == " ")
        follows = follows or self.lower(last + 1) in {"of", "for"}
        if not meant and first < last and self.lower(last) in place_words("kinds") and not follows:
            # "Fars Province" is the division of the bare name, but not in "Kentucky State Police"
            return tuple(s for s in spots(self.text(first, last - 1)) if s.kind == "division")
        return meant

    def _adjective(self, i: int) -> Candidate | None:
        """An adjective of a place that stands as one: "Turkish police", but neither "Turks" nor "in Turkish"."""
        for last in (i + 1, i):
            if last < len(self.words) and self.words[last].pos == "ADJ":
                spot = adjectives().get(self.text(i, last))
                if spot is not None:
                    return self._made(i, last, (spot,), is_adjective=True)
        return None

    def _unknown(self, i: int) -> Candidate | None:
        """What the parser alone takes for a place, without its article and possessive; no street, no acronym."""
        entity = self.entities.get(i)
        if entity is not None and entity.label in PLACES and entity.first == i:
            last = entity.last
            while last > i and not self.capital[last]:
                last -= 1
        elif self.words[i].pos == "PROPN" and self.told_by_noun(i):
            last = i
            while last + 1 < len(self.words) and self.capital[last + 1] and self.gap(last + 1) == " ":
                last += 1
        else:
            return None
        name = self.text(i, last)
        if self.lower(last) in place_words("streets") or self._says_nothing(i, last):
            return None
        if (name.isupper() and len(name) <= LONGEST_ACRONYM) or not name[0].isalpha():
            return None
        if self.lower(i) in place_words("holders") and self.lower(i + 1) == "of":
            return None  # "the City of Cork": the name comes behind
        return self._made(i, last, ())

    def told_by_noun(self, i: int) -> bool:
        """Whether a noun of places stands before a name: "the villages of Foua and Kfraya"."""
        n = i - 1
        while n > i - LONGEST and self.lower(n) in LISTING:
            n -= 1
            while n > i - LONGEST and self.capital[n]:
                n -= 1
        return self.lower(n) == "of" and self.lower(n - 1).removesuffix("s") in place_words("holders")


class Entity(NamedTuple):
    """What the parser takes for a name; ``first`` leaves an article out, ``last`` a possessive mark."""

    label: str
    first: int
    last: int


def _entities(words: Sequence[Word]) -> dict[int, Entity]:
    """What the parser takes for names, by the position of each of their words."""
    found: dict[int, Entity] = {}
    i = 0
    while i < len(words):
        label = words[i].entity
        last = i
        if label:
            while last + 1 < len(words) and words[last + 1].entity == label and not words[last + 1].entity_begins:
                last += 1
            first = i + 1 if words[i].text.lower() in place_words("articles") and last > i else i
            stop = last - 1 if words[last].tag == "POS" and last > first else last
            found |= dict.fromkeys(range(i, last + 1), Entity(label, first, stop))
        i = last + 1
    return found


@cache
def empty_words() -> frozenset[str]:
    """Words that name nothing by themselves, though some town may bear them as its name."""
    return place_words("plain") | place_words("bearings")


def _is_capital(word: str) -> bool:
    return word[0].isupper() or (len(word) > 2 and word[1] in "'’" and word[2].isupper())
