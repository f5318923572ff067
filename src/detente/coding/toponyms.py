"""The places that an article names, and which of their namesakes they are: all resolved together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import asin, cos, exp, log10, radians, sin, sqrt
from typing import NamedTuple

from detente.coding.place_names import Candidate, candidates, holds
from detente.knowledge.gazetteer import Spot, behind_comma
from detente.knowledge.spelling import folded
from detente.model import Sentence

EARTH = 6371.0  # kilometres
LIKELY = 0.5
MANY = 30  # namesakes looked at
WIDE = 300  # different names looked at for nearness
ROUNDS = 2


class Toponym(NamedTuple):
    """A name of a place in a text.

    Attributes:
        start: First code point.
        end: Behind the last one.
        spot: The place, or None where nothing tells where it is.
        confidence: Probability that the name is a place, and this one.
        is_known: Whether the index has the place; else ``spot`` is what holds it.
        is_adjective: "Turkish".
    """

    start: int
    end: int
    spot: Spot | None
    confidence: float
    is_known: bool
    is_adjective: bool


def toponyms(source: str, sentences: Sequence[Sentence]) -> tuple[Toponym, ...]:
    """The places that a text names, in text order, none overlapping.

    Args:
        source: The text that the sentences' offsets index.
        sentences: Its parse.
    """
    found = [c for c in candidates(source, sentences) if c.certainty >= LIKELY]
    chosen = Disambiguation(source, found).chosen()
    return tuple(
        Toponym(c.start, c.end, spot, c.certainty * share, spot in c.meant, c.is_adjective)
        for c, (spot, share) in zip(found, chosen, strict=True)
    )


class Disambiguation:
    """Which place each name of one text means: one sense a text for a name, unless a mention says another."""

    def __init__(self, source: str, found: Sequence[Candidate]) -> None:
        self._source = source
        self._found = found
        self._groups: dict[str, list[int]] = defaultdict(list)
        for n, c in enumerate(found):
            self._groups[self._key(c)].append(n)
        self._holders = [self._holder(n) for n in range(len(found))]
        self._best: dict[str, tuple[Spot, float]] = {}

    def chosen(self) -> list[tuple[Spot | None, float]]:
        """A place and its share of the belief for each name, None for one that nothing tells about."""
        for _ in range(ROUNDS):
            context = Context(self._best, self._weights())
            self._best = {key: self._choose(key, context) for key, ns in self._groups.items() if self._found[ns[0]].meant}
        result: list[tuple[Spot | None, float]] = []
        for n, c in enumerate(self._found):
            result.append(self._elsewhere(n) or self._best[self._key(c)] if c.meant else self._unknown(n))
        return result

    def _key(self, c: Candidate) -> str:
        return folded(self._source[c.start : c.end])

    def _elsewhere(self, n: int) -> tuple[Spot | None, float] | None:
        """The division that holds a town which the index lacks there: "Hinton, Iowa" is none of its namesakes."""
        inner = self._found[n].meant
        divisions = [s for s in self._holders[n] if s.kind == "division"]
        if not divisions or inner[0].kind != "city" or any(holds(o, s) for o in divisions for s in inner):
            return None
        return divisions[0], SHARED

    def _weights(self) -> dict[str, float]:
        return {key: 1 + log10(len(ns)) for key, ns in self._groups.items()}

    def _choose(self, key: str, context: Context) -> tuple[Spot, float]:
        ns = self._groups[key]
        meant = self._found[ns[0]].meant[:MANY]
        holders = [self._holders[n] for n in ns if self._holders[n]]
        scores = []
        for spot in meant:
            score = prior(spot) + context.favours(spot, key)
            listed = meant[0].kind == "state"  # "China, Japan": a list and no town in Japan
            if any(holds(o, spot) for all_ in holders for o in all_ if not (listed and o.kind == "state")):
                score += HELD
            scores.append(score)
        best = max(range(len(meant)), key=scores.__getitem__)
        total = sum(exp(s - scores[best]) for s in scores)
        return meant[best], 1 / total

    def _holder(self, n: int) -> tuple[Spot, ...]:
        """What the next name may be that holds this one: "Paris, Texas", "Tripoli in Lebanon", "Kobani (Syria)"."""
        c = self._found[n]
        if n + 1 >= len(self._found) or self._found[n + 1].number != c.number:
            return ()
        after = self._found[n + 1]
        between = self._source[c.end : after.start].strip()
        if between not in {",", "in", "(", ", in", "of", ", northern", ", southern", ", eastern", ", western"}:
            return ()
        return (*behind_comma(self._source[after.start : after.end]), *after.meant)

    def _unknown(self, n: int) -> tuple[Spot | None, float]:
        """Where a place lies that the index lacks: with the place named next to it, the last one before else."""
        c = self._found[n]
        for other in (n + 1, n - 1, n + 2, n - 2):
            if 0 <= other < len(self._found) and self._found[other].number == c.number and self._found[other].meant:
                near = self._found[other]
                spot, share = self._best[self._key(near)]
                if not near.is_adjective:
                    return spot, share * SHARED
        for other in range(n - 1, -1, -1):
            near = self._found[other]
            if near.meant and near.meant[0].kind != "state":
                spot, share = self._best[self._key(near)]
                return spot, share * 0.3
        return None, 1.0


SHARED = 0.5  # of the belief in a place, where a place near it stands for it
HELD = 8.0
COUNTRY = 2.0
DIVISION = 2.0
NEAR = ((60.0, 1.0), (250.0, 0.5))


def prior(spot: Spot) -> float:
    """How often a place is meant by its name, as a score: a factor of ten in people is one."""
    match spot.kind:
        case "state":
            return 7.0
        case "region":
            return min(6.7, log10(spot.weight))
    return min(6.7, log10(max(spot.weight, 100)))


class Context:
    """What the other names of a text say for a place."""

    def __init__(self, best: dict[str, tuple[Spot, float]], weights: dict[str, float]) -> None:
        self._best = dict(list(best.items())[:WIDE])
        self._weights = weights
        self._countries: Counter[str] = Counter()
        self._divisions: Counter[tuple[str, str]] = Counter()
        for key, (spot, share) in self._best.items():
            weight = weights[key] * share
            if spot.country is not None:
                self._countries[spot.country] += weight
                if spot.admin1 is not None and spot.kind != "state":
                    self._divisions[spot.country, spot.admin1] += weight

    def favours(self, spot: Spot, key: str) -> float:
        """A score for a place from all names but its own."""
        if not self._best or spot.country is None:
            return 0.0
        own = self._best.get(key)
        mine = self._weights[key] * own[1] if own is not None else 0.0
        total = self._countries.total() - (mine if own is not None and own[0].country else 0)
        votes = self._countries[spot.country] - (mine if own is not None and own[0].country == spot.country else 0)
        score = COUNTRY * votes / (total + 1)
        if spot.admin1 is not None:
            here = (spot.country, spot.admin1)
            votes = self._divisions[here]
            if own is not None and (own[0].country, own[0].admin1) == here:
                votes -= mine
            score += DIVISION * votes / (votes + 1)
        return score + self._nearness(spot, key)

    def _nearness(self, spot: Spot, key: str) -> float:
        if spot.kind in {"state", "region", "division"}:
            return 0.0
        best = 0.0
        for other, (near, share) in self._best.items():
            if other != key and near.kind in {"city", "capital", "county", "site"}:
                distance = kilometres(spot, near)
                best = max(best, *(share * gain for least, gain in NEAR if distance <= least), 0.0)
        return best


def kilometres(a: Spot, b: Spot) -> float:
    """Great-circle distance."""
    half = sin(radians(b.latitude - a.latitude) / 2) ** 2
    half += cos(radians(a.latitude)) * cos(radians(b.latitude)) * sin(radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * EARTH * asin(sqrt(min(1.0, half)))
