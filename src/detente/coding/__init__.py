"""Parsed article to Event: who did what to whom, how certainly, when and where."""

from detente.coding.classify import Classified, classify
from detente.coding.coder import MIN_CONFIDENCE, code
from detente.coding.examples import Example, examples
from detente.coding.explain import Considered, Explanation, explain

__all__ = [
    "MIN_CONFIDENCE",
    "Classified",
    "Considered",
    "Example",
    "Explanation",
    "classify",
    "code",
    "examples",
    "explain",
]
