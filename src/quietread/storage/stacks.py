"""The library of one run: as remembered, as it is now, and as it is seen from an essay that is none of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from quietread.core.essay import Essay
from quietread.storage.cache import Cache
from quietread.storage.library import Entry, Library, Shelves, Tell, look_through, remembered

if TYPE_CHECKING:
    from quietread.storage.looking import Source

PATIENCE = 0.25
"""Seconds a reader may be kept waiting for the library."""
FEW = 50
"""Essays read for the first time while the shelf is waited for, some 10 ms each."""


class Stacks:
    """Looked through when first asked for; safe to ask from several threads."""

    def __init__(self, shelves: Shelves, cache: Cache) -> None:
        self._shelves = shelves
        self._cache = cache
        self._library: Library | None = None
        self._seen_from: tuple[Library, str, Library] | None = None
        self._strays: dict[str, Entry] = {}
        """Every essay outside the library that was found beside another, by its path."""
        self._prepared = Event()
        self._prepared.set()

    def at_hand(self) -> Library | None:
        """The library, if it has been looked through before or is small, so that nobody waits; else None."""
        if self._library is None:
            self._library = remembered(self._shelves, self._cache)
        if self._library is None:
            from quietread.storage.looking import find_sources

            new = find_sources(None, (self._shelves.own, *self._shelves.others)).sources
            return self.look_again() if len(new) <= FEW else None
        return self._library

    def library(self) -> Library:
        """The library as last looked through; looked through now if it never was."""
        return self.at_hand() or self.look_again()

    def look_again(self, tell: Tell = lambda done, total: None) -> Library:
        """The library as it is on the disk now. Slow for many new essays: call it from a worker."""
        found = look_through(self._shelves, self._cache, tell)
        if self._library is None or found != self._library:
            self._library = found
        return self._library

    def prepare(self, tell: Tell) -> None:
        """Look through the library, and at how its essays lead to each other. Slow as well."""
        self._prepared.clear()
        try:
            self.look_again(tell).graph.prepare()
        finally:
            self._prepared.set()

    @property
    def prepared(self) -> bool:
        """Whether nobody waits for the library; a preparation under way is given a moment."""
        return self._prepared.wait(PATIENCE)

    def entry(self, slug: str) -> Entry | None:
        """An essay of the library, or one found beside another."""
        return self.library().by_slug.get(slug) or self._strays.get(slug)

    def around(self, essay: Essay, path: str) -> Library:
        """The library; with the essay in `path` and what that names beside it, if it is none of it."""
        library = self.library()
        entry = library.by_slug.get(essay.slug)
        if not path or (entry is not None and entry.path == path):
            return library
        if self._seen_from is None or self._seen_from[0] is not library or self._seen_from[1] != path:
            self._seen_from = library, path, _with_neighbours(library, essay, path, self._cache)
            self._strays |= {one.path: one for one in self._seen_from[2].entries[len(library.entries) :]}
        return self._seen_from[2]


def _with_neighbours(library: Library, essay: Essay, path: str, cache: Cache) -> Library:
    """The library, and after it an essay and the files it names in its own folder or below.

    Their paths are their slugs: the slugs they would have may be taken.
    """
    from quietread.storage.looking import Source, read_row, row_of

    own = row_of(Source(path, 0, 0, False), essay)
    rows = [own, *(read_row(source, cache) for source in _named(essay, path))]
    known = {entry.path for entry in library.entries}
    strays = [row._replace(slug=os.fsdecode(row.path), id=row.own_id).entry for row in rows if not row.fault]
    return Library(
        (*library.entries, *(entry for entry in strays if entry.path not in known)),
        library.problems,
        (*library.folders, os.path.dirname(path)),  # noqa: PTH120
        library,
    )


def _named(essay: Essay, path: str) -> Iterator[Source]:
    """The files beside an essay that its links name, or its Related page by their titles."""
    from urllib.parse import unquote

    from quietread.core.text import fold
    from quietread.storage.looking import find_sources

    hrefs = [span.href for block in essay.blocks for span in block.spans if span.style == "link"]
    hrefs += [entry.href for entry in essay.related if entry.href]
    if not hrefs and not essay.related:
        return
    home = Path(path).parent
    files = {os.path.normpath(home / unquote(href.partition("#")[0])) for href in hrefs if ":" not in href}
    stems = {fold(name) for entry in essay.related for name in (entry.title, entry.whole)}
    folders = {Path(file).parent for file in files if file.startswith(f"{home}{os.sep}")}
    within = sorted(one for one in folders - {home} if _stays_in(home, str(one)))
    for source in find_sources(None, (home, *within), deep=False).sources:
        named = source.path in files or fold(Path(source.path).stem) in stems
        if named and source.path != path and _stays_in(home, source.path):
            yield source


def _stays_in(home: Path, file: str) -> bool:
    """Whether a file really is in a folder: what a stranger sends may hold links to anywhere."""
    return os.path.realpath(file).startswith(f"{os.path.realpath(home)}{os.sep}")
