"""The brief as JSON values."""

from __future__ import annotations

from typing import Any

from detente.model import Brief, as_record


def brief_record(brief: Brief) -> dict[str, Any]:
    """The brief as plain JSON values; a section without claims has an empty list."""
    record: dict[str, Any] = as_record(brief)
    return record
