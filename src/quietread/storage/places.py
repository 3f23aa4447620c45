"""The marks of one file set against the text at hand: what opening an essay needs, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from quietread.core.essay import Essay
from quietread.core.mark import Mark
from quietread.core.notebook import FOUND, UNPLACED, Kept, Notebook
from quietread.storage.durable import ABSENT, Seen, read
from quietread.storage.tables import ids_of, mark_of

Table = Mapping[str, object]
Places = Mapping[str, Kept]
"""By id: where a mark of another edition was found, and how surely."""


class Opened(NamedTuple):
    """An essay, and its marks file as it was read when the essay was opened."""

    essay: Essay
    path: Path
    """The file; if `seen` is ABSENT none was read, and the essay's may have another name."""
    raw: bytes = b""
    seen: Seen = ABSENT
    marks: Mapping[str, Table] = {}
    """By id."""
    places: Places = MappingProxyType({})
    """Where marks of another edition are remembered to be in this one."""


def opened(essay: Essay, path: Path) -> Opened:
    """Read the marks file `path` if it is this essay's.

    Raises StoreError or ValueError if it cannot be read; one that is not there is no error.
    """
    raw, seen = read(path)
    if seen == ABSENT:
        return Opened(essay, path)
    import tomllib

    data = tomllib.loads(raw.decode("utf-8-sig"))
    about, tables = data.get("essay"), data.get("mark", [])
    owner = about.get("id") if isinstance(about, dict) else None
    if (
        owner != essay.id
        or not isinstance(tables, list)
        or not all(isinstance(table, dict) for table in tables)
    ):
        return Opened(essay, path)
    return Opened(essay, path, raw, seen, dict(zip(ids_of(tables), tables, strict=True)))


class Placed(NamedTuple):
    """An entry of a notebook, and what it was made of."""

    table: Table
    place: Kept | None
    entry: Kept


class Known:
    """The notebook of an essay as it was last made, and what it was made of."""

    def __init__(self) -> None:
        self.placed: dict[str, Placed] = {}
        self.book: Notebook | None = None


def notebook_of(
    essay: Essay, tables: Mapping[str, Table], places: Places, known: Known | None = None
) -> Notebook:
    """The notebook of an essay from the tables of its file, by id.

    A mark of this very edition stands where it says; another stands where `places` has it, or nowhere yet.
    `known`: what was made for this essay before, brought up to date here; what has not changed is not made
    again, so that a key pressed over a thousand marks costs what one of them does.
    """
    known = known or Known()
    placed = known.placed
    text, edition = essay.text, essay.edition[:12]
    for id_, table in tables.items():
        before, place = placed.get(id_), places.get(id_)
        if before is None or before.table != table or before.place != place:
            placed[id_] = Placed(table, place, _kept(mark_of(table, id_), text, edition, place))
            known.book = None
    for id_ in placed.keys() - tables.keys():
        del placed[id_]
        known.book = None
    if known.book is None:
        known.book = Notebook.of(essay.id, (one.entry for one in placed.values()))
    return known.book


def _kept(mark: Mark, text: str, edition: str, place: Kept | None) -> Kept:
    if mark.edition == edition and mark.quote and text[mark.start : mark.end] == mark.quote:
        return Kept(mark, mark.start, mark.end, FOUND)
    if place is not None and place.mark.quote == mark.quote:
        return Kept(mark, place.start, place.end, place.state)
    return Kept(mark, mark.start, mark.end, UNPLACED)


def to_place(notebook: Notebook) -> Iterable[Mark]:
    """The marks that have yet to be looked for."""
    return (entry.mark for entry in notebook.entries if entry.state == UNPLACED)
