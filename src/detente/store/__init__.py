"""The lake: articles, events, introductions, quarantine."""

from detente.store.lake import Appended, Fresh, Lake

__all__ = ["Appended", "Fresh", "Lake"]
