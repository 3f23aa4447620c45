"""The marks of one file set against the text at hand: what opening an essay needs, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from quietread.core.essay import Essay
from quietread.core.mark import Mark
from quietread.core.notebook import FOUND, UNPLACED, Kept, Notebook
from quietread.storage.cache import Cache
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
    data: Mapping[str, object] = {}
    """What tomllib reads in it."""
    marks: Mapping[str, Table] = {}
    """By id; the tables of `data` themselves."""
    places: Places = MappingProxyType({})
    """Where marks of another edition are remembered to be in this one."""


AT_ONCE = 500
"""Marks; parsing so many takes 50 ms. A file with more is read by the writer's thread, when the text stands."""


def opened(essay: Essay, path: Path) -> Opened:
    """Read the marks file `path` if it is this essay's, and holds no more than a first page can wait for.

    Raises StoreError or ValueError if it cannot be read; one that is not there is no error.
    """
    raw, seen = read(path)
    if seen == ABSENT or raw.count(b"[[mark]]") > AT_ONCE:
        return Opened(essay, path)
    import tomllib

    data = tomllib.loads(raw.decode("utf-8-sig"))
    about, tables = data.get("essay"), data.get("mark", [])
    owner = about.get("id") if isinstance(about, dict) else None
    if owner != essay.id or not all(map(_are_tables, (tables, data.get("removed"), data.get("edition")))):
        return Opened(essay, path)
    return Opened(essay, path, raw, seen, data, dict(zip(ids_of(tables), tables, strict=True)))


def _are_tables(found: object) -> bool:
    return found is None or (isinstance(found, list) and all(isinstance(table, dict) for table in found))


FEW = 16
"""Changes that are brought into a notebook one by one; for more it is put in order anew."""


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
        self.tables: Mapping[str, Table] = {}
        self.places: Places = {}

    def differing(self, tables: Mapping[str, Table], places: Places) -> Iterable[str]:
        """Ids of marks whose table or place is not the very one that it was made of."""
        before = self.tables
        found = dict.fromkeys([id_ for id_, table in tables.items() if before.get(id_) is not table])
        new = sum(id_ not in before for id_ in found)
        if len(before) + new != len(tables):
            found |= dict.fromkeys(before.keys() - tables.keys())
        if places is not self.places:
            ids = places.keys() | self.places.keys()
            found |= dict.fromkeys(
                id_ for id_ in ids if id_ in tables and places.get(id_) is not self.places.get(id_)
            )
        return found


def notebook_of(
    essay: Essay, tables: Mapping[str, Table], places: Places, known: Known | None = None
) -> Notebook:
    """The notebook of an essay from the tables of its file, by id.

    A mark of this very edition stands where it says; another stands where `places` has it, or nowhere yet.
    `known`: what was made of this text before, brought up to date here; what has not changed is not made
    again, so that a key pressed over ten thousand marks costs what one of them does.
    """
    known = known or Known()
    if known.book is not None and known.tables is tables and known.places is places:
        return known.book
    placed, text, edition = known.placed, essay.text, essay.edition[:12]
    changes: list[tuple[Kept | None, Kept | None]] = []
    for id_ in known.differing(tables, places):
        before, table, place = placed.pop(id_, None), tables.get(id_), places.get(id_)
        if table is None:
            changes.append((before and before.entry, None))
        elif before is not None and before.table == table and before.place == place:
            placed[id_] = before
        else:
            placed[id_] = Placed(table, place, _kept(mark_of(table, id_), text, edition, place))
            changes.append((before and before.entry, placed[id_].entry))
    if known.book is None or len(changes) > FEW:
        known.book = Notebook.of(essay.id, (one.entry for one in placed.values()))
    else:
        for old, new in changes:
            known.book = known.book.swap(old, new)
    known.tables, known.places = tables, places
    return known.book


def _kept(mark: Mark, text: str, edition: str, place: Kept | None) -> Kept:
    if mark.edition == edition and mark.quote and text[mark.start : mark.end] == mark.quote:
        return Kept(mark, mark.start, mark.end, FOUND)
    if place is not None and place.mark.quote == mark.quote:
        return Kept(mark, place.start, place.end, place.state)
    return Kept(mark, mark.start, mark.end, UNPLACED)


def to_place(essay: Essay, tables: Mapping[str, Table], places: Places) -> list[Mark]:
    """The marks that have yet to be looked for; those of this edition are told by their tables alone."""
    text, edition = essay.text, essay.edition[:12]
    others = (
        _kept(mark_of(table, id_), text, edition, places.get(id_))
        for id_, table in tables.items()
        if not _stands(table, text, edition)
    )
    return [entry.mark for entry in others if entry.state == UNPLACED]


def _stands(table: Table, text: str, edition: str) -> bool:
    start, end, quote = table.get("start"), table.get("end"), table.get("quote")
    return (
        table.get("edition") == edition
        and bool(quote)
        and isinstance(start, int)
        and isinstance(end, int)
        and start >= 0
        and text[start:end] == quote
    )


LIMIT = 20_000
"""Places remembered; the oldest go."""


class Anchored:
    """The places in a cache. Safe to use from several threads, as the cache is."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def recall(self, essay: Essay, marks: Iterable[Mark]) -> dict[str, Kept]:
        """Where marks were found in this very text when they said what they say now, by id."""
        rows = self._cache.ask(
            "SELECT mark, anchor, start, stop, state FROM anchored WHERE edition = ?", (essay.edition,)
        )
        if not rows:
            return {}
        known = {(id_, anchor): place for id_, anchor, *place in rows}
        found = {}
        for mark in marks:
            place = known.get((mark.id, digest(mark)))
            if place is not None:
                start, end, state = place
                found[mark.id] = Kept(mark, start, end, state)
        return found

    def keep(self, essay: Essay, places: Mapping[str, Kept]) -> None:
        """Remember where marks were found, or that they were not."""
        rows = [
            (essay.edition, id_, digest(place.mark), place.start, place.end, place.state)
            for id_, place in places.items()
        ]
        self._cache.tell(
            ("INSERT OR REPLACE INTO anchored VALUES (?, ?, ?, ?, ?, ?)", rows),
            (
                "DELETE FROM anchored WHERE rowid NOT IN (SELECT rowid FROM anchored ORDER BY rowid DESC LIMIT ?)",
                [(LIMIT,)],
            ),
        )


def digest(mark: Mark) -> str:
    """What of a mark decides where it is found, in 32 letters and digits."""
    from hashlib import sha256

    said = (mark.quote, mark.before, mark.after, mark.section, mark.edition, mark.start, mark.end)
    return sha256(repr(said).encode()).hexdigest()[:32]
