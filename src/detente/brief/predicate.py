"""Subject and predicate of a happening, chosen among the wordings of its act."""

from __future__ import annotations

from typing import NamedTuple

from detente.brief.desk import Desk
from detente.brief.names import Ref, bare, both_alike
from detente.brief.told import countries, sides
from detente.brief.world import adjective, country, listed, office_words, plural, possessive
from detente.knowledge.wording import ActWording, Phrase, act_wording, sayings
from detente.model import Event


class Predicate(NamedTuple):
    """Who did what, in the forms that a sentence may need."""

    subject: Ref
    base: str
    present: str
    past: str
    noun: str
    placed: bool
    destination: str | None


def predicate(desk: Desk, event: Event, around: str) -> Predicate | None:
    """Subject and predicate of an event; None if a party cannot be named or no wording fits."""
    wording = act_wording(event.cameo, event.mode, event.event_type, event.quad_class).fitting(around)
    if not bodies(wording, event, around):
        return None
    both = bool(event.reciprocal and event.target and wording.together) and not _unequal(event, around)
    turn = desk.next(f"act {event.cameo} {event.mode}")
    together = list(wording.together) if both else []
    # Mutual acts alternate between "X and Y met" and "X met Y"; the first is how a reader expects to be told.
    alike = _alike(event, around) if both else None
    place = turn % (len(together) + (0 if alike else 1)) if both else 0
    if both and place < len(together):
        subject = alike or _both(desk, event, around)
        phrase = together[place]
        return None if subject is None else _filled(subject, phrase, {}, wording)
    subject = desk.names.side(event.source, around, at_home=at_home(event))
    if subject is None:
        return None
    blanks = _blanks(desk, event, around, subject)
    phrase_or_none = _fitting(wording, blanks, turn, with_target=bool(event.target))
    return None if phrase_or_none is None else _filled(subject, phrase_or_none, blanks, wording)


def bodies(wording: ActWording, event: Event, around: str) -> bool:
    """Whether whoever has to be a person is named as one: nobody arrests a state."""
    wanted = [(wording.done_by, event.source), (wording.done_to, event.target)]
    return not any(who == "persons" and any(bare(p, around) for p in parties) for who, parties in wanted)


def _fitting(wording: ActWording, blanks: dict[str, str], turn: int, *, with_target: bool) -> Phrase | None:
    phrases = wording.to if with_target else wording.alone
    usable = [p for p in phrases if p.blanks <= set(blanks)]
    telling = [p for p in usable if "host" in p.blanks] or usable
    return telling[turn % len(telling)] if telling else None


def _filled(subject: Ref, phrase: Phrase, blanks: dict[str, str], wording: ActWording) -> Predicate:
    rest = phrase.rest.format_map(blanks)
    base, present, past = (f"{verb} {rest}".strip() for verb in phrase[:3])
    present = base if subject.plural else present
    destination = blanks.get("destination") if "destination" in phrase.blanks else None
    return Predicate(subject, base, present, past, wording.noun, wording.placed, destination)


def _both(desk: Desk, event: Event, around: str) -> Ref | None:
    shared = _shared_office(desk, event, around)
    if shared is not None:
        return shared
    one, other = (desk.names.side(side, around) for side in sides(event))
    if one is None or other is None or one.text == other.text:
        return None
    return Ref(listed([one.text, other.text]), plural=True, person=one.person or other.person)


def _unequal(event: Event, around: str) -> bool:
    """Whether a person stands on one side and a whole state on the other: no "Egypt and the president met"."""
    one, other = (all(bare(p, around) for p in side) for side in (event.source, event.target))
    return one != other


def _alike(event: Event, around: str) -> Ref | None:
    if len(event.source) != 1 or len(event.target) != 1 or event.source[0].person or event.target[0].person:
        return None
    (one,), (other,) = sides(event)
    return both_alike(one, other, around)


def _shared_office(desk: Desk, event: Event, around: str) -> Ref | None:
    """``the foreign ministers of A and B, X and Y,`` where both hold one office and are new to the reader."""
    office = shared_office(event, around)
    if office is None:
        return None
    (a,), (b,) = sides(event)
    if a.person is None or b.person is None or desk.names.known(a) or desk.names.known(b):
        return None
    x, y = desk.names.full(a, around), desk.names.full(b, around)
    desk.names.introduce(a)
    desk.names.introduce(b)
    text = sayings()["both_offices"].say[0].format(
        offices=plural(office), a=country(a.country or ""), b=country(b.country or ""), x=x, y=y
    )  # fmt: skip
    return Ref(text, plural=True, person=True)


def shared_office(event: Event, around: str) -> str | None:
    """The one office that a single party on each side holds for its state."""
    if len(event.source) != 1 or len(event.target) != 1:
        return None
    a, b = event.source[0], event.target[0]
    if a.office is None or a.office != b.office or a.country is None or b.country in (None, a.country):
        return None
    return office_words(a.office, f"{a.name}; {b.name}", around)


def _blanks(desk: Desk, event: Event, around: str, subject: Ref) -> dict[str, str]:
    blanks = {}
    # Only a state is surely "it": an office is held by somebody of unknown gender.
    if all(bare(party, around) for party in event.source):
        blanks["its"] = "their" if subject.plural else "its"
    destination = _destination(desk, event)
    if destination is not None:
        blanks["destination"] = destination
    target = desk.names.side(event.target, around, at_home=at_home(event))
    if target is None or target.text == subject.text:
        return blanks
    blanks["target"] = target.text
    if at_home(event) and target.text == f"{possessive(country(next(iter(countries(event.target)))))} government":
        blanks["target"] = "the government" if subject.text.startswith(target.text.split("’")[0]) else target.text
    if target.person and destination is not None:
        blanks["host"] = target.text
    if len(countries(event.target)) == 1:
        state = next(iter(countries(event.target)))
        blanks["of_target"] = possessive(country(state))
        if adjective(state) is not None:
            blanks["adjective"] = adjective(state) or ""
    return blanks


def at_home(event: Event) -> bool:
    """Whether both sides belong to one state."""
    sides = countries(event.source), countries(event.target)
    return sides[0] == sides[1] and len(sides[0]) == 1


def _destination(desk: Desk, event: Event) -> str | None:
    """Where a visit went: the city if it can be the host's, else the host's state."""
    hosts = countries(event.target)
    place = event.place
    if place is not None and (not hosts or place.country in hosts):
        words = " ".join(citation.quote for citation in desk.bearing(event))
        if place.precision in ("city", "admin1"):
            text = desk.articles[event.article_id].text
            return " ".join(text[place.span.start : place.span.end].split())
        if place.admin1 is not None and place.admin1 in words:
            return place.admin1
    return country(next(iter(hosts))) if len(hosts) == 1 else None
