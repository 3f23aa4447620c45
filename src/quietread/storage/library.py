"""What is known of a library without opening its essays: light records for shelf, graph and search."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from quietread.core.essay import Related
    from quietread.core.graph import Graph


class Entry(NamedTuple):
    """An essay on the shelf."""

    path: str
    """Its file, absolute; may hold half surrogates: show it by `sources.shown`."""
    bundled: bool
    slug: str
    """Unique in the library."""
    id: str
    """The front matter's, else the slug: under this name places and marks are kept."""
    title: str
    author: str
    why: str
    line: str
    """Its why, else its first words."""
    words: int
    minutes: int
    sections: int
    """As written."""
    lang: str
    named: str
    """`related` as JSON, unpacked when asked for: a shelf of ten thousand never asks."""
    linked: str
    """`links` as JSON."""
    notes: str
    """`problems`, a line each."""

    @property
    def related(self) -> tuple[Related, ...]:
        """The entries of its Related page, as written."""
        import json

        from quietread.core.essay import Related

        return tuple(Related(*one) for one in json.loads(self.named))

    @property
    def links(self) -> tuple[str, ...]:
        """Where the links in its text lead, as written; web addresses and `#fragments` are left out."""
        import json

        return tuple(json.loads(self.linked))

    @property
    def problems(self) -> tuple[str, ...]:
        """What its author should know."""
        return tuple(self.notes.splitlines())


COLUMNS = ", ".join(Entry._fields)
"""The columns of the cache's table `file` that an entry is made of."""


def entry_of(path: bytes, bundled: bool, *rest: Any) -> Entry:
    """The entry in a row of `COLUMNS`, as the cache holds it."""
    return Entry(os.fsdecode(path), bool(bundled), *rest)


class _Found(NamedTuple):
    entries: tuple[Entry, ...] = ()
    """Bundled ones first, then by folder as named, then by path."""
    problems: tuple[str, ...] = ()
    """One line each: what cannot be read, what stands in for something else, folders that are missing."""

    folders: tuple[str, ...] = ()
    """Where they were looked for, absolute and links followed; the bundled ones' folder is not among them."""
    within: Library | None = None
    """The library that these entries begin with, where some were found beside it: its links are known."""


class Library(_Found):
    """All essays there are to choose from."""

    @cached_property
    def graph(self) -> Graph:
        """How they lead to each other."""
        from quietread.core.graph import Graph

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


def listed(library: Library, states: Mapping[str, str], marks: Mapping[str, int]) -> dict[str, Any]:
    """The documented JSON of `quietread list --json`.

    `{"essays": [{"slug", "title", "author", "why", "words", "minutes", "sections", "path", "bundled",
    "state", "marks"}], "problems": [...]}`. `states` and `marks` (how many) are by id; what is not in them
    is unread and has none. Bytes of a path that are no UTF-8 are shown as U+FFFD.
    """
    essays = [
        {
            "slug": entry.slug,
            "title": entry.title,
            "author": entry.author,
            "why": entry.why,
            "words": entry.words,
            "minutes": entry.minutes,
            "sections": entry.sections,
            "path": os.fsencode(entry.path).decode("utf-8", "replace"),
            "bundled": entry.bundled,
            "state": states.get(entry.id, "unread"),
            "marks": marks.get(entry.id, 0),
        }
        for entry in library.entries
    ]
    return {"essays": essays, "problems": list(library.problems)}
