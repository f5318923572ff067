"""All names of actors in one lexicon, and roles and offices in two more: what resolution looks things up in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from detente.knowledge.actors import (
    HistoricCapital,
    Homonym,
    Office,
    Organisation,
    Role,
    Standing,
    historic_capitals,
    homonyms,
    offices,
    organisations,
    roles,
    standings,
    states,
)
from detente.knowledge.lexicon import Lexicon
from detente.knowledge.name_tables import SHORTEST_IN_CAPITALS, ActorName, indexed_names

if TYPE_CHECKING:
    from datetime import date

STANDING_KINDS = frozenset({"organisation", "capital"})
CODED = {"UN": "UNO", "EU": "EUR"}
"""Codes that PLOVER keeps for two organisations; all others of states are IGO."""

VOWELS = frozenset("aeiou")


@cache
def actor_names() -> Lexicon[ActorName]:
    """Names of states (with adjectives, demonyms, capitals and seats), organisations and institutions."""
    return Lexicon(indexed_names())


@cache
def names_in_capitals() -> Lexicon[ActorName]:
    """The same names as headlines print them; those of three letters and fewer would be acronyms."""
    names = list(indexed_names())
    return Lexicon([*((n.upper(), entry) for n, entry in names if len(n) >= SHORTEST_IN_CAPITALS), *names])


def as_of(entry: ActorName, day: date | None) -> ActorName:
    """What a name stands for on a day; without a day, what it stands for now."""
    if entry.kind == "city":
        return entry._replace(kind="capital", sector="GOV") if day is not None and _was_capital(entry, day) else entry
    rows = _standings().get(entry.org or entry.name)
    if rows is None or entry.kind not in STANDING_KINDS:
        return entry
    when = day.isoformat() if day is not None else None
    for row in rows:
        lasts = row.end is None
        if lasts if when is None else row.start <= when and (lasts or when <= (row.end or "")):
            return entry._replace(country=row.country, org=row.org, sector=row.sector, secondary=row.secondary)
    return entry


def meant(entry: ActorName, name: str, phrase: str) -> ActorName:
    """The homonym that is meant where its company stands in the same phrase: "Georgia's governor"."""
    rows = _homonyms().get(name)
    if rows is None:
        return entry
    words = frozenset(phrase.lower().split())
    for row in rows:
        if not words.isdisjoint(row.beside):
            return ActorName(row.kind, name, row.country, None, None, None)
    return entry


def voice(entry: ActorName) -> ActorName:
    """Who speaks where a capital does: Brussels is the seat of an organisation before it is Belgium's."""
    found = _seats().get(entry.name) if entry.kind == "capital" else None
    return entry if found is None else ActorName("seat", entry.name, None, found, "GOV", None)


def _was_capital(entry: ActorName, day: date) -> bool:
    return any(c.first_day <= day <= c.last_day for c in _former_capitals()[entry.name] if c.iso3 == entry.country)


@cache
def _former_capitals() -> dict[str, list[HistoricCapital]]:
    found: dict[str, list[HistoricCapital]] = defaultdict(list)
    for row in historic_capitals():
        found[row.name].append(row)
    return found


@cache
def _standings() -> dict[str, list[Standing]]:
    found: dict[str, list[Standing]] = defaultdict(list)
    for row in standings():
        found[row.name].append(row)
    return found


@cache
def _homonyms() -> dict[str, list[Homonym]]:
    found: dict[str, list[Homonym]] = defaultdict(list)
    for row in homonyms():
        found[row.name].append(row)
    return found


@cache
def _seats() -> dict[str, str]:
    """Cities that speak for an organisation of states."""
    return {seat: o.acronym for o in organisations() if o.home is None for seat in o.seats}


@cache
def office_names() -> Lexicon[Office]:
    """Phrases that name an office, whatever their case."""
    pairs = ((form, office) for office in offices() for phrase in office.phrases for form in _forms(phrase))
    return Lexicon(pairs, ignore_case=True)


@cache
def offices_by_id() -> dict[str, Office]:
    """Offices by their ids."""
    return {office.id: office for office in offices()}


def _forms(phrase: str) -> tuple[str, str]:
    """An office in singular and plural: "minister of trade", "ministers of trade"."""
    for joint in (" of ", " for ", " to "):
        head, found, rest = phrase.partition(joint)
        if found:
            return phrase, f"{head}s{found}{rest}"
    return phrase, f"{phrase}s"


@cache
def role_names() -> dict[str, Role]:
    """Lower-case lemmas (or short phrases of them) that say what kind of actor a phrase names."""
    return {role.word: role for role in roles()}


@cache
def role_forms() -> dict[str, Role]:
    """Roles by all their forms, singular and plural, for phrases that were not parsed."""
    found = dict(role_names())
    for word, role in role_names().items():
        for form in _plurals(word):
            found.setdefault(form, role)
    return found


def _plurals(word: str) -> Iterator[str]:
    if word.endswith("man"):
        yield f"{word[:-3]}men"
    elif word.endswith(("s", "x", "z", "ch", "sh")):
        yield f"{word}es"
    elif word.endswith("y") and word[-2:-1] not in VOWELS:
        yield f"{word[:-1]}ies"
    else:
        yield f"{word}s"


@cache
def actor_code(org: str | None) -> str | None:
    """PLOVER's code of an organisation of states, which stands where others have a state: UNO, EUR, IGO.

    Bodies of the United Nations and of the European Union carry their codes (Organisation.parent); armed groups and
    NGOs have none.
    """
    found = _organisations().get(org or "")
    top = found
    while top is not None and top.parent is not None:
        top = _organisations().get(top.parent)
    if found is None or top is None:
        return None
    if top.acronym in CODED:
        return CODED[top.acronym]
    return "IGO" if "IGO" in {found.sector, found.secondary} else None


@cache
def homes_of_groups() -> dict[str, str]:
    """The state that an armed group belongs to, by its acronym."""
    return {o.acronym: o.home for o in organisations() if o.home is not None}


@cache
def _organisations() -> dict[str, Organisation]:
    return {o.acronym: o for o in organisations()}


@cache
def state_name(iso3: str) -> str:
    """The common English name of a state, or the code itself where there is none."""
    return next((s.name for s in states() if s.iso3 == iso3), iso3)
