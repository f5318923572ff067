"""A happening as a sentence, put together from the fields of its events."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from detente.brief.dates import when
from detente.brief.desk import Desk
from detente.brief.predicate import Predicate, predicate
from detente.brief.told import Told, place_country, states
from detente.brief.world import possessive
from detente.knowledge.wording import act_wording, attribute_wordings, sayings, words
from detente.model import Citation, Claim, Event, Signal

Where = Literal["city", "venue", "full"]


@dataclass(frozen=True, slots=True)
class Telling:
    """How much of a happening one sentence says."""

    where: Where = "full"
    dated_first: bool = False
    attributes: bool = True
    turn: Signal | None = None


class Draft(NamedTuple):
    """A sentence that has yet to pass the gate."""

    text: str
    citations: tuple[Citation, ...]


def tell(desk: Desk, told: Told, telling: Telling) -> Claim | None:
    """The happening as a claim; None if it cannot be named well or says more than its articles."""
    introduced = desk.names.introduced()
    draft = compose(desk, told, telling)
    made = None if draft is None else _admitted(desk, draft, telling.turn)
    if made is None:
        desk.names.forget_since(introduced)
    return made


def _admitted(desk: Desk, draft: Draft, turn: Signal | None) -> Claim | None:
    if turn is not None:
        coda = desk.say("coda_warmer" if turn.kind == "thaw" else "coda_colder")
        citations = (*draft.citations, *desk.drivers(turn))
        made = desk.admit(finish(draft.text + coda), citations, signals=[turn])
        if made is not None:
            return made
    return desk.admit(finish(draft.text), draft.citations)


def compose(desk: Desk, told: Told, telling: Telling) -> Draft | None:
    """The sentence without its full stop, and what bears it."""
    around = desk.words_of(told)
    act = predicate(desk, told.lead, around)
    if act is None:
        return None
    where, givers = _where(desk, told, telling.where, act)
    date = told.dated
    contributing = [told.lead, *givers, *([] if date is None else [date])]
    clauses = ""
    if telling.attributes:
        for attribute, event in told.noted():
            clause = _clause(attribute, act.noun)
            clauses += clause
            contributing += [event] if clause else []
    citations = desk.cited(told, contributing)
    parts = {"subject": act.subject.text, "where": where, "attributes": clauses}
    return Draft(_assembled(desk, told, act, parts, dated_first=telling.dated_first), citations)


def _assembled(desk: Desk, told: Told, act: Predicate, parts: dict[str, str], *, dated_first: bool) -> str:
    if told.lead.modality == "future":
        outlet = outlet_of(desk, told.lead)
        be = "are" if act.subject.plural else "is"
        return desk.say("future", **parts, be=be, predicate=act.base, outlet=outlet)
    parts["predicate"] = act.past
    date = told.dated
    if date is None or date.event_date is None or not _shown(desk, date):
        return "{subject} {predicate}{where}{attributes}".format(**parts)
    if date.date_basis == "published":
        return desk.say("reported", **parts, date=when(date.event_date), outlet=outlet_of(desk, date))
    key = "dated_first" if dated_first else "dated_last"
    return desk.say(key, **parts, date=when(date.event_date))


def _shown(desk: Desk, event: Event) -> bool:
    """A date that was assumed is told only where several articles stand side by side."""
    return event.date_basis != "published" or len(desk.coded) > 1


def outlet_of(desk: Desk, event: Event) -> str:
    """The outlet that reported an event, as a sentence names it."""
    return desk.articles[event.article_id].outlet or sayings()["nameless_outlet"].say[0]


def _clause(attribute: str, noun: str) -> str:
    wording = attribute_wordings().get(attribute.partition(":")[0])
    if wording is None or noun in wording.unless_noun:
        return ""
    text = wording.clause.format(noun=noun, value=attribute.partition(":")[2])
    return text if text.startswith((",", ";")) else f" {text}"


def _where(desk: Desk, told: Told, want: Where, act: Predicate) -> tuple[str, list[Event]]:
    if not act.placed:
        return "", []
    venue = None if want == "city" else told.at("venue")
    text, givers = "", []
    if venue is not None:
        name, given = place_words(desk, venue)
        text, givers = f" {given or 'at'} {name}", [venue]
        if want == "venue":
            return text, givers
    city = city_of(desk, told)
    if city is None or _idle(city.event, act):
        return text, givers
    return f"{text} in {city.name}", [*givers, city.event]


class City(NamedTuple):
    """A town or region and the event that names it."""

    name: str
    event: Event


def city_of(desk: Desk, told: Told) -> City | None:
    """Where a happening took place, coarser than a venue: as an event says, else its venue's region."""
    event = told.at("city", "admin1", "country")
    if event is not None:
        return City(place_words(desk, event)[0], event)
    venue = told.at("venue")
    region = None if venue is None or venue.place is None else venue.place.admin1
    if venue is None or region is None or region not in desk.words_of(told):
        return None
    return City(region, venue)


def _idle(event: Event, act: Predicate) -> bool:
    """Whether a place adds nothing: it is named in the predicate, or it is a party's whole country."""
    place = event.place
    if place is None or act.destination is not None:
        return True
    return place.precision == "country" and place_country(place) in states(event)


def place_words(desk: Desk, event: Event) -> tuple[str, str | None]:
    """A place in the article's words, with its article; and the preposition if it is a venue's."""
    if event.place is None:
        return "", None
    text, span = desk.articles[event.article_id].text, event.place.span
    name = " ".join(text[span.start : span.end].split())
    before = re.search(r"(?:(\w+) )?([Tt]he )?$", text[max(0, span.start - 20) : span.start])
    the = "the " if before and before.group(2) else ""
    if name.startswith("The "):
        name = f"the {name[4:]}"
    venue = event.place.precision == "venue"
    given = before.group(1) if before and venue else None
    return f"{the}{name}", given if given in words("venue_prepositions") else None


def attribute_claims(desk: Desk, told: Told) -> list[Claim]:
    """Attributes of a happening that deserve a sentence of their own."""
    found = []
    for attribute, event in told.noted():
        name, _, value = attribute.partition(":")
        wording = attribute_wordings().get(name)
        if wording is None or wording.sentence is None:
            continue
        around = " ".join(c.quote for c in desk.bearing(event))
        noun = act_wording(event.cameo, event.mode, event.event_type, event.quad_class).fitting(around).noun
        text = wording.sentence.format(noun=noun, value=value, whose=_whose(desk, event))
        made = desk.admit(finish(text), desk.cited(Told((event,)), [event]))
        found += [] if made is None else [made]
    return found


def _whose(desk: Desk, event: Event) -> str:
    """``Gürak’s`` where one known person acted, else ``the``."""
    visitor = event.mode == "visit" or not event.reciprocal
    if len(event.source) == 1 and visitor and desk.names.known(event.source[0]):
        return possessive(desk.names.short(event.source[0]))
    return "the"


def finish(text: str) -> str:
    """A sentence with its capital and full stop, and no comma where the sentence or a clause ends."""
    text = re.sub(r",(?=[,;.]|$)", "", " ".join(text.split()))
    first = text.split()[0]
    # An outlet that writes itself as a domain name keeps its small letter.
    if "." not in first.rstrip("."):
        text = text[0].upper() + text[1:]
    return text if text.endswith((".", ".”", "!”", "?”")) else f"{text}."
