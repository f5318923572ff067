"""Where: the place of an event, apart from the places that stand for governments."""

from __future__ import annotations

from detente.coding.tree import Tree
from detente.knowledge.gazetteer import Spot, capitals, find_places, venue_names
from detente.knowledge.language import word_set
from detente.knowledge.names import actor_names
from detente.model import Place, Span

IN = word_set("place")
TOWARDS = word_set("towards")
BEARINGS = word_set("bearings")
FINER = {"venue": 3, "city": 2, "admin1": 1, "country": 0}


def place_of(tree: Tree, source: str, positions: list[int], *, towards: bool, prefer: frozenset[str]) -> Place | None:
    """The most particular place among the prepositional phrases that hang on an event's words.

    Args:
        tree: The sentence.
        source: The text (or title) that its offsets index.
        positions: The event's trigger and the verb that carries it.
        towards: Whether "to Cairo" is the place, as with a visit.
        prefer: Countries of the event's parties: a name with several meanings means the one there.
    """
    found: list[Place] = []
    wanted = IN | TOWARDS if towards else IN
    for i in positions:
        roots = [i, *tree.kids(i, "dobj", "nsubjpass", "advmod", "prep")]
        for root in roots:
            for prep in [*tree.kids(root, "prep"), *([root] if tree.dep(root) == "prep" else [])]:
                if tree.lemma(prep) in wanted:
                    for p in tree.kids(prep, "pobj"):
                        found += _places(tree, source, p, prefer)
            for bearing in [k for k in tree.kids(root, "advmod", "amod", "npadvmod") if tree.lemma(k) in BEARINGS]:
                for of in tree.kids(bearing, "prep"):  # "a bridge south of Tyre"
                    found += [q for p in tree.kids(of, "pobj") for q in _places(tree, source, p, prefer)]
        if towards:
            for k in tree.kids(i, "dobj"):
                found += _places(tree, source, k, prefer)
    return max(found, key=lambda p: FINER[p.precision], default=None)


def _places(tree: Tree, source: str, i: int, prefer: frozenset[str]) -> list[Place]:
    words = [k for k in tree.subtree(i) if tree.dep(k) not in {"relcl", "acl"}]
    phrase = tree.span(tree.name(i))
    whole = tree.span(words)
    spots = [
        (Span(f.start, f.end), best)
        for f in find_places(source, *whole)
        if not _is_person(tree, f.start) and (best := _choose(f.entry, prefer)) is not None
    ]
    venue = next(iter(venue_names().find(source, *whole)), None)
    if venue is not None:
        return [p for p in [_venue(source, phrase, whole, venue.entry, spots)] if p is not None]
    own = [(span, spot) for span, spot in spots if phrase.start <= span.start < phrase.end]
    return [_place(span, spot) for span, spot in own[:1]]


def _is_person(tree: Tree, start: int) -> bool:
    return any(w.start == start and w.entity == "PERSON" for w in tree.words)


def _choose(spots: tuple[Spot, ...], prefer: frozenset[str]) -> Spot | None:
    near = [s for s in spots if s.country in prefer]
    return near[0] if near and spots[0].precision == "city" else spots[0]


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


def _venue(source: str, phrase: Span, whole: Span, in_capital: bool, spots: list[tuple[Span, Spot]]) -> Place | None:
    """A venue lies in the city that is named with it, else in the capital of its state when such venues do."""
    name = source[phrase.start : whole.end].removeprefix("the ").removeprefix("The ")
    city = next((spot for _, spot in spots if spot.precision == "city"), None)
    country = next((f.entry.country for f in actor_names().find(source, *whole) if f.entry.country), None)
    if city is None and in_capital and country is not None:
        city = capitals().get(country)
    if city is None:
        return None
    return Place(name, city.country, city.admin1, city.latitude, city.longitude, city.geonameid, "venue", whole)
