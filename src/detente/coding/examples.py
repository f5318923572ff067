"""What the coder makes of a sentence written as an example of a phrase."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from detente.coding.coder import code
from detente.coding.sentence import readings
from detente.coding.tree import Tree
from detente.model import ParsedArticle


@dataclass(frozen=True, slots=True)
class Example:
    """Acts that a sentence tells, and the types of the events that are left once both parties are asked for."""

    acts: tuple[str, ...]
    types: tuple[str, ...]


def examples(parsed: Iterable[ParsedArticle]) -> Iterator[Example]:
    """The acts and the events of each text, under the manual's convention."""
    for one in parsed:
        told = [r.act for sentence in one.text for r in readings(Tree(sentence)) if r.act is not None]
        yield Example(tuple(told), tuple(event.event_type for event in code(one).events))
