"""Who a noun phrase names: country, organisation, sector, office and person, and the rule that decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from detente.coding.draft import keys
from detente.coding.introduced import LearntOf, from_lake, introduction, is_presented
from detente.coding.lookup import Lookup, Toponyms, is_told_by
from detente.coding.memory import Memory
from detente.coding.phrase import Actor, Described, Held, decided, held_by
from detente.coding.slots import counted
from detente.coding.tree import SUBJECTS, TIMES, Tree
from detente.knowledge.language import word_set
from detente.knowledge.names import offices_by_id, voice
from detente.knowledge.tenures import holders
from detente.model import Article, Field, Party, Span

FOREIGN = frozenset({"IGO", "NGO", "BUS", "REB", "UAF", "CRM", "REF", "PRM"})
"""Sectors whose unnamed actors need not be of the country that a report is about."""

LOCAL = frozenset({"CVL", "LAB", "EDU", "AGR", "REL", "MED", "COP", "REB", "JUD"})
"""Sectors whose unnamed members are of the state where they are told to act."""

FORCES = frozenset({"MIL", "COP"})
"""Sectors whose unnamed members stand by whom the sentence is about."""

GROUPS = {word: n for n, word in enumerate(("two", "three", "four", "five", "six", "seven"), 2)}
"""Words that count a group."""

PAIR = 2


NUMBERS = TIMES | {"MONEY", "PERCENT", "QUANTITY", "ORDINAL"}

DEEPEST = 4


class Resolver:
    """Resolves the noun phrases of one article, remembering who was introduced in it."""

    def __init__(
        self, article: Article, body: Iterable[Tree], toponyms: Toponyms, learnt: LearntOf | None = None
    ) -> None:
        self.article = article
        self._learnt = learnt
        self.memory = Memory(article)
        self.look = Lookup(article, self.memory.people, toponyms)
        self._open: set[int] = set()  # offsets of the phrases being resolved
        for tree in body:
            self._introduce(tree)

    # -- what the coder calls ------------------------------------------------------------------------

    def enter(self, field: Field) -> None:
        """Say which part of the article the next trees come from; names are looked up there."""
        self.look.enter(field)

    @contextmanager
    def on(self, day: date | None) -> Iterator[None]:
        """Resolve as of a day that is told of: offices depend on it. Without one that of publication counts."""
        self.look.day = day or self.look.published
        try:
            yield
        finally:
            self.look.day = self.look.published

    def parties(self, tree: Tree, i: int, depth: int = 0) -> tuple[Party, ...]:
        """The parties that the noun phrase headed at ``i`` names; several where it is coordinated.

        A phrase that names no actor itself is entered: "the attack by Chad on the village" gives Chad.
        """
        found: list[Party] = []
        for head in tree.conjuncts(i):
            for party in self._phrase(tree, head, depth):
                if all(not _same(party, other) for other in found):
                    found.append(party)
        return tuple(found)

    def remember(self, tree: Tree) -> None:
        """Note the subjects of a sentence that has been coded: pronouns in the next one stand for them."""
        self.memory.scene = self.look.scene(tree) or self.memory.scene
        for i, word in enumerate(tree.words):
            if word.dep in {"nsubj", "nsubjpass"} and word.pos in {"NOUN", "PROPN"}:
                found = [p for p in self.parties(tree, i) if is_actor(p)]
                if len(found) == 2:
                    self.memory.last_pair = ((found[0],), (found[1],))
                if len(keys(tuple(found))) > 1:
                    self.memory.joined.append(tuple(found))
                for party in found[:1]:
                    if party.person is not None or _is_person(party):
                        self.memory.last_person = party
                    else:
                        self.memory.last_actor = party

    # -- one noun phrase -----------------------------------------------------------------------------

    def _phrase(self, tree: Tree, i: int, depth: int) -> tuple[Party, ...]:
        here = tree.words[i].start
        if here in self._open:
            # "our president said": the speaker that "our" stands for is the phrase it stands in
            return ()
        self._open.add(here)
        try:
            return self._named(tree, i, depth)
        finally:
            self._open.discard(here)

    def _named(self, tree: Tree, i: int, depth: int) -> tuple[Party, ...]:
        if tree.words[i].entity in NUMBERS:
            return ()
        if tree.words[i].pos == "PRON":
            return self._pronoun(tree, i)
        if self.is_group(tree, i):
            return self._group(tree, i)
        what = counted(tree, i)
        if len(what) > 1:
            return tuple(p for k in what[1:] for p in self.parties(tree, k, depth + 1))
        by_another = self._by_another(tree, i)
        if by_another is not None:
            return (by_another,)
        joint = self._joint(tree, i)
        if joint:
            return joint
        party = self._single(tree, i)
        if party is not None:
            return (party,)
        return self._inside(tree, i, depth)

    def _inside(self, tree: Tree, i: int, depth: int) -> tuple[Party, ...]:
        """Actors within a phrase that names none: its possessor, its agent, what it is about."""
        if depth >= DEEPEST:
            return ()
        inside = [(tree.lemma(k), p) for k in tree.kids(i, "prep", "agent") for p in tree.kids(k, "pobj")]
        ordered = [p for lemma, p in inside if lemma in word_set("opposite_side")]
        ordered += tree.kids(i, "poss")
        ordered += [p for lemma, p in inside if lemma in word_set("within")]
        for k in ordered:
            found = self.parties(tree, k, depth + 1)
            if any(is_actor(p) for p in found):
                return found
        words = tree.name(i)
        return (Party(name=self.look.text(tree.span(words)), span=tree.span(words), resolved_by=None),)

    def _single(self, tree: Tree, i: int) -> Party | None:
        """A phrase that names an actor by name, role, office or person."""
        parts, told = self._told(tree, i)
        if told is None:
            return self._called(tree, i)
        actor = self._actor(tree, i, told)
        return Party(
            name=self.look.printed(tree, parts[0], actor.person, parts),
            country=actor.country,
            org=actor.org,
            sector=actor.sector,
            office=actor.office,
            person=actor.person,
            span=tree.span(sorted({k for w in parts for k in w})),
            resolved_by=actor.rule,
        )

    def _told(self, tree: Tree, i: int) -> tuple[list[list[int]], Described | None]:
        """The parts of a phrase, its name first, and what they say; None where they say nothing of an actor."""
        words = tree.name(i)
        beside = [part for a in tree.kids(i, "appos") for part in (tree.name(a), *self.look.parts(tree, a))]
        parts = [words, *self.look.parts(tree, i), *beside]
        whose = {k for p in tree.kids(i, "poss") for k in tree.subtree(p)}  # "the cleric's aide" is not the cleric
        own_words = ([k for k in w if k not in whose] for w in parts)
        person = next((p for p in (self.look.person(tree, w) for w in own_words) if p is not None), None)
        role, office = self.look.role(tree, i), self.look.office(tree, parts, whose)
        general = role is not None and role.word in word_set("of_body")
        if office is not None and not general and not is_told_by(tree, office, [words, *beside]):
            office = None  # "the wall of the embassy", "the lawyer of the president"
        named = [n for w in parts for n in self.look.named_in(tree, w)]
        own = self.look.own_name(tree, i, named)
        if own is None and role is None and person is None and office is None:
            return parts, None
        return parts, Described(
            own=voice(own.entry) if own is not None else None,
            modifiers=tuple(n.entry for n in named if n is not own),
            role=role,
            inner=self.look.inner_role(tree, i),
            office=office.entry if office is not None else None,
            title=self.look.text(Span(office.start, office.end)).lower() if office is not None else "",
            person=person,
            standing=self.look.standing(tree, [words, *beside]),
        )

    def _called(self, tree: Tree, i: int) -> Party | None:
        """A phrase that says nothing of an actor but a name: a person who was introduced, or "Turkish exports"."""
        words = tree.name(i)
        span = tree.span(words)
        known = self.memory.people.get(tree.words[i].text)
        if known is not None:
            return replace(known, span=span, resolved_by="person")
        modifier = next((n for n in self.look.named_in(tree, words) if n.entry.kind != "demonym"), None)
        if modifier is None:
            return None
        return Party(
            self.look.text(span), modifier.entry.country, modifier.entry.org, span=span, resolved_by="modifier"
        )

    def _actor(self, tree: Tree, i: int, told: Described) -> Actor:
        """Who is meant, by what the phrase says, else by what the article and other articles say."""
        known = self.memory.person(told.person)
        if known is not None and known.resolved_by == "tenure" and self.look.day != self.look.published:
            known = None  # what he holds on the day of publication says nothing of another
        actor = decided(told, self._held(told) if known is None else None)
        if known is not None:
            actor = _as_introduced(actor, known)
        if actor.country is None and actor.org is None:
            found = self._described(tree, i, told)
            if found is not None:
                actor = actor._replace(country=found.country, org=found.org, person=found.person, rule="description")
        if actor.country is None and actor.org is None and known is None and actor.person is not None:
            actor = from_lake(actor, self._learnt(actor.person) if self._learnt is not None else (), self.look.day)
        if actor.country is None and actor.org is None:
            elsewhere = self._elsewhere(tree, i, told, actor.sector)
            if elsewhere is not None:
                actor = actor._replace(country=elsewhere[0], rule=elsewhere[1])
        return actor

    def _held(self, told: Described) -> Held | None:
        country = next((m.country for m in (told.own, *told.modifiers) if m is not None and m.country), None)
        return held_by(told.person, self.look.day, country=country, office=told.office)

    def _described(self, tree: Tree, i: int, told: Described) -> Party | None:
        """Whom "the president" is about: the one person named before who holds or held that office."""
        if told.office is None or told.person is not None:
            return None
        if not any(tree.lemma(k) in word_set("pointers") for k in tree.kids(i, "det")):
            return None
        found = [p for p in self.memory.named(tree.words[i].start) if self._has_held(p, told.office.id)]
        return found[0] if len(found) == 1 else None

    def _has_held(self, party: Party, office: str) -> bool:
        tenures = holders(party.person or "", None) if party.office != office else ()
        return party.office == office or any(t.office == office and t.state == party.country for t in tenures)

    def _elsewhere(self, tree: Tree, i: int, told: Described, sector: str | None) -> tuple[str, str] | None:
        """The state of a phrase that names none, and the rule: where it stands, whose it is, what all is about."""
        located = self.look.located(tree, i)
        if located is not None:
            return located, "place"
        owner = next((p for p in self._owners(tree, i) if p.country is not None), None)
        if owner is not None and owner.country is not None:
            return owner.country, owner.resolved_by or "pronoun"
        if told.role is None and told.office is None:
            return None
        if sector in FORCES:
            main = self._main_actor(tree, i)
            if main is not None:
                return main, "sentence"
        local = sector in LOCAL or (sector == "GOV" and _is_authority(told))
        if local:
            scene = self.look.scene(tree, i)
            if scene is not None:
                return scene, "place"
        if sector not in FOREIGN:
            if self.memory.home is not None:
                return self.memory.home, "document"
            only = self.look.only_state(tree)
            if only is not None:
                return only, "sentence"
        if local and self.memory.scene is not None:
            return self.memory.scene, "document"
        return None

    def _main_actor(self, tree: Tree, i: int) -> str | None:
        """Whose forces are meant in a clause beside another: "settlers attacked a village while soldiers looked on"."""
        clause = tree.head(i)
        if tree.dep(i) not in SUBJECTS or tree.dep(clause) not in {"advcl", "conj"}:
            return None
        for k in tree.kids(tree.head(clause), *SUBJECTS):
            party = next(iter(self._phrase(tree, k, DEEPEST)), None)
            if party is not None and party.country is not None:
                return party.country
        return None

    def _owners(self, tree: Tree, i: int) -> tuple[Party, ...]:
        """Whose "his government", "its ambassador", "the emir's envoy" is."""
        found: list[Party] = []
        for k in tree.kids(i, "poss"):
            found += self._pronoun(tree, k) if tree.words[k].pos == "PRON" else self._phrase(tree, k, DEEPEST)
        return tuple(found)

    # -- phrases that stand for others ---------------------------------------------------------------

    def _joint(self, tree: Tree, i: int) -> tuple[Party, ...]:
        """One party a state: "Egypt and Turkey's officials", "the presidents of Chad and Mali"."""
        of = [p for k in tree.kids(i, "prep") if tree.lemma(k) in word_set("joining") for p in tree.kids(k, "pobj")]
        for k in [*tree.kids(i, "poss", "amod", "compound", "nmod"), *of]:
            both = tree.conjuncts(k)
            if len(both) < 2:
                continue
            found = []
            role, office = self.look.role(tree, i), self.look.office(tree, [tree.name(i), *self.look.parts(tree, i)])
            for c in both:
                for name in self.look.named_in(tree, [c, *tree.kids(c, "compound", "det")]):
                    if name.entry.country or name.entry.org:
                        sector = office.entry.sector if office else (role.sector if role else None)
                        found.append(
                            Party(
                                name=self.look.source[name.start : name.end],
                                country=name.entry.country,
                                org=name.entry.org,
                                sector=sector,
                                office=office.entry.id if office else None,
                                person=None,
                                span=tree.span(tree.name(i)),
                                resolved_by="modifier",
                            )
                        )
                        break
            if len(found) > 1:
                return tuple(found)
        return ()

    def named(self, tree: Tree, i: int) -> Party | None:
        """The actor that the phrase headed at ``i`` names itself, without what is coordinated with it or stands within.

        None where it names none: no name, role, office or person of its own, as "Turkish exports".
        """
        by_another = self._by_another(tree, i)
        if by_another is not None:
            return by_another
        party = self._single(tree, i)
        return None if party is not None and self._is_thing(tree, i, party) else party

    def _is_thing(self, tree: Tree, i: int, party: Party) -> bool:
        """Whether only a state's name in a phrase says something of an actor: "Turkish exports"."""
        return party.resolved_by == "modifier" and self._told(tree, i)[1] is None

    def is_group(self, tree: Tree, i: int) -> bool:
        """Whether a phrase stands for a pair that was named before: "both sides", "the two generals"."""
        if tree.lemma(i) in word_set("pair_nouns"):
            return not tree.kids(i, "prep") and any(tree.lemma(k) == "the" for k in tree.kids(i, "det"))
        marks = {tree.lemma(k) for k in tree.kids(i, "det", "nummod", "predet", "amod")}
        if tree.lemma(i) in word_set("pair") and tree.words[i].pos in {"NUM", "DET", "PRON"}:
            return True
        if tree.lemma(i) not in word_set("group"):
            return False
        # "the two men", "both men", "the three leaders": but "two men" may be any
        counts = word_set("pair") | GROUPS.keys()
        return "both" in marks or bool(marks & counts and marks & word_set("pointers"))

    def _group(self, tree: Tree, i: int) -> tuple[Party, ...]:
        """Who "both sides", "the three leaders" are: as many as were named together before, or nobody."""
        sizes = [GROUPS[lemma] for k in tree.kids(i, "nummod") if (lemma := tree.lemma(k)) in GROUPS]
        if sizes and sizes[0] > PAIR:
            return self.memory.together(sizes[0])
        return tuple(p for side in self.memory.pair() or () for p in side)

    def _pronoun(self, tree: Tree, i: int) -> tuple[Party, ...]:
        lemma = tree.words[i].text.lower()
        standing = None
        if lemma in word_set("speaker"):
            standing = self._earlier_in(tree, i, anywhere=True) or self.memory.last_person
        elif lemma in word_set("personal"):
            standing = self._earlier_in(tree, i, person=True) or self.memory.last_person
        elif lemma in word_set("impersonal"):
            standing = self._earlier_in(tree, i) or self.memory.last_actor
        elif lemma in word_set("pair"):
            return self._group(tree, i)
        return (replace(standing, span=tree.span([i]), resolved_by="pronoun"),) if standing is not None else ()

    def _earlier_in(self, tree: Tree, i: int, *, anywhere: bool = False, person: bool = False) -> Party | None:
        """The subject of a clause above: "Turkey said it would…", "“We…”, the minister said"."""
        for above in tree.ancestors(i):
            for k in tree.kids(above, "nsubj", "nsubjpass"):
                if (k < i or anywhere) and tree.words[k].pos in {"NOUN", "PROPN"}:
                    party = next(iter(self._phrase(tree, k, DEEPEST)), None)
                    if party is not None and is_actor(party) and (not person or party.person or party.office):
                        return party
        return self._subject_before(tree, i) if person else None

    def _subject_before(self, tree: Tree, i: int) -> Party | None:
        """The last person before a pronoun that a clause of its sentence is about."""
        for k in range(i - 1, -1, -1):
            if tree.dep(k) in SUBJECTS and tree.words[k].pos in {"NOUN", "PROPN"}:
                party = next(iter(self._phrase(tree, k, DEEPEST)), None)
                if party is not None and is_actor(party) and (party.person or _is_person(party)):
                    return party
        return None

    def _by_another(self, tree: Tree, i: int) -> Party | None:
        """Somebody who is named by his relation to another: a counterpart, a host."""
        return self._counterpart(tree, i) if self._is_counterpart(tree, i) else self._host(tree, i)

    def _host(self, tree: Tree, i: int) -> Party | None:
        """Whom "his host" means: who governs where the guest was told to be, unless he is at home."""
        if tree.lemma(i) not in word_set("host") or not any(tree.words[k].pos == "PRON" for k in tree.kids(i, "poss")):
            return None
        where, guest = self.look.scene(tree) or self.memory.scene, self._whose(tree, i)
        if where is None or guest is None or guest.country in {None, where}:
            return None
        span = tree.span(tree.name(i))
        return Party(self.look.text(span), where, sector="GOV", span=span, resolved_by="counterpart")

    def _is_counterpart(self, tree: Tree, i: int) -> bool:
        """Whether a phrase names somebody by whose counterpart he is: "his counterpart", "her opposite number"."""
        if tree.lemma(i) in word_set("counterpart"):
            return True
        if tree.lemma(i) in word_set("colleague"):
            return bool(tree.kids(i, "poss")) and bool(self.look.named_in(tree, tree.name(i)))
        return tree.lemma(i) == "number" and any(tree.lemma(k) == "opposite" for k in tree.kids(i, "amod", "compound"))

    def _counterpart(self, tree: Tree, i: int) -> Party:
        """Office and sector of "his Turkish counterpart, General X" are those of whose counterpart it is."""
        whose = self._whose(tree, i)
        parts = [tree.name(i), *(tree.name(a) for a in tree.kids(i, "appos"))]
        words = sorted({k for w in parts for k in w})
        person = next((p for p in (self.look.person(tree, w) for w in parts) if p is not None), None)
        known = self.memory.person(person)
        country = next((n.entry.country for w in parts for n in self.look.named_in(tree, w)), None)
        sector, office = (whose.sector, whose.office) if whose is not None else (None, None)
        return Party(
            name=self.look.printed(tree, parts[0], person, parts),
            country=country or (known.country if known else None),
            org=None,
            sector=sector or (known.sector if known else None),
            office=office or (known.office if known else None),
            person=known.person if known else person,
            span=tree.span(words),
            resolved_by="counterpart",
        )

    def _whose(self, tree: Tree, i: int) -> Party | None:
        for k in tree.kids(i, "poss"):
            if tree.words[k].pos != "PRON":
                return next(iter(self.parties(tree, k)), None)
        for above in tree.ancestors(i):
            for k in tree.kids(above, "nsubj", "nsubjpass"):
                if k < i and tree.words[k].pos in {"NOUN", "PROPN"}:
                    return next(iter(self._phrase(tree, k, DEEPEST)), None)
        return self.memory.last_person

    # -- small things --------------------------------------------------------------------------------

    def _introduce(self, tree: Tree) -> None:
        """Note every person that a sentence presents with country, office or sector."""
        for i, word in enumerate(tree.words):
            if word.entity != "PERSON" or word.dep in {"compound", "flat"}:
                continue
            head = tree.head(i) if word.dep == "appos" else i
            party = next(iter(self._phrase(tree, head, DEEPEST)), None)
            if party is None or party.person is None or not (party.country or party.org or party.sector):
                continue
            self.memory.introduce(party)
            if is_presented(party):
                left = self.look.standing(tree, [tree.subtree(head)]) in {"former", "elect"}
                quote = self.look.text(party.span or Span(0, 0))
                presented = introduction(party, self.article.id, self.look.day, left=left, quote=quote)
                self.memory.presented.append(presented)


