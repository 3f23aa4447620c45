"""Searching the texts of the library: an index says which essays cannot hold the words, the others are read.

It is a table of trigrams (every three characters in a row) over folded texts: one for all scripts, and half a
word is found. Without it an answer is as right, and merely slower.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

from quietread.core.essay import FORMAT, packed_text
from quietread.core.find import Spans, find, index_text, needle
from quietread.errors import SourceError
from quietread.storage.cache import Cache
from quietread.storage.library import Entry, Tell
from quietread.storage.opening import open_essay

TABLE = "fts5(words, content='', detail=none, columnsize=0, tokenize='trigram case_sensitive 1')"
"""No positions, no texts: a quarter of their size, where a table of words takes half."""
WAY = FORMAT * 1000 + 1
"""Rises when essays are read or folded differently."""
_BATCH = 32
"""Essays indexed in one write, for which others wait."""
_PATIENCE = 2.0
"""Seconds that indexing waits for others."""
_LONGEST = 48
"""Trigrams of a query that are asked for; more narrow nothing down."""
_SHORT = 300
"""Trigrams that begin with one or two characters; with more it is sooner to read all."""
_DEAD = 500
"""Texts changed or gone that the index may hold, beyond the number of live ones."""

_KEY = "path, size, mtime"
_LIVE = f"file JOIN indexed USING ({_KEY}) WHERE place IS NOT NULL AND way = {WAY}"
_NEW = f"""
    SELECT path FROM file JOIN essay USING ({_KEY}) LEFT JOIN indexed USING ({_KEY})
    WHERE place IS NOT NULL AND mtime >= 0 AND way IS NOT {WAY} ORDER BY place
"""
_PACKED = f"SELECT size, mtime, packed FROM essay JOIN file USING ({_KEY}) WHERE path = ? AND mtime >= 0"


class InText(NamedTuple):
    """An essay that holds what was looked for, where in its canonical text, and that text."""

    entry: Entry
    spans: Spans
    text: str


class Texts:
    """The texts of a library; safe to ask from several threads."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._renewing = Lock()

    def find(
        self, entries: Sequence[Entry], query: str, tell: Tell = lambda done, total: None
    ) -> Iterator[InText]:
        """Those of the essays that hold `query`, one by one. `tell` hears of those that are read."""
        without = self._without(needle(query))
        looked = [entry for entry in entries if os.fsencode(entry.path) not in without]
        for done, entry in enumerate(looked):
            tell(done, len(looked))
            rows = self._cache.ask(_PACKED, (os.fsencode(entry.path),))
            text = _text_in(rows[0][2] if rows else "", entry.path, self._cache)
            if text is not None and (spans := find(text, query)):
                yield InText(entry, spans, text)
        tell(len(looked), len(looked))

    def renew(self, tell: Tell = lambda done, total: None, most: int | None = None) -> None:
        """Bring the index up to date with the library as last looked through. Slow: call it from a worker.

        `most`: essays to index this time, the others the next.
        """
        if not supported() or not self._renewing.acquire(blocking=False):
            return
        try:
            with closing(Cache(self._cache.path, _PATIENCE)) as cache:
                _tidy(cache)
                new = [path for (path,) in cache.ask(_NEW)][:most]
                for first in range(0, len(new), _BATCH):
                    tell(first, len(new))
                    if not cache.tell(*_indexing(new[first : first + _BATCH], cache)):
                        return
                if new:
                    tell(len(new), len(new))
        finally:
            self._renewing.release()

    def _without(self, wanted: str) -> set[bytes]:
        """The files that do not hold a needle."""
        made = supported() and self._cache.ask("SELECT 1 FROM sqlite_master WHERE name = 'vocabulary'")
        match = self._match(wanted) if made and wanted else None
        if match is None:
            return set()
        but = "AND number NOT IN (SELECT rowid FROM trigram WHERE trigram MATCH ?)" if match else ""
        rows = self._cache.ask(f"SELECT path FROM {_LIVE} {but}", (match,) if match else ())
        return {path for (path,) in rows}

    def _match(self, wanted: str) -> str | None:
        """What the index is asked for: "" if nothing it knows holds the needle, None if it cannot tell."""
        if len(wanted) > 2:
            grams = dict.fromkeys(wanted[at : at + 3] for at in range(len(wanted) - 2))
            return " AND ".join(map(_quoted, list(grams)[:_LONGEST]))
        rows = self._cache.ask(
            f"SELECT '' UNION ALL SELECT * FROM (SELECT term FROM vocabulary WHERE term >= ? AND term < ? LIMIT {_SHORT})",
            (wanted, f"{wanted}\U0010ffff"),
        )
        terms = [term for (term,) in rows if term]
        return " OR ".join(map(_quoted, terms)) if 0 < len(rows) <= _SHORT else None


def _tidy(cache: Cache) -> None:
    """Make the tables, forget what is gone, begin anew where the index holds mostly that."""
    cache.tell(
        (f"CREATE VIRTUAL TABLE IF NOT EXISTS trigram USING {TABLE}", [()]),
        ("CREATE VIRTUAL TABLE IF NOT EXISTS vocabulary USING fts5vocab(trigram, row)", [()]),
        (f"DELETE FROM indexed WHERE way <> {WAY} OR path NOT IN (SELECT path FROM file)", [()]),
    )
    made = cache.ask("SELECT seq FROM sqlite_sequence WHERE name = 'indexed'")
    live = cache.ask("SELECT count(*) FROM indexed")
    if made and live and made[0][0] > 2 * live[0][0] + _DEAD:
        cache.tell(
            ("INSERT INTO trigram (trigram) VALUES ('delete-all')", [()]),
            ("DELETE FROM indexed", [()]),
            ("DELETE FROM sqlite_sequence WHERE name = 'indexed'", [()]),
        )


@lru_cache(maxsize=1)
def supported() -> bool:
    """Whether this Python's SQLite can hold the index."""
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute(f"CREATE VIRTUAL TABLE trigram USING {TABLE}")
        except sqlite3.OperationalError:
            return False
    return True


def _text_in(packed: str, path: str, cache: Cache) -> str | None:
    """The canonical text of an essay that is packed; read afresh if that is of another time."""
    with suppress(ValueError):
        return packed_text(packed)
    with suppress(SourceError):
        return open_essay(path, cache).text
    return None


def _indexing(paths: Sequence[bytes], cache: Cache) -> tuple[tuple[str, list[tuple[object, ...]]], ...]:
    keys: list[tuple[object, ...]] = []
    texts: list[tuple[object, ...]] = []
    for path in paths:
        for size, mtime, packed in cache.ask(_PACKED, (path,)):
            text = _text_in(packed, os.fsdecode(path), cache)
            if text is not None:
                # with two blanks the last character, too, begins a trigram
                texts.append((f"{index_text(text)}  ", path))
                keys.append((path, size, mtime))
    return (
        (f"INSERT OR REPLACE INTO indexed ({_KEY}, way) VALUES (?, ?, ?, {WAY})", keys),
        ("INSERT INTO trigram (rowid, words) SELECT number, ? FROM indexed WHERE path = ?", texts),
    )


def _quoted(gram: str) -> str:
    return '"' + gram.replace('"', '""') + '"'
