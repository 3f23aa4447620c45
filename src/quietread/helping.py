"""What `--help` shows: one screen about everything, and on a terminal the names stand out."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

USAGE = """\
usage: quietread [options] [ESSAY]   read, or choose from the shelf
       quietread COMMAND --help      what a command takes
"""

EXAMPLES = """\
  quietread enough                   the one essay whose title or name begins so
  quietread notes/walking.md         a file of your own
  quietread --plain watched          in lines, for screen readers and pipes
  curl -s ADDRESS | quietread -      whatever comes in
"""

_OURS = (
    (r"^unrecognized arguments: ", "not understood: "),
    (r"^the following arguments are required: ", "missing: "),
    (r"^argument (?:.*/)?(\S+): invalid int value: '(.*)'", r'\1: "\2" is not allowed: a whole number'),
    (r"^argument (?:.*/)?(\S+): invalid choice: '(.*)' \(choose from (.*)\)", r'\1: "\2" is not allowed: \3'),
    (r"^argument (?:.*/)?(\S+): not allowed with argument (\S+)", r"\1 and \2 cannot be together"),
    (r"^argument (?:.*/)?(\S+): expected one argument", r"\1: a value is missing"),
    (r"'(\w+)'(, |$|\))", r"\1\2"),
)
"""What argparse says, and how it is said here."""

HALF = 40
"""Columns of one of the two halves."""


def overview(options: Iterable[tuple[str, str]], commands: Iterable[tuple[str, str]]) -> str:
    """The help for reading and all commands, names and words, on a screen of 80 by 24."""
    return "\n".join(
        [
            USAGE,
            f"examples:\n{EXAMPLES}",
            "options:",
            *_beside(options, 15),
            "commands:",
            *_beside(commands, 10),
            "",
        ]
    )


def _beside(named: Iterable[tuple[str, str]], width: int) -> list[str]:
    """Names and words in two columns, read downwards."""
    lines = [f"  {name:<{width}}  {words}" for name, words in named]
    middle = (len(lines) + 1) // 2
    left, right = lines[:middle], lines[middle:]
    return [f"{one:<{HALF}}{other}".rstrip() for one, other in zip_longest(left, right, fillvalue="")]


def complaint(message: str, known: str, program: str) -> str:
    """What argparse says in our words, and the nearest option there is; `known`: the help of the program."""
    from difflib import get_close_matches

    for said, ours in _OURS:
        message = re.sub(said, ours, message)
    wrong = re.search(r"not understood: .*?(--[\w-]+)", message)
    near = get_close_matches(wrong[1], re.findall(r"--[a-z]+", known), 1) if wrong else []
    return f"{message}; {f'the nearest is {near[0]}' if near else f'{program} --help shows what there is'}"


def print_help(text: str, file: SupportsWrite[str] | None) -> None:
    """Print a help text; headings, options and commands in another weight where somebody looks."""
    stream = file or sys.stdout
    if not getattr(stream, "isatty", lambda: False)():
        stream.write(text)
        return
    from rich.console import Console
    from rich.text import Text

    shown = Text(text)
    shown.highlight_regex(r"(?m)^[a-z][\w ]*:", "bold")
    shown.highlight_regex(r"(?<![\w-])--?[a-z][\w-]*", "cyan")
    shown.highlight_regex(r"(?<=  )[a-z-]+(?=  +[a-z])", "cyan")
    shown.highlight_regex(r"\b[A-Z]{2,}(?:=[A-Z]+)?\b|(?<= )N(?=  )", "italic")
    Console(highlight=False).print(shown, end="", no_wrap=True, overflow="ignore", crop=False)
