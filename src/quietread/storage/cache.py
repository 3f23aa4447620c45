"""The disposable file that spares work already done: the library's index, essays as they were read, places of marks.

It is never needed for a right answer. Whatever is wrong with it (torn, locked, foreign, older, in a
folder that cannot be written to), it is begun anew or done without, and nobody is told.
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
    "about": "key TEXT PRIMARY KEY, value TEXT NOT NULL",
    "folder": "path BLOB PRIMARY KEY, mtime INTEGER NOT NULL",
    "essay": "path BLOB UNIQUE NOT NULL, size INTEGER NOT NULL, mtime INTEGER NOT NULL, packed TEXT NOT NULL",
    "file": """
        path BLOB PRIMARY KEY, size INTEGER NOT NULL, mtime INTEGER NOT NULL, place INTEGER,
        fault TEXT NOT NULL, own_slug TEXT NOT NULL, own_id TEXT NOT NULL,
        slug TEXT NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL, author TEXT NOT NULL, why TEXT NOT NULL,
        line TEXT NOT NULL, words INTEGER NOT NULL, minutes INTEGER NOT NULL, sections INTEGER NOT NULL,
        lang TEXT NOT NULL, bundled INTEGER NOT NULL, named TEXT NOT NULL, linked TEXT NOT NULL,
        notes TEXT NOT NULL""",
    "anchored": """
        edition TEXT NOT NULL, mark TEXT NOT NULL, anchor TEXT NOT NULL,
        start INTEGER NOT NULL, stop INTEGER NOT NULL, state TEXT NOT NULL, PRIMARY KEY (edition, mark)""",
    # what the index of texts holds (texts.py); a number is never given twice, for the index cannot take one out
    "indexed": """
        number INTEGER PRIMARY KEY AUTOINCREMENT, path BLOB UNIQUE NOT NULL, size INTEGER NOT NULL,
        mtime INTEGER NOT NULL, way INTEGER NOT NULL""",
}
_VERSION = crc32(repr((__version__, _TABLES)).encode()) & 0x7FFFFFFF
"""Changes with the tables and with the code that reads essays; the file is then begun anew.

Packed essays have a number of their own, which unpacking looks at."""

_PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
}
"""Errors that say nothing against what is in the file."""


class Stamp(NamedTuple):
    """What tells that a file is still the one that was read."""

    size: int
    mtime: int
    """Nanoseconds."""

    @classmethod
    def of(cls, found: os.stat_result) -> Stamp:
        """The stamp of a file as `stat` describes it."""
        return cls(found.st_size, found.st_mtime_ns)

    @property
    def sure(self) -> Stamp:
        """The stamp to keep: one that fits no file if this file is so new that a change may not show.

        Two writes within one tick of the file system's clock leave the same mtime: ticks of up to 2 s
        where whole seconds are kept (FAT, HFS+), of some 10 ms elsewhere. Git calls such files racy.
        """
        tick = 2_000_000_000 if self.mtime % 1_000_000_000 == 0 else 50_000_000
        return self if time.time_ns() - self.mtime > tick else Stamp(self.size, -1)


class Cache:
    """What is in the file; safe to use from several threads. `patience`: seconds to wait while another process writes."""

    def __init__(self, path: Path, patience: float = 0.1) -> None:
        self.path = path
        self._patience = patience
        self._lock = RLock()
        self._connection: sqlite3.Connection | None = None
        self._broken = 0
        self._read: dict[str, tuple[Stamp, Essay]] = {}
        """Essays to be kept when there is time for it."""

    def close(self) -> None:
        """Let the file go, after everything is kept. Asked again, it is opened again."""
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

    def keep_soon(self, path: str, stamp: Stamp, essay: Essay) -> None:
        """Keep an essay once there is time: a reader waits for its first page, not for this."""
        with self._lock:
            self._read[path] = stamp.sure, essay

    def settle(self) -> None:
        """Keep what was to be kept soon."""
        with self._lock:
            read, self._read = self._read, {}
        if read:
            self.keep_essays((path, *kept) for path, kept in read.items())

    def keep_essays(self, read: Iterable[tuple[str, Stamp, Essay]]) -> None:
        """Keep essays as they were read, with the stamps of the files they came from."""
        import json

        from quietread.core.essay import pack

        def packed(essay: Essay) -> str:
            return json.dumps(pack(essay), ensure_ascii=False, separators=(",", ":"))

        rows = [(os.fsencode(path), *stamp.sure, packed(essay)) for path, stamp, essay in read]
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
        """Throw away what is broken; what is merely not to be had now is done without."""
        self._let_go()
        if isinstance(error, sqlite3.ProgrammingError):
            raise error
        if not isinstance(error, sqlite3.DatabaseError):
            return
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _PASSING:
            return
        self._broken += 1
        for end in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                self.path.with_name(self.path.name + end).unlink()


def connect(path: Path, patience: float) -> sqlite3.Connection:
    """A connection for several threads to a SQLite file, 0600 in folders of 0700 if it is made now.

    `patience`: seconds to wait while another process writes. Raises OSError or StoreError.
    """
    if not path.parent.is_dir():
        from quietread.storage.durable import make_folder

        make_folder(path.parent)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    return sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False)


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the tables, dropping those of another version; in one step, so that two windows can do it."""
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
