"""Compare the tenures with a table of leaders from elsewhere, and tell where the two disagree.

Usage: python -m scripts.check_tenures LEADERS

LEADERS has the columns country, person, office, start, end, origin. Lines of effective leaders are compared by
their dates, lines that name a current holder by the day on which they were read. It is told, not decided, who is
right: the other table has stale and mistaken lines too.
"""

from __future__ import annotations

import csv
import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from detente.knowledge.tenures import folded, tenures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.knowledge.tenures import Tenure

LEAST_YEAR = "1990"
DAYS_APART = 62
OFFICES = {
    "effective_leader": ("head_of_state", "head_of_government"),
    "head_of_state": ("head_of_state", "pope"),
    "head_of_government": ("head_of_government", "head_of_state"),
    "foreign_minister": ("minister_of_foreign_affairs",),
    "President": ("head_of_state",),
    "Prime Minister": ("head_of_government",),
    "Minister of Foreign Affairs": ("minister_of_foreign_affairs",),
    "Minister of Defense": ("minister_of_defence",),
    "Minister of National Defense": ("minister_of_defence",),
}
READ_ON = re.compile(r"(\d{4}-\d\d-\d\d)|October (2019)")


class Line(NamedTuple):
    """A line of the other table."""

    country: str
    person: str
    office: str
    start: str
    end: str
    origin: str


def main(path: Path) -> int:
    """Print each disagreement and their number."""
    with path.open(encoding="utf-8", newline="") as handle:
        rows = csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
        lines = [Line(*(row[field] or "" for field in Line._fields)) for row in rows]
    found = list(_disagreements(lines))
    for told in found:
        print(told)
    print(f"{len(lines)} lines compared where they name a compared office, {len(found)} disagreements")
    return 0


def _disagreements(lines: list[Line]) -> Iterator[str]:
    for line in lines:
        offices = OFFICES.get(line.office)
        ours = [t for t in tenures() if t.state == line.country and offices is not None and t.office in offices]
        if not ours or (line.end and line.end[:4] < LEAST_YEAR):
            continue
        same = [t for t in ours if _same(line.person, t)]
        where = f"{line.country} {line.office} {line.person}"
        day = line.start or _read_on(line.origin)
        if not same:
            there = ", ".join(f"{t.person} {_span(t)}" for t in ours if day and _near(t, day))
            yield f"{where} {line.start}..{line.end}: unknown here; on {day or 'no day'} there is {there or 'nobody'}"
        elif line.start:
            apart = min(abs((_first(t.start) - _first(line.start)).days) for t in same)
            if apart > DAYS_APART and not any(_near(t, line.start) for t in same):
                yield f"{where}: begins {line.start} there, {' / '.join(t.start for t in same)} here"
        elif day and not any(_near(t, day) for t in same):
            yield f"{where}: in office on {day} there, {' / '.join(_span(t) for t in same)} here"


def _same(person: str, tenure: Tenure) -> bool:
    """Whether a word of at least three letters, or a whole name, is common to both names."""
    theirs = {word.lower() for word in folded(person).split() if len(word) > 2}
    names = (tenure.person, *tenure.aliases)
    return any(theirs & {word.lower() for word in folded(name).split()} for name in names)


def _near(tenure: Tenure, day: str) -> bool:
    return tenure.start <= day[: len(tenure.start)] and (tenure.end is None or day[: len(tenure.end)] <= tenure.end)


def _span(tenure: Tenure) -> str:
    return f"{tenure.start}..{tenure.end or ''}"


def _first(day: str) -> date:
    year, month, number = (*(int(part) for part in day.split("-")), 1, 1)[:3]
    return date(year, month, number)


def _read_on(origin: str) -> str:
    found = READ_ON.search(origin)
    if found is None:
        return ""
    return found.group(1) or f"{found.group(2)}-10-01"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
