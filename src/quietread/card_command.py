"""The command that sets a kept sentence as a picture."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

from quietread.core.mark import Mark
from quietread.core.theme import Theme
from quietread.desk import Desk
from quietread.errors import NotFoundError, QuietreadError, StoreError
from quietread.storage.collect import Collected
from quietread.telling import say

MOST = 5
"""Marks named when the first letters fit several."""
ENDING = ".svg"


def card(desk: Desk, arguments: Namespace) -> int:
    """Draw it, to a file or to the screen."""
    from quietread.core.card import Words
    from quietread.core.card import card as drawn

    book, mark = _chosen(desk, arguments.mark)
    if not mark.quote.strip():
        raise NotFoundError(f"{mark.id} has no words of an essay, only a note")
    words = Words(mark.quote, book.word("title"), book.word("author"), book.word("language"))
    picture = drawn(words, _theme(desk))
    if arguments.output is None:
        say([picture.rstrip()])
    else:
        say([f"written: {_written(desk, Path(arguments.output), picture.encode())}"])
    return 0


def _chosen(desk: Desk, letters: str) -> tuple[Collected, Mark]:
    """The one mark whose id begins so, and its file. Raises NotFoundError for none and for several."""
    from quietread.storage.collect import collect

    found = [
        (book, book.mark(name))
        for book in collect(desk.marks_folder)
        for name in book.marks
        if name.startswith(letters)
    ]
    exact = [one for one in found if one[1].id == letters]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not found:
        raise NotFoundError(f'no mark begins with "{letters}"; quietread marks --ids lists them')
    named = ", ".join(mark.id for _, mark in found[:MOST])
    more = "" if len(found) <= MOST else f" and {len(found) - MOST} more"
    raise NotFoundError(f'several marks begin with "{letters}": {named}{more}')


def _theme(desk: Desk) -> Theme:
    """The theme asked for, else the one this terminal would have; one with colours."""
    from quietread.core.terminal import BACKGROUND, choose
    from quietread.start import terminal_name
    from quietread.storage.themes import theme_asked, theme_named

    asked = desk.settled.settings.theme != "auto"
    if asked:
        theme, problems = theme_asked(desk.settled, desk.folders.themes)
    else:
        behind = desk.progress.told(terminal_name(os.environ), (BACKGROUND,)).get(BACKGROUND, "")
        environ = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
        theme, problems = theme_named(choose("", environ, "", behind, "truecolor"), desk.folders.themes)
    if theme is None:
        raise QuietreadError(problems[0])
    if theme.kind == "ansi":
        raise NotFoundError(f"the theme {theme.name} has no colours to draw in; --theme NAME chooses another")
    return theme


def _written(desk: Desk, path: Path, data: bytes) -> Path:
    """Write a card; what stands there already is left alone unless it is a card of ours, unchanged."""
    from quietread.exporting import known_exports, remember_exports
    from quietread.storage.export import write

    if path.suffix.lower() != ENDING:
        raise StoreError(f"a card is SVG: the name has to end in {ENDING}", path=str(path))
    target, known = write(path.absolute(), data, known_exports(desk), beside=False)
    remember_exports(desk, known)
    return target
