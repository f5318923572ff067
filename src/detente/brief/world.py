"""Names of states and offices as prose needs them."""

from __future__ import annotations

import re
from functools import cache

from detente.knowledge.actors import offices, states
from detente.knowledge.wording import words

SHORTEST_OFFICE = 4  # letters: "king"; what is shorter is an abbreviation


@cache
def _names() -> dict[str, str]:
    return {state.iso3: state.name for state in states()}


@cache
def _adjectives() -> dict[str, str]:
    return {state.iso3: state.adjectives[0] for state in states() if state.adjectives}


@cache
def _offices() -> dict[str, tuple[str, tuple[str, ...]]]:
    return {office.id: (office.title, office.phrases) for office in offices()}


def country(iso3: str) -> str:
    """The name of a state within a sentence: ``Turkey``, ``the United States``."""
    name = _names().get(iso3, iso3)
    return f"the {name}" if iso3 in words("with_the") else name


def adjective(iso3: str) -> str | None:
    """``Turkish`` for ``TUR``; None where the tables have none."""
    return _adjectives().get(iso3)


def possessive(name: str) -> str:
    """``Turkey’s``, ``the United States’``."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def office_words(office: str, own: str, around: str) -> str | None:
    """What an office is called: in the article's words where they name it, else by its title.

    Args:
        office: Id of the office.
        own: The party's own name in the article, which is searched first.
        around: The words that tell the event; used only if they hold one name of the office and no second.
    """
    if office in words("vague_offices"):
        return None
    title, phrases = _offices().get(office, (office.replace("_", " "), ()))
    for text, several in ((own, True), (around, False)):
        found = _longest(phrases, text)
        if found and (several or len(found) == 1):
            return _typeset(max(found, key=len))
    return _typeset(title)


def office_names(office: str) -> tuple[str, ...]:
    """Every name of an office, for checking what a sentence says."""
    title, phrases = _offices().get(office, (office.replace("_", " "), ()))
    return (title, *phrases)


def _longest(phrases: tuple[str, ...], text: str) -> list[str]:
    folded = text.replace("’", "'").casefold()
    found = [p for p in phrases if _plain(p) and re.search(rf"(?<![\w-]){re.escape(p)}s?(?![\w-])", folded)]
    return [p for p in found if not any(p != other and p in other for other in found)]


def _plain(phrase: str) -> bool:
    """Whether a name of an office is neither an abbreviation nor made with a proper name."""
    proper = re.search(rf"\b(?:{'|'.join(re.escape(w) for w in words('named_in_offices'))})\b", phrase)
    return proper is None and len(phrase) >= SHORTEST_OFFICE and "." not in phrase


def _typeset(text: str) -> str:
    return text.replace("'", "’")


def plural(title: str) -> str:
    """``chiefs of staff``, ``foreign ministers``, ``secretaries of state``."""
    exceptions = dict(pair.split("=") for pair in words("plural_exceptions"))
    plain = title.replace("’", "'")
    if plain in exceptions:
        return _typeset(exceptions[plain])
    head, of, rest = title.partition(" of ")
    if re.search(r"[^aeiou]y$", head):
        head = f"{head[:-1]}ies"
    elif head.endswith(("s", "x", "ch", "sh")):
        head = f"{head}es"
    else:
        head = f"{head}s"
    return f"{head}{of}{rest}"


def listed(parts: list[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
