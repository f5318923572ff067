"""Words, named days and constructions of dates, and how they stand in a text as kinds of words.

A text is cut into words, every word gets a kind, and every kind one character, so that a sentence becomes a short
string over which the constructions of ``dates_grammar.tsv`` are one regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from detente.errors import KnowledgeError
from detente.knowledge.tables import Listed, Optional, Row, read_table
from detente.knowledge.word_sets import words_of

WORD = "word"
"""The kind of all words that have nothing to do with dates."""

SHAPES = {
    "figure": r"0?[1-9]|[12]\d|3[01]",
    "number": r"\d{2,3}",
    "ordinal": r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)",
    "nth": r"\d{2,3}(?:st|nd|rd|th)",
    "year": r"1[89]\d\d|20\d\d",
    "decade": r"(?:1[89]|20)\d0s",
    "iso": r"\d{4}-\d\d-\d\d(?:T\d.*)?",
    "slash": r"\d{1,2}/\d{1,2}/\d{4}",
    "dotted": r"\d{1,2}\.\d{1,2}\.\d{4}",
    "days": r"[0-3]?\d[-–][0-3]?\d",
    "years": r"(?:1[89]|20)\d\d[-–/](?:\d\d){1,2}",
}
"""Kinds of words that begin with a digit, by their form; the first that fits is taken."""

_DIGITS = r"\d+(?:[^\W_]|[:/.–-](?=\d)|,(?=\d{3}(?!\d)))*"
_LETTERS = r"[^\W\d_]\w*"
_ANCHORS = frozenset(
    {"month", "may", "weekday", "weekend", "unit", "quarter", "shift", "season", "fall", "named", "anniversary"}
)
"""Kinds of which every date has a word, if it has no figure: a text without is not looked at."""

_PLAIN = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))

Pair = tuple[str, str | None]


class DateWord(Row):
    """A kind of words of dates; ``value`` is what the kind counts: a month, a weekday, a number of days."""

    kind: str
    value: Optional
    words: Listed
    meaning: str


class NamedDay(Row):
    """A day with a name of its own: when it is, and by how many days the name may reach further."""

    rule: str
    before: int
    after: int
    words: Listed
    meaning: str


class MovingDay(Row):
    """The first day of a feast in one year."""

    name: str
    first: date


class Construction(Row):
    """A construction: the function that reads it, the kinds of words it is made of, an example and its date."""

    reads: str
    pattern: str
    example: str
    date: str
    meaning: str


@dataclass(frozen=True, slots=True)
class DateLexicon:
    """The words of dates.

    Attributes:
        token: Cuts a text into words.
        signs: Each word that makes part of a date, to the character of its kind.
        pairs: The same words to kind and value.
        sign_of: Characters by kind.
        kind_of: Kinds by character.
        anchors: Words, as bytes, of which every date has one.
    """

    token: re.Pattern[str]
    signs: dict[str, str]
    pairs: dict[str, Pair]
    sign_of: dict[str, str]
    kind_of: dict[str, str]
    anchors: frozenset[bytes]

    def may_date(self, text: str) -> bool:
        """Whether a text can have any date at all: a quick look that most sentences do not get beyond."""
        return not self.anchors.isdisjoint(text.encode("utf-8", "replace").translate(_PLAIN).split())

    def pair(self, word: str) -> Pair:
        """Kind and value of a word."""
        return self.pairs.get(word) or _shaped(word)

    def sign(self, word: str) -> str:
        """The character of a word's kind."""
        return self.sign_of[self.pair(word)[0]]


@cache
def date_lexicon() -> DateLexicon:
    """The words of dates, with those that are known by their form.

    Raises:
        KnowledgeError: For a word that stands in the tables twice.
    """
    pairs: dict[str, Pair] = {}
    for kind, value, word in _listed():
        for form in _forms(word):
            if pairs.setdefault(form, (kind, value)) != (kind, value):
                raise KnowledgeError(f"language/en/dates_words.tsv: {form!r} is {pairs[form][0]} and {kind}; keep one")
    kinds = dict.fromkeys([WORD, *SHAPES, "clock", *(kind for kind, _ in pairs.values())])
    sign_of = {kind: chr(0xE000 + n) for n, kind in enumerate(kinds)}  # private use: no meaning in an expression
    signs = {word: sign_of[kind] for word, (kind, _) in pairs.items()}
    for word in (*map(str, range(1800, 2100)), *map(str, range(1, 32))):
        signs[word] = sign_of[_shaped(word)[0]]
    kind_of = {sign: kind for kind, sign in sign_of.items()}
    return DateLexicon(_token(pairs), signs, pairs, sign_of, kind_of, _anchors(pairs))


def _listed() -> Iterator[tuple[str, str | None, str]]:
    for row in read_table("language/en/dates_words.tsv", DateWord):
        yield from ((row.kind, row.value, word) for word in row.words)
    for day in named_days():
        kind = WORD if day.rule == "none" else "named"
        yield from ((kind, day.words[0], word) for word in day.words)
    yield from (("rule", None, dash + space) for dash in "-–—" for space in " \n\t\xa0")


def _forms(word: str) -> Iterator[str]:
    for form in (word, word.upper(), word[0].upper() + word[1:]):
        yield form
        yield form.replace("'", "’")


def _token(pairs: dict[str, Pair]) -> re.Pattern[str]:
    """Words of several parts first, the longest before the others; then numbers, words, single characters."""
    whole = re.compile(f"(?:{_DIGITS}|{_LETTERS}|[-–—]\\s|[^\\w\\s])\\Z")
    by_first: dict[str, list[str]] = {}
    for word in sorted((w for w in pairs if whole.match(w) is None), key=len, reverse=True):
        by_first.setdefault(word[0], []).append(re.escape(word[1:]))
    long = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})(?!\\w)" for first, rest in by_first.items())
    return re.compile(rf"{long}|{_DIGITS}|{_LETTERS}|[-–—]\s|[^\w\s]|_+")


