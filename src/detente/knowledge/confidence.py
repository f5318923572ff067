"""How sure a coding is: weights of what it rests on, fitted on examples that the coder was not built from."""

from __future__ import annotations

from functools import cache
from typing import Literal

from detente.knowledge.tables import Row, read_yaml

Coder = Literal["rules", "rules+model"]


class Weights(Row):
    """Logistic weights of a stated probability, in nats.

    Attributes:
        base: What any coding has.
        share: Weight of the log-odds of the act's type; 0 where no classifier is asked.
        unphrased: No phrase told the act.
        inferred: A party was inferred from the discourse.
        unknown: A side is missing or names no state or organisation.
        nominal: A noun tells the act.
    """

    base: float
    share: float
    unphrased: float
    inferred: float
    unknown: float
    nominal: float


class RuleShare(Row):
    """How often a rule of resolution was right: ``right`` of ``asked`` golden phrases, drawn towards all rules' share.

    Attributes:
        probability: The share that is stated.
        right: Phrases whose country and sector were right.
        asked: Phrases that the rule decided.
    """

    probability: float
    right: int
    asked: int


@cache
def actor_confidence(rule: str | None) -> float:
    """Probability (0 to 1) that country and sector are right where a rule decided; that of all rules for a new one."""
    shares = read_yaml("actor_confidence.yaml", RuleShare)
    return shares.get(rule or "none", shares["all"]).probability


@cache
def weights() -> dict[str, Weights]:
    """Weights by what coded: ``rules`` alone, or ``rules+model``."""
    return read_yaml("coding_confidence.yaml", Weights)
