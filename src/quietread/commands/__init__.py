"""The commands that answer in lines and need no screen."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from argparse import Namespace

    from quietread.options import Options
    from quietread.storage.library import Tell

Thing = TypeVar("Thing")

PATIENCE = 1.0
"""Seconds without a sign of life that somebody who waits is asked to bear."""


def run(name: str, arguments: Namespace, options: Options) -> int:
    """Run a command; the exit status."""
    if name in ("config", "completion", "man"):
        from quietread.commands.setup import WITHOUT_DESK

        return WITHOUT_DESK[name](arguments, options)
    if name == "list":
        from quietread.commands.library import list_essays

        return list_essays(options, as_json=arguments.json)
    if name in ("marks", "card", "import", "forget", "merge-file"):
        from quietread.commands.marks import COMMANDS
    elif name == "themes":
        from quietread.commands.setup import COMMANDS
    else:
        from quietread.commands.library import COMMANDS
    from quietread.start import desk_for

    desk, problems = desk_for(options, os.environ)
    tell(*problems)
    try:
        return COMMANDS[name](desk, arguments)
    finally:
        desk.close()


def say(*lines: str) -> None:
    """Lines of an answer, for the reader or for a pipe."""
    for line in lines:
        print(line)  # noqa: T201


def say_json(value: object) -> None:
    """An answer for a script."""
    import json

    print(json.dumps(value, ensure_ascii=False, indent=2))  # noqa: T201


def tell(*lines: str) -> None:
    """Lines to the error stream, each after the program's name, with nothing in them a terminal would obey."""
    if not lines:
        return
    from quietread.core.text import line

    for one in lines:
        print(f"quietread: {line(one)}", file=sys.stderr)  # noqa: T201


@contextmanager
def progress(what: str) -> Iterator[Tell]:
    """Shows how far something is, on the error stream, once it has taken a second and if somebody looks."""
    bar = None
    began = time.monotonic()

    def show(done: int, total: int) -> None:
        nonlocal bar
        if bar is None and done < total and sys.stderr.isatty() and time.monotonic() - began > PATIENCE:
            from rich.console import Console
            from rich.progress import Progress

            bar = Progress(console=Console(stderr=True), transient=True)
            bar.add_task(what, total=total)
            bar.start()
        if bar is not None:
            bar.update(bar.task_ids[0], completed=done)

    try:
        yield show
    finally:
        if bar is not None:
            bar.stop()


def with_progress(things: Sequence[Thing]) -> Iterator[Thing]:
    """Marks, or files of them, one by one, showing how far that is."""
    with progress("marks") as show:
        for done, thing in enumerate(things):
            show(done, len(things))
            yield thing
