"""The commands about what was kept."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from quietread.commands import say, tell, with_progress
from quietread.core.frame import shortened
from quietread.core.mark import Mark
from quietread.core.text import many
from quietread.core.theme import Theme
from quietread.desk import Desk
from quietread.errors import NotFoundError, QuietreadError, SourceError, StoreError, reason
from quietread.storage.collect import Collected, collect
from quietread.storage.heads import Whereabouts
from quietread.storage.paths import shown

WORDS = 60
"""Cells of a kept sentence shown beside its id."""
MOST = 5
"""Marks named when the first letters fit several."""


def _marks(desk: Desk, arguments: Namespace) -> int:
    from quietread.noted import books, export_to
    from quietread.storage.export import exported

    essay = _essay_id(desk, arguments.essay) if arguments.essay else None
    if arguments.output is not None:
        how = {"form": arguments.format, "excel": arguments.excel, "each": with_progress}
        say(f"written: {shown(export_to(desk, Path(arguments.output), essay, **how))}")
        return 0
    if arguments.ids:
        kept = (mark for book, mark in _every(desk) if essay in (None, book.id))
        say(*(f"{mark.id}  {shortened(' '.join(mark.quote.split()), WORDS)}" for mark in kept))
        return 0
    found = books(desk, essay, with_progress)
    data = exported(found, arguments.format or "md", now=desk.now(), excel=arguments.excel)
    sys.stdout.buffer.write(data)
    sys.stdout.flush()
    return 0


def _every(desk: Desk) -> Iterator[tuple[Collected, Mark]]:
    """Every mark, and the file it is kept in."""
    return ((book, book.mark(id_)) for book in collect(desk.marks_folder) for id_ in book.marks)


def _bring_in(desk: Desk, arguments: Namespace) -> int:
    from quietread.storage.coming_and_going import read_incoming, take_in

    path = Path(arguments.file)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(reason(error), path=arguments.file) from error
    incoming = read_incoming(path, data, desk.now())
    where = _where(desk)
    new = 0
    for one in with_progress(incoming):
        _, count = take_in(one, where, desk.now())
        new += count
    say(f"{many(new, 'new mark')}, {many(len(incoming), 'essay')}")
    return 0


def _merge_file(desk: Desk, arguments: Namespace) -> int:
    from quietread.storage.conflicts import merge_file, merge_signs

    path = Path(arguments.file)
    if arguments.theirs is not None:
        return merge_file(path, Path(arguments.ours), Path(arguments.theirs))
    if arguments.ours is not None:
        raise QuietreadError("merge-file takes one FILE, or ANCESTOR OURS THEIRS")
    merge_signs(path, _where(desk), desk.now())
    say(f"one version now: {shown(path)}")
    return 0


def _forget(desk: Desk, arguments: Namespace) -> int:
    from quietread.storage.coming_and_going import forget, unreadable

    where = _where(desk)
    found = forget(arguments.id, where, desk.cache, desk.now())
    broken = unreadable(arguments.id, where)
    if not found and not broken:
        raise NotFoundError(f"nothing has the id {arguments.id}; quietread marks --format json shows them")
    desk.progress.drop_echoes(but=[mark.id for _, mark in _every(desk)])
    say(*(f"removed from {shown(path)}" for path in found))
    tell(*(f"{shown(path)} cannot be read, so take it out by hand" for path in broken))
    say("What a sync tool or git has kept of it is beyond quietread.")
    return 1 if broken else 0


def _where(desk: Desk) -> Whereabouts:
    folders, settings = desk.folders, desk.settled.settings
    return Whereabouts(
        desk.marks_folder, folders.local, folders.locks, bool(settings.marks_dir), settings.hashed
    )


def _essay_id(desk: Desk, name: str) -> str:
    """The id of an essay by any name, also of one that is no longer in the library."""
    from quietread.storage.heads import scan

    if any(head.id == name for head in scan(desk.marks_folder).values()):
        return name
    return desk.find(name).id


def _card(desk: Desk, arguments: Namespace) -> int:
    from quietread.core.card import Words, card
    from quietread.noted import write_out

    book, mark = _chosen(desk, arguments.mark)
    if not mark.quote.strip():
        raise NotFoundError(f"{mark.id} has no words of an essay, only a note")
    words = Words(mark.quote, *map(book.word, ("title", "author", "language")))
    picture = card(words, _theme(desk))
    if arguments.output is None:
        say(picture.rstrip())
        return 0
    path = Path(arguments.output)
    if path.suffix.lower() != ".svg":
        raise StoreError("a card is SVG: the name has to end in .svg", path=str(path))
    say(f"written: {write_out(desk, path, picture.encode(), beside=False)}")
    return 0


def _chosen(desk: Desk, letters: str) -> tuple[Collected, Mark]:
    """The one mark whose id begins so, and its file. Raises NotFoundError for none and for several."""
    found = [one for one in _every(desk) if one[1].id.startswith(letters)]
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
    from quietread.storage.config import theme_asked, theme_named

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


COMMANDS = {
    "marks": _marks,
    "card": _card,
    "import": _bring_in,
    "forget": _forget,
    "merge-file": _merge_file,
}
