"""Essays that are not of the library: what they name may still stand beside them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from quietread.core.essay import Essay
from quietread.core.text import fold
from quietread.storage.library import Entry, Library
from quietread.storage.sources import Source, find_sources


class Beside:
    """The library as seen from one essay or another."""

    def __init__(self) -> None:
        self.found: dict[str, Entry] = {}
        """Every essay outside the library that was found so, by its path."""
        self._last: tuple[Library, str, Library] | None = None

    def around(self, library: Library, essay: Essay, path: str) -> Library:
        """The library; with the essay in `path` and what that names beside it, if it is not of the library."""
        entry = library.by_slug.get(essay.slug)
        if not path or (entry is not None and entry.path == path):
            return library
        if self._last is None or self._last[0] is not library or self._last[1] != path:
            self._last = library, path, _with_neighbours(library, essay, path)
            self.found |= {one.path: one for one in self._last[2].entries[len(library.entries) :]}
        return self._last[2]


def _with_neighbours(library: Library, essay: Essay, path: str) -> Library:
    """The library, and after it an essay and the files it names in its own folder or below.

    Their paths are their slugs: the slugs they would have may be taken.
    """
    from quietread.storage.cache import Stamp
    from quietread.storage.reading import read_row, row_of

    own = row_of(Source(path, 0, 0, False), Stamp(0, 0), essay)
    rows = [own, *(read_row(source)[0] for source in _named(essay, path))]
    known = {entry.path for entry in library.entries}
    strays = [row._replace(slug=os.fsdecode(row.path), id=row.own_id).entry for row in rows if not row.fault]
    return Library(
        (*library.entries, *(entry for entry in strays if entry.path not in known)),
        library.problems,
        (*library.folders, os.path.dirname(path)),  # noqa: PTH120
    )


def _named(essay: Essay, path: str) -> Iterator[Source]:
    """The files beside an essay that its links name, or its Related page by their titles."""
    from urllib.parse import unquote

    hrefs = [span.href for block in essay.blocks for span in block.spans if span.style == "link"]
    hrefs += [entry.href for entry in essay.related if entry.href]
    if not hrefs and not essay.related:
        return
    home = Path(path).parent
    files = {os.path.normpath(home / unquote(href.partition("#")[0])) for href in hrefs if ":" not in href}
    stems = {fold(name) for entry in essay.related for name in (entry.title, entry.whole)}
    folders = {Path(file).parent for file in files if file.startswith(f"{home}{os.sep}")}
    for source in find_sources(None, sorted({home, *folders}), deep=False).sources:
        if source.path != path and (source.path in files or fold(Path(source.path).stem) in stems):
            yield source
