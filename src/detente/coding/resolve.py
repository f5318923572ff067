"""Who a noun phrase names: country, organisation, sector, office and person, and the rule that decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from detente.coding.draft import keys
from detente.coding.memory import Memory
from detente.coding.metonymy import is_place
from detente.coding.phrase import Actor, Described, Standing, decided, hyphenated, standing, tenure_of
from detente.coding.slots import counted
from detente.coding.tree import PASSIVE_SUBJECTS, SUBJECTS, TIMES, Tree
from detente.coding.when import published_date
from detente.knowledge.actors import Office, Role
from detente.knowledge.language import word_set
from detente.knowledge.lexicon import Found
from detente.knowledge.names import ActorName, actor_names, as_of, meant, office_names, offices_by_id, role_names, voice
from detente.knowledge.tenures import Tenure, holders
from detente.model import Article, Field, Introduction, Learnt, ParsedArticle, Party, Span, content_id

FOREIGN = frozenset({"IGO", "NGO", "BUS", "REB", "UAF", "CRM", "REF", "PRM"})
"""Sectors whose unnamed actors need not be of the country that a report is about."""

AT_HOME = frozenset({"CVL", "OPP", "LAB", "EDU", "AGR", "REL", "MED"})
"""Sectors whose unnamed members are of the state where the clause takes place."""

FORCES = frozenset({"MIL", "COP"})
"""Sectors whose unnamed members stand by whom the sentence is about."""

GROUPS = {word: n for n, word in enumerate(("two", "three", "four", "five", "six", "seven"), 2)}
"""Words that count a group."""

STATED = frozenset({"modifier", "organisation", "institution", "state"})
"""Rules by which the words of a phrase themselves name a party's state or body."""

NUMBERS = TIMES | {"MONEY", "PERCENT", "QUANTITY", "ORDINAL"}
OTHER_NAMES = frozenset({"PERSON", "FAC", "WORK_OF_ART", "EVENT"})
LENT_NAMES = frozenset({"state", "capital", "demonym", "division"})
"""Kinds of names that persons, buildings and books are named after."""

DEEPEST = 4
OFFICE_LASTS = timedelta(days=365)
"""How long before its first and after its last mention an office that texts told of is taken to be held."""

LearntOf = Callable[[str], Sequence[Learnt]]
"""What other articles said of a person, by full name."""


