"""Parsed article to Event: who did what to whom, how certainly, when and where."""

from detente.coding.classify import Classified, classify
from detente.coding.coder import MIN_CONFIDENCE, code
from detente.coding.examples import Example, examples
from detente.coding.explain import Considered, Explanation, explain
from detente.coding.toponyms import Toponym, toponyms

__all__ = [
    "MIN_CONFIDENCE",
    "Classified",
    "Considered",
    "Example",
    "Explanation",
    "Toponym",
    "classify",
    "code",
    "examples",
    "explain",
    "toponyms",
]
