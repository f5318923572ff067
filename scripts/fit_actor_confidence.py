"""Count how often each rule of resolution is right, and write the confidence that ``detente resolve`` states.

Usage: python -m scripts.fit_actor_confidence

A rule's share of right answers on the golden phrases is drawn towards that of all rules as if it had been asked
``PRIOR`` times more with their success. Right means that country and sector are as asked.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from detente.coding import resolve_phrase, stated_day
from detente.knowledge.evaluation import golden_file
from detente.knowledge.names import actor_code
from detente.knowledge.tables import DATA

FILE = "actor_confidence.yaml"
PRIOR = 10
HEAD = (
    "# How often each rule of resolution gives country and sector right, on the golden phrases\n"
    "# (evaluation/actors.jsonl), drawn towards the share of all rules. Written by scripts/fit_actor_confidence.py.\n"
)


def main() -> int:
    """Write the table."""
    path = Path(str(DATA)) / FILE
    path.write_text(confidence_text(), encoding="utf-8", newline="\n")
    print(path.name)
    return 0


def confidence_text() -> str:
    """The whole table, the rule asked most often first."""
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    with golden_file("actors") as path, path.open(encoding="utf-8") as lines:
        for line in lines:
            question = json.loads(line)
            day = stated_day(question["date"]) if question.get("date") else None
            found = resolve_phrase(question["text"], question.get("context"), day)
            told = {"country": found.country or actor_code(found.org), "sector": found.sector}
            rule = found.rule or "none"
            asked[rule] += 1
            right[rule] += all((told[key] or "") == question["expect"].get(key, told[key] or "") for key in told)
    share = right.total() / asked.total()
    rows = [("all", share, right.total(), asked.total())]
    rows += [(r, (right[r] + PRIOR * share) / (n + PRIOR), right[r], n) for r, n in asked.most_common()]
    written = (f"{r}: {{probability: {p:.3f}, right: {good}, asked: {n}}}\n" for r, p, good, n in rows)
    return HEAD + "".join(written)


if __name__ == "__main__":
    sys.exit(main())
