"""The lake: articles, events, introductions, quarantine."""

from detente.store.lake import Appended, Fresh, Lake
from detente.store.rows import name_key

__all__ = ["Appended", "Fresh", "Lake", "name_key"]
