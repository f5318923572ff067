"""An actor phrase without its sentence: cut into its parts by its words alone, for ``detente resolve``.

No parse is made, so that tens of thousands of phrases a second can be resolved. A phrase is cut at its prepositions
and commas, except within names and titles of offices ("Ministry of Defence", "chief of staff"); its head is the last
word of the first part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from detente.coding.phrase import Actor, Described, decided, full_name, held_by, homes, hyphenated, standing
from detente.knowledge.gazetteer import spots
from detente.knowledge.language import word_set
from detente.knowledge.name_tables import SHORTEST_IN_CAPITALS, ActorName
from detente.knowledge.names import actor_names, as_of, meant, names_in_capitals, office_names, role_forms, voice
from detente.knowledge.persons import bearers
from detente.knowledge.tenures import holders

if TYPE_CHECKING:
    from datetime import date

    from detente.knowledge.actors import Office, Role
    from detente.knowledge.lexicon import Found

Kind = Literal["core", "of", "beside", "located", "other"]

LONGEST = 400  # code points of a phrase; what is longer is no phrase, and only its beginning is read
TOKEN = re.compile(r"[^\W_]+(?:['’.&\-‐–][^\W_]+)*\.?|[,;:()]")
FULL_NAME = re.compile(r"[A-Z][\w'’-]+(?: [\w'’.-]+){1,4}")
LONGEST_NAME = 6  # words
BEFORE = re.compile(r"\b([A-Z]\w+) $")
SURNAMES = frozenset({"state", "capital", "city", "people", "demonym", "adjective"})
"""Kinds of names that persons bear."""

LONGEST_ROLE = 3  # words
LARGE = 100_000
"""People in a town whose name before a body is taken for the town: "Shanghai police"."""

STAFF = "LAB"
"""Sector of workers: those at an embassy or a court are of its own."""

BARE = frozenset({"state", "capital", "demonym"})
"""Kinds of names that stand for themselves where they stand alone, though persons bear them."""

POSSESSIVE = frozenset({"'s", "’s"})
OWN = frozenset({"core", "of", "beside"})
"""Kinds of parts that tell of the phrase's own actor."""

WHOSE: tuple[Kind, ...] = ("core", "of", "beside", "located")
"""Kinds of parts in which a state or a body may stand, in the order of their weight."""

BREAKS = frozenset(",;:()")


class Token(NamedTuple):
    """A word of a phrase, without the ``'s`` of a possessor."""

    start: int
    end: int
    text: str
    low: str


@dataclass(slots=True)
class Part:
    """A run of words of one function in the phrase."""

    kind: Kind
    tokens: list[Token] = field(default_factory=list)


def resolve_phrase(text: str, context: str | None, day: date | None) -> Actor:
    """Who an actor phrase names.

    Args:
        text: The phrase: "Egypt's chief of staff", "the two gunmen", "FSB".
        context: A state, or the sentence of the phrase: its only state is that of an actor who names none.
        day: The day told of; offices depend on it. Without it the last known office counts.
    """
    named = actor_names().exact(text[4:] if text[:4].lower() == "the " else text)
    if named is not None:  # most phrases are a bare name
        entry = as_of(named, day)
        if entry.kind not in SURNAMES or entry.kind in BARE:
            return decided(Described(own=voice(entry)), None)
    if FULL_NAME.fullmatch(text) and _is_known(text):  # most others are the full name of somebody
        return decided(Described(person=text), held_by(text, day, country=None, office=None))
    return _Phrase(text[:LONGEST], day).actor(context)


@cache
def _openers() -> dict[str, Kind]:
    """The kind of part that a word opens."""
    sets: tuple[tuple[str, Kind], ...] = (
        ("outside_phrase", "other"),
        ("located_phrase", "located"),
        ("parts", "of"),
    )
    return {word: kind for name, kind in sets for word in word_set(name)} | dict.fromkeys(BREAKS, "beside")


