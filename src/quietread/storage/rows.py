"""The library's rows: one for each file, kept in the cache from one look at the folders to the next."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quietread.storage.library import Entry, entry_of
from quietread.storage.paths import shown
from quietread.storage.sources import Source


class Row(NamedTuple):
    """What is kept of a file. The fields are the columns of the cache's table `file`."""

    path: bytes
    size: int
    mtime: int
    bundled: bool
    fault: str
    """Why it cannot be read, else ""."""
    own_slug: str
    own_id: str
    place: int | None = None
    """Its number in the library; None if it cannot be read or another one is read in its place."""
    slug: str = ""
    id: str = ""
    title: str = ""
    author: str = ""
    why: str = ""
    line: str = ""
    words: int = 0
    minutes: int = 0
    sections: int = 0
    lang: str = ""
    named: str = "[]"
    linked: str = "[]"
    notes: str = ""

    @property
    def entry(self) -> Entry:
        """What the library shows of it."""
        return entry_of(self.path, self.bundled, *self[8:])


def is_current(row: Row | None, source: Source) -> bool:
    """Whether a row tells of this very state of the file."""
    return row is not None and row[1:4] == source[1:]


def arranged(rows: Sequence[Row]) -> tuple[list[Row], list[str]]:
    """The rows with their places, slugs and ids in the library, and what has to be said about that.

    An own essay takes the place of a bundled one; of two own ones with one slug the later gets `-2`.
    """
    own = {row.own_slug: row for row in reversed(rows) if not row.bundled and not row.fault}
    found: list[Row] = []
    said: list[str] = []
    taken: dict[str, Row] = {}
    for row in rows:
        path = shown(os.fsdecode(row.path))
        if row.fault:
            said.append(row.fault)
            found.append(row._replace(place=None))
        elif row.bundled and row.own_slug in own:
            said.append(
                f"{shown(os.fsdecode(own[row.own_slug].path))}: read in place of the bundled {row.own_slug}"
            )
            found.append(row._replace(place=None))
        else:
            slug = next(one for one in _slugs(row.own_slug) if one not in taken)
            if slug != row.own_slug:
                other = shown(os.fsdecode(taken[row.own_slug].path))
                said.append(f"{path}: named {slug}, since {other} is {row.own_slug}")
            essay_id = slug if row.own_id == row.own_slug else row.own_id
            found.append(row._replace(place=len(taken), slug=slug, id=essay_id))
            taken[slug] = row
    return found, said


def _slugs(slug: str) -> Iterator[str]:
    yield slug
    number = 2
    while True:
        yield f"{slug}-{number}"
        number += 1
