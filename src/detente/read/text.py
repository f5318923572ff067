"""Plain text: one file is one article."""

from __future__ import annotations

from collections.abc import Iterator

from detente.model import Article, Refusal
from detente.read.decode import utf8
from detente.read.limits import Limits
from detente.read.opened import Opened
from detente.read.record import article
from detente.read.refuse import attempt
from detente.read.stream import read_all


def read_text(opened: Opened, limits: Limits) -> Iterator[Article | Refusal]:
    """Read one article, its text exactly as it stands in the file.

    Raises:
        InputError: When the file is larger than an article can be.
    """
    # A code point has at most four bytes, so a larger file cannot be within the limit of characters.
    most = limits.max_article_characters * 4 + 4
    data = read_all(opened.stream, most, remedy="split it into its articles")
    yield attempt(
        lambda: article({"text": utf8(data), "url": opened.url}, limits),
        file=opened.name,
        record="file",
        raw=lambda: data,
    )
