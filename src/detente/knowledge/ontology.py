"""PLOVER's types, CAMEO's codes and the acts that join them: what can be coded, under both conventions.

All tables here may be extended by a user's own (``layers``). Each look-up leaves out a line that contradicts
another table, after the fault was taken: for ours that raises at once.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from detente.knowledge.layers import Line, fault, in_force, known, merged, read_lines
from detente.knowledge.tables import Listed, Optional, Row
from detente.model import Refusal

Convention = Literal["manual", "crosswalk"]
CONVENTIONS: tuple[Convention, ...] = ("manual", "crosswalk")

TypeName = Annotated[str, Field(pattern=r"^[A-Z][A-Z_]*$")]
Score = Annotated[float, Field(ge=-10, le=10)]
"""A place between conflict (-10) and cooperation (10), on Goldstein's scale."""


class EventType(Row):
    """A type of event: one of PLOVER's 16, or a user's own.

    ``code`` is the CAMEO code that says no more than the type does. ``alone`` tells whether the type may stand
    without a target: "Chad declared an emergency".
    """

    type: TypeName
    quad_class: Annotated[int, Field(ge=1, le=4)]
    score: Score
    code: str
    alone: Literal["yes", "no"] = "no"
    is_: str
    is_not: str
    examples: Listed


class Mode(Row):
    """How an act of a type was done; ``origin`` says who gives the mode: plover, detente, or the user."""

    type: str
    mode: str
    score: Score
    origin: str = "own"
    meaning: str


class Context(Row):
    """What an act may be about."""

    context: str
    meaning: str


class Border(Row):
    """When it is a type and not its neighbour, with an example of either."""

    type: str
    neighbour: str
    rule: str
    example: str
    neighbour_example: str


class Code(Row):
    """A CAMEO code: two digits are a root, three and four what stands below it; a user's own roots are 21 to 99.

    ``quad_class`` is CAMEO's own and may differ from that of the types. ``manual`` and ``crosswalk`` are the types
    that the code alone stands for; None where it is no event.
    """

    code: Annotated[str, Field(pattern=r"^\d{2,4}$")]
    name: str
    goldstein: Score
    quad_class: Annotated[int, Field(ge=1, le=4)]
    manual: Optional = None
    crosswalk: Optional = None
    mode: Optional = None
    contexts: Listed = ()


class Act(Row):
    """What detente codes: finer than a type; everything else about an event's kind follows from it."""

    act: str
    cameo: str
    goldstein: Score
    manual: str
    crosswalk: str
    mode: Optional = None
    contexts: Listed = ()
    mutual: Literal["yes", "no"] = "no"
    turned: Literal["yes", "no"] = "no"
    doer: Optional = None
    done_to: Optional = None
    unnamed: Optional = None
    inward: Literal["yes", "no"] = "no"
    meaning: str

    def event_type(self, convention: Convention) -> str:
        """The type of this act under a convention."""
        return self.manual if convention == "manual" else self.crosswalk


@known
def event_types() -> dict[str, EventType]:
    """Types by name: PLOVER's in the order of the codebook, then a user's own."""
    found = {}
    for name, line in merged(read_lines("ontology/types.tsv", EventType), lambda row: row.type).items():
        if name.lower() in {"classes", "operators", "compose"}:
            fault(line, f"a type cannot be called {name!r}: a phrase table of ours is", "give it another name")
        else:
            found[name] = line.row
    return found


@known
def contexts() -> dict[str, Context]:
    """Contexts by name."""
    lines = merged(read_lines("ontology/contexts.tsv", Context), lambda row: row.context)
    return {name: line.row for name, line in lines.items()}


@known
def modes() -> dict[tuple[str, str], Mode]:
    """Modes by type and mode."""
    found = {}
    for key, line in merged(read_lines("ontology/modes.tsv", Mode), lambda row: (row.type, row.mode)).items():
        if _has_types(line, line.row.type):
            found[key] = line.row
    return found


