"""The disposable file that spares work already done: the library's index, essays as they were read, places of marks.

Whatever is wrong with it (torn, locked, foreign, older, in a folder that cannot be written to), it is begun
anew or done without, and nobody is told: no answer depends on it.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from quietread import __version__
from quietread.errors import StoreError

if TYPE_CHECKING:
    from quietread.core.essay import Essay

_TABLES = {
    "about": "label, problems",
    "folder": "path PRIMARY KEY, mtime",
    "essay": "path UNIQUE, size, mtime, packed",
    "file": "path PRIMARY KEY, size, mtime, bundled, fault, own_slug, own_id, place, slug, id, title, author, why, "
    "line, words, minutes, sections, named, linked",
    "anchored": "edition, mark, anchor, start, stop, state, PRIMARY KEY (edition, mark)",
    # what the index of texts holds; a number is never given twice, for the index cannot take one out
    "indexed": "number INTEGER PRIMARY KEY AUTOINCREMENT, path UNIQUE, size, mtime, way",
}
_VERSION = crc32(repr((__version__, _TABLES)).encode()) & 0x7FFFFFFF
"""Changes with the tables and the code that reads essays; the file is then begun anew. What is packed has its own."""

_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_ERROR}


class Stamp(NamedTuple):
    """What tells that a file is still the one that was read."""

    size: int
    mtime: int
    """Nanoseconds."""

    @classmethod
    def of(cls, found: os.stat_result) -> Stamp:
        """That of a file as `stat` describes it."""
        return cls(found.st_size, found.st_mtime_ns)

    @property
    def sure(self) -> Stamp:
        """The stamp to keep: one that fits no file if this one is so new that a change may not show.

        Two writes within a tick of the file system's clock leave one mtime: up to 2 s where whole seconds are
        kept (FAT, HFS+), some 10 ms elsewhere. Git calls such files racy.
        """
        tick = 2_000_000_000 if self.mtime % 1_000_000_000 == 0 else 50_000_000
        return self if time.time_ns() - self.mtime > tick else Stamp(self.size, -1)


class Cache:
    """Safe to use from several threads. `patience`: seconds to wait while another process writes."""

    def __init__(self, path: Path, patience: float = 0.1) -> None:
        self.path = path
        self._patience = patience
        self._lock = RLock()
        self._connection: sqlite3.Connection | None = None
        self._broken = 0
        self._read: dict[str, tuple[Stamp, Essay]] = {}
        """Essays to be kept when there is time for it."""

    def close(self) -> None:
        """Keep everything and let the file go. Asked again, it is opened again."""
        self.settle()
        self._let_go()

    def _let_go(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def essay(self, path: str, stamp: Stamp) -> Essay | None:
        """The essay read from `path` when the file had this stamp, None if it has to be read."""
        if path in self._read and self._read[path][0] == stamp:
            return self._read[path][1]
        rows = self.ask(
            "SELECT packed FROM essay WHERE path = ? AND size = ? AND mtime = ?", (os.fsencode(path), *stamp)
        )
        if not rows:
            return None
        import json

        from quietread.core.essay import unpack

        with suppress(ValueError):
            return unpack(json.loads(rows[0][0]))
        return None

    def keep(self, path: str, stamp: Stamp, essay: Essay) -> None:
        """Keep an essay, with the stamp of the file it was read from, when there is time: a reader waits for its page."""
        with self._lock:
            self._read[path] = stamp.sure, essay

    def settle(self) -> None:
        """Write what is to be kept."""
        with self._lock:
            read, self._read = self._read, {}
        if read:
            import json

            from quietread.core.essay import pack

            rows = [
                (
                    os.fsencode(path),
                    *stamp,
                    json.dumps(pack(essay), ensure_ascii=False, separators=(",", ":")),
                )
                for path, (stamp, essay) in read.items()
            ]
            self.tell(("INSERT OR REPLACE INTO essay VALUES (?, ?, ?, ?)", rows))

    def ask(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """The rows of a SELECT; none if the cache cannot be asked."""
        with self._lock:
            try:
                return self._opened().execute(sql, values).fetchall()
            except (OSError, StoreError, sqlite3.DatabaseError) as error:
                self._forgive(error)
                return []

    def tell(self, *statements: tuple[str, Iterable[tuple[object, ...]]]) -> bool:
        """Execute each statement for each of its rows: all of them, or none. Returns whether it was done."""
        with self._lock:
            try:
                with self._opened() as connection:
                    connection.execute("BEGIN IMMEDIATE")
                    for sql, rows in statements:
                        connection.executemany(sql, rows)
            except (OSError, StoreError, sqlite3.DatabaseError) as error:
                self._forgive(error)
                return False
            return True

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            if self._broken > 1:
                raise StoreError("broken twice in this run", path=str(self.path))
            self._connection = connect(self.path, self._patience)
            _prepare(self._connection)
        return self._connection

    def _forgive(self, error: Exception) -> None:
        """Throw away what is broken; do without what is merely not to be had now."""
        self._let_go()
        if isinstance(error, sqlite3.ProgrammingError):
            raise error
        if is_broken(error):
            self._broken += 1
            for end in ("", "-wal", "-shm", "-journal"):
                with suppress(OSError):
                    self.path.with_name(self.path.name + end).unlink()


def is_broken(error: Exception) -> bool:
    """Whether it speaks against the file itself; its tables may be someone else's."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF in _BROKEN


def connect(path: Path, patience: float) -> sqlite3.Connection:
    """A connection for several threads to a SQLite file, which is made if need be, for its owner alone.

    `patience`: seconds to wait while another process writes. Raises OSError or StoreError.
    """
    if not path.parent.is_dir():
        from quietread.storage.durable import make_folder

        make_folder(path.parent)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    return sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False)


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the tables, and drop those of another version; in one step, so that two windows can do it."""
    connection.execute("PRAGMA synchronous = NORMAL")
    if _is_ours(connection):
        return
    connection.execute("PRAGMA journal_mode = WAL")
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        if _is_ours(connection):
            return
        for name in ("vocabulary", "trigram", *_TABLES):
            connection.execute(f"DROP TABLE IF EXISTS {name}")
        for name, columns in _TABLES.items():
            connection.execute(f"CREATE TABLE {name} ({columns})")
        connection.execute("CREATE INDEX file_place ON file (place)")
        connection.execute("CREATE INDEX file_slug ON file (slug)")
        connection.execute(f"PRAGMA user_version = {_VERSION}")


def _is_ours(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA user_version").fetchone()[0] == _VERSION)
