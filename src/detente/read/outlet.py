"""The outlet of an article that names it only in its last line."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_TAIL = 300
_LONGEST_NAME = 80
_MOST_WORDS = 8

SOURCE_LINE = re.compile(
    r"\s*[(\[*_–—-]{0,3}\s*(?:original\s+)?source\s*:\s*(?P<outlet>\S.*?)\s*[)\]*_.]{0,3}\s*", re.IGNORECASE
)
"""A line that says where the article was first published, and nothing else.

Forms seen: ``Original Source: newscentral.africa``, ``Source: Example Daily``, ``(Source: Example Daily)``.
"""


def outlet_of_last_line(text: str) -> str | None:
    """The outlet that the last non-empty line of an article names, or None.

    A long last line is a sentence that happens to begin with "Source:", so it names no outlet.
    A link is shortened to its host.
    """
    tail = text.rstrip()[-_TAIL:]
    if not tail:
        return None
    match = SOURCE_LINE.fullmatch(tail.splitlines()[-1])
    if match is None:
        return None
    outlet = host_of(match["outlet"]) or match["outlet"]
    return outlet if len(outlet) <= _LONGEST_NAME and len(outlet.split()) <= _MOST_WORDS else None


def host_of(url: str | None) -> str | None:
    """The host of an http(s) link without ``www.``, or None when it is no such link."""
    if url is None or not url.lower().startswith(("http://", "https://")):
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
