"""How much of a hostile or broken input is taken before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on one input; above each the input, or the record in it, is refused by name.

    Attributes:
        max_article_characters: Code points of one body. Longer texts are books or dumps, not articles.
        max_field_characters: Code points of any other field, such as the title.
        max_record_bytes: A JSON line, a row of a table, a WARC record (after its HTTP encoding is undone).
        max_file_bytes: A JSON array, which can only be read as a whole.
        max_page_bytes: One web page or one feed.
        max_nesting: Open HTML elements at one place; extraction takes time quadratic in it.
        max_expansion: Times a gzip stream may grow when it is expanded. Repetitive text reaches
            about 200, bombs about 1,000.
        expansion_floor: Bytes up to which any growth is fine, since small files compress by chance.
        fetch_seconds: Patience with one URL.
        max_fetch_bytes: The body of one URL, which is held in memory.
        allow_private_addresses: Whether URLs may point into the local network. Off, because an input list
            from elsewhere could otherwise read services that only this machine can reach.
    """

    max_article_characters: int = 1_000_000
    max_field_characters: int = 20_000
    max_record_bytes: int = 64 * MIB
    max_file_bytes: int = 64 * MIB
    max_page_bytes: int = 8 * MIB
    max_nesting: int = 500
    max_expansion: int = 500
    expansion_floor: int = 16 * MIB
    fetch_seconds: float = 30.0
    max_fetch_bytes: int = 64 * MIB
    allow_private_addresses: bool = False