def _anchors(pairs: dict[str, Pair]) -> frozenset[bytes]:
    """Words of which one stands in every date; of a name its longest part, unless a part of it is one already."""
    able = {word for word, (kind, _) in pairs.items() if kind in _ANCHORS}
    anchors = {word for word in able if word.isalpha()}
    anchors |= {str(year) for year in range(1800, 2100)} | {f"{year}s" for year in range(1800, 2100, 10)}
    anchors |= {f"{figure}{end}" for figure in range(1, 32) for end in ("st", "nd", "rd", "th", "TH")}
    for name in sorted(able - anchors):
        parts = re.findall("[A-Za-z0-9]+", name)
        if anchors.isdisjoint(parts):
            anchors.add(max(parts, key=len))
    return frozenset(anchor.encode() for anchor in anchors)


def _shaped(word: str) -> Pair:
    """Kind and value of a word by its form."""
    if not word[0].isdigit():
        return WORD, None
    for kind, shape in _SHAPES:
        if shape.match(word) is not None:
            return kind, word
    return WORD, word


_SHAPES = tuple((kind, re.compile(rf"(?:{shape})\Z", re.ASCII)) for kind, shape in SHAPES.items())


@cache
def named_days() -> tuple[NamedDay, ...]:
    """Days with names."""
    return read_table("language/en/dates_days.tsv", NamedDay)


@cache
def named_day(name: str) -> NamedDay:
    """The named day whose first word in the table is ``name``."""
    return next(day for day in named_days() if day.words[0] == name)


@cache
def moving_days() -> dict[str, tuple[date, ...]]:
    """First days of the feasts that follow the moon, by name."""
    found: dict[str, tuple[date, ...]] = {}
    for row in read_table("language/en/dates_moving.tsv", MovingDay):
        found[row.name] = (*found.get(row.name, ()), row.first)
    return found


@cache
def date_lemmas(name: str) -> frozenset[str]:
    """The lemmas of a set of ``dates_lemmas.tsv``.

    Raises:
        KnowledgeError: For a set that is not in the table.
    """
    return words_of("language/en/dates_lemmas.tsv", name)


@cache
def constructions() -> tuple[Construction, ...]:
    """The constructions in the order in which they are tried, without the named parts of patterns."""
    return tuple(row for row in read_table("language/en/dates_grammar.tsv", Construction) if row.reads[0] != "=")


@dataclass(frozen=True, slots=True)
class DateGrammar:
    """All constructions over the characters of kinds.

    Attributes:
        start: Any character with which a construction begins.
        by_first: By that character the constructions that begin so; group ``c3`` is the fourth of ``constructions()``.
    """

    start: re.Pattern[str]
    by_first: dict[str, re.Pattern[str]]


@cache
def date_grammar() -> DateGrammar:
    """The constructions, compiled.

    Raises:
        KnowledgeError: For a pattern that is none, or asks for a kind that no table has.
    """
    rows = read_table("language/en/dates_grammar.tsv", Construction)
    parts = {row.reads[1:]: row.pattern for row in rows if row.reads[0] == "="}
    compiled = [_Pattern(row.pattern, parts).read() for row in constructions()]
    dash = date_lexicon().sign_of["dash"]
    by_first = {}
    for first in sorted(set("".join(firsts for _, firsts, _ in compiled))):
        each = (f"(?P<c{n}>{text})" for n, (text, firsts, _) in enumerate(compiled) if first in firsts)
        by_first[first] = re.compile(f"(?:{'|'.join(each)})(?!{dash})")
    return DateGrammar(re.compile(f"(?<!{dash})[{''.join(by_first)}]"), by_first)


Part = tuple[str, str, bool]
"""Part of a pattern: as an expression, the characters with which it can begin, whether it can be empty."""


class _Pattern:
    """A pattern of the grammar, read from left to right."""

    def __init__(self, pattern: str, parts: dict[str, str]) -> None:
        self._items = pattern.split()
        self._parts = parts

    def read(self) -> Part:
        text, firsts, empty = "", "", True
        while self._items and self._items[0][0] != ")":
            more, begins, can_be_empty = self._item(self._items.pop(0))
            text, firsts, empty = text + more, firsts + begins * empty, empty and can_be_empty
        return text, firsts, empty

    def _item(self, item: str) -> Part:
        name = item.partition("{")[0]
        if item[0] in "<>":
            return _beside(item), "", True
        if item == "(":
            text, firsts, empty = self.read()
            times = self._items.pop(0)[1:]
        elif name in self._parts:
            text, firsts, empty = _Pattern(self._parts[name], self._parts).read()
            times = item[len(name) :]
        else:
            text, times, empty = _any_of(item.rstrip("?")), "?" * item.endswith("?"), False
            return text + times, text.strip("[]"), bool(times)
        return f"(?:{text}){times}", firsts, empty or times == "?"


def _beside(item: str) -> str:
    behind = "?<" if item[0] == "<" else "?"
    sign, kinds = ("!", item[2:]) if item[1] == "!" else ("=", item[1:])
    return f"({behind}{sign}{''.join(map(_any_of, kinds.split(',')))})"


def _any_of(kinds: str) -> str:
    sign_of = date_lexicon().sign_of
    for kind in kinds.split("/"):
        if kind not in sign_of:
            raise KnowledgeError(f"language/en/dates_grammar.tsv: no kind {kind!r} of words; see dates_words.tsv")
    return "[" + "".join(sign_of[kind] for kind in kinds.split("/")) + "]"