def _is_authority(told: Described) -> bool:
    """Whether a phrase names a body that governs, and no person of it: "the government", "the junta"."""
    if told.role is not None and told.role.word in word_set("authorities"):
        return True
    return told.office is not None and told.office.holder == "body"


def _is_person(party: Party) -> bool:
    """Whether an office that is named without its holder is a person's: "the president", not "the ministry"."""
    return party.office is not None and offices_by_id()[party.office].holder == "person"


def _as_introduced(actor: Actor, known: Party) -> Actor:
    """A person who was introduced before, with what the phrase at hand leaves out."""
    named = actor.country is not None or actor.org is not None
    elsewhere = known.resolved_by if known.resolved_by in {"tenure", "learnt"} else "person"
    rule = actor.rule if named else elsewhere
    return actor._replace(
        country=actor.country or known.country,
        org=actor.org or known.org,
        sector=actor.sector or known.sector,
        office=actor.office or known.office,
        person=known.person,
        rule=rule,
    )


def is_actor(party: Party) -> bool:
    """Whether a phrase was resolved to somebody who can act: a state, a body or a kind of actor."""
    return bool(party.country or party.org or party.sector)


def _same(a: Party, b: Party) -> bool:
    return (a.country, a.org, a.sector, a.person, a.name) == (b.country, b.org, b.sector, b.person, b.name)
