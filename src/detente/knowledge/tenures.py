"""Who held which office on a day: dated tenures, and the look-up of a name in them.

Names are looked up as whole names, with their case, after accents, hyphens, apostrophes and Arabic articles are
folded on both sides. A surname finds its bearers only where it is distinctive; it may find several persons, and
then whoever asks abstains (docs/coding.md). Which forms of names find which lines of the table is worked out
beforehand (``python -m scripts.index_tenures``): a look-up parses the lines of the person asked for, and no others.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from pydantic import Field

from detente.errors import KnowledgeError
from detente.knowledge.spelling import PLAIN
from detente.knowledge.tables import DATA, Listed, Row, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from importlib.resources.abc import Traversable
    from pathlib import Path

TABLE = "offices/tenures.tsv"
INDEX = "offices/tenures_index.tsv"
ARTICLES = frozenset({"al", "el"})
PARTICLES = frozenset(
    {
        *("bin", "ibn", "bint", "ben", "abu", "ould", "ag", "wa", "arap"),
        *("van", "von", "der", "den", "zu", "de", "del", "della", "di", "da", "das", "do", "dos", "du", "la", "le"),
    }
)
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
OTHER_LETTERS = {
    **dict.fromkeys("'’‘ʼʻ`´", ""),
    **dict.fromkeys("-‐‑–.,", " "),
    **PLAIN,
}

_SMALL = {form: word for word in PARTICLES for form in (word, word.capitalize(), word.upper())}
_SMALL |= {form: "" for word in ARTICLES for form in (word, word.capitalize(), word.upper())}
"""Small words of names to what folding leaves of them."""

_DATES: set[str] = set()
"""Dates that were looked at: most stand in several lines."""

_COLUMNS = ("person", "aliases", "state", "org", "office", "start", "end", "acting", "source", "checked")


class Tenure(NamedTuple):
    """One person in one office, from one date to another.

    ``person`` is the full name; a parenthesis in it tells namesakes apart. Either ``state`` (ISO 3166-1) or ``org``
    (an acronym) is given. Dates are a day, a month or a year; ``end`` is None where the person was in office when
    the line was last ``checked``. ``former`` is set by ``holders`` on a tenure that is not in force on the day asked.

    A tuple parsed by hand: thousands of validated rows would take seconds.
    """

    person: str
    aliases: tuple[str, ...]
    state: str | None
    org: str | None
    office: str
    start: str
    end: str | None
    acting: bool
    source: str
    checked: str
    former: bool = False

    def holds(self, day: date) -> bool:
        """Whether it is in force on a day; a month or year as start or end counts whole."""
        return self._holds(day.isoformat())

    def _holds(self, day: str) -> bool:
        start, end = self.start, self.end
        return start <= day[: len(start)] and (end is None or day[: len(end)] <= end)


class _Plain(dict[int, str]):
    """Letters without their accents, worked out when first met: ``str.translate`` does the rest at its speed."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = OTHER_LETTERS.get(letter)
        if plain is None:
            plain = "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
        self[code] = plain
        return plain


_PLAIN = _Plain()


class NameOrder(Row):
    """Which word of a name stands for the person in a state where it is not the last one."""

    state: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    short: Literal["first", "none"]
    why: str


class CommonName(Row):
    """A surname that tells nothing when it stands alone."""

    word: str
    kind: Literal["word", "place", "common"]


@cache
def tenures() -> tuple[Tenure, ...]:
    """All tenures, as the table has them."""
    return read_tenures(TABLE)


@cache
def name_orders() -> dict[str, NameOrder]:
    """States whose names are not shortened to their last word."""
    return {row.state: row for row in read_table("offices/name_order.tsv", NameOrder)}


class NameVariant(Row):
    """A name and how else it is transliterated."""

    name: str
    spellings: Listed


@cache
def name_variants() -> dict[str, str]:
    """The spelling under which each other one is found, both folded."""
    rows = read_table("offices/name_variants.tsv", NameVariant)
    return {folded(spelling): folded(row.name) for row in rows for spelling in row.spellings}


@cache
def common_names() -> frozenset[str]:
    """Surnames that are words, given names, places or borne by very many."""
    return frozenset(row.word for row in read_table("offices/common_names.tsv", CommonName))


def read_tenures(name: str, *, folder: Traversable | Path = DATA) -> tuple[Tenure, ...]:
    """Read a table of tenures, as strictly as ``read_table`` does.

    Raises:
        KnowledgeError: For another header, a line of another width, a value outside its schema.
    """
    return tuple(tenure for _, tenure in numbered_tenures(name, folder=folder))