@known
def borders() -> tuple[Border, ...]:
    """Borders between types."""
    lines = merged(read_lines("ontology/borders.tsv", Border), lambda row: (row.type, row.neighbour)).values()
    return tuple(line.row for line in lines if _has_types(line, line.row.type, line.row.neighbour))


@known
def codes() -> dict[str, Code]:
    """CAMEO codes, and a user's own, in their order."""
    lines = merged(read_lines("ontology/cameo.tsv", Code), lambda row: row.code)
    found = {}
    for code, line in lines.items():
        row = line.row
        if line.ours and in_force().trims:
            row = _without_strangers(row)
        if code[:2] not in lines:
            fault(line, f"code {code} has no root {code[:2]}", f"add a line for {code[:2]}")
        elif _has_types(line, row.manual, row.crosswalk) and _is_told(line, row, row.manual, row.crosswalk):
            found[code] = row
    return found


def _without_strangers(row: Code) -> Code:
    """A code of ours without types that the ontology in force does not have."""
    gone = [name for name in CONVENTIONS if getattr(row, name) not in event_types()]
    return row.model_copy(update=dict.fromkeys([*gone, "mode"])) if gone else row


@known
def acts() -> dict[str, Act]:
    """All acts by id.

    Raises:
        KnowledgeError: When an act names a type, mode, context or code that does not exist, gives its code another
            Goldstein value, or stands twice; unless faults are collected.
    """
    lines = merged(read_lines("ontology/acts.tsv", Act), lambda row: row.act)
    plan = in_force().plan
    for name in plan.without:
        if name not in lines or not lines[name].ours:
            remedy = "take the name off the list; see: detente ontology show"
            in_force().refuse(Refusal(in_force().plan_file, "without", f"no act {name!r} of ours", remedy))
    found = {}
    for name, line in lines.items():
        row = line.row
        if line.ours and name in plan.without:
            continue
        if not _has_types(line, row.manual, row.crosswalk) or not _is_told(line, row, row.manual, row.crosswalk):
            continue
        code = codes().get(row.cameo)
        if code is None:
            fault(line, f"no code {row.cameo!r} in cameo.tsv", "use one of its codes, or add a line there")
        elif code.goldstein != row.goldstein:
            reason = f"goldstein {row.goldstein} is not that of code {row.cameo} ({code.goldstein})"
            fault(line, reason, "write the code's value, or give the act a code of its own in cameo.tsv")
        else:
            found[name] = row
    return found


def _has_types(line: Line[Mode] | Line[Border] | Line[Code] | Line[Act], *names: str | None) -> bool:
    for name in names:
        if name is not None and name not in event_types():
            fault(line, f"no type {name!r} in types.tsv", f"use one of {', '.join(event_types())}, or add it there")
            return False
    return True


def _is_told(line: Line[Code] | Line[Act], row: Code | Act, *types: str | None) -> bool:
    """Whether mode and contexts exist; a mode belongs to one of the types."""
    if row.mode is not None and not any((t, row.mode) in modes() for t in types if t is not None):
        fault(line, f"no mode {row.mode!r} of {types[0]} in modes.tsv", "leave it empty, or add the mode there")
        return False
    unknown = next((name for name in row.contexts if name not in contexts()), None)
    if unknown is not None:
        fault(line, f"no context {unknown!r} in contexts.tsv", "use one of its contexts, or add it there")
    return unknown is None


@known
def code_of_types() -> dict[str, str]:
    """The CAMEO code that says no more than its type, by type."""
    lines = merged(read_lines("ontology/types.tsv", EventType), lambda row: row.type)
    for name, line in lines.items():
        if name in event_types() and line.row.code not in codes():
            fault(line, f"no code {line.row.code!r} in cameo.tsv", "use one of its codes, or add a line there")
    return {name: row.code for name, row in event_types().items()}


@known
def goldstein_by_cameo() -> dict[str, float]:
    """Goldstein value (-10 to 10) of each CAMEO code that an act uses."""
    return {row.cameo: row.goldstein for row in acts().values()}


def quad_class(event_type: str) -> int:
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    return event_types()[event_type].quad_class
