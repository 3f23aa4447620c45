"""The library as the cache remembers it, for as long as a look at the folders shows nothing new."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from quietread.storage.cache import Cache
from quietread.storage.library import COLUMNS, Library, entry_of


class Shelves(NamedTuple):
    """Where the library's essays are looked for."""

    own: Path
    """The reader's own folder; it may be missing."""
    others: tuple[Path, ...] = ()
    """The folders of the setting `library`."""
    bundled: bool = True

    @property
    def folders(self) -> tuple[str, ...]:
        """The reader's folders, absolute, links followed."""
        return tuple(os.path.realpath(folder) for folder in (self.own, *self.others))

    @property
    def label(self) -> str:
        """What an index has to be labelled with to be of use: these folders, and this copy of quietread."""
        ours = [os.path.dirname(__file__)] if self.bundled else []  # noqa: PTH120
        return "\n".join(map(ascii, (*ours, *self.folders)))


def remembered(shelves: Shelves, cache: Cache) -> Library | None:
    """The library as it was when last looked through; None if these folders never were."""
    about = _about(shelves, cache)
    if about is None:
        return None
    rows = cache.ask(f"SELECT {COLUMNS} FROM file WHERE place IS NOT NULL ORDER BY place")
    entries = tuple(entry_of(*row) for row in rows)
    return Library(entries, tuple(about["problems"].splitlines()), shelves.folders)


def remembered_path(slug: str, shelves: Shelves, cache: Cache) -> str | None:
    """The file of the essay with this slug; None unless that is certain without looking through everything.

    It is as long as the folders are as they were, since slugs come from the names of files.
    """
    if not _same_names(shelves, cache):
        return None
    rows = cache.ask("SELECT path FROM file WHERE slug = ? AND place IS NOT NULL", (slug,))
    return os.fsdecode(rows[0][0]) if rows else None


def look_through(
    shelves: Shelves, cache: Cache, tell: Callable[[int, int], None] = lambda done, total: None
) -> Library:
    """The library as it is now. `tell` hears how many of how many new or changed files have been read.

    Whatever `tell` raises ends the work; what has been read by then is not read again.
    """
    cache.settle()
    library = _unchanged(shelves, cache)
    if library is not None:
        return library
    from quietread.storage.looking import look

    return look(shelves, cache, tell)


def _unchanged(shelves: Shelves, cache: Cache) -> Library | None:
    """The library as remembered, if a look at each known folder and file shows that nothing has changed."""
    if not _same_names(shelves, cache):
        return None
    for path, size, mtime in cache.ask("SELECT path, size, mtime FROM file"):
        try:
            found = os.stat(path)  # noqa: PTH116
        except OSError:
            return None
        if (found.st_size, found.st_mtime_ns) != (size, mtime):
            return None
    return remembered(shelves, cache)


def _same_names(shelves: Shelves, cache: Cache) -> bool:
    """Whether the folders hold files of the same names as when they were last looked through."""
    folders = cache.ask("SELECT path, mtime FROM folder")
    return _about(shelves, cache) is not None and all(_mtime(path) == mtime for path, mtime in folders)


def _about(shelves: Shelves, cache: Cache) -> dict[str, str] | None:
    about = dict(cache.ask("SELECT key, value FROM about"))
    return about if about.get("label") == shelves.label else None


def _mtime(folder: bytes) -> int:
    try:
        return os.stat(folder).st_mtime_ns  # noqa: PTH116
    except OSError:
        return 0
