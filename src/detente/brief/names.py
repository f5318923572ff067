"""What parties are called: in full when they first appear, briefly afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from detente.brief.world import adjective, country, listed, office_words, plural, possessive
from detente.knowledge.wording import PartySpecial, PartyWording, begins_in, party_wordings, sayings, words
from detente.model import Party

LONGEST_OWN_NAME = 8  # words; a longer name is a clause that the resolver took for a name
_CLEAN = re.compile(r"[\w’'. -]+")


class Ref(NamedTuple):
    """A party as a sentence names it."""

    text: str
    plural: bool = False
    person: bool = False


class Names:
    """Remembers who has been introduced, so that nobody is introduced twice.

    Args:
        parties: Everybody who may be named: two persons of one surname keep their full names.
    """

    def __init__(self, parties: Iterable[Party]) -> None:
        self._introduced: set[tuple[str, str | None]] = set()
        self._persons: dict[str, set[str]] = {}
        for party in parties:
            if party.person is not None:
                self._persons.setdefault(surname(party), set()).add(party.person)

    def side(self, parties: tuple[Party, ...], around: str, *, at_home: bool = False) -> Ref | None:
        """All parties of a side as one phrase; None if one of them cannot be named well.

        ``at_home``: both sides belong to one state, so that its name would not tell them apart.
        """
        refs = [self.one(party, around, at_home=at_home) for party in parties]
        if not refs or None in refs:
            return None
        distinct = list(dict.fromkeys(ref for ref in refs if ref is not None))
        if len(distinct) == 1:
            return distinct[0]
        return Ref(listed([r.text for r in distinct]), plural=True, person=any(r.person for r in distinct))

    def one(self, party: Party, around: str, *, at_home: bool = False) -> Ref | None:
        """A party, remembered as introduced from now on."""
        if party.person is None:
            return government(party) if at_home and bare(party, around) else nameless(party, around)
        if self.known(party):
            return Ref(self.short(party), person=True)
        full = self.full(party, around)
        self.introduce(party)
        office = None if party.office is None else office_words(party.office, party.name, around)
        if party.country is None:
            return Ref(full, person=True)
        state = country(party.country)
        if office is None and at_home:
            return Ref(full, person=True)
        if office is None:
            return Ref(_say("with_country", person=full, country=state), person=True)
        return Ref(_say("with_office", countrys=possessive(state), office=office, person=full), person=True)

    def introduced(self) -> frozenset[tuple[str, str | None]]:
        """Everybody introduced so far."""
        return frozenset(self._introduced)

    def forget_since(self, introduced: frozenset[tuple[str, str | None]]) -> None:
        """Take back introductions that a sentence made which was then left out."""
        self._introduced = set(introduced)

    def known(self, party: Party) -> bool:
        """Whether a person has been introduced in this office."""
        return party.person is not None and (surname(party), party.office) in self._introduced

    def introduce(self, party: Party) -> None:
        """Take a person as introduced."""
        self._introduced.add((surname(party), party.office))

    def full(self, party: Party, around: str) -> str:
        """A person's whole name, with the rank that the article gives."""
        person = party.person or party.name
        ranks = sorted(words("ranks"), key=len, reverse=True)
        for text in (party.name, around):
            for rank in ranks:
                if re.search(rf"\b{rank} {re.escape(person)}", text):
                    return f"{rank} {person}"
        return person

    def titled(self, party: Party, around: str) -> Ref | None:
        """A party as a headline names it: by office rather than by person."""
        if party.person is None or (
            party.office is not None
            and party.country is not None
            and office_words(party.office, party.name, around) is not None
        ):
            return nameless(party, around)
        return Ref(self.full(party, around), person=True)

    def short(self, party: Party) -> str:
        """A person's surname, or the whole name where the surname would not say who."""
        if len(self._persons.get(surname(party), ())) > 1:
            return party.person or party.name
        return surname(party)


def surname(party: Party) -> str:
    """The part of a person's name that stands for it alone."""
    parts = (party.person or party.name).split()
    if len(parts) < 2 or party.country in words("whole_name"):
        return " ".join(parts)
    if party.country in words("family_name_first"):
        return parts[0]
    start = len(parts) - 1
    while start > 1 and parts[start - 1].casefold() in words("name_particles"):
        start -= 1
    return " ".join(parts[start:])


def nameless(party: Party, around: str) -> Ref | None:
    """A party without a named person: its office, its sector's name, or its own name if that is clean."""
    own = own_name(party, around)
    if party.country is None:
        # A name that stands for no state, organisation or kind of actor may be no actor at all.
        resolved = party.org is not None or party.sector is not None
        return Ref(own) if resolved and own is not None else None
    state = country(party.country)
    office = None if party.office is None else office_words(party.office, party.name, around)
    if office is not None:
        return Ref(f"{possessive(state)} {office}")
    if own is not None and (_wording(party).own_words or party.org is not None):
        return Ref(own, plural=own.endswith("s"))
    return _formed(party, _form(party))


def _formed(party: Party, form: PartyWording | PartySpecial) -> Ref:
    state = country(party.country or "")
    blanks = {"country": state, "countrys": possessive(state), "adjective": adjective(party.country or "")}
    if "{adjective}" in form.name and blanks["adjective"] is None:
        return Ref(state)
    return Ref(form.name.format_map(blanks), form.plural)


def both_alike(a: Party, b: Party, around: str) -> Ref | None:
    """Two parties of one kind under one noun: ``the armed forces of Egypt and Turkey``."""
    if a.country is None or b.country is None or a.country == b.country or a.office or b.office:
        return None
    form = _form(a)
    if form.name != _form(b).name or nameless(a, around) != _formed(a, form):
        return None
    opening, _, what = form.name.partition(" ")
    if opening == "{countrys}":
        what = what if form.plural else plural(what)
        text = _say("shared_possession", what=what, a=country(a.country), b=country(b.country))
        return Ref(text, plural=True)
    if opening == "{adjective}" and form.plural:
        one, other = adjective(a.country), adjective(b.country)
        return None if one is None or other is None else Ref(_say("shared_adjective", what=what, a=one, b=other), True)
    return None


def government(party: Party) -> Ref:
    """A state as one side of its own affairs: ``Bangladesh’s government``."""
    return _formed(party, party_wordings()["at_home"])


def bare(party: Party, around: str) -> bool:
    """Whether a party could only be called by the name of its state."""
    if party.person is not None or party.country is None:
        return False
    ref = nameless(party, around)
    return ref is not None and ref.text == country(party.country)


def _form(party: Party) -> PartyWording | PartySpecial:
    wording = _wording(party)
    return next((case for case in wording.special if begins_in(case.when, party.name)), wording)


def _wording(party: Party) -> PartyWording:
    table = party_wordings()
    return table["none"] if party.sector is None else table.get(party.sector, table["any"])


def own_name(party: Party, around: str) -> str | None:
    """The article's own name for a party, if it is one that a sentence can carry."""
    name = " ".join(party.name.split())
    if not _CLEAN.fullmatch(name) or len(name.split()) > LONGEST_OWN_NAME:
        return None
    if name.casefold() in words("pronouns") or name.split()[0].casefold() in words("pronouns"):
        return None
    if re.match(r"(The|A|An) ", name):
        name = name[0].lower() + name[1:]
    elif re.search(rf"\b[Tt]he {re.escape(name)}", around):
        name = f"the {name}"
    return name


def _say(key: str, **blanks: str) -> str:
    return sayings()[key].say[0].format(**blanks)
