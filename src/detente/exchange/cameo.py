"""CAMEO codes of foreign tables: which text is one, and its Goldstein score where the table gives none."""

from __future__ import annotations

import re

from detente.knowledge.layers import known
from detente.knowledge.ontology import codes, goldstein_by_cameo

CODE = re.compile(r"(?:0[1-9]|1[0-9]|20)[0-9]{0,2}", re.ASCII)
"""Root 01 to 20 and up to two digits more; the leading zero is part of the code."""

_WORDS_ONLY = ("01", "02")


def is_code(text: str) -> bool:
    """Whether a text is a CAMEO code, or one of the ontology in force."""
    return CODE.fullmatch(text) is not None or text in codes()


@known
def goldstein(code: str) -> float | None:
    """The score of a code, or of its nearest parent.

    Statements and appeals to which no act is coded get 0.0: neither cooperation nor conflict counts them.
    None where no parent has a score.
    """
    if code[:2] in _WORDS_ONLY:
        return goldstein_by_cameo().get(code, 0.0)
    parents = (code[:length] for length in range(len(code), 1, -1))
    return next((codes()[parent].goldstein for parent in parents if parent in codes()), None)