def numbered_tenures(name: str = TABLE, *, folder: Traversable | Path = DATA) -> Iterator[tuple[int, Tenure]]:
    """The tenures of a table, each with the number of its line (from 1), as ``read_tenures`` reads them.

    Raises:
        KnowledgeError: For another header, a line of another width, a value outside its schema.
    """
    text = folder.joinpath(*name.split("/")).read_text(encoding="utf-8")
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line and line[0] != "#"]
    if not lines or lines[0][1] != "\t".join(_COLUMNS):
        raise KnowledgeError(f"{name}: the columns must be, separated by tabs: {' '.join(_COLUMNS)}; mend the file")
    for number, line in lines[1:]:
        try:
            yield number, _tenure(line.split("\t"))
        except ValueError as error:
            raise KnowledgeError(f"{name} line {number}: {error}; mend the file") from error


def _tenure(cells: list[str]) -> Tenure:
    person, aliases, state, org, office, start, end, acting, source, checked = cells
    if not (person and office and source):
        raise ValueError("person, office and source must be given")
    if bool(state) == bool(org):
        raise ValueError(f"state {state!r} and org {org!r}: give one of them")
    for day in (start, end or start, checked):
        if day not in _DATES:
            _dated(day)
    if acting not in {"yes", "no"}:
        raise ValueError(f"acting is yes or no (got {acting!r})")
    if end and end < start[: len(end)]:
        raise ValueError(f"ends {end} before it begins {start}")
    other = tuple(aliases.split("|")) if aliases else ()
    return Tenure(
        person, other, state or None, org or None, office, start, end or None, acting == "yes", source, checked
    )


def _dated(day: str) -> None:
    if DATE.fullmatch(day) is None:
        raise ValueError(f"{day!r} is no date, month or year")
    _DATES.add(day)


def holders(name: str, day: date | None = None) -> tuple[Tenure, ...]:
    """Who bears a name: tenures in force on the day, else those before it, newest first and marked ``former``.

    Of several tenures in force the office of the highest rank stands first: a prime minister who took over the ministry
    of defence stays prime minister. Without a day all tenures of the name are given, newest first; those that ended are
    ``former``. A name that is borne by several persons gives the tenures of all of them: ask ``persons`` and abstain
    where there are two.

    Args:
        name: A full name, a spelling of it, or a distinctive surname; as written in the text.
        day: The day of which the text speaks.
    """
    found = _of_name(name)
    if day is None:
        return tuple(t if t.end is None else t._replace(former=True) for t in sorted(found, key=_start, reverse=True))
    when = day.isoformat()
    in_force = tuple(t for t in found if t._holds(when))
    if in_force:
        return in_force
    before = (t for t in found if t.start <= when[: len(t.start)])
    return tuple(t._replace(former=True) for t in sorted(before, key=_start, reverse=True))


def _start(tenure: Tenure) -> str:
    return tenure.start


def persons(found: Iterable[Tenure]) -> frozenset[str]:
    """The different persons of some tenures: more than one means that the name alone does not decide."""
    return frozenset(t.person for t in found)


def folded(name: str) -> str:
    """A name without accents, hyphens, apostrophes, Arabic articles; particles lower-case, the other case kept."""
    if name.isascii() and name.isalpha():
        return name
    words = name.translate(_PLAIN).split()
    kept = [_SMALL.get(word, word) for word in words]
    if "" in kept:
        kept = [word for word in kept if word] or words
    return " ".join(kept)


@lru_cache(maxsize=1 << 14)
def _of_name(name: str) -> tuple[Tenure, ...]:
    """The tenures of whoever bears a name, as it is written, folded, or in another transliteration."""
    form = folded(name)
    return _bearers(name) or _bearers(form) or _bearers(varied(form))


def varied(form: str) -> str:
    """A folded name of several words in one transliteration (Mohamed and Muhammad as Mohammed), without initials."""
    words = form.split()
    if len(words) < 2:
        return form
    words = [words[0], *(word for word in words[1:-1] if len(word) > 1), words[-1]]
    variants = name_variants()
    return " ".join(variants.get(word, word) for word in words)


def _bearers(form: str) -> tuple[Tenure, ...]:
    """The tenures of everybody who bears a folded form of a name: by rank, then newest first."""
    if form not in _index().forms:
        return ()
    return _parsed(form)


@cache
def _parsed(form: str) -> tuple[Tenure, ...]:
    index = _index()
    return tuple(_tenure(index.lines[int(number) - 1].split("\t")) for number in index.forms[form].split())


class _Index(NamedTuple):
    """The table as lines of text, and the forms of names with the numbers of the lines that they find."""

    lines: list[str]
    forms: dict[str, str]


@cache
def _index() -> _Index:
    table = DATA.joinpath(*TABLE.split("/")).read_text(encoding="utf-8")
    made_from, *rows = DATA.joinpath(*INDEX.split("/")).read_text(encoding="utf-8").splitlines()
    if made_from.rpartition(" ")[2] != table_mark(table):
        raise KnowledgeError(f"{INDEX} was made from another {TABLE}; run python -m scripts.index_tenures")
    return _Index(table.split("\n"), dict(row.split("\t") for row in rows))


def table_mark(text: str) -> str:
    """What tells one state of the table from another: the index carries that of the table it was made from."""
    return sha256(text.encode()).hexdigest()[:16]
