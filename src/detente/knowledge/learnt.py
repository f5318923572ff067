"""Tenures learnt from text, held against one another and against the tables: contradictions are shown, not settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from detente.knowledge.names import offices_by_id
from detente.knowledge.spelling import folded
from detente.knowledge.tenures import tenures

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.model import Learnt


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements of which one is wrong, in words; ``article_ids`` are the articles that made them."""

    what: str
    article_ids: tuple[str, ...]


def contradictions(learnt: Sequence[Learnt]) -> tuple[Contradiction, ...]:
    """Where articles put two persons into one office at a time, one person into two states, or differ from the tables.

    Args:
        learnt: What articles said, as the lake puts it together.
    """
    return (*_two_states(learnt), *_two_holders(learnt), *_against_tables(learnt))


def _two_states(learnt: Sequence[Learnt]) -> Iterable[Contradiction]:
    for one, other in combinations(learnt, 2):
        mine, theirs = (one.country, one.org), (other.country, other.org)
        if folded(one.person) == folded(other.person) and mine != theirs and not (one.org or other.org):
            what = f"{one.person} is of {_whose(one)} in one article and of {_whose(other)} in another"
            yield Contradiction(what, (one.article_id, other.article_id))


def _two_holders(learnt: Sequence[Learnt]) -> Iterable[Contradiction]:
    """Two persons in one office whose mentions overlap: a successor is first named when the other is named no more."""
    held = [one for one in learnt if one.office is not None and _is_sole(one.office) and not one.left]
    for one, other in combinations(held, 2):
        same = (one.office, one.country, one.org) == (other.office, other.country, other.org)
        if not same or folded(one.person) == folded(other.person) or not _overlap(one, other):
            continue
        what = f"{one.person} and {other.person} are both {_title(one)} of {_whose(one)}"
        yield Contradiction(f"{what} between {one.first} and {one.last}", (one.article_id, other.article_id))


def _against_tables(learnt: Sequence[Learnt]) -> Iterable[Contradiction]:
    for one in learnt:
        if one.office is None or one.left or one.first is None or not _is_sole(one.office):
            continue
        day = date.fromisoformat(one.first)
        known = [t for t in tenures() if t.office == one.office and (t.state, t.org) == (one.country, one.org)]
        names = [t.person for t in known if t.holds(day) and not t.acting]
        mine = folded(one.person)
        if names and all(folded(n) != mine and folded(n).split()[-1] != mine.split()[-1] for n in names):
            what = f"{one.person} is {_title(one)} of {_whose(one)} on {one.first}, in the tables it is {names[0]}"
            yield Contradiction(what, (one.article_id,))


def _overlap(one: Learnt, other: Learnt) -> bool:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    return one.first < other.last and other.first < one.last


def _is_sole(office: str) -> bool:
    return offices_by_id()[office].sole == "yes"


def _title(one: Learnt) -> str:
    return offices_by_id()[one.office or ""].title


def _whose(one: Learnt) -> str:
    return one.country or one.org or "nobody"
