"""What stands in the noun phrases of an article: names, roles, offices, persons; nothing is decided here."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from datetime import date

from detente.coding.metonymy import is_scene
from detente.coding.phrase import Held, Standing, held_by, hyphenated, standing
from detente.coding.toponyms import Toponym
from detente.coding.tree import PASSIVE_SUBJECTS, SUBJECTS, Tree
from detente.coding.when import published_date
from detente.knowledge.actors import Office, Role
from detente.knowledge.language import word_set
from detente.knowledge.lexicon import Found
from detente.knowledge.name_tables import ActorName
from detente.knowledge.names import actor_names, as_of, meant, office_names, role_forms, role_names
from detente.model import Article, Field, Span

OTHER_NAMES = frozenset({"PERSON", "FAC", "WORK_OF_ART", "EVENT"})
LENT_NAMES = frozenset({"state", "capital", "city", "demonym", "division", "people"})
"""Kinds of names that persons, buildings and books are named after."""


Toponyms = Mapping[Field, Sequence[Toponym]]
"""The places that the fields of an article name."""

TELLING = frozenset({"JRN", "BUS"})
"""Sectors of bodies whose state a sentence is not about: "officials told Reuters"."""

LONGEST_PLACE = 6  # words
PRIVATE = "CVL"  # what is capitalised within a sentence is a name, and no resident or national


class Lookup:
    """Looks up the words of one article in the tables.

    Args:
        article: The article.
        people: Names of persons who were introduced in it.
        toponyms: The places that its text and its title name.
    """

    def __init__(self, article: Article, people: Container[str], toponyms: Toponyms) -> None:
        self._article = article
        self._toponyms = {field: {t.start: t for t in found} for field, found in toponyms.items()}
        self._people = people
        self._field: Field = "text"
        self.published = published_date(article.published_at)
        self.day = self.published
        self._names: dict[tuple[int, date | None], list[Found[ActorName]]] = {}

    def enter(self, field: Field) -> None:
        """Say which part of the article the next trees come from."""
        self._field = field
        self._names = {}

    @property
    def source(self) -> str:
        """The text, or title, that offsets index."""
        return self._article.text if self._field == "text" else self._article.title or ""

    def text(self, span: Span) -> str:
        """The words at a span."""
        return self.source[span.start : span.end]

    def place_at(self, tree: Tree, i: int) -> Toponym | None:
        """The name of a place that ends with a word: "Addis Ababa", "Gulf of Aden"; no adjective."""
        known = self._toponyms.get(self._field, {})
        for k in range(i, max(-1, i - LONGEST_PLACE), -1):
            found = known.get(tree.words[k].start)
            if found is not None:
                return found if tree.words[i].start < found.end and not found.is_adjective else None
        return None

    def places(self, tree: Tree) -> list[Toponym]:
        """The names of places in a sentence, without adjectives."""
        known = self._toponyms.get(self._field, {})
        found = (known.get(w.start) for w in tree.words)
        return [t for t in found if t is not None and not t.is_adjective]

    def names(self, tree: Tree) -> list[Found[ActorName]]:
        """The names of actors in a sentence, with what they stand for on the article's day."""
        start, end = tree.sentence.span
        if (start, self.day) not in self._names:
            found = (n for n in actor_names().find(self.source, start, end) if not hyphenated(self.source, n))
            self._names[start, self.day] = [n._replace(entry=as_of(n.entry, self.day)) for n in found]
        return self._names[start, self.day]

    def named_in(self, tree: Tree, words: list[int]) -> list[Found[ActorName]]:
        """Names within some words, but not in "Russian-backed", nor in a longer name of a person."""
        starts = {tree.words[k].start: k for k in words}
        found = []
        for name in self.names(tree):
            k = starts.get(name.start)
            if k is None or self._is_lent(tree, k, name):
                continue
            phrase = " ".join(tree.words[w].text for w in words)
            found.append(name._replace(entry=meant(name.entry, self.text(Span(name.start, name.end)), phrase)))
        return sorted(found, key=lambda n: tree.dep(starts[n.start]) != "poss")

    def _is_given(self, tree: Tree, k: int, name: Found[ActorName]) -> bool:
        """Whether a name is the first one of a person: "Washington Mbeki"."""
        if k + 1 >= len(tree.words) or tree.words[k].end != name.end:
            return False
        behind = tree.words[k + 1]
        return behind.entity == "PERSON" and behind.pos == "PROPN" and tree.head(k) == k + 1

    def _is_lent(self, tree: Tree, k: int, name: Found[ActorName]) -> bool:
        """Whether a name belongs to somebody or something called after a state: "Jordan" in a person's name.

        "Chad declared …" is the state, though the parser sees a person, unless such a person was introduced.
        """
        word = tree.words[k]
        if name.entry.kind not in LENT_NAMES:
            return False
        if self._is_given(tree, k, name):
            return True
        if word.entity not in OTHER_NAMES:
            return False
        alone = word.entity_begins and word.end == name.end
        alone &= k + 1 == len(tree.words) or tree.words[k + 1].entity != word.entity or tree.words[k + 1].entity_begins
        return not (alone and word.entity == "PERSON" and word.text not in self._people)

    def own_name(self, tree: Tree, i: int, named: list[Found[ActorName]]) -> Found[ActorName] | None:
        """A name of which the head of the phrase is itself a part: "the State Department", "Ankara", "Turks"."""
        head = tree.words[i]
        for name in named:
            if name.start <= head.start and head.end <= name.end and name.entry.kind != "adjective":
                return name
        return None

    def only_state(self, tree: Tree) -> str | None:
        """The one state that a sentence names: "ruled Chile until the military overthrew the president"."""
        named = {n.entry.country for n in self.names(tree) if n.entry.sector not in TELLING}
        return named.pop() if len(named) == 1 else None

    def located(self, tree: Tree, i: int) -> str | None:
        """The country of "the government in Kabul", "rebels in Yemen"."""
        for prep in [k for head in (i, *tree.kids(i, "appos")) for k in tree.kids(head, "prep")]:
            if tree.lemma(prep) in word_set("located"):
                for p in tree.kids(prep, "pobj"):
                    place = self.place_at(tree, p)
                    if place is not None and place.spot is not None and place.spot.country is not None:
                        return place.spot.country
                    for name in self.named_in(tree, tree.name(p)):
                        return name.entry.country
        return None

    def scene(self, tree: Tree, i: int | None = None) -> str | None:
        """The one state where a sentence takes place, or where the clause of a subject does, if that tells.

        "Protesters stormed an embassy in Baghdad" takes place in Iraq.
        """
        scenes = [(k, t) for k in range(len(tree.words)) if is_scene(tree, k) and (t := self.place_at(tree, k))]
        if i is not None and tree.dep(i) in SUBJECTS | PASSIVE_SUBJECTS:
            clause = tree.clause(tree.head(i))
            scenes = [(k, t) for k, t in scenes if k in clause] or scenes
        states = {t.spot.country for _, t in scenes if t.spot is not None and t.spot.country is not None}
        return states.pop() if len(states) == 1 else None

    def parts(self, tree: Tree, i: int) -> list[list[int]]:
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

    def role(self, tree: Tree, i: int) -> Role | None:
        """The role that the head names, with up to two words before it: "prime minister", "border guard"."""
        if tree.words[i].pos == "PROPN" and i > 0 and self._is_name_of_people(tree.lemma(i)):
            return None  # "the Government of National Accord"
        lemmas = [tree.lemma(k) for k in range(max(0, i - 2), i + 1)]
        for start in range(len(lemmas)):
            role = role_names().get(" ".join(lemmas[start:]))
            if role is not None:
                return role
        role = role_forms().get(tree.words[i].text.lower())  # "Commandos" at the head of a sentence
        if role is not None:
            return role
        for k in tree.kids(i, "compound", "amod", "appos", "nmod"):
            role = role_names().get(tree.lemma(k))
            if role is not None and (
                role.strength == "any" or tree.words[i].entity == "PERSON" or tree.dep(k) == "appos"
            ):
                return role
        return None

    def _is_name_of_people(self, lemma: str) -> bool:
        role = role_names().get(lemma)
        return role is not None and role.sector == PRIVATE

    def inner_role(self, tree: Tree, i: int) -> Role | None:
        """A role that tells more of a general one: the company of "the company's chairman"."""
        whose = [*tree.kids(i, "poss", "amod", "compound", "nmod")]
        whose += [p for k in tree.kids(i, "prep") if tree.lemma(k) in word_set("parts") for p in tree.kids(k, "pobj")]
        roles = (self.role(tree, k) for k in whose)
        return next((r for r in roles if r is not None and r.word not in word_set("of_body")), None)

    def office(
        self, tree: Tree, parts: list[list[int]], whose: set[int] | frozenset[int] = frozenset()
    ) -> Found[Office] | None:
        """The highest office that a phrase names; one that only its possessor holds is another's."""
        words = sorted({k for w in parts for k in w})
        span = tree.span(words)
        ends = {tree.words[k].end for k in whose}
        starts = {tree.words[k].start for k in words}
        found = [f for f in office_names().find(self.source, *span) if f.start in starts and f.end not in ends]
        return min(found, key=lambda f: f.entry.rank, default=None)

    def standing(self, tree: Tree, parts: list[list[int]]) -> Standing | None:
        """How a phrase says that somebody stands to his office."""
        words = sorted({k for w in parts for k in w})
        return next((s for k in words if (s := standing(tree.words[k].text.lower())) is not None), None)

    def person(self, tree: Tree, words: list[int]) -> str | None:
        """The person whom some words name, without titles."""
        named = [
            k
            for k in words
            if tree.words[k].entity == "PERSON" and tree.words[k].pos == "PROPN" and tree.lemma(k) not in role_names()
        ] or self._in_office(tree, words)
        if not named or any(
            n.entry.kind in LENT_NAMES and n.start == tree.words[named[0]].start for n in self.named_in(tree, named)
        ):
            return None  # nobody, or "Chad", which the parser takes for a person
        name = self.source[tree.words[named[0]].start : tree.words[named[-1]].end]
        offices = [f.end - f.start for f in office_names().find(name)]
        return None if offices and max(offices) == len(name) else without_title(name)

    def _in_office(self, tree: Tree, words: list[int]) -> list[int]:
        """The words of a name that the parser takes for none of a person, when one person in office bears it."""
        proper = [k for k in words if tree.words[k].pos == "PROPN" and tree.lemma(k) not in role_names()]
        if len(proper) < 2 or proper[-1] - proper[0] != len(proper) - 1:
            return []
        name = self.source[tree.words[proper[0]].start : tree.words[proper[-1]].end]
        return proper if self.tenure(name) is not None else []

    def tenure(self, person: str | None) -> Held | None:
        """What office somebody held when the report appeared; None where two persons bear the name."""
        if person is None:
            return None
        return held_by(person, self.day, country=None, office=None)

    def printed(self, tree: Tree, words: list[int], person: str | None, parts: list[list[int]]) -> str:
        """The phrase as printed without its article; of a person, the words that hold the name."""
        if person is not None:
            for part in parts:
                if person.split()[-1] in {tree.words[k].text for k in part}:
                    words = part
        kept = [k for k in words if tree.words[k].pos not in {"DET", "PUNCT"} or k not in (words[0], words[-1])]
        kept = [k for k in kept if not (k == kept[-1] and tree.words[k].tag == "POS")]
        return self.text(tree.span(kept or words))


def is_told_by(tree: Tree, office: Found[Office], parts: list[list[int]]) -> bool:
    """Whether an office is named by the phrase itself, and not by what stands behind its *of*."""
    return any(tree.words[k].start == office.start for words in parts for k in words)


def without_title(name: str) -> str:
    """A name without the title before it and the ``'s`` behind."""
    words = name.split()
    while len(words) > 1 and words[0].lower() in word_set("titles"):
        words = words[1:]
    return " ".join(words).removesuffix("'s").removesuffix("’s")
