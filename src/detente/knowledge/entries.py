"""What the ontology in force says of one type, act or code, gathered from all its tables."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from detente.errors import UsageError
from detente.knowledge.ontology import Act, Border, Code, Mode, acts, borders, codes, event_types, modes
from detente.knowledge.phrases import compositions, phrase_lines


@dataclass(frozen=True, slots=True)
class Summary:
    """A type in a list of types."""

    type: str
    quad_class: int
    score: float
    includes: str


@dataclass(frozen=True, slots=True)
class Named:
    """An act or a code with what it means."""

    id: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ModeEntry:
    """A mode of a type; ``score`` on Goldstein's scale."""

    mode: str
    score: float
    origin: str
    meaning: str


@dataclass(frozen=True, slots=True)
class BorderEntry:
    """A border seen from a type: the rule, an example of the type, one of the neighbour."""

    neighbour: str
    rule: str
    example: str
    neighbour_example: str


@dataclass(frozen=True, slots=True)
class TypeEntry:
    """All that the ontology says of a type; acts and codes are those under the manual's convention."""

    type: str
    quad_class: int
    score: float
    code: str
    alone: bool
    includes: str
    excludes: str
    examples: tuple[str, ...]
    borders: tuple[BorderEntry, ...]
    modes: tuple[ModeEntry, ...]
    acts: tuple[Named, ...]
    codes: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class PhraseEntry:
    """The words that tell an act, and an example."""

    words: tuple[str, ...]
    pos: str
    needs: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class ActEntry:
    """All that the ontology says of an act.

    ``composed`` are operators with what stands below them, as ``refuse + CONSULT``.
    """

    act: str
    meaning: str
    manual: str
    crosswalk: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str
    cameo_name: str
    goldstein: float
    quad_class: int
    mutual: bool
    phrases: tuple[PhraseEntry, ...]
    composed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """All that the ontology says of a CAMEO code."""

    code: str
    name: str
    goldstein: float
    quad_class: int
    manual: str | None
    crosswalk: str | None
    mode: str | None
    contexts: tuple[str, ...]
    acts: tuple[Named, ...]
    below: tuple[Named, ...]


Entry = TypeEntry | ActEntry | CodeEntry


def summaries() -> tuple[Summary, ...]:
    """All types."""
    return tuple(Summary(t.type, t.quad_class, t.score, t.is_) for t in event_types().values())


def entry(name: str) -> Entry:
    """What the ontology says of a type, an act or a code.

    Raises:
        UsageError: When it has nothing of this name; the message names what is near.
    """
    if name.upper() in event_types():
        return _type_entry(name.upper())
    if name in codes():
        return _code_entry(codes()[name])
    if name.lower() in acts():
        return _act_entry(acts()[name.lower()])
    names = [*event_types(), *acts(), *codes()]
    near = get_close_matches(name.lower(), names, n=3, cutoff=0.5) + get_close_matches(name.upper(), names, n=2)
    hint = f"did you mean {', '.join(dict.fromkeys(near))}?" if near else "see: detente ontology show"
    raise UsageError(f"no type, act or code {name!r}; {hint}")


def _type_entry(name: str) -> TypeEntry:
    kind = event_types()[name]
    return TypeEntry(
        type=name,
        quad_class=kind.quad_class,
        score=kind.score,
        code=kind.code,
        alone=kind.alone == "yes",
        includes=kind.is_,
        excludes=kind.is_not,
        examples=kind.examples,
        borders=tuple(_seen(border, name) for border in borders() if name in {border.type, border.neighbour}),
        modes=tuple(_mode(mode) for mode in modes().values() if mode.type == name),
        acts=tuple(Named(act.act, act.meaning) for act in acts().values() if act.manual == name),
        codes=tuple(Named(code.code, code.name) for code in codes().values() if code.manual == name),
    )


def _mode(mode: Mode) -> ModeEntry:
    return ModeEntry(mode.mode, mode.score, mode.origin, mode.meaning)


def _seen(border: Border, name: str) -> BorderEntry:
    if border.type == name:
        return BorderEntry(border.neighbour, border.rule, border.example, border.neighbour_example)
    return BorderEntry(border.type, border.rule, border.neighbour_example, border.example)


def _act_entry(act: Act) -> ActEntry:
    told = [
        PhraseEntry(line.row.head, phrase.pos, tuple(line.row.needs.split()), phrase.example)
        for line, phrase in phrase_lines()
        if phrase.act == act.act and phrase.operator is None
    ]
    return ActEntry(
        act=act.act,
        meaning=act.meaning,
        manual=act.manual,
        crosswalk=act.crosswalk,
        mode=act.mode,
        contexts=act.contexts,
        cameo=act.cameo,
        cameo_name=codes()[act.cameo].name,
        goldstein=act.goldstein,
        quad_class=event_types()[act.manual].quad_class,
        mutual=act.mutual == "yes",
        phrases=tuple(told),
        composed=tuple(f"{row.operator} + {row.base}" for row in compositions() if row.result == act.act),
    )


def _code_entry(code: Code) -> CodeEntry:
    return CodeEntry(
        code=code.code,
        name=code.name,
        goldstein=code.goldstein,
        quad_class=code.quad_class,
        manual=code.manual,
        crosswalk=code.crosswalk,
        mode=code.mode,
        contexts=code.contexts,
        acts=tuple(Named(act.act, act.meaning) for act in acts().values() if act.cameo == code.code),
        below=tuple(
            Named(c.code, c.name) for c in codes().values() if c.code.startswith(code.code) and c.code != code.code
        ),
    )
