"""Names of places to what they may be: states, regions, sites, divisions and cities."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cache, lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from detente.knowledge.actors import states
from detente.knowledge.lexicon import Found, Lexicon
from detente.knowledge.places import (
    Bearer,
    Located,
    bearers,
    begins,
    city_facts,
    division_codes,
    division_names,
    place_words,
    regions,
    sites,
    state_centres,
    state_numbers,
    venues,
)
from detente.knowledge.spelling import folded
from detente.model import PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Iterator

SpotKind = Literal["state", "region", "site", "capital", "division", "county", "city"]

SMALLEST = 100_000
"""People of a city that may be named without anything around it that tells a place."""

SEAT = 50_000  # people of a city that outweighs the division named after it

STATE, REGION, DIVISION, SITE, COUNTY = 10**10, 10**9, 3_000_000, 200_000, 50_000
"""Weights: a state comes before a region or capital, a province before a city of its name that is no metropolis."""

CAPITAL = 50  # a capital is named as often as a city so many times its size

UNUSUAL = 10  # a city counts so many times less where the name is an unusual spelling of its own

DIVISIONS_FIRST = frozenset({"USA", "CAN", "AUS"})
"""States whose news means the division by "Quebec"; elsewhere "Aleppo" is the city that the division is named after."""

EARTH = 6371.0  # kilometres

LONGEST = 8  # words of a name
LONGEST_NAME = 80  # code points

WORD = re.compile(r"[^\W_]+(?:['’‘ʻʼ.](?=[^\W_])[^\W_]+)*\.?")
BREAK = re.compile(r"[/–-]")
ELIDED = re.compile(r"[a-z]{1,2}['’‘]\w")
ARTICLE = re.compile(r"^(?:al|el) (?=\w)")  # Arabic, written or left out at will
LINK = re.compile(r"[ \u00a0]?[-–/ \u00a0'’][ \u00a0]?|, |")


class Positioned(Protocol):
    """Whatever has a place on the globe; WGS 84 degrees."""

    @property
    def latitude(self) -> float:
        """North of the equator."""
        ...

    @property
    def longitude(self) -> float:
        """East of Greenwich."""
        ...


class Spot(NamedTuple):
    """One place that a name may mean; WGS 84 degrees.

    ``weight`` orders the meanings of a name: people in a city, more for what is named more often than its size tells.
    """

    name: str
    country: str | None
    admin1: str | None
    latitude: float
    longitude: float
    geonameid: int | None
    precision: PlacePrecision
    weight: int
    kind: SpotKind = "city"


def spots(name: str) -> tuple[Spot, ...]:
    """All that a name may mean, heaviest first: states, regions and capitals, then divisions and cities by size.

    Diacritics, apostrophes, hyphens and dots may be left out or added; capitals must stand where names have them
    ("reading" is no city), and a name in capitals throughout is known as well.
    """
    return _spots(name) if len(name) <= LONGEST_NAME else ()


@lru_cache(maxsize=1 << 16)
def _spots(name: str) -> tuple[Spot, ...]:
    exact = _abbreviations().get(name) or _exact().get(name, ())
    if exact or not is_cased(name):
        return exact
    key = folded(name)
    return (_meant(key) or _meant(ARTICLE.sub("", key))) if key else ()


def _meant(key: str) -> tuple[Spot, ...]:
    own = _own().get(key, ())
    known = {s.geonameid for s in own if s.geonameid is not None}
    others = [_spot(b) for b in bearers(key) if b.geonameid not in known]
    return tuple(sorted(_reordered([*own, *others]), key=_lightness))


def _reordered(found: list[Spot]) -> Iterator[Spot]:
    """A division comes behind the city that it is named after, and nothing in a state bears the name of that state.

    News means the city by "Aleppo".
    """
    named = {s.country for s in found if s.kind == "state"}
    for spot in found:
        weight = spot.weight
        if spot.country in named and spot.kind in {"division", "city"}:
            continue  # the State of México, a village called China in China
        if spot.kind == "division" and spot.country not in DIVISIONS_FIRST:
            seats = [s.weight for s in found if s.kind == "city" and (s.country, s.admin1) == (spot.country, spot.name)]
            weight = min(weight, max((w - 1 for w in seats if w >= SEAT), default=weight))
        yield spot._replace(weight=weight)


@lru_cache(maxsize=1 << 16)
def is_begun(words: str) -> bool:
    """Whether some name begins with these words: if none does, longer ones need not be looked up."""
    key = folded(words[:LONGEST_NAME])
    at = bisect_left(_sorted_keys(), key)
    return (
        (at < len(_sorted_keys()) and _sorted_keys()[at].startswith(key)) or begins(key) or begins(ARTICLE.sub("", key))
    )


def is_cased(name: str) -> bool:
    """Whether the words of a name begin with capitals, but for small words within it."""
    words = BREAK.sub(" ", name).split()
    if not words or not _begins_name(words[0]):
        return False
    return all(w[0].isupper() or w.lower() in place_words("particles") or _begins_name(w) for w in words)


def _begins_name(word: str) -> bool:
    """A capital, a figure, or an article of Arabic or French before one: "Rome", "al", "d'Ivoire"."""
    return word[0].isupper() or word[0].isdigit() or word == "al" or ELIDED.match(word) is not None


def _spot(bearer: Bearer) -> Spot:
    weight = bearer.population
    if bearer.kind == "division":
        weight = min(DIVISION, max(2 * weight, SMALLEST)) + weight // 100
    elif bearer.kind == "county":
        weight = COUNTY
    if bearer.is_spelling:
        weight //= UNUSUAL
    return Spot(
        bearer.name,
        bearer.country,
        bearer.name if bearer.kind == "division" else bearer.admin1,
        bearer.latitude,
        bearer.longitude,
        bearer.geonameid,
        "admin1" if bearer.kind != "city" else "city",
        weight,
        bearer.kind,
    )


def holds(outer: Spot, inner: Spot) -> bool:
    """Whether a state or division holds a place."""
    if outer.country is None or outer.country != inner.country or inner.kind == "state":
        return False
    return outer.kind == "state" or (
        outer.kind == "division" and outer.admin1 == inner.admin1 and inner.kind != "division"
    )


def kilometres(a: Positioned, b: Positioned) -> float:
    """Great-circle distance (haversine) in kilometres."""
    half = sin(radians(b.latitude - a.latitude) / 2) ** 2
    half += cos(radians(a.latitude)) * cos(radians(b.latitude)) * sin(radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * EARTH * asin(sqrt(min(1.0, half)))


# -- names of our own tables -------------------------------------------------------------------------------


@cache
def _named() -> dict[str, tuple[Spot, ...]]:
    """Names of states, capitals, regions and sites as they are written, with all that each may mean."""
    found: dict[str, list[Spot]] = defaultdict(list)
    for names, spot in (*_state_names(), *_region_names(), *_site_names()):
        for name in names:
            found[name].append(spot)
    return {name: tuple(sorted(all_, key=_lightness) if len(all_) > 1 else all_) for name, all_ in found.items()}


def _lightness(spot: Spot) -> int:
    return -spot.weight


def _state_names() -> Iterator[tuple[tuple[str, ...], Spot]]:
    houses = {name for site in sites() for name in site.names}
    for s in states():
        yield s.names, state_spots()[s.iso3]
        capital = capitals().get(s.iso3)
        if capital is not None:
            yield s.capitals, capital
            for seat in s.seats:
                if seat.name not in houses:
                    yield (
                        (seat.name,),
                        capital._replace(name=seat.name, precision="venue", weight=SITE, kind="site"),
                    )


def _region_names() -> Iterator[tuple[tuple[str, ...], Spot]]:
    for r in regions():
        precision: PlacePrecision = "city" if r.kind == "city" else "admin1"
        weight = COUNTY if r.kind == "county" else REGION
        yield r.names, Spot(r.name, r.country, None, r.latitude, r.longitude, r.geonameid, precision, weight, "region")


def _site_names() -> Iterator[tuple[tuple[str, ...], Spot]]:
    for v in sites():
        yield v.names, Spot(v.name, v.country, None, v.latitude, v.longitude, None, "venue", SITE, "site")


@cache
def _own() -> dict[str, tuple[Spot, ...]]:
    """The same by the key of the name."""
    found: dict[str, tuple[Spot, ...]] = {}
    for name, all_ in _named().items():
        key = folded(name)
        found[key] = all_ if key not in found else tuple(dict.fromkeys((*found[key], *all_)))
    return found


@cache
def _sorted_keys() -> list[str]:
    return sorted(_own())


@cache
def _exact() -> dict[str, tuple[Spot, ...]]:
    """Names that hold small words of their own ("southern Lebanon"): nothing but exactly this is meant."""
    return {name: all_ for name, all_ in _named().items() if not is_cased(name)}


@cache
def _small_names() -> dict[str, tuple[tuple[str, int], ...]]:
    """Those names, longest first, by their first word with a capital, and how far within the name it stands."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for name in _exact():
        word = next((w for w in WORD.finditer(name) if w.group()[0].isupper()), None)
        if word is not None:
            found[word.group()].append((name, word.start()))
    return {word: tuple(sorted(all_, key=lambda pair: -len(pair[0]))) for word, all_ in found.items()}


