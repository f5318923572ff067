"""Which capitalised names of an article are places: candidates, and the evidence for and against each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp
from typing import NamedTuple

from detente.knowledge.gazetteer import LONGEST, Spot, adjectives, behind_comma, small_names, spots
from detente.knowledge.places import evidence, place_words
from detente.model import Sentence, Word

PLACES = frozenset({"GPE", "LOC", "FAC"})
LABELS = {"GPE": "gpe", "LOC": "loc", "FAC": "loc", "PERSON": "person", "NORP": "norp", "ORG": "org"}
JOINTS = frozenset({" ", "-", "–", "", "\u00a0"})
LONGEST_ACRONYM = 6
SIZES = ((500_000, "metropolis"), (100_000, "large"), (10_000, "town"), (0, "small"))


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


def candidates(source: str, sentences: Sequence[Sentence]) -> list[Candidate]:
    """All names of a text that may be places, none overlapping, in text order, with their odds."""
    persons = _persons(sentences)
    found: list[Candidate] = []
    for number, sentence in enumerate(sentences):
        line = Line(source, sentence, number)
        for candidate in line.candidates():
            found.append(candidate._replace(odds=_odds(line, candidate, persons)))
    return _coordinated(source, found)


class Line:
    """A sentence with what is asked of it word by word."""

    def __init__(self, source: str, sentence: Sentence, number: int) -> None:
        self.source = source
        self.words = sentence.words
        self.number = number
        self.capital = [_is_capital(word) for word in sentence.words]
        self.entities = _entities(sentence.words)
        self.small = {f.start: f for f in small_names().find(source, *sentence.span)}

    def candidates(self) -> Iterator[Candidate]:
        """Names that the index knows, longest first, and what the parser takes for places."""
        i = 0
        while i < len(self.words):
            found = self._small(i) or self._adjective(i) or self._known(i) or self._unknown(i)
            if found is not None:
                yield found
                i = found.last + 1
            else:
                i += 1

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

    def _small(self, i: int) -> Candidate | None:
        """A name with small words of its own: "southern Lebanon"."""
        found = self.small.get(self.words[i].start)
        if found is None:
            return None
        last = next((n for n in range(i, len(self.words)) if self.words[n].end >= found.end), i)
        if self.words[last].end != found.end or not any(self.capital[i : last + 1]):
            return None
        # "southern Lebanon" is where the name "Lebanon" stands, "Idlib province" where "Idlib" does
        first = next(n for n in range(i, last + 1) if self.capital[n])
        while not self.capital[last]:
            last -= 1
        return self._made(first, last, found.entry)

    def _known(self, i: int) -> Candidate | None:
        """The longest name of the index that begins at a word, with the bearings before it: "North London"."""
        if not self.capital[i] and self.lower(i) != "al":
            return None
        last = i
        while last + 1 < len(self.words) and last + 1 - i < LONGEST and self._continues(last + 1):
            last += 1
        for n in range(last, i - 1, -1):
            if self.capital[n] and not self._says_nothing(i, n):
                meant = self._meant(i, n)
                if meant:
                    return self._made(i, n, meant)
        if self.lower(i) in place_words("bearings") and i + 1 < len(self.words) and self.gap(i + 1) == " ":
            entity, inner = self.entities[i], self._known(i + 1)
            if inner is not None and entity is not None and (entity.first, entity.last) == (i, inner.last):
                return inner._replace(start=self.words[i].start, first=i)
        return None

    def _says_nothing(self, first: int, last: int) -> bool:
        """Whether a name is made of plain words and bearings alone, though some town bears it: "North", "Union"."""
        return all(self.lower(k) in place_words("plain") | place_words("bearings") for k in range(first, last + 1))

    def _continues(self, n: int) -> bool:
        """Whether a name may go on with a word."""
        return self.gap(n) in JOINTS or self.words[n].text in {"-", "–", "'", "’", ","} or self.gap(n).isspace()

    def _meant(self, first: int, last: int) -> tuple[Spot, ...]:
        name = self.text(first, last)
        meant = spots(" ".join(name.split()))
        if first == last and not meant:
            meant = spots(f"{name}.") or spots(name.partition("-")[0])
        if first == last and first > 1 and self.words[first - 1].text == "," and self.capital[first - 2]:
            return (*behind_comma(name), *meant) if behind_comma(name) else meant
        follows = last + 1 < len(self.words) and self.capital[last + 1] and self.gap(last + 1) == " "
        if not meant and first < last and self.lower(last) in place_words("kinds") and not follows:
            # "Fars Province" is the division of the bare name, but not in "Kentucky State Police"
            return tuple(s for s in spots(self.text(first, last - 1)) if s.kind == "division")
        return meant

    def _adjective(self, i: int) -> Candidate | None:
        for last in (i + 1, i):
            if last < len(self.words) and self.capital[i]:
                spot = adjectives().get(self.text(i, last))
                if spot is not None:
                    return self._made(i, last, (spot,), is_adjective=True)
        return None

    def _unknown(self, i: int) -> Candidate | None:
        """What the parser alone takes for a place, without its article and possessive; no street, no acronym."""
        entity = self.entities[i]
        if entity is None or entity.label not in PLACES or entity.first != i or not self.capital[i]:
            return None
        last = entity.last
        while last > i and not self.capital[last]:
            last -= 1
        name = self.text(i, last)
        if self.lower(last) in place_words("streets") or self._says_nothing(i, last):
            return None
        if name.isupper() and len(name) <= LONGEST_ACRONYM or not name[0].isalpha():
            return None
        if self.lower(i) in place_words("holders") and self.lower(i + 1) == "of":
            return None  # "the City of Cork": the name comes behind
        return self._made(i, last, ())


class Entity(NamedTuple):
    """What the parser takes for a name; ``first`` leaves an article out, ``last`` a possessive mark."""

    label: str
    first: int
    last: int


def _entities(words: Sequence[Word]) -> list[Entity | None]:
    found: list[Entity | None] = [None] * len(words)
    i = 0
    while i < len(words):
        label = words[i].entity
        last = i
        if label:
            while last + 1 < len(words) and words[last + 1].entity == label and not words[last + 1].entity_begins:
                last += 1
            first = i + 1 if words[i].text.lower() == "the" and last > i else i
            stop = last - 1 if words[last].tag == "POS" and last > first else last
            found[i : last + 1] = [Entity(label, first, stop)] * (last + 1 - i)
        i = last + 1
    return found


def _is_capital(word: Word) -> bool:
    first = word.text[:1]
    return first.isupper() or (len(word.text) > 2 and word.text[1] in "'’" and word.text[2].isupper())


def _persons(sentences: Sequence[Sentence]) -> frozenset[str]:
    """First and last words of the names of persons that a text gives in full."""
    found: set[str] = set()
    for sentence in sentences:
        for entity in {e for e in _entities(sentence.words) if e is not None and e.label == "PERSON"}:
            if entity.last > entity.first:
                names = [sentence.words[k].text for k in range(entity.first, entity.last + 1)]
                if not spots(" ".join(names)):
                    found |= {names[0], names[-1]}
    return frozenset(found)


# -- evidence ----------------------------------------------------------------------------------------------


def _odds(line: Line, c: Candidate, persons: frozenset[str]) -> float:
    told = [_meaning(c), *_label(line, c), *_context(line, c)]
    if c.first == c.last and line.text(c.first, c.last) in persons:
        told.append("person_named")
    weights = evidence()
    return sum(weights[name] for name in told)


def _meaning(c: Candidate) -> str:
    if c.is_adjective:
        return "adjective"
    if not c.meant:
        return "unknown"
    kind = c.meant[0].kind
    return kind if kind != "city" else next(name for least, name in SIZES if c.meant[0].weight >= least)


def _label(line: Line, c: Candidate) -> Iterator[str]:
    entity = line.entities[c.first]
    if c.last > c.first:
        yield "words"
    if all(line.words[k].pos not in {"PROPN", "ADJ"} for k in range(c.first, c.last + 1)):
        yield "common"
    if entity is None:
        yield "nothing"
        return
    name = LABELS.get(entity.label, "other")
    exact = (entity.first, entity.last) == (c.first, c.last)
    if name in {"norp", "person", "other"} or exact:
        yield name
    elif name == "org":
        yield "org_start" if entity.first == c.first else "org_part"
    else:
        yield f"{name}_part"


def _context(line: Line, c: Candidate) -> Iterator[str]:
    before, after = line.lower(c.first - 1), line.lower(c.last + 1)
    if before in {"the"} | place_words("bearings"):
        before = line.lower(c.first - 2)
    if before == "of" and line.lower(c.first - 2).removesuffix("s") in place_words("holders"):
        yield "appointed"
    elif before in place_words("inside"):
        yield "inside"
    elif before == "of":
        yield "of"
    if before.rstrip(".") in place_words("titles") and line.capital[c.first - 1]:
        yield "titled"
    if after in place_words("houses") and line.capital[c.last + 1]:
        yield "house"
    if after in place_words("streets") and line.capital[c.last + 1]:
        yield "street"
    if after in place_words("holders") and not line.capital[c.last + 1]:
        yield "kind"
    if after in place_words("illnesses"):
        yield "illness"
    if line.lower(c.first) in {"st.", "saint", "st"} and after in {"'s", "’s"}:
        yield "saint"
    yield from _run(line, c)
    if after == "," and _holder(line, c.last + 2, c.meant):
        yield "held"
    if c.first > 1 and line.words[c.first - 1].text == "," and c.meant and c.meant[0].kind in {"state", "division"}:
        yield "holds"
    if c.first == 0 and line.text(c.first, c.last).isupper() and len(line.text(c.first, c.last)) > 3:
        yield "dateline"
    head = line.words[c.last].head - line.words[0].place
    if line.words[c.last].dep == "nsubj" and 0 <= head < len(line.words):
        if line.words[head].lemma in place_words("speech"):
            yield "speaks"


def _run(line: Line, c: Candidate) -> Iterator[str]:
    """Where the name stands in a run of capitals: alone, at its front, within it, at its end."""
    left = c.first > 0 and _is_joined(line, c.first) and line.capital[c.first - 1]
    left = left and c.first > 1 and line.lower(c.first - 1) not in place_words("plain") | place_words("bearings")
    left = left and not line.words[c.first - 1].text.isupper()  # "CBC Toronto"
    right = c.last + 1 < len(line.words) and _is_joined(line, c.last + 1) and line.capital[c.last + 1]
    right = right and line.lower(c.last + 1) not in place_words("bodies")
    if left and right:
        yield "middle"
    elif left:
        yield "tail"
    elif right:
        yield "front"


def _is_joined(line: Line, i: int) -> bool:
    return line.gap(i) in {" ", "\u00a0"}


def _holder(line: Line, i: int, meant: tuple[Spot, ...]) -> bool:
    """Whether a state or division stands at a word that holds one of some places."""
    for last in range(min(i + 3, len(line.words) - 1), i - 1, -1):
        name = line.text(i, last)
        for spot in (*spots(name), *spots(f"{name}."), *behind_comma(name)):
            if any(holds(spot, inner) for inner in meant):
                return True
    return False


def holds(outer: Spot, inner: Spot) -> bool:
    """Whether a state or division holds a place."""
    if outer.country is None or outer.country != inner.country or inner.kind == "state":
        return False
    return outer.kind == "state" or (
        outer.kind == "division" and outer.admin1 == inner.admin1 and inner.kind != "division"
    )


def _coordinated(source: str, found: list[Candidate]) -> list[Candidate]:
    """A name beside a certain place and a comma or "and" is a place more likely."""
    result = list(found)
    for n, c in enumerate(found):
        beside = [
            other
            for other, (a, b) in ((n - 1, (n - 1, n)), (n + 1, (n, n + 1)))
            if 0 <= other < len(found)
            and found[a].number == found[b].number
            and source[found[a].end : found[b].start].strip() in {",", "and", ", and", "or", ", or", "&"}
        ]
        if any(found[other].odds > 2 for other in beside):
            result[n] = c._replace(odds=c.odds + evidence()["coordinated"])
    return result
