"""The conversation of lines: what the full screen can do, without a byte a terminal would obey or a clock."""

from __future__ import annotations

import io
import sys

from quietread.core.essay import Essay
from quietread.core.terminal import WHOLE
from quietread.desk import Desk
from quietread.errors import SettingError

NARROWEST = 10


def converse(desk: Desk, essay: Essay | None, shown: str, *, wrap: int | None) -> int:
    """Read `essay`, or for None choose from the shelf; the exit status.

    `shown`: `CONVERSATION`, a command a line from standard input; or `WHOLE`, everything is printed and nothing
    asked. `wrap`: cells of a line, None for a paragraph a line. Raises SettingError.
    """
    from quietread.core.parts import parts
    from quietread.plain.conversation import Conversation
    from quietread.plain.leading import print_shelf
    from quietread.plain.lines import Lines, print_essay

    if wrap is not None and wrap < NARROWEST:
        raise SettingError(f"{wrap} is too narrow: {NARROWEST} or more is wanted", key="--wrap")
    # essays have more signs than some terminals, keyboards send what is no text, and a line ends in one byte
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace", newline="\n")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    lines = Lines(sys.stdout, wrap)
    if shown != WHOLE:
        return Conversation(desk, sys.stdin, lines).run(essay)
    if essay is None:
        from quietread.plain.leading import say_echo

        say_echo(lines, desk)
        print_shelf(lines, desk)
    else:
        print_essay(lines, essay, parts(essay, desk.settled.settings.split))
    return 0
