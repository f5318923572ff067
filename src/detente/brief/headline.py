"""Titles."""

from __future__ import annotations

from detente.brief.desk import Desk
from detente.brief.names import Ref, bare, both_alike, government
from detente.brief.predicate import at_home, bodies, shared_office
from detente.brief.prose import city_of
from detente.brief.told import Told, countries, place_country, sides
from detente.brief.world import adjective, country, listed, plural, possessive
from detente.knowledge.wording import ActWording, act_wording
from detente.model import CodedArticle, Party

LONGEST_OPENING = 12  # words of a first sentence that stand for a title


def headline(desk: Desk, told: Told) -> str | None:
    """A title from a happening, in the present tense; None if its articles do not bear one."""
    around = desk.words_of(told)
    wording = act_wording(told.lead.cameo, told.lead.mode, told.lead.event_type, told.lead.quad_class).fitting(around)
    if not bodies(wording, told.lead, around):
        return None
    text = _mutual(desk, told, wording, around) or _directed(desk, told, wording, around)
    if text is None:
        return None
    text = " ".join(text.split())
    made = desk.admit(text[0].upper() + text[1:], desk.cited(told, told.events))
    return None if made is None else made.text


def _mutual(desk: Desk, told: Told, wording: ActWording, around: str) -> str | None:
    event = told.lead
    ordered = sides(event)
    codes = [countries(side) for side in ordered]
    between_two = all(len(code) == 1 for code in codes) and codes[0] != codes[1]
    if not (event.reciprocal and wording.together and between_two):
        return None
    a, b = (country(next(iter(code))) for code in codes)
    phrase = wording.together[0]
    predicate = f"{phrase.base} {phrase.rest}".strip() + _city(desk, told)
    office = shared_office(event, around)
    alike = both_alike(ordered[0][0], ordered[1][0], around) if office is None else None
    if alike is not None:
        return desk.say("title_directed", who=alike.text.removeprefix("the "), predicate=predicate)
    if office is None:
        return desk.say("title_states", a=a, b=b, predicate=predicate)
    return desk.say("title_together", a=a, b=b, who=plural(office), predicate=predicate)


def _directed(desk: Desk, told: Told, wording: ActWording, around: str) -> str | None:
    event = told.lead
    subject = _side(desk, event.source, around, at_home=at_home(event))
    if subject is None:
        return None
    blanks, host = {}, countries(event.target)
    if all(bare(party, around) for party in event.source):
        blanks["its"] = "their" if subject.plural else "its"
    target = _side(desk, event.target, around, at_home=at_home(event))
    if target is not None and target.text != subject.text:
        blanks["target"] = target.text
    if len(host) == 1:
        state = next(iter(host))
        blanks |= {"of_target": possessive(country(state)), "destination": country(state)}
        blanks |= {"adjective": adjective(state) or country(state)}
    where = _city(desk, told) if wording.placed else ""
    city = city_of(desk, told)
    if city is not None and place_country(city.event.place) in host:
        blanks["destination"] = city.name
    for phrase in wording.to if event.target else wording.alone:
        if phrase.blanks <= set(blanks):
            verb = phrase.base if subject.plural else phrase.present
            where = "" if "destination" in phrase.blanks else where
            said = f"{verb} {phrase.rest.format_map(blanks)}".strip() + where
            return desk.say("title_directed", who=subject.text, predicate=said)
    return None


def _side(desk: Desk, parties: tuple[Party, ...], around: str, *, at_home: bool) -> Ref | None:
    refs = [
        government(party) if at_home and bare(party, around) else desk.names.titled(party, around) for party in parties
    ]
    named = list(dict.fromkeys(ref for ref in refs if ref is not None))
    if not named or len(named) > 2 or None in refs:
        return None
    return named[0] if len(named) == 1 else Ref(listed([r.text for r in named]), plural=True)


def _city(desk: Desk, told: Told) -> str:
    city = city_of(desk, told)
    return "" if city is None or place_country(city.event.place) is None else f" in {city.name}"


def opening(coded: CodedArticle) -> str:
    """The article's own title, else how its text begins."""
    if coded.article.title and coded.article.title.strip():
        return " ".join(coded.article.title.split())
    first = coded.article.text.split()
    text = " ".join(first[:LONGEST_OPENING])
    if not text:
        return "An article without text"
    return f"{text}…" if len(first) > LONGEST_OPENING else text