class _Phrase:
    __slots__ = ("_day", "_names", "_offices", "_parts", "_text", "_whole")

    def __init__(self, text: str, day: date | None) -> None:
        self._text = text
        self._day = day
        known = names_in_capitals() if text.isupper() and len(text) >= SHORTEST_IN_CAPITALS else actor_names()
        self._names = [_at(n, text, day) for n in known.find(text) if not hyphenated(text, n)]
        self._offices = list(office_names().find(text))
        self._names = [n for n in self._names if not self._is_surname(n)]
        self._whole = [(n.start, n.end) for n in self._names] + [(o.start, o.end) for o in self._offices]
        self._parts = self._cut()

    def actor(self, context: str | None) -> Actor:
        told = self._described()
        country = next((m.country for m in (told.own, *told.modifiers) if m is not None and m.country), None)
        held = held_by(told.person, self._day, country=country, office=told.office)
        found = decided(told, held)
        found = found._replace(person=full_name(found.person, self._day, found.country))
        if found.country is None and found.org is None and context is not None and self._acts(found):
            around = {n.entry.country for n in actor_names().find(context) if n.entry.country}
            if len(around) == 1:
                found = found._replace(country=around.pop(), rule="sentence")
        return found

    # -- cutting -------------------------------------------------------------------------------------

    def _cut(self) -> list[Part]:
        opens, part = _openers().get, Part("core")
        parts = [part]
        for match in TOKEN.finditer(self._text):
            text, start = match.group(), match.start()
            if text[-2:] in POSSESSIVE:
                text = text[:-2]
            token = Token(start, start + len(text), text, text.lower())
            kind = opens(token.low)
            if token.low == "to" and part.tokens and part.tokens[-1].low in word_set("advising"):
                kind = "of"
            if kind is None or any(begin < start < end for begin, end in self._whole):
                part.tokens.append(token)
            elif part.tokens or part.kind == "core":
                part = Part(kind)
                parts.append(part)
            else:
                part.kind = kind
        return [p for p in parts if p.tokens]

    def _is_surname(self, name: Found[ActorName]) -> bool:
        """Whether a name is the last one of a person: "Ersin Tatar", "Michael Jordan"."""
        if not name.start or name.entry.kind not in SURNAMES:
            return False
        before = BEFORE.search(self._text, 0, name.start)
        if before is None or before[1].lower() in role_forms():
            return False
        taken = [(n.start, n.end) for n in self._names] + [(o.start, o.end) for o in self._offices]
        if any(start <= before.start() < end for start, end in taken):
            return False
        return name.entry.kind == "people" or _is_known(self._text[before.start() : name.end])

    # -- describing ----------------------------------------------------------------------------------

    def _described(self) -> Described:
        if not self._parts:
            return Described()
        core, rest = self._parts[0], self._parts[1:]
        head = core.tokens[-1]
        covering = (n for n in self._names if n.start <= head.start < n.end and n.entry.kind != "adjective")
        own = next((n for n in covering if self._is_apart(n)), None)
        office = self._office()
        person = self._person(core, rest)
        role, inner = self._roles(core, rest, person)
        if office is not None and role is not None and self._part_of(office.start).kind == "of" and person is None:
            office = office if role.word in word_set("of_body") else None  # "the president's lawyer" holds no office
        if office is not None and office.start <= head.start < office.end:
            role = None  # "consul general" is no general
        if own is not None and (
            person is not None or (role is not None and (head.end > own.end or own.entry.kind == "division"))
        ):
            own = None
        where = self._part_of(office.start if office is not None else head.start)
        marked = next((s for t in where.tokens if (s := standing(t.low))), None)
        return Described(
            own=voice(own.entry) if own is not None else None,
            modifiers=self._modifiers(own, person, role is not None or office is not None),
            role=role,
            inner=inner,
            office=office.entry if office is not None else None,
            title=self._text[office.start : office.end].lower() if office is not None else "",
            person=person,
            standing=marked,
        )

    def _office(self) -> Found[Office] | None:
        if not self._offices:
            return None
        spans = [(p.tokens[0].start, p.tokens[-1].end) for p in self._parts if p.kind in OWN]
        found = [o for o in self._offices if any(s <= o.start < e for s, e in spans)]
        own = [o for o in found if self._text[o.end : o.end + 2] not in POSSESSIVE]
        head = self._parts[0].tokens[-1].start
        return min(own, key=lambda o: (not o.start <= head < o.end, o.entry.rank), default=None)

    def _part_of(self, place: int) -> Part:
        """The part that a place in the phrase belongs to."""
        return next((p for p in self._parts if p.tokens[0].start <= place < p.tokens[-1].end), self._parts[0])

    def _modifiers(self, own: Found[ActorName] | None, person: str | None, acts: bool) -> tuple[ActorName, ...]:
        """Names beside the head: those of its own part, behind *of*, in an apposition, in a place; then weak ones."""
        found: list[ActorName] = []
        for kind in WHOSE:
            for part in self._parts:
                if part.kind == kind:
                    start, end = part.tokens[0].start, part.tokens[-1].end
                    named = [n for n in self._names if start <= n.start < end and n is not own and self._is_apart(n)]
                    found += [n.entry for n in named if person is None or self._text[n.start : n.end] not in person]
                    if acts and not named and kind != "beside":
                        found += self._owner(part, person) or self._places(part, person)
        return (*found, *homes(self._text))

    def _is_apart(self, name: Found[ActorName]) -> bool:
        """Whether a name is not the other side of an office: "ambassador to the United Nations"."""
        inside = (o for o in self._offices if o.start < name.start < o.end)
        return not any(" to " in self._text[o.start : name.start] for o in inside)

    def _owner(self, part: Part, person: str | None) -> list[ActorName]:
        """Somebody in office whose government, forces or supporters these are: "Merkel's cabinet"."""
        run = next(iter(self._runs(part)), [])
        name = self._cased(" ".join(t.text for t in run))
        if not run or (person is not None and run[-1].text in person):
            return []
        held = held_by(name, self._day, country=None, office=None)
        return [ActorName("person", name, held.country, held.org, None, None)] if held is not None else []

    def _places(self, part: Part, person: str | None) -> list[ActorName]:
        """A city before a body: "Shanghai police"."""
        run = [t for t in part.tokens if t.text[0].isupper() and t.low not in role_forms()]
        name = " ".join(t.text for t in run)
        if not run or (person is not None and run[-1].text in person):
            return []
        known = spots(name)
        towns = [s for s in known[:1] if s.precision == "city" and s.weight >= LARGE]
        found = towns or (known if part.kind == "located" or len(run) > 1 else ())
        return [ActorName("place", name, found[0].country, None, None, None)] if found else []

    def _roles(self, core: Part, rest: list[Part], person: str | None) -> tuple[Role | None, Role | None]:
        """The role of the head, and one within the phrase that tells more of a general one."""
        found = list(_roles_in(core, whole=person is not None))
        for part in rest:
            staff = bool(found) and found[0].sector == STAFF
            if part.kind == "of" or (part.kind == "beside" and not found) or (part.kind == "located" and staff):
                found += _roles_in(part, whole=True)
        return (found[0] if found else None), next((r for r in found[1:] if r.word not in word_set("of_body")), None)

    def _person(self, core: Part, rest: list[Part]) -> str | None:
        """A run of capitalised words that somebody in office bears, or that stands with a title or an office."""
        titled = bool(self._offices)
        for part in (core, *(p for p in rest if p.kind == "beside")):
            if not any(t.text[0].isupper() for t in part.tokens):
                continue
            whole = _bare(part.tokens)
            name = self._cased(" ".join(t.text for t in whole))
            if 1 < len(whole) <= LONGEST_NAME and whole[-1].text[0].isupper() and _is_known(name):
                return name
            run = next(reversed(self._runs(part)), [])
            if not run or any(t.start > run[-1].start and t.text[0].islower() for t in part.tokens):
                continue
            name = self._cased(" ".join(t.text for t in run))
            known = _is_known(name)
            if known and (len(run) > 1 or len(run) == len(whole) or titled or _has_title(part.tokens)):
                return name
            if len(run) > 1 and (titled or _has_title(part.tokens)) and run[-1] is part.tokens[-1]:
                return name
        return None

    def _cased(self, name: str) -> str:
        """A name of a headline in capitals as a text would have it."""
        return name.title() if self._text.isupper() else name

    def _runs(self, part: Part) -> list[list[Token]]:
        """Runs of capitalised words that no name, office or role accounts for."""
        runs: list[list[Token]] = [[]]
        for token in part.tokens:
            free = token.low not in word_set("titles") and not any(s <= token.start < e for s, e in self._whole)
            named = token.text[0].isupper() and token.low not in role_forms()
            if free and (named or (runs[-1] and token.low in word_set("particles_of_names"))):
                runs[-1].append(token)
            elif runs[-1]:
                runs.append([])
        return [run for run in runs if run]

    def _acts(self, found: Actor) -> bool:
        """Whether a phrase names somebody at all, so that a state around it may be his."""
        return found.sector is not None or found.person is not None or any(self._runs(p) for p in self._parts[:1])


