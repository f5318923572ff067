"""How fast actor phrases are resolved, and how fast the tables load, beside what the parser does in the same run.

    python -m benchmarks.actors PHRASES.jsonl

PHRASES has ``text`` and, where known, ``context``. Prints one JSON object: phrases a CPU second of ``detente resolve``,
of the bare parser on the same phrases, their ratio; seconds to load all that resolving and coding look up, and their
share of the seconds that loading the parser takes. Rounds alternate, and the best of each counts.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from detente.coding import resolve_phrase
from detente.parse import load_parser

ROUNDS = 3
DAY = date(2022, 1, 1)

LOADS = {
    "resolve": "from detente.coding import resolve_phrase as r",
    "parser": "from detente.parse import load_parser as r",
}
CALLS = {"resolve": "r('Nairobi police of Angela Merkel', None, None)", "parser": "r()"}


def main(path: str) -> None:
    """Time all on one file and print the figures."""
    asked = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]
    phrases = [(one["text"], one.get("context")) for one in asked]
    nlp, _ = load_parser()
    best = {"detente": float("inf"), "parser": float("inf")}
    for _ in range(ROUNDS):
        best["detente"] = min(best["detente"], _spent(lambda: [resolve_phrase(*p, DAY) for p in phrases]))
        best["parser"] = min(best["parser"], _spent(lambda: list(nlp.pipe([text for text, _ in phrases]))))
    loads = {name: _load_seconds(name) for name in LOADS}
    print(
        json.dumps(
            {
                "phrases": len(phrases),
                "detente_phrases_a_second": round(len(phrases) / best["detente"]),
                "parser_phrases_a_second": round(len(phrases) / best["parser"]),
                "ratio": round(best["parser"] / best["detente"], 1),
                "seconds_to_load_the_tables": round(loads["resolve"], 3),
                "seconds_to_load_the_parser": round(loads["parser"], 3),
            }
        )
    )


def _spent(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _load_seconds(name: str) -> float:
    """CPU seconds of the first call in a fresh process, its imports not counted."""
    code = f"import time\n{LOADS[name]}\nt=time.process_time()\n{CALLS[name]}\nprint(time.process_time()-t)"
    runs = (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in range(ROUNDS)
    )
    return min(float(done.stdout) for done in runs)


if __name__ == "__main__":
    main(sys.argv[1])
