"""What a phrase says of an actor, and the rules that make a party of it.

Two readers describe phrases: ``resolve`` from the parse of an article, ``cut`` from a phrase alone. Both hand the same
``Described`` to ``decided``, so that a rule holds for both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from detente.knowledge.actors import Office, Role
from detente.knowledge.language import word_set
from detente.knowledge.name_tables import ActorName
from detente.knowledge.names import actor_names, homes_of_groups, offices_by_id
from detente.knowledge.persons import bearers as known_bearers
from detente.knowledge.tenures import Tenure, holders, persons

if TYPE_CHECKING:
    from datetime import date

    from detente.knowledge.lexicon import Found

Standing = Literal["former", "then", "elect"]
"""How somebody stands to the office that is named: gone from it, in it at the time told of, not yet in it."""

LEFT_OFFICE = frozenset({"GOV", "LEG", "JUD", "SPY", "PTY"})
"""Sectors whose former members are ELI, by PLOVER; a former rebel or soldier is none."""

LATELY, LONG_AGO = 3, 10
"""Years since somebody left office: within the first, a surname alone still means him; after the second, no more."""

HIGHEST = 1
"""Rank of those who lead a state or an organisation."""

HYPHENS = frozenset("-‐–")
SUFFIX = re.compile(r"[-‐–](\w+)")
PREFIX = re.compile(r"(\w+)[-‐–]$")

FAITH = "REL"
ARMED = frozenset({"REB", "UAF", "PRM", "MIL", "COP", "CRM"})
"""Sectors of those who bear arms."""

FORMER = "ELI"
UNRECOGNISED = "PRE"
"""Sector of entities that few states recognise: who leads one is of its government (GOV), with PRE as second sector."""


class Held(NamedTuple):
    """What is known of a person on a day: whose he is, and the office held then.

    ``standing`` is ``in`` office, ``left`` it, or ``later``: known for an office that he did not hold yet.
    """

    country: str | None
    org: str | None
    office: str | None
    sector: str | None
    secondary: str | None
    standing: Literal["in", "left", "later"]


class Actor(NamedTuple):
    """A phrase resolved: PLOVER sectors, ISO 3166-1 country, ids of offices; ``rule`` is what decided the country."""

    country: str | None = None
    org: str | None = None
    sector: str | None = None
    secondary: str | None = None
    office: str | None = None
    person: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Described:
    """What stands in a phrase.

    Attributes:
        own: The name that the head of the phrase belongs to: "the State Department", "Ankara", "Turks".
        modifiers: Other names, nearest first: "Turkish" and "Turkey's" before what stands behind *of*.
        role: What kind of actor the head is, or a word before it.
        inner: A role within it: the company of "the company's chairman".
        office: The office named.
        title: The words that name the office, in lower case.
        person: A person's name.
        standing: How the person stands to the office.
    """

    own: ActorName | None = None
    modifiers: tuple[ActorName, ...] = ()
    role: Role | None = None
    inner: Role | None = None
    office: Office | None = None
    title: str = ""
    person: str | None = None
    standing: Standing | None = None


def decided(told: Described, held: Held | None) -> Actor:
    """The party that a phrase names.

    Args:
        told: What stands in the phrase.
        held: What is known of the person on the day told of, where one person bears the name.
    """
    if held is not None and held.standing != "later":
        told = _without_honours(told)
    if _is_within_role(told):
        told = replace(told, office=None, title="")
    own = told.own
    named = [m for m in told.modifiers if m.country or m.org]
    chosen = next(iter(named), None) if own is None or _is_community(own, named) else own
    chosen = chosen or own or next(iter(told.modifiers), None)
    country, org, rule = _whose(told, chosen, held)
    sector, secondary = _sector(told, chosen, held)
    office = told.office.id if told.office is not None else (own.office if own is not None else None)
    if office is None and held is not None and held.standing == "in" and told.role is None:
        office = held.office
    if _has_left(told, held) and (sector in LEFT_OFFICE or office is not None):
        sector, secondary = FORMER, None
        office = office if told.office is not None else None
    if chosen is not None and chosen.kind == "division" and told.office is not None and told.office.sole == "yes":
        office = None  # California's attorney general is not that of the United States
    if office is not None and told.inner is not None and sector != offices_by_id()[office].sector:
        office = None  # an aide of a cleric is no aide of a president
    return Actor(country, org, sector, secondary, office, told.person, rule)


def held_by(person: str | None, day: date | None, *, country: str | None, office: Office | None) -> Held | None:
    """What somebody held on a day; None where the name, with what stands beside it, fits two persons.

    Args:
        person: The name as written.
        day: The day told of.
        country: The state that stands beside the name, or None: of another state's person nothing is taken.
        office: The office that stands beside it, or None: it tells namesakes apart.
    """
    if person is None:
        return None
    found = _bearers(person, day, country, office)
    if not found or found[0].former:
        others = _others(person, day, country)
        if others is not None:
            return others
    if found:
        # who has left an organisation is of his own state again
        first = next((t for t in found if t.state), found[0]) if found[0].former else found[0]
        kind = offices_by_id()[first.office]
        return Held(
            _state(first), first.org, first.office, kind.sector, kind.secondary, "left" if first.former else "in"
        )
    later = _bearers(person, None, country, office) if day is not None else ()
    if later:
        return Held(_state(later[0]), later[0].org, None, None, None, "later")
    return None


def _others(person: str, day: date | None, country: str | None) -> Held | None:
    """The one person of the news without an office whom a name means."""
    found = [p for p in known_bearers(person, day) if country is None or p.country == country]
    if len(found) != 1:
        return None
    (one,) = found
    return Held(one.country or homes_of_groups().get(one.org or ""), one.org, None, one.sector, None, "in")


def full_name(person: str | None, day: date | None, country: str | None) -> str | None:
    """The full name of somebody whom a phrase calls by one word, where one person in the tables bears it."""
    if person is None or " " in person:
        return person
    found = _bearers(person, day, country, None)
    return found[0].person.partition(" (")[0] if found else person


def _bearers(person: str, day: date | None, country: str | None, office: Office | None) -> tuple[Tenure, ...]:
    """The tenures of the one person whom a name means; none where it may mean two."""
    found = holders(person, day)
    if country is not None:
        found = tuple(t for t in found if _state(t) == country)
    if len(persons(found)) > 1 and office is not None:
        found = tuple(t for t in found if t.office == office.id)
    if len(persons(found)) > 1 and day is not None:
        found = _of_late(found, day)
    return found if len(persons(found)) == 1 else ()


def _state(tenure: Tenure) -> str | None:
    """The state of a tenure; an armed group lends its home."""
    return tenure.state or homes_of_groups().get(tenure.org or "")


def _is_community(own: ActorName, named: list[ActorName]) -> bool:
    """Whether a people, or a kind of arms, is named with the state it is of: "Kosovo Serbs", "Greek F-16"."""
    return own.kind in {"demonym", "people", "equipment"} and bool(named)


def _without_honours(told: Described) -> Described:
    """What a phrase says of somebody in office without his titles: "Sheikh Hasina"."""
    honours = word_set("honours")
    if told.role is not None and told.role.word in honours:
        told = replace(told, role=None)
    return replace(told, office=None, title="") if told.title in honours else told


def _is_within_role(told: Described) -> bool:
    """Whether the title of an office is only part of what somebody is: "general manager", "deputy director"."""
    if told.role is None or told.office is None or told.title == told.role.word:
        return False
    return told.role.sector != told.office.sector and f" {told.title} " in f" {told.role.word} "


def _is_body(name: ActorName) -> bool:
    """Whether a name lends its sector to a leader or a member: a body, a faith, and no people."""
    if name.sector is None or name.kind in {"people", "equipment"}:
        return name.sector == FAITH
    return name.kind == "institution" or name.org is not None


def _of_late(found: tuple[Tenure, ...], day: date) -> tuple[Tenure, ...]:
    """Of namesakes, the one who leads a state or did lately; else the one who left lately, others long ago."""
    lately, long_ago = str(day.year - LATELY), str(day.year - LONG_AGO)
    recent = tuple(t for t in found if (t.end or "9") >= lately)
    leading = tuple(t for t in recent if offices_by_id()[t.office].rank == HIGHEST)
    if len(persons(leading)) == 1:
        return leading
    others = [t for t in found if t.person not in persons(recent)]
    return recent if all((t.end or "9") < long_ago for t in others) else found


def hyphenated(text: str, name: Found[ActorName]) -> bool:
    """Whether a name is half of a word that names no party by it: "Iran-backed", "pro-Russian", "US-based"."""
    if text[name.end : name.end + 1] not in HYPHENS and text[name.start - 1 : name.start] not in HYPHENS:
        return False
    behind = SUFFIX.match(text, name.end)
    if behind is not None and behind[1].lower() not in word_set("kinds_of_arms"):
        return True
    before = PREFIX.search(text, 0, name.start)
    return before is not None and before[1].lower() in word_set("against")


def homes(text: str) -> tuple[ActorName, ...]:
    """Names that lend a home to a phrase without another: "a Somalia-based group"."""
    if not any(h in text for h in HYPHENS):
        return ()
    found = []
    for name in actor_names().find(text):
        behind = SUFFIX.match(text, name.end)
        if behind is not None and behind[1].lower() in word_set("lending"):
            found.append(name.entry)
    return tuple(found)


def standing(word: str) -> Standing | None:
    """What a word of a phrase (lower case) tells of that: "former", "ex-minister", "then-president", "elect"."""
    words = _standings()
    found = words.get(word)
    if found is None and "-" in word:
        first, _, last = word.partition("-")
        found = words.get(first) or words.get(last)
    return found


@cache
def _standings() -> dict[str, Standing]:
    kinds: tuple[Standing, ...] = ("former", "then", "elect")
    return {word: kind for kind in kinds for word in word_set(kind)}


def _whose(told: Described, chosen: ActorName | None, held: Held | None) -> tuple[str | None, str | None, str | None]:
    if chosen is not None and (chosen.country or chosen.org):
        return chosen.country, chosen.org, chosen.kind if chosen is told.own else "modifier"
    if held is not None:
        return held.country, held.org, "tenure"
    if chosen is not None:
        return None, None, chosen.kind
    return None, None, "role" if told.role is not None or told.office is not None else None


def _sector(told: Described, chosen: ActorName | None, held: Held | None) -> tuple[str | None, str | None]:
    own, role, office = told.own, told.role, told.office
    if own is not None and own.sector is not None:
        return own.sector, own.secondary
    body = next((m for m in told.modifiers if _is_body(m)), None)
    if body is not None and role is not None and role.sector in ARMED and body.sector not in ARMED:
        body = None  # a party's fighters are no party members
    generic = word_set("of_body")
    if (role is None or role.word in generic) and (office is None or told.title in generic):
        if body is not None and body.sector != UNRECOGNISED:
            return body.sector, body.secondary
        if told.inner is not None and (role is not None or office is not None):
            return told.inner.sector, told.inner.secondary
    unrecognised = UNRECOGNISED if body is not None and body.sector == UNRECOGNISED else None
    if office is not None and (told.person is not None or role is None or role.sector == office.sector):
        return office.sector, unrecognised or office.secondary
    if role is not None and (own is None or own.kind == "demonym"):
        return role.sector, unrecognised or role.secondary
    if office is not None:
        return office.sector, unrecognised or office.secondary
    if held is not None and held.sector is not None:
        return held.sector, held.secondary
    if chosen is not None and chosen is not own and chosen.kind not in {"capital", "state", "adjective", "demonym"}:
        return chosen.sector, chosen.secondary
    return None, None


def _has_left(told: Described, held: Held | None) -> bool:
    if told.standing in {"former", "elect"}:
        return True
    gone = told.standing is None and held is not None and held.standing == "left"
    return gone and told.office is None and told.role is None
