"""What the tables know, and ontologies of one's own."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from detente import coding, parse
from detente.knowledge import own
from detente.knowledge.layers import using
from detente.knowledge.learnt import Contradiction, contradictions
from detente.knowledge.ontology import acts
from detente.knowledge.profiles import Profile, profile
from detente.model import Article, Learnt, Refusal
from detente.pipeline.progress import OnRefusal
from detente.store import Lake


@dataclass(frozen=True, slots=True)
class CheckedOntology:
    """What a user's ontology has, how many examples were coded as they should, and those that leave no event.

    Attributes:
        name: What its ``ontology.yaml`` calls it.
        lines: Lines that can be used: types, acts and phrases of its own.
        examples: Examples that were coded to the act of their own line.
        unsided: Examples whose act was read but which make no event of its type: a party was not found.
    """

    name: str
    lines: int
    examples: int
    unsided: tuple[str, ...]


def check_ontology(folder: Path, *, on_refusal: OnRefusal) -> CheckedOntology:
    """Load a user's ontology and code the example of each of its phrases; faults go to ``on_refusal``."""
    knowledge, faults = own.checked(folder)
    for fault in faults:
        on_refusal(fault)
    good, unsided = 0, []
    with using(knowledge):
        phrases = [(line, phrase) for line, phrase in own.own_phrases() if phrase.example]
        parsed = parse.parse(Article(str(n), phrase.example) for n, (_, phrase) in enumerate(phrases))
        for (line, phrase), example in zip(phrases, coding.examples(parsed), strict=True):
            if phrase.act is None or phrase.operator is not None:
                good += bool(example.acts)
            elif phrase.act not in example.acts:
                told = f"tells {', '.join(example.acts)}" if example.acts else "tells no act"
                reason = f"the example should tell {phrase.act} and {told}: {phrase.example!r}"
                on_refusal(Refusal(line.file, line.where, reason, "mend head, needs or example"))
            else:
                good += 1
                if acts()[phrase.act].manual not in example.types:
                    unsided.append(f"{line.file} {line.where}: {phrase.example}")
        lines = own.own_lines()
    return CheckedOntology(knowledge.plan.name, lines, good, tuple(unsided))


@dataclass(frozen=True, slots=True)
class Known:
    """What the tables know of an actor, and what the articles of a lake say of its office holders."""

    profile: Profile
    learnt: tuple[Learnt, ...]
    contradictions: tuple[Contradiction, ...]


def known(name: str, *, date: str | None, lake_folder: Path | None) -> Known:
    """What is known of whom a name stands for.

    Raises:
        UsageError: For a name that stands in no table.
    """
    day = datetime.date.fromisoformat(date) if date is not None else None
    found = profile(name, day)
    if lake_folder is None:
        return Known(found, (), ())
    lake = Lake(lake_folder)
    asked = {"persons": [found.code]} if found.kind == "person" else {"actor": found.code}
    learnt = tuple(lake.learnt(**asked))
    return Known(found, learnt, contradictions(learnt))
