"""Floors: what a figure must reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.errors import UsageError
from detente.evaluate.report import Figure, Shortfall


def shortfalls(
    kind: str, figures: Sequence[Figure], floors: Mapping[str, Mapping[str, float]], *, name: str
) -> tuple[Shortfall, ...]:
    """Figures below their floors.

    Args:
        kind: The kind of evaluation, under which the floors stand.
        figures: What was reached.
        floors: Floors by kind and figure.
        name: Where the floors come from, for the message.

    Raises:
        UsageError: When there are no floors for the kind, or one for a figure that it does not have.
    """
    if kind not in floors:
        raise UsageError(f"{name}: no floors under {kind!r}; write them there, or use --no-floors")
    reached = {f.name: f.value for f in figures}
    unknown = sorted(set(floors[kind]) - set(reached))
    if unknown:
        raise UsageError(f"{name}: {kind}: no figure {unknown[0]!r}; known: {', '.join(reached)}")
    found = []
    for figure, floor in floors[kind].items():
        value = reached[figure]
        # Figures are rounded to three digits: a floor written from one must not fall by the fourth.
        if value is None or value < round(floor, 3):
            found.append(Shortfall(figure, floor, value))
    return tuple(found)
