"""Looking through the folders of the library, reading only what is new or changed since the last time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.resources.abc import Traversable

from quietread.storage.bundled import bundled
from quietread.storage.cache import Cache, Stamp
from quietread.storage.index import Shelves
from quietread.storage.library import Library
from quietread.storage.paths import shown
from quietread.storage.reading import read_row
from quietread.storage.rows import Row, arranged, is_current
from quietread.storage.sources import Found, Source, find_sources

_BATCH = 64
"""Essays read between two writes to the cache: what is done is not lost if the app is left meanwhile."""

_STRAYS = 200
"""Essays from outside the library that the cache remembers."""


def look(shelves: Shelves, cache: Cache, tell: Callable[[int, int], None]) -> Library:
    """What `look_through` finds where something may have changed."""
    ours, lack = _bundled() if shelves.bundled else (None, ())
    found = find_sources(ours, (shelves.own, *shelves.others))
    known = {row[0]: Row(*row) for row in cache.ask(f"SELECT {', '.join(Row._fields)} FROM file")}
    rows, said = arranged(_read_all(found.sources, known, cache, tell))
    missing = (path for path, mtime in found.folders if mtime == 0 and path != shelves.folders[0])
    problems = (*lack, *(f"{shown(path)}: no such folder" for path in missing), *found.problems, *said)
    _keep(rows, known, found, {"label": shelves.label, "problems": "\n".join(problems)}, cache)
    return Library(tuple(row.entry for row in rows if row.place is not None), problems, shelves.folders)


def _read_all(
    sources: Iterable[Source], known: dict[bytes, Row], cache: Cache, tell: Callable[[int, int], None]
) -> list[Row]:
    """A row for each source; `known`, what the cache holds, is kept up with what is written on the way."""
    rows = {source.path: known.get(os.fsencode(source.path)) for source in sources}
    new = [source for source in sources if not is_current(rows[source.path], source)]
    for first in range(0, len(new), _BATCH):
        tell(first, len(new))
        read = [(source.path, *read_row(source)) for source in new[first : first + _BATCH]]
        cache.keep_essays([(path, stamp, essay) for path, _, stamp, essay in read if essay])
        # without its label the index is of no use to anyone until all of it is arranged anew
        if cache.tell(
            ("DELETE FROM about", [()]), _put([row for _, row, _, _ in read], but=("place", "slug", "id"))
        ):
            known |= {row.path: row for _, row, _, _ in read}
        rows |= {path: row for path, row, _, _ in read}
    if new:
        tell(len(new), len(new))
    return [row for row in rows.values() if row is not None]


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


def _put(rows: Sequence[Row], but: Sequence[str] = ()) -> tuple[str, Sequence[Row]]:
    """A statement that puts rows into the index; where there is one of that path, all `but` these columns."""
    signs = ", ".join("?" * len(Row._fields))
    changed = ", ".join(f"{name} = excluded.{name}" for name in Row._fields if name not in but)
    into = f"INSERT INTO file ({', '.join(Row._fields)}) VALUES ({signs})"
    return f"{into} ON CONFLICT (path) DO UPDATE SET {changed}", rows


def _bundled() -> tuple[Traversable | None, tuple[str, ...]]:
    try:
        return bundled("essays"), ()
    except FileNotFoundError as error:
        return None, (str(error),)
