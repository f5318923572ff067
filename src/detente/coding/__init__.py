"""Parsed article to Event: who did what to whom, how certainly, when and where."""

from detente.coding.classify import Classified, classify
from detente.coding.coder import MIN_CONFIDENCE, code
from detente.coding.cut import resolve_phrase
from detente.coding.examples import Example, examples
from detente.coding.explain import Considered, Explanation, explain
from detente.coding.introduced import LearntOf, persons
from detente.coding.mentions import Mention, mentions
from detente.coding.phrase import Actor
from detente.coding.toponyms import Toponym, toponyms
from detente.coding.when import stated_day

__all__ = [
    "MIN_CONFIDENCE",
    "Actor",
    "Classified",
    "Considered",
    "Example",
    "Explanation",
    "LearntOf",
    "Mention",
    "Toponym",
    "classify",
    "code",
    "examples",
    "explain",
    "mentions",
    "persons",
    "resolve_phrase",
    "stated_day",
    "toponyms",
]
