"""The commands about what was kept: marks, import, merge-file, forget."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from quietread.core.frame import shortened
from quietread.core.mark import Mark
from quietread.desk import Desk
from quietread.errors import NotFoundError, QuietreadError, SourceError
from quietread.storage.paths import shown
from quietread.storage.whereabouts import Whereabouts
from quietread.telling import say

Thing = TypeVar("Thing")

WORDS = 60
"""Cells of a kept sentence shown beside its id."""
PATIENCE = 1.0
"""Seconds without a sign of life that somebody who waits is asked to bear."""


def marks(desk: Desk, arguments: Namespace) -> int:
    """What was kept, of an essay or of all, to the screen or to a file."""
    from quietread.exporting import books, export_to
    from quietread.storage.export import exported

    essay = _essay_id(desk, arguments.essay) if arguments.essay else None
    each = partial(with_progress, what="marks")
    if arguments.output is not None:
        form = arguments.format
        written = export_to(desk, Path(arguments.output), essay, form, excel=arguments.excel, each=each)
        print(f"written: {shown(written)}")  # noqa: T201
        return 0
    if arguments.ids:
        say(f"{mark.id}  {shortened(' '.join(mark.quote.split()), WORDS)}" for mark in _every(desk, essay))
        return 0
    found = books(desk, essay, each)
    data = exported(found, arguments.format or "md", now=desk.now(), excel=arguments.excel)
    sys.stdout.buffer.write(data)
    sys.stdout.flush()
    return 0


def _every(desk: Desk, essay: str | None) -> Iterable[Mark]:
    from quietread.storage.collect import collect

    return (
        book.mark(name)
        for book in collect(desk.marks_folder)
        if essay in (None, book.id)
        for name in book.marks
    )


def bring_in(desk: Desk, arguments: Namespace) -> int:
    """Take in marks from our own JSON or from Readwise's CSV; what is there already is not doubled."""
    from quietread.storage.bring_in import read_incoming, take_in

    path = Path(arguments.file)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError((error.strerror or str(error)).lower(), path=arguments.file) from error
    incoming = read_incoming(path, data, desk.now())
    where = _where(desk)
    new = 0
    for one in with_progress(incoming, "marks"):
        _, count = take_in(one, where, desk.now())
        new += count
    essays = f"{len(incoming)} essay{'' if len(incoming) == 1 else 's'}"
    print(f"{new} new mark{'' if new == 1 else 's'}, {essays}")  # noqa: T201
    return 0


def merge_file(desk: Desk, arguments: Namespace) -> int:
    """Git's merge driver; with one file, what git could not merge."""
    path = Path(arguments.file)
    if arguments.theirs is not None:
        from quietread.storage.conflicts import merge_file as merged

        return merged(path, Path(arguments.ours), Path(arguments.theirs))
    if arguments.ours is not None:
        raise QuietreadError("merge-file takes one FILE, or ANCESTOR OURS THEIRS")
    from quietread.storage.conflicts import merge_signs

    merge_signs(path, _where(desk), desk.now())
    print(f"one version now: {shown(path)}")  # noqa: T201
    return 0


def forget(desk: Desk, arguments: Namespace) -> int:
    """Remove a mark, or an essay's marks, from everything on this machine."""
    from quietread.storage.collect import collect
    from quietread.storage.forget import forget as forgotten
    from quietread.storage.forget import unreadable

    where = _where(desk)
    found = forgotten(arguments.id, where, desk.cache, desk.now())
    broken = unreadable(arguments.id, where)
    if not found and not broken:
        raise NotFoundError(f"nothing has the id {arguments.id}; quietread marks --format json shows them")
    desk.progress.drop_echoes(but=[id_ for one in collect(desk.marks_folder) for id_ in one.marks])
    for path in found:
        print(f"removed from {shown(path)}")  # noqa: T201
    for path in broken:
        print(f"quietread: {shown(path)} cannot be read, so take it out by hand", file=sys.stderr)  # noqa: T201
    print("What a sync tool or git has kept of it is beyond quietread.")  # noqa: T201
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
    return desk.find(name)[0].id


def with_progress(things: Sequence[Thing], what: str) -> Iterator[Thing]:
    """The things, with a bar on the error stream once they have taken a second, if somebody looks."""
    if not sys.stderr.isatty():
        yield from things
        return
    began, left = time.monotonic(), iter(things)
    for done, thing in enumerate(left, 1):
        yield thing
        if time.monotonic() - began > PATIENCE and done < len(things):
            yield from _with_bar(left, what, done, len(things))


def _with_bar(left: Iterator[Thing], what: str, done: int, total: int) -> Iterator[Thing]:
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task(what, total=total, completed=done)
        for thing in left:
            yield thing
            progress.advance(bar)
