"""Which of its namesakes each place of a text is: all names resolved together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import islice
from math import exp, log10

from detente.coding.place_names import Candidate
from detente.knowledge.gazetteer import Spot, behind_comma, holds, kilometres
from detente.knowledge.spelling import folded

MANY = 20  # namesakes looked at
WIDE = 100  # different names whose nearness is looked at
MOST = 1_000  # different names of a text; beyond them only their own weight decides
ROUNDS = 2
SHARED, FAINT = 0.5, 0.3  # of the belief in a place, where one beside it or one before it stands for it
FAR = 50  # names looked back over
HELD = 8.0  # for a namesake that the next name holds
HOLDS = 3.0  # for a division that holds the name before it
LISTED = 1.0  # for a division beside others of its state
BEFORE_HOLDER = frozenset({",", "in", "(", ", in", "of"})
LISTS = frozenset({",", "and", ", and", "or", ", or"})
COUNTRY = 2.0  # for a namesake in the state that all other names of the text stand for
DIVISION = 1.5  # for one in a division that they stand for
NEAR = ((60.0, 1.0), (250.0, 0.5))  # kilometres, score
NEAR_DEGREES = 2.5
SAME = 50.0  # kilometres
POINTS = frozenset({"city", "capital", "county", "site"})


class Disambiguation:
    """Which place each name of one text means: one sense a text for a name, unless a mention says another."""

    def __init__(self, source: str, found: Sequence[Candidate]) -> None:
        self._source = source
        self._found = found
        self._keys = [self._key(c) for c in found]
        self._groups: dict[str, list[int]] = defaultdict(list)
        for n, key in enumerate(self._keys):
            self._groups[key].append(n)
        self._holders = [self._holder(n) for n in range(len(found))]
        self._best: dict[str, tuple[Spot, float]] = {}

    def chosen(self) -> list[tuple[Spot | None, float]]:
        """A place and its share of the belief for each name, None for one that nothing tells about."""
        weights = {key: 1 + log10(len(ns)) for key, ns in self._groups.items()}
        for _ in range(ROUNDS if len(weights) <= MOST else 1):
            context = Context(self._best, weights)
            known = {key: ns for key, ns in self._groups.items() if self._found[ns[0]].meant}
            self._best = {key: self._choose(key, ns, context) for key, ns in known.items()}
        result: list[tuple[Spot | None, float]] = []
        for n, c in enumerate(self._found):
            result.append(self._sense(n) if c.meant else self._unknown(n))
        return result

    def _sense(self, n: int) -> tuple[Spot | None, float]:
        """The sense of one mention: that of the text, unless what holds it says another ("Newcastle, England")."""
        best, share = self._best[self._keys[n]]
        holders = [o for o in self._holders[n] if o.kind != "state" or self._found[n].meant[0].kind != "state"]
        if any(holds(o, best) for o in holders):
            return best, share
        held = next((s for s in self._found[n].meant if any(holds(o, s) for o in holders)), None)
        return (held, share) if held is not None else self._elsewhere(n) or (best, share)

    def _key(self, c: Candidate) -> str:
        """Names of one key mean one place; "Lebanon" of "southern Lebanon" is not that of "Lebanon"."""
        name = folded(self._source[c.start : c.end])
        return f"{name}/{c.meant[0].name}" if c.meant else name

    def _choose(self, key: str, ns: list[int], context: Context) -> tuple[Spot, float]:
        meant = self._found[ns[0]].meant[:MANY]
        listed = meant[0].kind == "state"  # "China, Japan": a list, and no town in Japan
        holders = {o for n in ns for o in self._holders[n] if not (listed and o.kind == "state")}
        beside = {self._found[m].meant[0] for n in ns for m in self._listed(n)}
        held = [s for n in ns for s in self._held(n)]
        scores: list[float] = []
        for spot in meant:
            score = prior(spot) + context.favours(spot, key)
            score += HELD * any(holds(o, spot) for o in holders)
            if spot.kind == "division":
                score += HOLDS * any(holds(spot, s) for s in held)
                score += min(2, sum(s.kind == "division" and s.country == spot.country for s in beside)) * LISTED
            scores.append(score)
        best = max(range(len(meant)), key=scores.__getitem__)
        shares = [exp(score - scores[best]) for score in scores]
        # A city and the division around it are one answer to the question where.
        same = sum(x for x, s in zip(shares, meant, strict=True) if kilometres(s, meant[best]) <= SAME)
        return meant[best], same / sum(shares)

    def _between(self, n: int) -> str | None:
        """What stands between a name and the next one of its sentence."""
        if n < 0 or n + 1 >= len(self._found) or self._found[n + 1].number != self._found[n].number:
            return None
        return self._source[self._found[n].end : self._found[n + 1].start].strip()

    def _holder(self, n: int) -> tuple[Spot, ...]:
        """What the next name may be that holds this one: "Paris, Texas", "Tripoli in Lebanon", "Kobani (Syria)"."""
        if self._between(n) not in BEFORE_HOLDER:
            return ()
        after = self._found[n + 1]
        return (*behind_comma(self._source[after.start : after.end]), *after.meant)

    def _held(self, n: int) -> tuple[Spot, ...]:
        """What the name before may be that this one holds: the town of "Buffalo, New York"."""
        return self._found[n - 1].meant if self._between(n - 1) == "," else ()

    def _listed(self, n: int) -> list[int]:
        """The names beside one in a list: "Oregon, Washington and Idaho"."""
        beside = [(n + 1, self._between(n)), (n - 1, self._between(n - 1))]
        return [m for m, between in beside if between in LISTS and self._found[m].meant]

    def _elsewhere(self, n: int) -> tuple[Spot | None, float] | None:
        """The division that holds a town which the index lacks there: "Hinton, Iowa" is none of its namesakes."""
        inner = self._found[n].meant
        divisions = [s for s in self._holders[n] if s.kind == "division"]
        if not divisions or any(s.kind != "city" or holds(o, s) for o in divisions for s in inner):
            return None
        return divisions[0], SHARED

    def _unknown(self, n: int) -> tuple[Spot | None, float]:
        """Where a place lies that the index lacks: with the place named next to it, the last one before else."""
        for other in (n + 1, n - 1, n + 2, n - 2):
            if 0 <= other < len(self._found) and self._found[other].number == self._found[n].number:
                near = self._found[other]
                if near.meant and not near.is_adjective:
                    spot, share = self._best[self._keys[other]]
                    return spot, share * SHARED
        for other in range(n - 1, max(-1, n - FAR), -1):
            near = self._found[other]
            if near.meant and near.meant[0].kind != "state":
                spot, share = self._best[self._keys[other]]
                return spot, share * FAINT
        return None, 1.0


def prior(spot: Spot) -> float:
    """How often a place is meant by its name, as a score: a factor of ten in people is one."""
    match spot.kind:
        case "state":
            return 7.0
        case "region":
            return min(7.0, log10(spot.weight))
    return min(6.7, log10(max(spot.weight, 100)))


class Context:
    """What the other names of a text say for a place."""

    def __init__(self, best: dict[str, tuple[Spot, float]], weights: dict[str, float]) -> None:
        self._best = best
        points = ((key, found) for key, found in best.items() if found[0].kind in POINTS)
        self._near = list(islice(points, WIDE))
        self._weights = weights
        self._countries: dict[str, float] = defaultdict(float)
        self._divisions: dict[tuple[str, str], float] = defaultdict(float)
        for key, (spot, share) in self._best.items():
            weight = weights[key] * share
            if spot.country is not None:
                self._countries[spot.country] += weight
                if spot.admin1 is not None and spot.kind != "state":
                    self._divisions[spot.country, spot.admin1] += weight
        self._total = sum(self._countries.values())

    def favours(self, spot: Spot, key: str) -> float:
        """A score for a place from all names but its own."""
        if not self._best or spot.country is None:
            return 0.0
        own = self._best.get(key)
        mine = self._weights[key] * own[1] if own is not None else 0.0
        total = self._total - (mine if own is not None and own[0].country else 0)
        votes = self._countries.get(spot.country, 0.0) - (
            mine if own is not None and own[0].country == spot.country else 0
        )
        score = COUNTRY * votes / (total + 1)
        if spot.admin1 is not None:
            here = (spot.country, spot.admin1)
            votes = self._divisions.get(here, 0.0)
            if own is not None and (own[0].country, own[0].admin1) == here:
                votes -= mine
            score += DIVISION * votes / (votes + 1)
        return score + self._nearness(spot, key)

    def _nearness(self, spot: Spot, key: str) -> float:
        if spot.kind in {"state", "region", "division"}:
            return 0.0
        best = 0.0
        for other, (near, share) in self._near:
            if other != key and abs(near.latitude - spot.latitude) < NEAR_DEGREES:
                distance = kilometres(spot, near)
                best = max(best, *(share * gain for least, gain in NEAR if distance <= least), 0.0)
        return best
