"""CAMEO codes of foreign tables: which text is one, and its Goldstein score where the table gives none."""

from __future__ import annotations

import re
from functools import cache
from statistics import fmean

from detente.knowledge.ontology import goldstein_by_cameo

CODE = re.compile(r"(?:0[1-9]|1[0-9]|20)[0-9]{0,2}", re.ASCII)
"""Root 01 to 20 and up to two digits more; the leading zero is part of the code."""

CODE_OF_TYPE = {
    "AGREE": "030",
    "CONSULT": "040",
    "SUPPORT": "050",
    "COOPERATE": "060",
    "AID": "070",
    "CONCEDE": "080",
    "RETREAT": "080",
    "REQUEST": "100",
    "ACCUSE": "110",
    "REJECT": "120",
    "THREATEN": "130",
    "PROTEST": "140",
    "MOBILIZE": "150",
    "SANCTION": "160",
    "COERCE": "170",
    "ASSAULT": "190",
}
"""PLOVER type to the CAMEO code that says no more than the type does."""

_WORDS_ONLY = ("01", "02")


@cache
def goldstein(code: str) -> float | None:
    """The score of a code, or the mean over the codes below the nearest parent that has any.

    Statements and appeals without a score of their own get 0.0: neither cooperation nor conflict counts them.
    None where no parent has a score.
    """
    scores = goldstein_by_cameo()
    for length in range(len(code), 1, -1):
        below = [score for known, score in scores.items() if known.startswith(code[:length])]
        if code in scores or (below and code[:2] not in _WORDS_ONLY):
            return scores.get(code, fmean(below) if below else None)
    return 0.0 if code[:2] in _WORDS_ONLY else None
