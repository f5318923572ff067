"""Which format an input has: by its name, else by its first bytes."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from detente.errors import InputError
from detente.read.record import KEYS

Format = Literal["text", "html", "jsonl", "json", "table", "parquet", "feed", "warc"]

_BY_SUFFIX: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "table",
    ".tsv": "table",
    ".parquet": "parquet",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".warc": "warc",
}

_BINARY = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive, or a Word, Excel or EPUB file"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "a Rich Text file"),
    (b"\x7fELF", "a program (ELF)"),
    (b"MZ\x90", "a program (EXE)"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"ARROW1", "an Arrow file"),
    (b"Obj\x01", "an Avro file"),
    (b"ORC", "an ORC file"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
)

_MARKUP = re.compile(rb"\s*<", re.IGNORECASE)
_FEED = re.compile(rb"<(?:rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)
_HTML = re.compile(rb"<!doctype\s+html|<(?:html|head|body|article|div|p)[\s>]", re.IGNORECASE)
_JSON_OBJECT = re.compile(rb"\s*\{\s*[\"}]")
_JSON_ARRAY = re.compile(rb"\s*\[\s*[{\]]")


def format_of(hint: str, head: bytes) -> Format:
    """Tell the format of an input.

    Args:
        hint: Its file name, as far as it has one; ``.gz`` at its end is passed over.
        head: Its first bytes, already unzipped.

    Raises:
        InputError: For an empty file, and for a binary one, naming what it seems to be.
    """
    if not head:
        raise InputError("the file is empty", remedy="leave it out, or fetch it again")
    by_suffix = _BY_SUFFIX.get(PurePath(hint.lower().removesuffix(".gz")).suffix)
    found = _by_content(head) if by_suffix is None else by_suffix
    if found != "parquet":
        _refuse_binary(head, whole=found != "warc")
    return found


def _by_content(head: bytes) -> Format:
    start = head.removeprefix(b"\xef\xbb\xbf")
    tests: tuple[tuple[Format, bool], ...] = (
        ("parquet", start.startswith(b"PAR1")),
        ("warc", start.startswith(b"WARC/")),
        ("feed", bool(_MARKUP.match(start) and _FEED.search(start[:4096]))),
        ("html", bool(_MARKUP.match(start) and _HTML.search(start[:4096]))),
        ("json", bool(_JSON_OBJECT.match(start) or _JSON_ARRAY.match(start))),
        ("table", _is_table(start)),
    )
    return next((kind for kind, holds in tests if holds), "text")


def _is_table(head: bytes) -> bool:
    header = head.split(b"\n", 1)[0].decode("utf-8", "replace")
    for delimiter in ",;\t":
        cells = [cell.strip(' "\r') for cell in header.split(delimiter)]
        if len(cells) > 1 and "text" in cells and len(set(cells) & set(KEYS)) > 1:
            return True
    return False


def _refuse_binary(head: bytes, *, whole: bool) -> None:
    for magic, kind in _BINARY:
        if head.startswith(magic):
            raise InputError(f"it seems to be {kind}", remedy="give its text, or leave it out")
    if whole and b"\0" in head:
        at = head.index(b"\0")
        raise InputError(f"binary data (a NUL byte at {at})", remedy="give text, or leave it out")