def _is_known(name: str) -> bool:
    return bool(holders(name) or bearers(name))


def _at(name: Found[ActorName], text: str, day: date | None) -> Found[ActorName]:
    """A name with what it stands for in its phrase, on a day."""
    entry = as_of(meant(name.entry, text[name.start : name.end], text), day)
    return name if entry is name.entry else name._replace(entry=entry)


def _bare(tokens: list[Token]) -> list[Token]:
    """Words without the articles and titles before them."""
    for n, token in enumerate(tokens):
        if token.low not in word_set("titles") and token.low not in word_set("pointers"):
            return tokens[n:]
    return []


def _has_title(tokens: list[Token]) -> bool:
    return any(t.low in word_set("titles") for t in tokens)


def _roles_in(part: Part, *, whole: bool) -> list[Role]:
    """Roles in a part, that of its last word first; of words before the head only those that count anywhere."""
    found: list[Role] = []
    words, role_of = [t.low for t in part.tokens], role_forms().get
    end = last = len(words)
    while end > 0:
        for start in range(max(0, end - LONGEST_ROLE), end):
            role = role_of(words[start] if start == end - 1 else " ".join(words[start:end]))
            if role is not None and (whole or end == last or role.strength == "any"):
                found.append(role)
                end = start + 1
                break
        end -= 1
    return found
