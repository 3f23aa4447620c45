"""Lines to the error stream, for commands and before the start."""

from __future__ import annotations

import sys
from collections.abc import Iterable


def tell(*lines: str) -> None:
    """Each line after the program's name, with nothing in it that a terminal would obey."""
    if not lines:
        return
    from quietread.core.text import line

    for one in lines:
        print(f"quietread: {line(one)}", file=sys.stderr)  # noqa: T201


def say(lines: Iterable[str]) -> None:
    """Lines of an answer, for the reader or for a pipe."""
    for line in lines:
        print(line)  # noqa: T201
