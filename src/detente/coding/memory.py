"""What an article has said so far: who was introduced, who acted last, who did what to whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from detente.coding.draft import keys
from detente.knowledge.names import actor_names
from detente.model import Article, Introduction, Party

DOMINANT = 0.45  # least share of all mentions of states that makes one the country a report is about
LEAST = 2  # mentions; a state named once may only be where something happened
LEAD = 2.5  # how many times the next country it must be mentioned: a report on two states has no home

Parties = tuple[Party, ...]


class Memory:
    """The discourse of one article.

    Attributes:
        people: Persons by full and by last name, as they were first presented.
        last_person: The person who was last the subject of a sentence.
        last_actor: The state or body that was last the subject of a sentence.
        last_pair: The two sides of the act told last.
        scene: The state where the last sentence that says so takes place.
        joined: Parties that were named together as subjects.
        told: Type, source and target of every act told so far.
        presented: Persons whom the text presents with an office or a body of theirs, in its own words.
        home: The country that the article is about, when it is about one.
    """

    def __init__(self, article: Article) -> None:
        self.people: dict[str, Party] = {}
        self.last_person: Party | None = None
        self.last_actor: Party | None = None
        self.last_pair: tuple[Parties, Parties] | None = None
        self.scene: str | None = None
        self.joined: list[Parties] = []
        self.told: list[tuple[str, Parties, Parties]] = []
        self.presented: list[Introduction] = []
        self.home = _home(article)

    def introduce(self, party: Party) -> None:
        """Note a person; who was presented without a state is noted again when one is given."""
        if party.person is None:
            return
        for name in {party.person, party.person.split()[-1]}:
            known = self.people.get(name)
            if known is None or (known.country is None and party.country is not None):
                self.people[name] = party

    def person(self, name: str | None) -> Party | None:
        """A person who was introduced, by full or by last name."""
        return self.people.get(name) or self.people.get(name.split()[-1]) if name else None

    def named(self, before: int) -> list[Party]:
        """The persons named before an offset, each once."""
        found: list[Party] = []
        for party in self.people.values():
            if party not in found and party.span is not None and party.span.start < before:
                found.append(party)
        return found

    def note(self, kind: str, source: Parties, target: Parties, *, as_pair: bool) -> None:
        """Note an act with both its sides; ``as_pair`` when "both" may stand for them from now on."""
        self.told.append((kind, source, target))
        if as_pair and keys(source) and keys(target):
            self.last_pair = _pair(source, target)

    def pair(self) -> tuple[Parties, Parties] | None:
        """The two sides of the last act that was told: whom "the meeting" was between."""
        if self.last_pair is None:
            return None
        source, target = (tuple(replace(p, resolved_by="group") for p in side) for side in self.last_pair)
        return source, target

    def together(self, count: int) -> Parties:
        """The last so many who were named together as acting: whom "the three leaders" stands for."""
        for joined in reversed(self.joined):
            if len(keys(joined)) == count:
                return tuple(replace(p, resolved_by="group") for p in joined)
        return ()

    def addressed_by(self, parties: Parties) -> Parties:
        """Who last did something to these parties: whom their answer is directed at."""
        mine = keys(parties)
        for _, source, target in reversed(self.told):
            if mine & keys(target) and not mine & keys(source):
                return tuple(replace(p, resolved_by="reply") for p in source)
        return ()

    def behind(self, kind: str, parties: Parties, *, mutual: bool) -> Parties:
        """Who did what "the killings" or "the agreement" stands for: the last act of that type by others."""
        mine = keys(parties)
        for told, source, target in reversed(self.told):
            doers = (*source, *target) if mutual else source
            if told == kind and not mine & keys(doers):
                return tuple(replace(p, resolved_by="reply") for p in doers)
        return ()


def _pair(source: Parties, target: Parties) -> tuple[Parties, Parties]:
    """Whom "both" stands for: the two that somebody deals with, as a mediator does, else the two sides."""
    if len(keys(source)) == 1 and len(target) == len(keys(target)) == 2:
        return target[:1], target[1:]
    return source, target


def _home(article: Article) -> str | None:
    count: Counter[str] = Counter()
    for text in (article.title or "", article.text):
        count.update(f.entry.country for f in actor_names().find(text) if f.entry.country)
    if not count:
        return None
    (country, most), *others = count.most_common(2)
    second = others[0][1] if others else 0
    return country if most >= max(LEAST, DOMINANT * count.total(), LEAD * second) else None
