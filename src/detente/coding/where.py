"""Where: the place of an event, apart from the other places of its text and those that stand for governments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from detente.coding.toponyms import Toponym
from detente.coding.tree import Tree
from detente.knowledge.gazetteer import Spot, capitals, state_spots, venue_names
from detente.knowledge.language import word_set
from detente.knowledge.names import actor_names
from detente.knowledge.places import Located, border_point, place_words
from detente.model import Place, Span

IN = word_set("place")
TOWARDS = word_set("towards")
BEARINGS = word_set("bearings")
FINER = {"venue": 3, "city": 2, "admin1": 1, "country": 0}


def place_of(
    tree: Tree, source: str, named: Sequence[Toponym], positions: list[int], *, towards: bool, home: str | None
) -> Place | None:
    """The most particular place among the prepositional phrases that hang on an event's words.

    Args:
        tree: The sentence.
        source: The text (or title) that its offsets index.
        named: The places that the text names, as resolved for the whole of it.
        positions: The event's trigger and the verb that carries it.
        towards: Whether "to Cairo" is the place, as with a visit.
        home: The state that the report is about, or None: a border with Chad is the border of this one.
    """
    phrases = Phrases(tree, source, named, home)
    found: list[Place] = []
    wanted = IN | TOWARDS if towards else IN
    for i in positions:
        roots = [i, *tree.kids(i, "dobj", "nsubjpass", "advmod", "prep")]
        for root in roots:
            for prep in [*tree.kids(root, "prep"), *([root] if tree.dep(root) == "prep" else [])]:
                if tree.lemma(prep) in wanted or (tree.lemma(prep) in ON and phrases.is_border(prep)):
                    for p in tree.kids(prep, "pobj"):
                        found += phrases.places(p)
            for bearing in [k for k in tree.kids(root, "advmod", "amod", "npadvmod") if tree.lemma(k) in BEARINGS]:
                for of in tree.kids(bearing, "prep"):  # "a bridge south of Tyre"
                    found += [q for p in tree.kids(of, "pobj") for q in phrases.places(p)]
        if towards:
            for k in tree.kids(i, "dobj"):
                found += phrases.places(k)
    return max(found, key=lambda p: FINER[p.precision], default=None)


ON = frozenset({"on", "along", "over"})
"""Prepositions of place for what is a line: "on the border"."""


class Phrases:
    """Noun phrases of one sentence as places."""

    def __init__(self, tree: Tree, source: str, named: Sequence[Toponym], home: str | None) -> None:
        self._tree = tree
        self._source = source
        self._home = home
        self._all = named
        start, end = tree.sentence.span
        self._named = [t for t in named if start <= t.start < end and not t.is_adjective]

    def places(self, i: int) -> list[Place]:
        """The place that the noun phrase headed at ``i`` names: a venue, else a name of its own or behind "of"."""
        tree = self._tree
        words = [k for k in tree.subtree(i) if tree.dep(k) not in {"relcl", "acl"}]
        phrase, whole = tree.span(tree.name(i)), tree.span(words)
        venue = next(iter(venue_names().find(self._source, *whole)), None)
        if venue is not None and not self._is_settlement(venue.end):
            found = self._border(whole) if venue.entry == "border" else self._venue(phrase, whole, venue.entry)
            return [found] if found is not None else self._own(whole)
        if tree.lemma(i) == "capital":
            capital = capitals().get(self._state(whole) or "")
            if capital is not None:
                return [_place(whole, capital)]
        own = self._own(phrase)
        if own or not (venue or tree.lemma(i) in place_words("containers")):
            return own
        return self._own(whole)

    def is_border(self, prep: int) -> bool:
        """Whether what follows a preposition is a border."""
        spans = [self._tree.span(self._tree.name(p)) for p in self._tree.kids(prep, "pobj")]
        return any(found.entry == "border" for span in spans for found in venue_names().find(self._source, *span))

    def _own(self, whole: Span) -> list[Place]:
        """The most particular place that a phrase names: "Springfield, Illinois" is the town."""
        inside = (t for t in self._named if whole.start <= t.start < whole.end)
        found = [_place(Span(t.start, t.end), t.spot) for t in inside if t.spot is not None]
        return [max(found, key=lambda p: FINER[p.precision])] if found else []

    def _is_settlement(self, end: int) -> bool:
        """Whether a name of a place follows at once behind a noun and "of": "the town of Djibo" is Djibo."""
        return any(self._source[end : t.start].strip() == "of" for t in self._named if t.start > end)

    def _states(self, whole: Span) -> list[str]:
        """States that a phrase names, by name, adjective or capital."""
        found = actor_names().find(self._source, *whole)
        return list(dict.fromkeys(f.entry.country for f in found if f.entry.country))

    def _state(self, whole: Span) -> str | None:
        return next(iter(self._states(whole)), None)

    def _venue(self, phrase: Span, whole: Span, located: Located) -> Place | None:
        """A venue lies in the city that is named with it, else in the capital of its state when such venues do."""
        name = self._source[phrase.start : whole.end].removeprefix("the ").removeprefix("The ")
        inside = [t.spot for t in self._named if t.spot is not None and whole.start <= t.start < whole.end]
        site = next((s for s in inside if s.precision == "venue"), None)
        city = site or next((s for s in inside if s.precision == "city"), None)
        state = self._state(whole)
        if city is None and located == "capital" and state is not None:
            city = capitals().get(state)
        if city is None:
            return None
        return Place(name, city.country, city.admin1, city.latitude, city.longitude, city.geonameid, "venue", whole)

    def _border(self, whole: Span) -> Place | None:
        """A point on the border of two states; it is of the one whose border it is called, if of any."""
        held = self._own(whole)
        if held and held[0].precision != "country":
            return held[0]  # "on the border in Rafah"
        states = self._states(whole)
        owner = states[0] if len(states) > 1 and self._has_owner(whole) else None
        if len(states) == 1:
            owner = self._neighbour(states[0])
            states = [*states, owner] if owner is not None else states
        point = border_point(*states[:2]) if len(states) > 1 else None
        name = self._source[slice(*whole)].removeprefix("the ").removeprefix("The ")
        if point is not None:
            return Place(name, owner, None, *point, None, "admin1", whole)
        return _place(whole, state_spots()[states[0]]) if states else None

    def _has_owner(self, whole: Span) -> bool:
        """Whether it is called somebody's: "Sudan's border with Chad" lies in Sudan, one between both in neither."""
        return any(w.tag in {"POS", "PRP$"} for w in self._tree.words if whole.start <= w.start and w.end <= whole.end)

    def _neighbour(self, state: str) -> str | None:
        """The state whose border with another is meant: that of the report, or the one that it names most."""
        named = Counter(t.spot.country for t in self._all if t.spot is not None and t.spot.country)
        likely = [self._home, *(country for country, _ in named.most_common())]
        return next((c for c in likely if c is not None and c != state and border_point(state, c)), None)


def _place(span: Span, spot: Spot) -> Place:
    return Place(
        spot.name,
        spot.country,
        spot.admin1,
        spot.latitude,
        spot.longitude,
        spot.geonameid,
        spot.precision,
        span,
    )
