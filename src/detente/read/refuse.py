"""From an error to the refusal that keeps it.

A reader that meets a bad record yields its Refusal and goes on; one that cannot go on raises InputError.
"""

from __future__ import annotations

from collections.abc import Callable

from detente.errors import InputError
from detente.model import Article, Refusal

SHOWN = 2_000
"""Characters of the refused record that are kept."""


def refusal(error: InputError, *, file: str, record: str | None = None, raw: str | bytes | None = None) -> Refusal:
    """Make the refusal of an input from the error that stopped it.

    Args:
        error: What went wrong.
        file: The input as the caller named it.
        record: Where in the file, when the error itself does not know.
        raw: What was refused, as far as it is at hand.
    """
    place = error.record if record is None else record
    return Refusal(_storable(file), place, error.reason, error.remedy, _shown(raw))


def attempt(
    make: Callable[[], Article], *, file: str, record: str, raw: Callable[[], str | bytes | None]
) -> Article | Refusal:
    """Make an article, or the refusal that says why there is none.

    ``raw`` is only called for a refusal, so that it may be costly.
    """
    try:
        return make()
    except InputError as error:
        return refusal(error, file=file, record=record, raw=raw())


def _storable(file: str) -> str:
    """A file name as UTF-8 can hold it; Python hides the bytes of other names in half surrogate pairs."""
    return file.encode("utf-8", "backslashreplace").decode("utf-8")


def _shown(raw: str | bytes | None) -> str | None:
    if raw is None:
        return None
    # Quarantine is stored as UTF-8, where neither broken bytes nor lone surrogates have a place.
    data = raw[: SHOWN * 4] if isinstance(raw, bytes) else raw[:SHOWN].encode("utf-8", "replace")
    return data.decode("utf-8", "replace")[:SHOWN].replace("\0", "\N{SYMBOL FOR NULL}")
