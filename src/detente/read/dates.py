"""What counts as a date of publication, and how dates of feeds become one."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
)


def is_iso_date(value: str) -> bool:
    """Whether a string is an ISO 8601 date or date-time in the extended form, and a day that exists."""
    if _ISO.fullmatch(value) is None:
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def iso_of_feed_date(value: str) -> str | None:
    """The ISO form of an RFC 822 date, in its own time zone; an ISO date stays as it is; else None.

    The zone is kept because the day in UTC may not be the day on which the outlet published.
    """
    value = value.strip()
    if is_iso_date(value):
        return value
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
