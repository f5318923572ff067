"""RSS and Atom: one entry is one article."""

from __future__ import annotations

import io
import re
from calendar import timegm
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

import feedparser
from resiliparse.parse.encoding import map_encoding_to_html5

from detente.errors import InputError
from detente.model import Article, Refusal
from detente.read.dates import iso_of_feed_date
from detente.read.decode import BOM
from detente.read.html import plain_text
from detente.read.limits import Limits
from detente.read.opened import Opened
from detente.read.record import article
from detente.read.refuse import attempt
from detente.read.stream import read_all

_PROLOGUE = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_END = re.compile(r"</(?:[a-z]+:)?(?:rss|feed|rdf)\s*>\s*(?:<!--.*?-->\s*)*$", re.IGNORECASE | re.DOTALL)
_LOOK_BACK = 2_000


def read_feed(opened: Opened, limits: Limits) -> Iterator[Article | Refusal]:
    """Read one article an entry, with the feed's title as its outlet.

    Raises:
        InputError: For a file that is no feed, or one that declares entities.
    """
    data = read_all(opened.stream, limits.max_page_bytes, remedy="split the feed, or keep its newest entries")
    xml = _safe_xml(data, opened.charset)
    parsed = _parsed(xml)
    if not parsed.get("version"):
        raise InputError("neither an RSS nor an Atom feed", remedy="give a feed, or the page itself as .html")
    cut_off = _END.search(xml[-_LOOK_BACK:]) is None
    for number, entry in enumerate(parsed.entries, 1):
        broken = cut_off and number == len(parsed.entries)
        yield attempt(
            partial(_of_entry, entry, parsed.feed, limits, broken=broken),
            file=opened.name,
            record=f"record {number}",
            raw=partial(_body_of, entry),
        )
    if cut_off and not parsed.entries:
        raise InputError("the feed is truncated", remedy="fetch it again")


def _safe_xml(data: bytes, charset: str | None) -> str:
    """Decode a feed and refuse one with a document type, where entities that multiply are declared.

    Decoding comes first, and only from the encodings of HTML 5: UTF-7, say, could hide the declaration.
    """
    declared = _DECLARED.match(data[:1000].removeprefix(BOM))
    name = charset or (declared[1].decode("ascii") if declared else "utf-8")
    encoding = map_encoding_to_html5(name, fallback_utf8=False)
    if encoding is None:
        raise InputError(f"the feed's encoding {name!r} is not supported", remedy="save it as UTF-8")
    text = data.removeprefix(BOM).decode("utf-8" if encoding.startswith("utf-16") else encoding, "replace")
    start = _PROLOGUE.match(text)
    rest = text[start.end() :] if start else text
    if rest.startswith("<!"):
        raise InputError(
            "the feed declares a document type, where harmful entities are hidden",
            remedy="remove the <!DOCTYPE …> from it",
        )
    if not rest.strip():
        raise InputError("the feed is empty", remedy="leave it out, or fetch it again")
    return rest


def _parsed(xml: str) -> Any:  # noqa: ANN401 - feedparser has no types
    # Sanitizing is left out because only the text is taken, and that by a parser of our own choice.
    try:
        return feedparser.parse(
            io.BytesIO(xml.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception as error:  # it lets errors of many kinds through, such as those of character references
        raise InputError(
            f"the feed cannot be parsed ({type(error).__name__}: {error})", remedy="mend the XML"
        ) from error


def _of_entry(entry: Mapping[str, Any], feed: Mapping[str, Any], limits: Limits, *, broken: bool) -> Article:
    if broken:
        raise InputError("the feed is truncated in this entry", remedy="fetch it again")
    body = _body_of(entry)
    if body is None or not body.strip():
        raise InputError("the entry has no text", remedy="fetch the page that it links to")
    return article(
        {
            "text": body if _is_plain(entry) else plain_text(body, limits),
            "title": _line(entry.get("title"), limits),
            "published_at": _date_of(entry),
            "outlet": _line(feed.get("title"), limits),
            "url": entry.get("link"),
            "language": feed.get("language"),
            "licence": entry.get("license") or feed.get("license"),
        },
        limits,
    )


def _content_of(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fullest text that an entry has: its content, else its summary."""
    contents: list[Mapping[str, Any]] = list(entry.get("content") or [])
    if entry.get("summary_detail"):
        contents.append(entry["summary_detail"])
    return max(contents, key=lambda content: len(content.get("value") or ""), default={})


def _body_of(entry: Mapping[str, Any]) -> str | None:
    return _content_of(entry).get("value")


def _is_plain(entry: Mapping[str, Any]) -> bool:
    return _content_of(entry).get("type") == "text/plain"


def _date_of(entry: Mapping[str, Any]) -> str | None:
    """The date of publication, else of the last change.

    Raises:
        InputError: For a date that cannot be read; without one, the entry would take the caller's ``--date``.
    """
    # Asked for an "updated" that is not there, feedparser warns and gives "published".
    key = "published" if "published" in entry else "updated"
    stated = entry.get(key)
    if not stated:
        return None
    iso = iso_of_feed_date(stated)
    moment = entry.get(f"{key}_parsed")
    if iso is None and moment is not None:
        iso = datetime.fromtimestamp(timegm(moment), tz=UTC).isoformat()
    if iso is None:
        raise InputError(f"its date is none: {stated[:60]!r}", remedy="write it as RFC 822 or ISO 8601 ask")
    return iso


def _line(value: str | None, limits: Limits) -> str | None:
    """One line of text from a title, which may hold markup."""
    if not value:
        return None
    return " ".join(plain_text(value, limits).split()) or None
