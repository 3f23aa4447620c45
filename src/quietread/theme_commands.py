"""The command about themes."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from quietread import ink
from quietread.core.asking import question
from quietread.core.terminal import ASKED, BACKGROUND, DASH, Terminal
from quietread.core.theme import Theme, check, sgr
from quietread.core.wrap import plain_signs
from quietread.desk import Desk
from quietread.errors import QuietreadError
from quietread.listening import Listening
from quietread.start import look_at_terminal, terminal_name
from quietread.storage.themes import load_themes

SWATCH = (
    ("text", " text "),
    ("muted", "status "),
    ("soft", "dimmed "),
    ("link", "link"),
    ("text", "  "),
    ("mark", "▌"),
    ("tint", "kept"),
    ("text", " "),
    ("cursor", "chosen"),
    ("text", " "),
    ("label", "a"),
    ("text", "  "),
)
"""A run of each style that can be met, before the hill."""
HILL = "▁▂▃▅▆▇▆▅▃▂▁"
"""The breath in one row; its colours go from the foot at both ends to the crest."""


def themes(desk: Desk, arguments: Namespace) -> int:
    """Every theme, with a swatch where it can be drawn; with --check what misses its contrast."""
    if arguments.ask:
        return _ask(desk)
    found, problems = load_themes(desk.folders.themes)
    if arguments.check:
        missed = [f"{name}: {line}" for name, theme in found.items() for line in check(theme)]
        for line in (*problems, *missed):
            print(line)  # noqa: T201
        return 1 if problems or missed else 0
    width = max(map(len, found))
    if sys.stdout.isatty():
        look_at_terminal(desk, os.environ)
    for name, theme in found.items():
        swatch = _swatch(theme, desk.look) if sys.stdout.isatty() else ""
        print(f"{name:<{width}}  {theme.kind:<5}  {swatch}".rstrip())  # noqa: T201
    for line in problems:
        print(f"quietread: {line}", file=sys.stderr)  # noqa: T201
    return 0


def _swatch(theme: Theme, look: Terminal) -> str:
    """A theme as this terminal draws it, "" if it has colours and this is no place for any."""
    if look.depth == "none" or (theme.kind != "ansi" and not look.colour):
        return ""
    slope = theme.ramp(len(HILL) // 2 + 1, look.depth)
    # where signs are two cells wide the breath is drawn in words alone
    hill = zip((*slope, *slope[-2::-1]), HILL, strict=True) if look.narrow else ()
    drawn = "".join(
        f"\x1b[0;{sgr(theme.look(style), look.depth)}m{text}"
        for style, text in (*SWATCH, *hill, ("text", " "))
    )
    return (drawn if look.narrow else plain_signs(drawn)) + "\x1b[0m"


def _ask(desk: Desk) -> int:
    """Ask the terminal again, remember what it says, and say it."""
    if not ink.terminals():
        raise QuietreadError("there is no terminal here to ask")
    name = terminal_name(os.environ)
    listening = Listening(frozenset(ASKED), lambda answers: desk.progress.save_told(name, answers))
    with ink.Ink(question=question(frozenset(ASKED))):
        listening.wait()
    answers = listening.answers
    look_at_terminal(desk, os.environ, answers)
    print(f"background: {answers[BACKGROUND] or 'no answer'}")  # noqa: T201
    print(f"a dash: {answers[DASH] or 'no answer'}")  # noqa: T201
    print(f"theme: {desk.look.theme.name}")  # noqa: T201
    return 0
