"""Wording: how acts, parties, dates and notes are put into words.

Nothing here decides what is said, only how: each entry is a phrase with blanks from a closed list, so that a
typo in a knowledge file is an error when the file is loaded and not a strange sentence in a brief.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field, field_validator

from detente.errors import KnowledgeError
from detente.knowledge.layers import fault, in_force, known, read_own_entries
from detente.knowledge.ontology import codes, event_types
from detente.knowledge.tables import Row, read_yaml

ACT_FILES = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict", "other")
QUAD = "quad {}"
"""Key of the wording of a quad class: for types of a user's own, which need no words of their own to be told."""

BLANKS = frozenset({"target", "of_target", "adjective", "destination", "host", "its"})
"""What a phrase of an act may leave open."""

_BLANK = re.compile(r"{(\w+)}")


class Phrase(NamedTuple):
    """A predicate: ``met {target}`` in its three forms."""

    base: str
    present: str
    past: str
    rest: str

    @property
    def blanks(self) -> frozenset[str]:
        """The blanks that have to be filled."""
        return frozenset(_BLANK.findall(self.rest))


def _phrases(value: Any) -> Any:  # noqa: ANN401 - pydantic hands over whatever stood in the file
    return tuple(_phrase(text) for text in value) if isinstance(value, list) else value


def _phrase(text: str) -> Phrase:
    verb, _, rest = text.partition(" ")
    forms = verb.split("|")
    unknown = set(_BLANK.findall(rest)) - BLANKS
    if len(forms) != 3 or unknown:
        raise ValueError(f"write base|present|past and blanks from {sorted(BLANKS)}, not {text!r}")
    return Phrase(forms[0], forms[1], forms[2], rest)


Phrases = Annotated[tuple[Phrase, ...], BeforeValidator(_phrases)]


def _without_blanks(value: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    for phrase in value:
        if phrase.blanks:
            raise ValueError(f"said of both sides, {phrase.past} {phrase.rest!r} has nobody to name; drop the blank")
    return value


Mutual = Annotated[Phrases, AfterValidator(_without_blanks)]


class Special(Row):
    """Phrases used when the cited words contain a word that begins with one of ``when``."""

    when: tuple[str, ...]
    to: Phrases = ()
    alone: Phrases = ()
    together: Mutual = ()
    noun: str | None = None
    placed: bool = True


class ActWording(Row):
    """How one kind of act is told (data/wording/acts/)."""

    to: Phrases
    alone: Phrases = ()
    together: Mutual = ()
    noun: str = "step"
    done_by: Literal["anybody", "persons"] = "anybody"
    done_to: Literal["anybody", "persons"] = "anybody"
    placed: bool = True
    special: tuple[Special, ...] = ()

    def fitting(self, words: str) -> ActWording:
        """This wording with the phrases of the first special case that ``words`` call for."""
        for case in self.special:
            if begins_in(case.when, words):
                own = {name: getattr(case, name) for name in ("to", "alone", "together", "noun")}
                said = {name: value for name, value in own.items() if value}
                return self.model_copy(update={**said, "placed": case.placed})
        return self


class PartySpecial(Row):
    """A better name for a party whose own name in the article has one of these words."""

    when: tuple[str, ...]
    name: str
    plural: bool = False


class PartyWording(Row):
    """What a party without a named person or office is called."""

    name: str
    plural: bool = False
    own_words: bool = False
    special: tuple[PartySpecial, ...] = ()


class AttributeWording(Row):
    """How an attribute of an event is told."""

    clause: str
    sentence: str | None = None
    unless_noun: tuple[str, ...] = ()


class Words(Row):
    """A closed list of words."""

    words: tuple[str, ...]


class Saying(Row):
    """Ways of saying one thing, used in turn."""

    say: Annotated[tuple[str, ...], Field(min_length=1)]

    @field_validator("say")
    @classmethod
    def _braces_match(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for text in value:
            if re.search(r"[{}]", _BLANK.sub("", text)):
                raise ValueError(f"unmatched brace in {text!r}")
        return value


@known
def act_wordings() -> dict[str, ActWording]:
    """All act wordings by key: ``042``, ``195/drone``, ``CONSULT/visit``, ``CONSULT`` or ``quad 1``.

    Those of a user's ``wording.yaml`` replace ours.

    Raises:
        KnowledgeError: For a key that is no CAMEO code and no type, or that stands twice; unless faults are collected.
    """
    named = {*codes(), *event_types(), *(QUAD.format(quad) for quad in range(1, 5))}
    found: dict[str, ActWording] = {}
    for name in ACT_FILES:
        for key, entry in read_yaml(f"wording/acts/{name}.yaml", ActWording).items():
            if key in found or (key.partition("/")[0] not in named and not in_force().trims):
                raise KnowledgeError(
                    f"wording/acts/{name}.yaml: key {key!r} is no code or type of ontology/, or stands twice; "
                    "mend or remove it"
                )
            found[key] = entry
    for key, line in read_own_entries("wording.yaml", ActWording).items():
        if key.partition("/")[0] in named:
            found[key] = line.row
        else:
            fault(line, f"key {key!r} is no code or type", "write a code of cameo.tsv or a type of types.tsv")
    return found


def act_wording(cameo: str, mode: str | None, event_type: str, quad_class: int = 1) -> ActWording:
    """The most particular wording for an act; a type that has none, of a user's own, is told by its quad class."""
    table = act_wordings()
    keys = [cameo, f"{event_type}/{mode}", event_type, QUAD.format(quad_class)]
    if mode is not None:
        keys.insert(0, f"{cameo}/{mode}")
    return next(table[key] for key in keys if key in table)


@cache
def party_wordings() -> dict[str, PartyWording]:
    """What parties are called, by PLOVER sector; ``any`` for other sectors, ``none`` without one."""
    return read_yaml("wording/parties.yaml", PartyWording)


@cache
def attribute_wordings() -> dict[str, AttributeWording]:
    """How attributes are told, by what stands before the colon."""
    return read_yaml("wording/attributes.yaml", AttributeWording)


@cache
def words(name: str) -> tuple[str, ...]:
    """A closed list of words of data/wording/words.yaml."""
    return read_yaml("wording/words.yaml", Words)[name].words


@cache
def sayings() -> dict[str, Saying]:
    """Sentences and notes by id."""
    return read_yaml("wording/sentences.yaml", Saying)


def begins_in(beginnings: tuple[str, ...], text: str) -> bool:
    """Whether a word of ``text`` begins with one of ``beginnings``, whatever its case."""
    return any(re.search(rf"\b{re.escape(start)}", text, re.IGNORECASE) for start in beginnings)


@known
def vocabulary() -> frozenset[str]:
    """Every word that a wording file itself brings into a sentence, in lower case."""
    return frozenset(word.lower() for text in _texts() for word in re.findall(r"[^\W\d_]+", text))


def _texts() -> Iterator[str]:
    for act in act_wordings().values():
        yield from _said(act.to, act.alone, act.together)
        for case in act.special:
            yield from _said(case.to, case.alone, case.together)
    for party in party_wordings().values():
        yield from (party.name, *(special.name for special in party.special))
    for attribute in attribute_wordings().values():
        yield from (attribute.clause, attribute.sentence or "")
    for saying in sayings().values():
        yield from saying.say


def _said(*kinds: tuple[Phrase, ...]) -> Iterator[str]:
    for phrases in kinds:
        yield from (" ".join(phrase) for phrase in phrases)
