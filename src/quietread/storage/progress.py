"""Where one is in which essay, what has been read, and the way one came: this machine's own memory.

Writes go through a thread, so that turning a page never waits for the disk; a read waits for the writes
before it. Each page turn is a transaction: a kill loses at most the last one.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from quietread.errors import StoreError, reason
from quietread.storage.cache import connect, is_broken

if TYPE_CHECKING:
    from quietread.core.parts import Place
    from quietread.core.trail import Trail
    from quietread.storage.writer import Writer

UNREAD, UNDER_WAY, READ = "unread", "under way", "read"

_TABLES = """
CREATE TABLE IF NOT EXISTS essay (
    id TEXT PRIMARY KEY, path BLOB NOT NULL, offset INTEGER NOT NULL, edition TEXT NOT NULL,
    words TEXT NOT NULL, seen REAL NOT NULL, read INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS echo (mark TEXT PRIMARY KEY, seen REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS rest (
    edition TEXT NOT NULL, mark TEXT NOT NULL, PRIMARY KEY (edition, mark)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS note (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_SAVE = """
INSERT INTO essay VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET path = excluded.path,
    offset = excluded.offset, edition = excluded.edition, words = excluded.words, seen = excluded.seen,
    read = max(read, excluded.read)
"""


class Seen(NamedTuple):
    """What is remembered of an essay. `seen` in seconds since 1970."""

    id: str
    path: str
    place: Place
    seen: float
    read: bool
    """Whether its Related page was once reached by reading on."""


class Progress:
    """The memory in one file. Nothing is created before there is something to write.

    `clock` gives seconds since 1970. Safe to use from several threads; `close` at the end.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        self.path = path
        self._clock = clock
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None
        self._writer: Writer | None = None
        self._news: list[str] = []
        self._said: set[str] = set()

    def seen(self, essay_id: str) -> Seen | None:
        """What is remembered of an essay; None: it was never opened."""
        return self._seen("WHERE id = ?", essay_id)

    def latest(self) -> Seen | None:
        """The essay that was read last."""
        return self._seen("ORDER BY seen DESC, id LIMIT 1")

    def _seen(self, which: str, *values: object) -> Seen | None:
        from quietread.core.parts import Place

        for id_, path, offset, edition, words, seen, read in self._ask(
            f"SELECT * FROM essay {which}", *values
        ):
            return Seen(id_, os.fsdecode(path), Place(offset, edition, words), seen, bool(read))
        return None

    def states(self) -> dict[str, str]:
        """`under way` or `read` for each essay that was ever opened, by id."""
        return {id_: READ if read else UNDER_WAY for id_, read in self._ask("SELECT id, read FROM essay")}

    def state(self, essay_id: str) -> str:
        """`unread`, `under way` or `read`."""
        return self.states().get(essay_id, UNREAD)

    def save(self, essay_id: str, path: str, place: Place, *, read: bool = False) -> None:
        """Keep the place in an essay; that it has been `read` to its end is never forgotten."""
        values = (essay_id, os.fsencode(path), place.offset, place.edition, place.words, self._clock(), read)
        self._tell(_SAVE, *values)

    def touch(self, essay_id: str) -> None:
        """An essay is the one being read again, where it was left."""
        self._tell("UPDATE essay SET seen = ? WHERE id = ?", self._clock(), essay_id)

    def trail(self) -> Trail:
        """The way the reader came, empty if there is none."""
        import json

        from quietread.core.trail import Stop, Trail

        try:
            past, future = json.loads(self._note("trail") or "[[], []]")
            return Trail(tuple(Stop(*stop) for stop in past), tuple(Stop(*stop) for stop in future))
        except (ValueError, TypeError):
            return Trail()

    def save_trail(self, trail: Trail) -> None:
        """Keep the way the reader came."""
        import json

        self._save_note("trail", json.dumps(trail))

    def welcomed(self) -> bool:
        """Whether the first-run screen has been answered."""
        return self._note("welcomed") is not None

    def save_welcomed(self) -> None:
        """Never show the first-run screen unasked again."""
        self._save_note("welcomed", "yes")

    def told(self, terminal: str, asked: Sequence[str]) -> dict[str, str]:
        """What a terminal answered to what it was once `asked`, "" for no answer."""
        found = {what: self._note(f"{what} of {terminal}") for what in asked}
        return {what: answer for what, answer in found.items() if answer is not None}

    def save_told(self, terminal: str, answers: Mapping[str, str]) -> None:
        """Remember a terminal's answers for the next start."""
        for what, answer in answers.items():
            self._save_note(f"{what} of {terminal}", answer)

    def echoes(self) -> dict[str, float]:
        """When each kept sentence last came back, by the id of its mark."""
        return dict(self._ask("SELECT mark, seen FROM echo"))

    def save_echo(self, mark_id: str) -> None:
        """A kept sentence has come back now."""
        self._tell("INSERT OR REPLACE INTO echo VALUES (?, ?)", mark_id, self._clock())

    def drop_echoes(self, but: Collection[str]) -> None:
        """Forget when kept sentences came back, `but` those of these marks."""
        for mark_id in self.echoes().keys() - set(but):
            self._tell("DELETE FROM echo WHERE mark = ?", mark_id)

    def resting(self, edition: str) -> frozenset[str]:
        """The marks that are not to be looked at again in a text, by its hash."""
        return frozenset(mark for (mark,) in self._ask("SELECT mark FROM rest WHERE edition = ?", edition))

    def let_rest(self, mark_id: str, edition: str) -> None:
        """A mark is not to be looked at again in a text."""
        self._tell("INSERT OR IGNORE INTO rest VALUES (?, ?)", edition, mark_id)

    def news(self) -> tuple[str, ...]:
        """What went wrong since this was last asked, one line each."""
        with self._lock:
            news, self._news = tuple(self._news), []
        return news

    def close(self) -> None:
        """Wait until everything is written, and let the file go."""
        if self._writer is not None:
            self._writer.stop()
            self._writer = None
        with self._lock:
            self._let_go()

    def _note(self, key: str) -> str | None:
        rows = self._ask("SELECT value FROM note WHERE key = ?", key)
        return str(rows[0][0]) if rows else None

    def _save_note(self, key: str, value: str) -> None:
        self._tell("INSERT OR REPLACE INTO note VALUES (?, ?)", key, value)

    def _ask(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        if self._writer is not None:
            self._writer.settle()
        if self._connection is None and not self.path.exists():
            return []
        return self._done(sql, values)

    def _tell(self, sql: str, *values: object) -> None:
        from quietread.storage.writer import Writer

        self._writer = self._writer or Writer()
        self._writer.do(lambda: self._done(sql, values))

    def _done(self, sql: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        """Execute a statement; a broken file is set aside for a new one, and that is said."""
        with self._lock:
            try:
                try:
                    return self._execute(sql, values)
                except sqlite3.DatabaseError as error:
                    if not is_broken(error):
                        raise
                    self._set_aside()
                    return self._execute(sql, values)
            except OSError as error:
                self._say(f"places are not kept: {error.filename}: {reason(error)}")
            except (StoreError, sqlite3.DatabaseError) as error:
                self._say(f"places are not kept: {error}")
            self._let_go()
            return []

    def _execute(self, sql: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        if self._connection is None:
            self._connection = connect(self.path, patience=2)
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.executescript(_TABLES)
            # another window may be about to make this switch, which is no reason to keep nothing
            with suppress(sqlite3.OperationalError):
                self._connection.execute("PRAGMA journal_mode = WAL")
        return self._connection.execute(sql, values).fetchall()

    def _set_aside(self) -> None:
        self._let_go()
        bad = self.path.with_name(self.path.name + ".bad")
        self.path.replace(bad)
        for end in ("-wal", "-shm"):
            self.path.with_name(self.path.name + end).unlink(missing_ok=True)
        self._say(f"the memory of places could not be read and was begun anew; the old one is {bad}")

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _say(self, line: str) -> None:
        if line not in self._said:
            self._said.add(line)
            self._news.append(line)
