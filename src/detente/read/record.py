"""The fields of one record, whatever its format, to an Article: the one place where they are checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from difflib import get_close_matches

from detente.errors import InputError
from detente.model import Article, article_id
from detente.read.dates import is_iso_date
from detente.read.limits import Limits

KEYS: tuple[str, ...] = tuple(field.name for field in fields(Article))
"""The keys and columns that an article has."""

_OTHER_NAMES = {
    "article_id": "id",
    "body": "text",
    "content": "text",
    "date": "published_at",
    "pubdate": "published_at",
    "headline": "title",
    "source": "outlet",
    "publisher": "outlet",
    "link": "url",
    "lang": "language",
    "rights": "licence",
}
"""What other programs call our keys: only ever suggested, never accepted."""


def article(values: Mapping[str, object], limits: Limits) -> Article:
    """Build an article from the fields of one record.

    Args:
        values: Key to value as the format gives them; missing, None and empty are the same, except for text.
        limits: Bounds on the lengths.

    Raises:
        InputError: For an unknown key, or a value that its key cannot have.
    """
    check_keys(values, what="key")
    text = _text(values.get("text"), limits)
    optional = {key: _optional(key, values.get(key), limits) for key in KEYS if key != "text"}
    _check_date(optional["published_at"])
    own_id = optional.pop("id")
    return Article(id=article_id(text) if own_id is None else own_id, text=text, **optional)


def check_keys(keys: Iterable[str], *, what: str) -> None:
    """Refuse keys (or columns) that an article does not have.

    Raises:
        InputError: Naming the first of them, and the key that was probably meant.
    """
    unknown = sorted(key for key in keys if key not in KEYS)
    if unknown:
        raise InputError(
            f"unknown {what} {unknown[0]!r}" + (f" (and {len(unknown) - 1} more)" if len(unknown) > 1 else ""),
            remedy=f"{_suggestion(unknown[0])} or remove it; known: {', '.join(KEYS)}",
        )


def _suggestion(key: str) -> str:
    lowered = key.strip().lower()
    close = [_OTHER_NAMES[lowered]] if lowered in _OTHER_NAMES else get_close_matches(lowered, KEYS, n=1)
    return f"rename it to {close[0]!r}" if close else "rename it to a known one"


def _text(value: object, limits: Limits) -> str:
    if value is None:
        raise InputError("no text", remedy="give the article's body under 'text'")
    if not isinstance(value, str):
        raise InputError(f"text is {_kind(value)}", remedy="give 'text' as a string")
    if not value.strip():
        raise InputError("the text is empty", remedy="give the article's body, or leave the record out")
    if len(value) > limits.max_article_characters:
        raise InputError(
            f"the text has {len(value):,} characters, more than {limits.max_article_characters:,}",
            remedy="split it into its articles",
        )
    _check_storable("text", value)
    return value


def _optional(key: str, value: object, limits: Limits) -> str | None:
    if key == "id" and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError(f"{key} is {_kind(value)}", remedy=f"give {key!r} as a string, or leave it out")
    if len(value) > limits.max_field_characters:
        raise InputError(
            f"{key} has {len(value):,} characters, more than {limits.max_field_characters:,}",
            remedy=f"shorten {key!r}; the body belongs under 'text'",
        )
    _check_storable(key, value)
    return value if value.strip() else None


def _check_storable(key: str, value: str) -> None:
    if "\0" in value:
        raise InputError(
            f"{key} has a NUL character at position {value.index(chr(0))}", remedy="remove the NUL characters"
        )
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(
            f"{key} has half a surrogate pair (U+{ord(value[error.start]):04X}) at position {error.start}",
            remedy="mend the program that cut the character in two; UTF-8 cannot hold half of it",
        ) from error


def _check_date(published_at: str | None) -> None:
    if published_at is not None and not is_iso_date(published_at):
        raise InputError(
            f"published_at is no date: {published_at[:60]!r}",
            remedy="write it as 2024-03-05 or 2024-03-05T10:00:00+02:00, or leave it out",
        )


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), f"of type {type(value).__name__}")
