"""Persons whom a text presents with an office, and what other articles said of persons whom it does not present."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from detente.coding.lookup import without_title
from detente.coding.phrase import Actor
from detente.model import Introduction, Learnt, ParsedArticle, Party, Span, content_id

STATED = frozenset({"modifier", "organisation", "institution", "state"})
"""Rules by which the words of a phrase themselves name a party's state or body."""

OFFICE_LASTS = timedelta(days=365)
"""How long before its first and after its last mention an office that texts told of is taken to be held."""

LearntOf = Callable[[str], Sequence[Learnt]]
"""What other articles said of a person, by full name."""


def persons(parsed: ParsedArticle) -> Iterator[str]:
    """Full names of persons as the parser sees them in an article, some of them several times."""
    for sentence in (*parsed.text, *parsed.title):
        name: list[str] = []
        for word in sentence.words:
            if word.entity == "PERSON" and not word.entity_begins:
                name.append(word.text)
                continue
            if len(name) > 1:
                yield without_title(" ".join(name))
            name = [word.text] if word.entity == "PERSON" else []
        if len(name) > 1:
            yield without_title(" ".join(name))


def is_presented(party: Party) -> bool:
    """Whether a phrase itself gives a full name and whose office it is: nothing inferred is learnt."""
    stated = party.resolved_by in STATED and (party.country is not None or party.org is not None)
    return stated and (party.office is not None or party.sector is not None) and " " in (party.person or "")


def introduction(party: Party, article: str, day: date | None, *, left: bool, quote: str) -> Introduction:
    """A presented person as a record.

    Args:
        party: The person.
        article: The article's id.
        day: Its day of publication.
        left: Whether the office is held no longer, or not yet.
        quote: The words of the party's span.
    """
    span = party.span or Span(0, 0)
    return Introduction(
        id=content_id(article, *span, party.person),
        article_id=article,
        day=day.isoformat() if day is not None else None,
        person=party.person or "",
        country=party.country,
        org=party.org,
        office=party.office,
        sector=party.sector,
        left=left,
        span=span,
        quote=quote,
    )


def from_lake(actor: Actor, found: Sequence[Learnt], day: date | None) -> Actor:
    """A person whom other articles presented, where all of them agree whose he is.

    Args:
        actor: The person, with what the phrase itself says.
        found: What the articles said.
        day: The day told of; an office counts within a year of its mentions.
    """
    if len({(one.country, one.org) for one in found}) != 1:
        return actor
    held = [one for one in found if not one.left and _is_near(one, day)]
    offices = {one.office for one in held}
    office = offices.pop() if len(offices) == 1 else None
    sectors = {one.sector for one in held}
    sector = sectors.pop() if len(sectors) == 1 else None
    return actor._replace(
        country=found[0].country,
        org=found[0].org,
        sector=actor.sector or sector,
        office=actor.office or office,
        rule="learnt",
    )


def _is_near(one: Learnt, day: date | None) -> bool:
    """Whether an office that articles told of is likely still, or already, held on a day."""
    if day is None or one.first is None or one.last is None:
        return False
    return date.fromisoformat(one.first) - OFFICE_LASTS <= day <= date.fromisoformat(one.last) + OFFICE_LASTS
