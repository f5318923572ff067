"""The command line: arguments in, pipeline called, errors printed."""

from __future__ import annotations

import sys

from detente.cli.answer import DONE, NOTHING_DONE, WRONG_USE, say
from detente.cli.commands import app
from detente.errors import DetenteError, UsageError

__all__ = ["app", "main"]


def main() -> None:
    """Run the command line; errors become one line on standard error and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except UsageError as error:
        say(f"detente: {error}")
        sys.exit(WRONG_USE)
    except DetenteError as error:
        say(f"detente: {error}")
        sys.exit(NOTHING_DONE)
    except BrokenPipeError:
        # `detente code … | head`: the reader has enough; closing quietly is what it expects
        sys.stderr.close()
        sys.exit(DONE)
