"""The lake: articles, events, quarantine."""

from detente.store.lake import Appended, Checked, Lake

__all__ = ["Appended", "Checked", "Lake"]