class Resolver:
    """Resolves the noun phrases of one article, remembering who was introduced in it."""

    def __init__(self, article: Article, body: Iterable[Tree], learnt: LearntOf | None = None) -> None:
        self.article = article
        self._learnt = learnt
        self.memory = Memory(article)
        self._field: Field = "text"
        self._day = published_date(article.published_at)
        self._names: dict[int, list[Found[ActorName]]] = {}
        self._open: set[int] = set()  # offsets of the phrases being resolved
        for tree in body:
            self._introduce(tree)

    # -- what the coder calls ------------------------------------------------------------------------

    def enter(self, field: Field) -> None:
        """Say which part of the article the next trees come from; names are looked up there."""
        self._field = field
        self._names = {}

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
        if self._is_counterpart(tree, i):
            return (self._counterpart(tree, i),)
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
        return (Party(name=self._text(tree.span(words)), span=tree.span(words), resolved_by=None),)

    def _single(self, tree: Tree, i: int) -> Party | None:
        """A phrase that names an actor by name, role, office or person."""
        words = tree.name(i)
        beside = [part for a in tree.kids(i, "appos") for part in (tree.name(a), *self._parts(tree, a))]
        parts = [words, *self._parts(tree, i), *beside]
        whose = {k for p in tree.kids(i, "poss") for k in tree.subtree(p)}  # "the cleric's aide" is not the cleric
        own_words = ([k for k in w if k not in whose] for w in parts)
        person = next((p for p in (self._person(tree, w) for w in own_words) if p is not None), None)
        role, office = self._role(tree, i), self._office(tree, parts, whose)
        if role is None and office is not None and not _is_told_by(tree, office, [words, *beside]):
            office = None  # "the wall of the embassy" is no embassy
        named = [n for w in parts for n in self._mentions(tree, w)]
        own = self._own_name(tree, i, named)
        if own is None and role is None and person is None and office is None:
            known = self.memory.people.get(tree.words[i].text)
            if known is not None:
                return replace(known, span=tree.span(words), resolved_by="person")
            modifier = next((n for n in self._mentions(tree, words) if n.entry.kind != "demonym"), None)
            if modifier is not None:
                span = tree.span(words)
                country, org = modifier.entry.country, modifier.entry.org
                return Party(self._text(span), country, org, span=span, resolved_by="modifier")
            return None
        modifiers = tuple(n.entry for n in named if n is not own)
        told = Described(
            own=voice(own.entry) if own is not None else None,
            modifiers=modifiers,
            role=role,
            inner=self._inner_role(tree, i),
            office=office.entry if office is not None else None,
            title=self._text(Span(office.start, office.end)).lower() if office is not None else "",
            person=person,
            standing=self._standing(tree, parts),
        )
        known = self.memory.person(person)
        actor = decided(told, None if known is not None else self._held(told))
        if known is not None:
            actor = _as_introduced(actor, known)
        if actor.country is None and actor.org is None:
            meant_one = self._described(tree, i, told)
            if meant_one is not None:
                country, person = meant_one.country, meant_one.person
                actor = actor._replace(country=country, org=meant_one.org, person=person, rule="description")
        if actor.country is None and actor.org is None and known is None:
            actor = self._from_lake(actor)
        if actor.country is None and actor.org is None:
            found = self._elsewhere(tree, i, actor.sector, official=bool(role or office))
            if found is not None:
                actor = actor._replace(country=found[0], rule=found[1])
        everything = sorted({k for w in parts for k in w})
        return Party(
            name=self._name(tree, words, actor.person, parts),
            country=actor.country,
            org=actor.org,
            sector=actor.sector,
            office=actor.office,
            person=actor.person,
            span=tree.span(everything),
            resolved_by=actor.rule,
        )

    def _held(self, told: Described) -> Tenure | None:
        country = next((m.country for m in (told.own, *told.modifiers) if m is not None and m.country), None)
        return tenure_of(told.person, self._day, country=country, office=told.office)

    def _from_lake(self, actor: Actor) -> Actor:
        """A person whom other articles presented, where all of them agree whose he is."""
        found = self._learnt(actor.person) if self._learnt is not None and actor.person is not None else ()
        if len({(one.country, one.org) for one in found}) != 1:
            return actor
        held = [one for one in found if not one.left and self._is_near(one)]
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

    def _is_near(self, one: Learnt) -> bool:
        """Whether an office that articles told of is likely still, or already, held on the day of this one."""
        if self._day is None or one.first is None or one.last is None:
            return False
        first, last = date.fromisoformat(one.first), date.fromisoformat(one.last)
        return first - OFFICE_LASTS <= self._day <= last + OFFICE_LASTS

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

    def _elsewhere(self, tree: Tree, i: int, sector: str | None, *, official: bool) -> tuple[str, str] | None:
        """The state of a phrase that names none, and the rule: where it stands, whose it is, what all is about."""
        located = self._located(tree, i)
        if located is not None:
            return located, "place"
        owner = next((p for p in self._owners(tree, i) if p.country is not None), None)
        if owner is not None and owner.country is not None:
            return owner.country, owner.resolved_by or "pronoun"
        if official and sector in AT_HOME:
            scene = self._scene(tree, i)
            if scene is not None:
                return scene, "place"
        if official and sector in FORCES:
            main = self._main_actor(tree, i)
            if main is not None:
                return main, "sentence"
        if official and sector not in FOREIGN:
            if self.memory.home is not None:
                return self.memory.home, "document"
            only = self._only_state(tree)
            return (only, "sentence") if only is not None else None
        return None

    def _scene(self, tree: Tree, i: int) -> str | None:
        """The one state where the clause of a subject takes place: "protesters stormed an embassy in Baghdad"."""
        if tree.dep(i) not in SUBJECTS | PASSIVE_SUBJECTS:
            return None
        clause = tree.clause(tree.head(i))
        starts = {tree.words[k].start: k for k in clause}
        named = [n for n in self._in_sentence(tree) if n.start in starts and n.entry.kind in LENT_NAMES]
        states = {n.entry.country for n in named if is_place(tree, starts[n.start])}
        return states.pop() if len(states) == 1 else None

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

    def _inner_role(self, tree: Tree, i: int) -> Role | None:
        """A role that tells more of a general one: the company of "the company's chairman"."""
        whose = [*tree.kids(i, "poss", "amod", "compound", "nmod")]
        whose += [p for k in tree.kids(i, "prep") if tree.lemma(k) in word_set("parts") for p in tree.kids(k, "pobj")]
        roles = (self._role(tree, k) for k in whose)
        return next((r for r in roles if r is not None and r.word not in word_set("of_body")), None)

    def _standing(self, tree: Tree, parts: list[list[int]]) -> Standing | None:
        words = sorted({k for w in parts for k in w})
        return next((s for k in words if (s := standing(tree.words[k].text.lower())) is not None), None)

    def _tenure(self, person: str | None) -> Tenure | None:
        """What office somebody held when the report appeared; None where two persons bear the name."""
        if person is None:
            return None
        return tenure_of(person, self._day, country=None, office=None)

    def _own_name(self, tree: Tree, i: int, named: list[Found[ActorName]]) -> Found[ActorName] | None:
        """A name of which the head of the phrase is itself a part: "the State Department", "Ankara", "Turks"."""
        head = tree.words[i]
        for name in named:
            if name.start <= head.start and head.end <= name.end and name.entry.kind != "adjective":
                return name
        return None

    def _parts(self, tree: Tree, i: int) -> list[list[int]]:
        """What belongs to an office or a body behind *of* and *for*: "chief of staff", "minister for trade"."""
        found = []
        for prep in [k for word in tree.name(i) for k in tree.kids(word, "prep")]:
            if tree.lemma(prep) in word_set("parts"):
                for p in tree.kids(prep, "pobj"):
                    found.append([prep, *tree.name(p)])
                    found += [
                        [q, *tree.name(r)]
                        for q in tree.kids(p, "prep")
                        if tree.lemma(q) in word_set("parts")
                        for r in tree.kids(q, "pobj")
                    ]
        return found

    def _located(self, tree: Tree, i: int) -> str | None:
        """The country of "the government in Kabul", "rebels in Yemen"."""
        for prep in tree.kids(i, "prep"):
            if tree.lemma(prep) in word_set("located"):
                for p in tree.kids(prep, "pobj"):
                    for name in self._mentions(tree, tree.name(p)):
                        return name.entry.country
        return None

    def _only_state(self, tree: Tree) -> str | None:
        """The one state that a sentence names: "ruled Chile until the military overthrew the president"."""
        named = {n.entry.country for n in self._in_sentence(tree)}
        return named.pop() if len(named) == 1 else None

    def _owners(self, tree: Tree, i: int) -> tuple[Party, ...]:
        """Whose "his government", "its ambassador", "the emir's envoy" is."""
        found: list[Party] = []
        for k in tree.kids(i, "poss"):
            found += self._pronoun(tree, k) if tree.words[k].pos == "PRON" else self._phrase(tree, k, DEEPEST)
        return tuple(found)

    def _role(self, tree: Tree, i: int) -> Role | None:
        """The role that the head names, with up to two words before it: "prime minister", "border guard"."""
        lemmas = [tree.lemma(k) for k in range(max(0, i - 2), i + 1)]
        for start in range(len(lemmas)):
            role = role_names().get(" ".join(lemmas[start:]))
            if role is not None:
                return role
        for k in tree.kids(i, "compound", "amod", "appos", "nmod"):
            role = role_names().get(tree.lemma(k))
            if role is not None and (
                role.strength == "any" or tree.words[i].entity == "PERSON" or tree.dep(k) == "appos"
            ):
                return role
        return None

    def _office(
        self, tree: Tree, parts: list[list[int]], whose: set[int] | frozenset[int] = frozenset()
    ) -> Found[Office] | None:
        """The highest office that a phrase names; one that only its possessor holds is another's."""
        words = sorted({k for w in parts for k in w})
        span = tree.span(words)
        ends = {tree.words[k].end for k in whose}
        starts = {tree.words[k].start for k in words}
        found = [f for f in office_names().find(self._source, *span) if f.start in starts and f.end not in ends]
        return min(found, key=lambda f: f.entry.rank, default=None)

    def _person(self, tree: Tree, words: list[int]) -> str | None:
        named = [
            k
            for k in words
            if tree.words[k].entity == "PERSON" and tree.words[k].pos == "PROPN" and tree.lemma(k) not in role_names()
        ] or self._in_office(tree, words)
        if not named or any(
            n.entry.kind in LENT_NAMES and n.start == tree.words[named[0]].start for n in self._mentions(tree, named)
        ):
            return None  # nobody, or "Chad", which the parser takes for a person
        name = self._source[tree.words[named[0]].start : tree.words[named[-1]].end]
        offices = [f.end - f.start for f in office_names().find(name)]
        return None if offices and max(offices) == len(name) else _without_title(name)

    def _in_office(self, tree: Tree, words: list[int]) -> list[int]:
        """The words of a name that the parser takes for none of a person, when one person in office bears it."""
        proper = [k for k in words if tree.words[k].pos == "PROPN" and tree.lemma(k) not in role_names()]
        if len(proper) < 2 or proper[-1] - proper[0] != len(proper) - 1:
            return []
        name = self._source[tree.words[proper[0]].start : tree.words[proper[-1]].end]
        return proper if self._tenure(name) is not None else []

    def _mentions(self, tree: Tree, words: list[int]) -> list[Found[ActorName]]:
        """Names within some words, but not in "Russian-backed", nor in a longer name of a person."""
        starts = {tree.words[k].start: k for k in words}
        found = []
        for name in self._in_sentence(tree):
            k = starts.get(name.start)
            if k is None or self._is_lent(tree, k, name):
                continue
            phrase = " ".join(tree.words[w].text for w in words)
            found.append(name._replace(entry=meant(name.entry, self._text(Span(name.start, name.end)), phrase)))
        return sorted(found, key=lambda n: tree.dep(starts[n.start]) != "poss")

    def _is_lent(self, tree: Tree, k: int, name: Found[ActorName]) -> bool:
        """Whether a name belongs to somebody or something called after a state: "Jordan" in a person's name.

        "Chad declared …" is the state, though the parser sees a person, unless such a person was introduced.
        """
        word = tree.words[k]
        if word.entity not in OTHER_NAMES or name.entry.kind not in LENT_NAMES:
            return False
        alone = word.entity_begins and word.end == name.end
        alone &= k + 1 == len(tree.words) or tree.words[k + 1].entity != word.entity or tree.words[k + 1].entity_begins
        return not (alone and word.entity == "PERSON" and word.text not in self.memory.people)

    def _in_sentence(self, tree: Tree) -> list[Found[ActorName]]:
        start, end = tree.sentence.span
        if start not in self._names:
            found = (n for n in actor_names().find(self._source, start, end) if not hyphenated(self._source, n))
            self._names[start] = [n._replace(entry=as_of(n.entry, self._day)) for n in found]
        return self._names[start]

    # -- phrases that stand for others ---------------------------------------------------------------

    def _joint(self, tree: Tree, i: int) -> tuple[Party, ...]:
        """One party a state: "Egypt and Turkey's officials", "the presidents of Chad and Mali"."""
        of = [p for k in tree.kids(i, "prep") if tree.lemma(k) in word_set("joining") for p in tree.kids(k, "pobj")]
        for k in [*tree.kids(i, "poss", "amod", "compound", "nmod"), *of]:
            both = tree.conjuncts(k)
            if len(both) < 2:
                continue
            found = []
            role, office = self._role(tree, i), self._office(tree, [tree.name(i), *self._parts(tree, i)])
            for c in both:
                for name in self._mentions(tree, [c, *tree.kids(c, "compound", "det")]):
                    if name.entry.country or name.entry.org:
                        sector = office.entry.sector if office else (role.sector if role else None)
                        found.append(
                            Party(
                                name=self._source[name.start : name.end],
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
        if self._is_counterpart(tree, i):
            return self._counterpart(tree, i)
        party = self._single(tree, i)
        return None if party is None or (party.resolved_by == "modifier" and self._is_thing(tree, i)) else party

    def _is_thing(self, tree: Tree, i: int) -> bool:
        """Whether a phrase with a state's name in it has no head that acts: "Turkish exports"."""
        words = tree.name(i)
        parts = [words, *self._parts(tree, i)]
        return self._role(tree, i) is None and self._office(tree, parts) is None and self._person(tree, words) is None

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
        if sizes and sizes[0] > len(word_set("pair")):
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
        return None

    def _is_counterpart(self, tree: Tree, i: int) -> bool:
        """Whether a phrase names somebody by whose counterpart he is: "his counterpart", "her opposite number"."""
        if tree.lemma(i) in word_set("counterpart"):
            return True
        if tree.lemma(i) in word_set("colleague"):
            return bool(tree.kids(i, "poss")) and bool(self._mentions(tree, tree.name(i)))
        return tree.lemma(i) == "number" and any(tree.lemma(k) == "opposite" for k in tree.kids(i, "amod", "compound"))

    def _counterpart(self, tree: Tree, i: int) -> Party:
        """Office and sector of "his Turkish counterpart, General X" are those of whose counterpart it is."""
        whose = self._whose(tree, i)
        parts = [tree.name(i), *(tree.name(a) for a in tree.kids(i, "appos"))]
        words = sorted({k for w in parts for k in w})
        person = next((p for p in (self._person(tree, w) for w in parts) if p is not None), None)
        known = self.memory.person(person)
        country = next((n.entry.country for w in parts for n in self._mentions(tree, w)), None)
        sector, office = (whose.sector, whose.office) if whose is not None else (None, None)
        return Party(
            name=self._name(tree, parts[0], person, parts),
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
            if _is_presented(party):
                left = self._standing(tree, [tree.subtree(head)]) in {"former", "elect"}
                self.memory.presented.append(self._introduction(party, left=left))

    def _introduction(self, party: Party, *, left: bool) -> Introduction:
        span = party.span or Span(0, 0)
        return Introduction(
            id=content_id(self.article.id, *span, party.person),
            article_id=self.article.id,
            day=self._day.isoformat() if self._day is not None else None,
            person=party.person or "",
            country=party.country,
            org=party.org,
            office=party.office,
            sector=party.sector,
            left=left,
            span=span,
            quote=self._text(span),
        )

    @property
    def _source(self) -> str:
        return self.article.text if self._field == "text" else self.article.title or ""

    def _text(self, span: Span) -> str:
        return self._source[span.start : span.end]

    def _name(self, tree: Tree, words: list[int], person: str | None, parts: list[list[int]]) -> str:
        """The phrase as printed without its article; of a person, the words that hold the name."""
        if person is not None:
            for part in parts:
                if person.split()[-1] in {tree.words[k].text for k in part}:
                    words = part
        kept = [k for k in words if tree.words[k].pos not in {"DET", "PUNCT"} or k not in (words[0], words[-1])]
        kept = [k for k in kept if not (k == kept[-1] and tree.words[k].tag == "POS")]
        return self._text(tree.span(kept or words))


def persons(parsed: ParsedArticle) -> Iterator[str]:
    """Full names of persons as the parser sees them in an article, some of them several times."""
    for sentence in (*parsed.text, *parsed.title):
        name: list[str] = []
        for word in sentence.words:
            if word.entity == "PERSON" and not word.entity_begins:
                name.append(word.text)
                continue
            if len(name) > 1:
                yield _without_title(" ".join(name))
            name = [word.text] if word.entity == "PERSON" else []
        if len(name) > 1:
            yield _without_title(" ".join(name))


def _without_title(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[0].lower() in word_set("titles"):
        words = words[1:]
    return " ".join(words).removesuffix("'s").removesuffix("’s")


def _is_person(party: Party) -> bool:
    """Whether an office that is named without its holder is a person's: "the president", not "the ministry"."""
    return party.office is not None and offices_by_id()[party.office].holder == "person"


def _is_told_by(tree: Tree, office: Found[Office], parts: list[list[int]]) -> bool:
    """Whether an office is named by the phrase itself, and not by what stands behind its *of*."""
    return any(tree.words[k].start == office.start for words in parts for k in words)


def _is_presented(party: Party) -> bool:
    """Whether a phrase itself gives a full name and whose office it is: nothing inferred is learnt."""
    stated = party.resolved_by in STATED and (party.country is not None or party.org is not None)
    return stated and (party.office is not None or party.sector is not None) and " " in (party.person or "")


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
