"""Gather the names of all tables of actors into the index that is read at start.

Usage: python -m scripts.index_names

To be run after each change of a table of actors or organisations; a test tells when it was forgotten.
"""

from __future__ import annotations

import sys
from pathlib import Path

from detente.knowledge.name_tables import INDEX, index_text
from detente.knowledge.tables import DATA


def main() -> int:
    """Write the index."""
    path = Path(str(DATA)).joinpath(*INDEX.split("/"))
    text = index_text()
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{path.name}: {text.count(chr(10)) - 1} entries")
    return 0


if __name__ == "__main__":
    sys.exit(main())
