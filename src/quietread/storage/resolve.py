"""What the reader means by the name of an essay."""

from __future__ import annotations

import os
from pathlib import PurePath

from quietread.errors import NotFoundError, SourceError
from quietread.storage.cache import Cache
from quietread.storage.index import Shelves, look_through, remembered_path
from quietread.storage.library import Entry, Library
from quietread.storage.paths import shown

MOST = 5
"""Essays named when a name fits several."""


def resolve(name: str, shelves: Shelves, cache: Cache) -> str:
    """The file that `name` means.

    A path that looks like one and exists; else the essay of this slug; else of this title; else the one
    whose slug or title begins so; else a file of this name. Raises NotFoundError if it is none or several
    of these, and SourceError if it can only be a file and is not there.
    """
    separators = os.sep + (os.altsep or "")
    is_path = any(one in name for one in separators)
    exists = os.path.lexists(name)
    if exists and (is_path or PurePath(name).suffix):
        return name
    remembered = remembered_path(name, shelves, cache)
    if remembered:
        return remembered
    library = look_through(shelves, cache)
    found = _fitting(name, library)
    if len(found) == 1:
        return found[0].path
    if found:
        named = ", ".join(entry.slug for entry in found[:MOST])
        more = "" if len(found) <= MOST else f" and {len(found) - MOST} more"
        raise NotFoundError(f"several essays fit: {named}{more}", path=shown(name))
    if exists:
        return name
    if is_path:
        raise SourceError("no such file", path=shown(name))
    raise NotFoundError(f"no such essay{_nearest(name, library)}", path=shown(name))


def _fitting(name: str, library: Library) -> list[Entry]:
    """The essays of the first way of fitting that fits any."""
    from quietread.core.text import fold

    if name in library.by_slug:
        return [library.by_slug[name]]
    wanted = fold(name)
    titles = [(entry, fold(entry.title)) for entry in library.entries]
    return (
        [entry for entry in library.entries if fold(entry.slug) == wanted]
        or [entry for entry, title in titles if title == wanted]
        or [
            entry
            for entry, title in titles
            if title.startswith(wanted) or fold(entry.slug).startswith(wanted)
        ]
    )


def _nearest(name: str, library: Library) -> str:
    from difflib import get_close_matches

    from quietread.core.text import fold

    wanted = fold(name)
    # one may have meant the whole, the beginning, or the one word one remembered
    names = [(fold(entry.slug), entry.slug) for entry in library.entries]
    names += [(fold(entry.title), entry.slug) for entry in library.entries]
    parts = [(part, slug) for text, slug in names for part in (text[: len(wanted)], *text.split())]
    meant = dict(reversed(names + parts))
    near = get_close_matches(wanted, meant, n=1)
    return f"; the nearest is {meant[near[0]]}" if near else "; quietread list shows what there is"
