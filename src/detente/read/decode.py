"""Bytes to text, or a word on why not."""

from __future__ import annotations

from resiliparse.parse.encoding import detect_encoding

from detente.errors import InputError

BOM = b"\xef\xbb\xbf"
_SAMPLE = 1 << 16


def utf8(data: bytes, *, offset: int = 0) -> str:
    """Decode UTF-8 strictly; a byte order mark at the start of the input is no part of the text.

    Args:
        data: The bytes.
        offset: Where in the input they begin, for the message.

    Raises:
        InputError: Naming the first byte that is not UTF-8 and the encoding it may be.
    """
    marked = offset == 0 and data.startswith(BOM)
    try:
        return (data[len(BOM) :] if marked else data).decode("utf-8")
    except UnicodeDecodeError as error:
        start = error.start + (len(BOM) if marked else 0)
        guess = guessed_encoding(data[max(0, start - _SAMPLE // 2) : start + _SAMPLE // 2])
        raise InputError(
            f"byte {offset + start} (0x{data[start]:02x}) is not UTF-8; the text may be {guess}",
            remedy=f"convert with: iconv -f {guess} -t UTF-8",
        ) from error


def guessed_encoding(data: bytes) -> str:
    """The encoding that bytes seem to have, under the name that iconv knows."""
    guess = detect_encoding(data) or "cp1252"
    if guess == "utf-8":  # one broken byte in sound UTF-8
        return "UTF-8"
    return guess.replace("cp125", "windows-125").upper()
