"""An adverbial of time or place in front or at the end: it says the same in both places.

Only sentences of one plain clause are turned: where there is a second verb, the adverbial may belong to either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.evaluate.change import Change
from detente.knowledge.gazetteer import find_places
from detente.knowledge.names import actor_names
from detente.model import Article

_DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|evening|night))?"
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_TIME = rf"(?:on {_DAY}|in (?:{_MONTH} )?\d{{4}}|in {_MONTH})"
_AT_END = re.compile(rf"^(?P<rest>[A-Z].*?) (?P<adverbial>{_TIME})\.$")
_IN_FRONT = re.compile(rf"^(?P<adverbial>{_TIME}),? (?P<rest>.+)\.$", re.IGNORECASE)
_FRONTED = re.compile(r"^(?:In|On|At|By|After|During|Before)\b")
_PLACE_IN_FRONT = re.compile(r"^In (?P<rest>[A-Z].+)\.$")

_SECOND_VERB = re.compile(
    r"[,;:“\"]|\b(?:said|says|told|announced|reported|that|which|who|whose|where|when|while|because|as|after|before"
    r"|if|since|until|unless|to \w+ (?:its|his|her|their|the)|planned|owed|sailing|taking|will|have|has|had)\b"
    r"|(?<!between )\b\w+ and (?:\w+ed|gave|took|won|sent)\b"
)


def turned(article: Article, where: str) -> Iterator[Change]:
    """A text of one plain sentence with its adverbial at the other end; none where that could change its meaning."""
    text = _to_end(article.text) if _FRONTED.match(article.text) else _to_front(article.text)
    if text is not None:
        yield Change("order", where, article, Article(article.id, text, published_at=article.published_at))


def _to_front(text: str) -> str | None:
    match = _AT_END.match(text)
    if match is None or not _is_plain(match["rest"]):
        return None
    adverbial = match["adverbial"]
    return f"{adverbial[0].upper()}{adverbial[1:]}, {_lowered(match['rest'])}."


def _to_end(text: str) -> str | None:
    match = _IN_FRONT.match(text)
    if match is not None:
        adverbial, rest = match["adverbial"], match["rest"]
    else:
        place = next(find_places(text, 3), None) if _PLACE_IN_FRONT.match(text) else None
        if place is None or place.start != 3:
            return None
        adverbial, rest = text[: place.end], text[place.end :].lstrip(", ").removesuffix(".")
    if not rest or not _is_plain(rest):
        return None
    return f"{rest[0].upper()}{rest[1:]} {adverbial[0].lower()}{adverbial[1:]}."


def _is_plain(clause: str) -> bool:
    return _SECOND_VERB.search(clause) is None


def _lowered(clause: str) -> str:
    """A clause as it stands within a sentence: its first word in lower case unless it begins a name."""
    words = clause.split(" ", 2)
    named = next(actor_names().find(clause), None)
    if (named is not None and named.start == 0) or (words[0] not in _PLAIN_STARTS and words[1][:1].isupper()):
        return clause
    return clause[0].lower() + clause[1:]


_PLAIN_STARTS = frozenset({"The", "A", "An", "Two", "Three", "Four", "Five", "Six", "Several", "Some", "Many"})
"""Words that never begin a name, even where a capital follows: "The Peruvian ambassador"."""
