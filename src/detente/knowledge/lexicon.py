"""Finding names in running text: every place where an entry of a table stands, longest first, on word borders."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

E = TypeVar("E")
WORD_START = re.compile(r"(?<!\w)\w+")
APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})


class Found(NamedTuple, Generic[E]):
    """An entry at a half-open range of code points."""

    start: int
    end: int
    entry: E


class Lexicon(Generic[E]):
    """Names to entries, found by their first word: the cost is one look-up a word, whatever the table's size.

    Args:
        names: Pairs of name and entry. The first entry of a name stays: earlier tables are the stronger ones.
        ignore_case: Whether ``chief of staff`` is found in ``Chief of Staff``.
    """

    def __init__(self, names: Iterable[tuple[str, E]], *, ignore_case: bool = False) -> None:
        self._ignore_case = ignore_case
        self._entries: dict[str, E] = {}
        lengths: dict[str, set[int]] = defaultdict(set)
        for name, entry in names:
            key = self._folded(name)
            first = WORD_START.search(key)
            if first is not None and key not in self._entries:
                self._entries[key] = entry
                lengths[first.group()].add(len(key))
        self._lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}

    def _folded(self, text: str) -> str:
        text = text.translate(APOSTROPHES) if not text.isascii() else text
        if not self._ignore_case:
            return text
        low = text.lower()
        # str.lower may change the length of a text (İ), which would shift every offset behind it.
        return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Found[E]]:
        """All entries between two offsets of a text; offsets are those of the text. None overlap."""
        part = self._folded(text[start:end])
        lengths_of, entry_of, size = self._lengths.get, self._entries.get, len(part)
        position = 0
        for match in WORD_START.finditer(part):
            lengths = lengths_of(match.group())
            if lengths is None or match.start() < position:
                continue
            begin = match.start()
            for length in lengths:
                stop = begin + length
                if stop > size or (stop < size and part[stop].isalnum()):
                    continue
                entry = entry_of(part[begin:stop])
                if entry is not None:
                    yield Found(start + begin, start + stop, entry)
                    position = stop
                    break

    def exact(self, name: str) -> E | None:
        """The entry whose name these words are, and nothing else; the cheapest look-up."""
        return self._entries.get(self._folded(name))

    def get(self, name: str) -> E | None:
        """The entry of exactly this name."""
        found = next(self.find(name), None)
        return found.entry if found is not None and found.end - found.start == len(name) else None
