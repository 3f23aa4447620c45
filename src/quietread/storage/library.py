"""What is known of a library without opening its essays, as the cache remembers it and as it is now."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from quietread.storage.cache import Cache

if TYPE_CHECKING:
    from quietread.core.essay import Related
    from quietread.core.links import Graph

Tell = Callable[[int, int], None]
"""Hears how many of how many are done. Whatever it raises ends the work, and what is done is done."""


_PROBLEMS = "SELECT problems FROM about WHERE label = ?"


class Entry(NamedTuple):
    """An essay on the shelf."""

    path: str
    """Absolute; may hold half surrogates: show it by `paths.shown`."""
    bundled: bool
    slug: str
    """Unique in the library."""
    id: str
    """The front matter's, else the slug: what places and marks are kept under."""
    title: str
    author: str
    why: str
    line: str
    """Its why, else its first words."""
    words: int
    minutes: int
    sections: int
    """As written."""
    named: str
    """`related` as JSON: a shelf of ten thousand never asks for them."""
    linked: str
    """`links` as JSON."""

    @property
    def related(self) -> tuple[Related, ...]:
        """The entries of its Related page, as written."""
        import json

        from quietread.core.essay import Related

        return tuple(Related(*one) for one in json.loads(self.named))

    @property
    def links(self) -> tuple[str, ...]:
        """Where the links in its text lead, as written, but for web addresses and `#fragments`."""
        import json

        return tuple(json.loads(self.linked))


def entry_of(path: bytes, bundled: bool, *rest: Any) -> Entry:
    """The entry in a row of the cache's table `file`."""
    return Entry(os.fsdecode(path), bool(bundled), *rest)


class _Found(NamedTuple):
    entries: tuple[Entry, ...] = ()
    """Bundled ones first, then by folder as named, then by path."""
    problems: tuple[str, ...] = ()
    """A line each: what cannot be read, what stands in for something else, folders that are missing."""
    folders: tuple[str, ...] = ()
    """The reader's, absolute, links followed."""
    within: Library | None = None
    """The library these entries begin with, if others were found beside it: its links are known."""


class Library(_Found):
    """All essays there are to choose from."""

    @cached_property
    def graph(self) -> Graph:
        """How they lead to each other."""
        from quietread.core.links import Graph

        if self.within is not None:
            folders = self.folders[len(self.within.folders) :]
            return Graph(self.entries[len(self.within.entries) :], folders, self.within.graph)
        ours = {os.path.dirname(entry.path) for entry in self.entries if entry.bundled}  # noqa: PTH120
        return Graph(self.entries, (*ours, *self.folders))

    @cached_property
    def by_slug(self) -> dict[str, Entry]:
        """The entries by slug."""
        return {entry.slug: entry for entry in self.entries}

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """The entries by id; the first of several that share one."""
        return {entry.id: entry for entry in reversed(self.entries)}


_LISTED = ("slug", "title", "author", "why", "words", "minutes", "sections", "path", "bundled")


def listed(library: Library, states: Mapping[str, str], marks: Mapping[str, int]) -> dict[str, Any]:
    """The documented JSON of `quietread list --json`. `states` and `marks` (how many) are by id."""
    essays = [
        {name: getattr(entry, name) for name in _LISTED}
        | {
            "path": os.fsencode(entry.path).decode("utf-8", "replace"),
            "state": states.get(entry.id, "unread"),
            "marks": marks.get(entry.id, 0),
        }
        for entry in library.entries
    ]
    return {"essays": essays, "problems": list(library.problems)}


class Shelves(NamedTuple):
    """Where the library's essays are looked for."""

    own: Path
    """It may be missing."""
    others: tuple[Path, ...] = ()
    """The folders of the setting `library`."""
    bundled: bool = True

    @property
    def folders(self) -> tuple[str, ...]:
        """Those of the reader, absolute, links followed."""
        return tuple(os.path.realpath(folder) for folder in (self.own, *self.others))

    @property
    def label(self) -> str:
        """What an index of these folders, made by this copy of quietread, is labelled with."""
        ours = [os.path.dirname(__file__)] if self.bundled else []  # noqa: PTH120
        return "\n".join(map(ascii, (*ours, *self.folders)))


def remembered(shelves: Shelves, cache: Cache) -> Library | None:
    """The library as last looked through; None if these folders never were."""
    for (problems,) in cache.ask(_PROBLEMS, (shelves.label,)):
        rows = cache.ask(
            f"SELECT {', '.join(Entry._fields)} FROM file WHERE place IS NOT NULL ORDER BY place"
        )
        return Library(tuple(entry_of(*row) for row in rows), tuple(problems.splitlines()), shelves.folders)
    return None


def remembered_path(slug: str, shelves: Shelves, cache: Cache) -> str | None:
    """The file of the essay with this slug; None unless that is certain without looking through everything.

    It is while the folders are as they were, since slugs come from the names of files.
    """
    if not _same_names(shelves, cache):
        return None
    rows = cache.ask("SELECT path FROM file WHERE slug = ? AND place IS NOT NULL", (slug,))
    return os.fsdecode(rows[0][0]) if rows else None


def look_through(shelves: Shelves, cache: Cache, tell: Tell = lambda done, total: None) -> Library:
    """The library as it is now. `tell` hears of the files that are read."""
    cache.settle()
    library = _unchanged(shelves, cache)
    if library is not None:
        return library
    from quietread.storage.looking import look

    return look(shelves, cache, tell)


def _unchanged(shelves: Shelves, cache: Cache) -> Library | None:
    """The library as remembered, if a look at each folder and file shows that nothing has changed."""
    if not _same_names(shelves, cache):
        return None
    for path, *stamp in cache.ask("SELECT path, size, mtime FROM file"):
        try:
            found = os.stat(path)  # noqa: PTH116
        except OSError:
            return None
        if [found.st_size, found.st_mtime_ns] != stamp:
            return None
    return remembered(shelves, cache)


def _same_names(shelves: Shelves, cache: Cache) -> bool:
    """Whether the folders hold files of the same names as then."""
    folders = cache.ask("SELECT path, mtime FROM folder")
    looked = cache.ask(_PROBLEMS, (shelves.label,))
    return bool(looked) and all(_mtime(path) == mtime for path, mtime in folders)


def _mtime(folder: bytes) -> int:
    try:
        return os.stat(folder).st_mtime_ns  # noqa: PTH116
    except OSError:
        return 0
