"""Parsed article to Event: who did what to whom, how certainly, when and where."""

from detente.coding.classify import Classified, classify
from detente.coding.coder import code
from detente.coding.examples import Example, examples

__all__ = ["Classified", "Example", "classify", "code", "examples"]
