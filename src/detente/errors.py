"""The errors of detente.

DetenteError                 everything below; only cli turns it into an exit code
├── UsageError               the call itself is wrong (exit 2)
├── InputError               one input record cannot be read; names file, record and remedy (exit 1)
├── KnowledgeError           a knowledge file breaks its schema; names file, key and value
├── ModelError               a language model file is missing or not the one that was pinned
├── StoreError               the lake cannot be read or written
└── UnsupportedClaimError    a sentence of a brief says what its citations do not
"""

from __future__ import annotations


class DetenteError(Exception):
    """Anything that detente raises on purpose."""


class UsageError(DetenteError):
    """The call itself is wrong: an unknown option value, a path that does not exist."""


class InputError(DetenteError):
    """One input record cannot be read.

    Args:
        reason: What is wrong with the record.
        remedy: What its owner can do about it.
        record: Where in the file: ``"line 3"``, ``"row 12"``, ``"record 4"``, or ``"file"`` for all of it.
    """

    def __init__(self, reason: str, *, remedy: str, record: str = "file") -> None:
        super().__init__(f"{record}: {reason}; {remedy}")
        self.reason = reason
        self.remedy = remedy
        self.record = record


class KnowledgeError(DetenteError):
    """A knowledge file breaks its schema."""


class ModelError(DetenteError):
    """A language model file is missing or is not the one that was pinned."""


class StoreError(DetenteError):
    """The lake cannot be read or written."""


class UnsupportedClaimError(DetenteError):
    """A sentence of a brief says something that its citations do not."""
