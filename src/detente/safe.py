"""Text of articles made harmless: they are written by anybody."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

MARKDOWN = re.compile(r"([\\`*_\[\]<>&~|$@])")
_AUTOLINK = re.compile(r"(?i)\b(https?|ftp)(:)|\b(www)(\.)")
_LINE_START = re.compile(r"^([#+\-=]|\d+(?=[.)]))")


def shown(text: str) -> str:
    """Text as it may be displayed: one line, without control, direction-override or broken characters."""
    kept = "".join(_visible(char) for char in text)
    return " ".join(kept.split())


def _visible(char: str) -> str:
    kind = unicodedata.category(char)
    if kind == "Cs":
        return "\ufffd"
    if kind == "Cc":
        return " "
    # Format characters are invisible and reorder what stands around them; joiners alone shape real scripts.
    return "" if kind == "Cf" and char not in "\u200c\u200d" else char


def href(url: str | None) -> str | None:
    """The address if a link may go there: http or https, with a host, without blanks or controls."""
    if url is None or any(c.isspace() or unicodedata.category(c)[0] == "C" or c in "<>\"'`\\" for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def markdown(text: str) -> str:
    """Text that Markdown shows as it is: no markup, no link, no heading, no HTML."""
    escaped = MARKDOWN.sub(r"\\\1", shown(text))
    escaped = _AUTOLINK.sub(lambda m: f"{m.group(1) or m.group(3)}\\{m.group(2) or m.group(4)}", escaped)
    match = _LINE_START.match(escaped)
    if match is None:
        return escaped
    start = match.group()
    if start.isdigit():
        return f"{start}\\{escaped[len(start) :]}"
    return f"\\{escaped}"