def small_name(text: str, start: int, word: str) -> Found[tuple[Spot, ...]] | None:
    """The longest name with small words of its own whose first word with a capital stands at an offset of a text."""
    for name, before in _small_names().get(word, ()):
        begin, end = start - before, start - before + len(name)
        stands = begin >= 0 and text.startswith(name, begin)
        if stands and not text[begin - 1 : begin].isalnum() and not text[end : end + 1].isalnum():
            return Found(begin, end, _exact()[name])
    return None


@cache
def _abbreviations() -> dict[str, tuple[Spot, ...]]:
    """Names in exactly this spelling: "Ky.", "NSW"."""
    short = [row for row in division_names() if "." in row.name or row.name.isupper()]
    return {row.name: (_division(row.country, row.division),) for row in short}


def behind_comma(code: str) -> tuple[Spot, ...]:
    """Divisions that a code means behind a town and a comma: "Louisville, KY"."""
    return _codes().get(code, ())


@cache
def _codes() -> dict[str, tuple[Spot, ...]]:
    found: dict[str, tuple[Spot, ...]] = {}
    for row in division_codes():
        found[row.name] = (*found.get(row.name, ()), _division(row.country, row.division))
    return found


def _division(country: str, name: str) -> Spot:
    found = (b for b in bearers(folded(name)) if (b.kind, b.country, b.name) == ("division", country, name))
    return _spot(next(found))


