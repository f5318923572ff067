"""Work out under which forms of names the lines of the table of tenures are found, and write them beside it.

Usage: python -m scripts.index_tenures

To be run after each change of ``tenures.tsv``, ``common_names.tsv``, ``name_order.tsv``, ``name_variants.tsv``
or the ranks in ``offices.tsv``; a test tells when it was forgotten. The same tables give the same index, byte for byte.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from detente.knowledge.actors import Office, offices
from detente.knowledge.tables import DATA
from detente.knowledge.tenures import (
    INDEX,
    PARTICLES,
    TABLE,
    Tenure,
    common_names,
    folded,
    name_orders,
    numbered_tenures,
    table_mark,
    varied,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GENERATIONS = frozenset({"Jr", "Sr", "II", "III", "IV", "V", "VI", "X", "XIV", "XVI", "XXIII"})
SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ö": "Oe", "Ø": "Oe", "Ü": "Ue"})
"""How the press writes these letters where it has none: Schroeder."""

LAST_RANK_BY_SURNAME = 3
"""Ministers, chiefs and leaders are told by surname alone; governors, mayors and legislators give way to them."""

OF_STANDING = "ELI"
"""The sector of those who are known for a relative in office: they give way too."""


class Line(NamedTuple):
    """A tenure, the number of its line and its office."""

    number: int
    tenure: Tenure
    office: Office


class Bearer(NamedTuple):
    """A person with the lines of their tenures, newest first."""

    name: str
    lines: tuple[Line, ...]

    @property
    def tenure(self) -> Tenure:
        """The newest tenure; its state says how the name is shortened."""
        return self.lines[0].tenure

    @property
    def foremost(self) -> bool:
        """Whether an office of theirs is one that is told by surname alone."""
        held = (line.office for line in self.lines)
        return any(office.rank <= LAST_RANK_BY_SURNAME and office.sector != OF_STANDING for office in held)


def main() -> int:
    """Write the index."""
    path = Path(str(DATA)).joinpath(*INDEX.split("/"))
    path.write_text(index_text(), encoding="utf-8", newline="\n")
    print(f"{path.name}: {sum(1 for _ in path.open(encoding='utf-8')) - 1} forms of names")
    return 0


def index_text() -> str:
    """The whole index: a line with the mark of the table, then a form and its lines in each, by form."""
    mark = table_mark(DATA.joinpath(*TABLE.split("/")).read_text(encoding="utf-8"))
    forms = name_forms(numbered_tenures())
    rows = "".join(f"{form}\t{' '.join(map(str, numbers))}\n" for form, numbers in sorted(forms.items()))
    return f"# Made by scripts/index_tenures.py, not to be edited; the table it was made from: {mark}\n{rows}"


def name_forms(numbered: Iterable[tuple[int, Tenure]]) -> dict[str, tuple[int, ...]]:
    """Every folded form of every name, with the numbers of the lines it finds: by rank, then newest first."""
    bearers = _bearers(numbered)
    given = _given_names(bearers)
    found: dict[str, list[Bearer]] = defaultdict(list)
    short: dict[str, list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        own, alone = _forms(bearer, given)
        for form in own:
            found[form].append(bearer)
        for form in alone - own:
            short[form].append(bearer)
    for form, named in short.items():
        if form not in found:  # where the table tells whose a name is that stands alone, it is theirs
            found[form] = [bearer for bearer in named if bearer.foremost] or named
    return {form: _ordered(named) for form, named in found.items()}


def _bearers(numbered: Iterable[tuple[int, Tenure]]) -> list[Bearer]:
    known = {office.id: office for office in offices()}
    held: dict[str, list[Line]] = defaultdict(list)
    for number, tenure in numbered:
        held[tenure.person].append(Line(number, tenure, known[tenure.office]))
    return [Bearer(person.partition(" (")[0], _newest_first(lines)) for person, lines in held.items()]


def _newest_first(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: line.tenure.start, reverse=True))


def _ordered(named: list[Bearer]) -> tuple[int, ...]:
    """The numbers of all lines of some persons, by the rank of the office, then newest first."""
    lines = _newest_first(line for bearer in named for line in bearer.lines)
    return tuple(line.number for line in sorted(lines, key=lambda line: line.office.rank))


def _forms(bearer: Bearer, given: frozenset[str]) -> tuple[set[str], set[str]]:
    """The forms of the whole name and the aliases, and those that are a surname alone."""
    own = {folded(bearer.name), *(form for line in bearer.lines for form in _written(line.tenure))}
    alone = set(_surnames(bearer.tenure, bearer.name, given))
    spelt = bearer.name.translate(SPELT_OUT)
    if spelt != bearer.name:
        own.add(folded(spelt))
        alone |= set(_surnames(bearer.tenure, spelt, given))
    return own | {varied(form) for form in own}, alone


def _given_names(bearers: list[Bearer]) -> frozenset[str]:
    """What somebody in the table bears as the first of several names: as a surname it would not be distinctive."""
    family_first = {order.state for order in name_orders().values() if order.short == "first"}
    firsts = (folded(bearer.name).partition(" ") for bearer in bearers if bearer.tenure.state not in family_first)
    return frozenset(first for first, _, rest in firsts if rest)


def _written(tenure: Tenure) -> Iterator[str]:
    """The aliases, and names with hyphens as they are written without: Kim Jong Un."""
    for name in tenure.aliases:
        yield folded(name)
    for name in (tenure.person, *tenure.aliases):
        if "-" in name:  # the letter behind a hyphen may be small
            words = folded(name.partition(" (")[0]).split()
            yield " ".join(w if w in PARTICLES else w[0].upper() + w[1:] for w in words)


def _surnames(tenure: Tenure, person: str, given: frozenset[str]) -> Iterator[str]:
    """The word that stands for a person, where it is distinctive, and that with its particles: von der Leyen."""
    order = name_orders().get(tenure.state or "")
    words = person.split()
    if (order is not None and order.short == "none") or "of" in words:
        return
    if words[-1].rstrip(".") in GENERATIONS:
        words.pop()
    if len(words) < 2:
        return
    short = folded(words[-1] if order is None else words[0])
    if len(short) > 1 and short[0].isupper() and short not in given and short not in common_names():
        yield short
    if order is None and words[-2].lower() in PARTICLES:
        start = len(words) - 2
        while start > 1 and words[start - 1].lower() in PARTICLES:
            start -= 1
        yield folded(" ".join(words[start:]))


if __name__ == "__main__":
    sys.exit(main())
