"""Persons of the news who hold no office: business people, clerics, activists, journalists, prisoners and others.

They are found by their full names and the aliases that the table gives them; a surname stands for nobody unless the
table says so. Whoever holds or held an office stands in the tenures (``knowledge.tenures``).
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, model_validator

from detente.knowledge.actors import OptionalIso3, Sector
from detente.knowledge.tables import Listed, Optional, Row, read_table
from detente.knowledge.tenures import DATE, folded

if TYPE_CHECKING:
    from datetime import date

TABLE = "offices/persons.tsv"


def _dated(value: str | None) -> str | None:
    if value is not None and DATE.fullmatch(value) is None:
        raise ValueError(f"{value!r} is no date, month or year")
    return value


Day = Annotated[Optional, AfterValidator(_dated)]
"""A day, a month or a year; None where the cell is empty."""


class Person(Row):
    """One person, from when to when the news may tell of them; empty dates leave the side open.

    ``person`` is the full name, ``country`` the state (ISO 3166-1) and ``org`` the body (an acronym) they belong to, at
    least one of them; ``sector`` is a PLOVER code.
    """

    person: str
    aliases: Listed
    country: OptionalIso3
    org: Optional
    sector: Sector
    start: Day
    end: Day
    source: str

    @model_validator(mode="after")
    def _stands_somewhere_in_order(self) -> Person:
        if self.country is None and self.org is None:
            raise ValueError("give a country or an org")
        if self.start and self.end and self.end < self.start[: len(self.end)]:
            raise ValueError(f"ends {self.end} before it begins {self.start}")
        return self

    def known(self, day: date) -> bool:
        """Whether the news of a day may tell of them as they are told here; a month or year counts whole."""
        when, start, end = day.isoformat(), self.start or "", self.end
        return start <= when[: len(start)] and (end is None or when[: len(end)] <= end)


@cache
def known_persons() -> tuple[Person, ...]:
    """All persons, as the table has them."""
    return read_table(TABLE, Person)


def bearers(name: str, day: date | None = None) -> tuple[Person, ...]:
    """Who bears a name, of those whom the news of a day may tell of; nobody where the table knows none.

    After the last day of a person they are told still: the dead are spoken of. Before the first they are not.

    Args:
        name: A full name or an alias, as written in the text; accents, hyphens and Arabic articles do not count.
        day: The day of which the text speaks.
    """
    found = _index().get(folded(name), ())
    if day is None:
        return found
    in_time = tuple(person for person in found if person.known(day))
    return in_time or tuple(p for p in found if not p.start or p.start <= day.isoformat()[: len(p.start)])


@cache
def _index() -> dict[str, tuple[Person, ...]]:
    index: dict[str, list[Person]] = defaultdict(list)
    for person in known_persons():
        for form in dict.fromkeys(folded(name) for name in (person.person.partition(" (")[0], *person.aliases)):
            index[form].append(person)
    return {form: tuple(named) for form, named in index.items()}
