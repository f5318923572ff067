"""The lake: articles, events, quarantine."""

from detente.store.lake import Appended, Fresh, Lake

__all__ = ["Appended", "Fresh", "Lake"]
