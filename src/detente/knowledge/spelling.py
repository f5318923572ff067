"""One key for all spellings of a name: without case, diacritics, apostrophes and dots; hyphens are spaces."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters that no rule of Unicode takes apart, and signs that news writes or leaves out.
PLAIN = {
    "ß": "ss", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ł": "l",
    "Ł": "L", "ı": "i", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ə": "a", "Ə": "A", "ħ": "h", "Ħ": "H",
}  # fmt: skip
LETTERS = str.maketrans({
    **PLAIN,
    "'": "", "‘": "", "’": "", "ʻ": "", "ʼ": "", "ʿ": "", "ʾ": "", "`": "", ".": "", "-": " ", "‐": " ", "–": " ",
    "/": " ", "&": " and ",
})  # fmt: skip


@lru_cache(maxsize=1 << 16)
def folded(name: str) -> str:
    """The key of a name: "Khān Yūnis" and "KHAN YUNIS" have one, so have "Port-au-Prince" and "Port au Prince"."""
    decomposed = name.translate(LETTERS)
    if not decomposed.isascii():
        decomposed = "".join(c for c in unicodedata.normalize("NFKD", decomposed) if not unicodedata.combining(c))
    return " ".join(decomposed.lower().split())