@cache
def state_spots() -> dict[str, Spot]:
    """States by their code."""
    found = {}
    for s in states():
        centre = state_centres().get(s.iso3, s)
        number = state_numbers().get(s.iso3)
        found[s.iso3] = Spot(s.name, s.iso3, None, centre.latitude, centre.longitude, number, "country", STATE, "state")
    return found


@cache
def capitals() -> dict[str, Spot]:
    """The capital of each state that has one, by state."""
    found = {}
    for s in states():
        if s.capital and s.capital_latitude is not None and s.capital_longitude is not None:
            admin1, people = city_facts(s.capital_geonameid)
            weight = min(REGION, max(people, 1_000) * CAPITAL)
            point = (s.capital_latitude, s.capital_longitude)
            found[s.iso3] = Spot(s.capital, s.iso3, admin1, *point, s.capital_geonameid, "city", weight, "capital")
    return found


@cache
def adjectives() -> dict[str, Spot]:
    """Adjectives of states to the state: "Turkish"."""
    return {word: state_spots()[s.iso3] for s in states() for word in s.adjectives}


@cache
def venue_names() -> Lexicon[Located]:
    """Phrases that name a venue, with where such a venue stands."""
    return Lexicon(((phrase, v.located) for v in venues() for phrase in v.phrase), ignore_case=True)


def known_places(name: str) -> tuple[Spot, ...]:
    """What a name may mean that is a place without a look at its surroundings; else nothing.

    That is a state, region, capital or division, or a city of 100,000 people.
    """
    meant = spots(name)
    return meant if meant and meant[0].weight >= SMALLEST else ()


# -- finding names without a parse -------------------------------------------------------------------------


def find_places(text: str, start: int = 0, end: int | None = None) -> Iterator[Found[tuple[Spot, ...]]]:
    """Names of places between two offsets of a text, longest first, none overlapping.

    Only what is a place without a look at its surroundings (see ``known_places``); ``coding.toponyms`` reads what a
    parsed article says beyond that.
    """
    words = list(WORD.finditer(text, start, len(text) if end is None else end))
    position = start
    for i, word in enumerate(words):
        if word.start() < position:
            continue
        small, found = small_name(text, word.start(), word.group()), _longest(text, words, i)
        if small is not None and (found is None or small.end >= found.end):
            found = small
        if found is not None and found.start >= position and found.entry[0].weight >= SMALLEST:
            yield found
            position = found.end


def _longest(text: str, words: list[re.Match[str]], i: int) -> Found[tuple[Spot, ...]] | None:
    if not _begins_name(words[i].group()):
        return None
    ends = []
    for n in range(i, min(i + LONGEST, len(words))):
        if n > i and not LINK.fullmatch(text, words[n - 1].end(), words[n].start()):
            break
        ends += [words[n].end() - 1, words[n].end()] if words[n].group().endswith(".") else [words[n].end()]
    for stop in reversed(ends):
        name = text[words[i].start() : stop]
        # The dot is the name's only where it is written so ("U.S."); else it ends the sentence.
        meant = spots(name) if name[-1] != "." or name in _named() or name in _abbreviations() else ()
        if meant:
            return Found(words[i].start(), stop, meant)
    return None
