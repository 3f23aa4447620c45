"""Looking through the folders of the library, reading only what is new or changed since the last time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quietread.storage.cache import Cache, Stamp
from quietread.storage.library import Library
from quietread.storage.rows import ENTRY, Row, arranged, entry_of, is_current, read_row
from quietread.storage.sources import Found, Source, find_sources, shown

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_BATCH = 64
"""Essays read between two writes to the cache: what is done is not lost if the app is left meanwhile."""

_STRAYS = 200
"""Essays from outside the library that the cache remembers."""


@dataclass(frozen=True, slots=True)
class Shelves:
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


def remembered(shelves: Shelves, cache: Cache) -> Library | None:
    """The library as it was when last looked through; None if these folders never were."""
    about = _about(shelves, cache)
    if about is None:
        return None
    rows = cache.ask(f"SELECT {ENTRY} FROM file WHERE place IS NOT NULL ORDER BY place")
    entries = tuple(entry_of(*row) for row in rows)
    return Library(entries, tuple(about["problems"].splitlines()), shelves.folders)


def remembered_path(slug: str, shelves: Shelves, cache: Cache) -> str | None:
    """The file of the essay with this slug; None unless that is certain without looking through everything.

    It is as long as the folders are as they were, since slugs come from the names of files.
    """
    folders = cache.ask("SELECT path, mtime FROM folder")
    if _about(shelves, cache) is None or any(_mtime(path) != mtime for path, mtime in folders):
        return None
    rows = cache.ask("SELECT path FROM file WHERE slug = ? AND place IS NOT NULL", (slug,))
    return os.fsdecode(rows[0][0]) if rows else None


def look_through(
    shelves: Shelves, cache: Cache, tell: Callable[[int, int], None] = lambda done, total: None
) -> Library:
    """The library as it is now. `tell` hears how many of how many new or changed files have been read.

    Whatever `tell` raises ends the work; what has been read by then is not read again.
    """
    ours, lack = _bundled() if shelves.bundled else (None, ())
    found = find_sources(ours, (shelves.own, *shelves.others))
    known = {row[0]: Row(*row) for row in cache.ask(f"SELECT {', '.join(Row._fields)} FROM file")}
    rows, said = arranged(_read_all(found.sources, known, cache, tell))
    missing = (path for path, mtime in found.folders if mtime == 0 and path != shelves.folders[0])
    problems = (*lack, *(f"{shown(path)}: no such folder" for path in missing), *found.problems, *said)
    _keep(rows, known, found, {"roots": _joined(shelves), "problems": "\n".join(problems)}, cache)
    entries = (entry_of(row.path, row.bundled, *row[8:]) for row in rows if row.place is not None)
    return Library(tuple(entries), problems, shelves.folders)


def _read_all(
    sources: Iterable[Source], known: dict[bytes, Row], cache: Cache, tell: Callable[[int, int], None]
) -> list[Row]:
    """A row for each source; `known`, what the cache holds, is kept up with what is written on the way."""
    rows = {source.path: known.get(os.fsencode(source.path)) for source in sources}
    new = [source for source in sources if not is_current(rows[source.path], source)]
    for first in range(0, len(new), _BATCH):
        tell(first, len(new))
        read = [(source.path, *read_row(source)) for source in new[first : first + _BATCH]]
        batch = {path: _in_place_of(rows[path], row) for path, row, _, _ in read}
        cache.keep_essays([(path, stamp, essay) for path, _, stamp, essay in read if essay])
        if cache.tell(_put(tuple(batch.values()))):
            known |= {row.path: row for row in batch.values()}
        rows |= batch
    if new:
        tell(len(new), len(new))
    return [row for row in rows.values() if row is not None]


def _in_place_of(old: Row | None, new: Row) -> Row:
    """Until all are arranged anew, an essay that was read again goes by the name it had."""
    return new._replace(place=old.place, slug=old.slug, id=old.id) if old and not new.fault else new


def _keep(
    rows: Sequence[Row], known: Mapping[bytes, Row], found: Found, about: Mapping[str, str], cache: Cache
) -> None:
    """Bring the cache up to date, in one step; where nothing has changed nothing is written."""
    folders = [(os.fsencode(path), Stamp(0, mtime).sure.mtime) for path, mtime in found.folders]
    changed = [row for row in rows if known.get(row.path) != row]
    gone = known.keys() - {row.path for row in rows}
    same = dict(cache.ask("SELECT key, value FROM about")) == about
    if (
        same
        and not changed
        and not gone
        and dict(cache.ask("SELECT path, mtime FROM folder")) == dict(folders)
    ):
        return
    cache.tell(
        ("DELETE FROM file WHERE path = ?", [(path,) for path in gone]),
        _put(changed),
        ("DELETE FROM folder", [()]),
        ("INSERT INTO folder VALUES (?, ?)", folders),
        ("INSERT OR REPLACE INTO about VALUES (?, ?)", list(about.items())),
        (
            "DELETE FROM essay WHERE path NOT IN (SELECT path FROM file) AND rowid NOT IN "
            "(SELECT rowid FROM essay ORDER BY rowid DESC LIMIT ?)",
            [(_STRAYS,)],
        ),
    )


def _put(rows: Sequence[Row]) -> tuple[str, Sequence[Row]]:
    signs = ", ".join("?" * len(Row._fields))
    return f"INSERT OR REPLACE INTO file ({', '.join(Row._fields)}) VALUES ({signs})", rows


def _about(shelves: Shelves, cache: Cache) -> dict[str, str] | None:
    about = dict(cache.ask("SELECT key, value FROM about"))
    return about if about.get("roots") == _joined(shelves) else None


def _joined(shelves: Shelves) -> str:
    """What the index has to have been made for: these folders, and this copy of quietread."""
    ours = [os.path.dirname(__file__)] if shelves.bundled else []  # noqa: PTH120
    return "\n".join(map(ascii, (*ours, *shelves.folders)))


def _mtime(folder: bytes) -> int:
    try:
        return os.stat(folder).st_mtime_ns  # noqa: PTH116
    except OSError:
        return 0


def _bundled() -> tuple[Traversable | None, tuple[str, ...]]:
    from quietread.storage.bundled import bundled

    try:
        return bundled("essays"), ()
    except FileNotFoundError as error:
        return None, (str(error),)
