"""The store of marks: what a reader keeps goes in here and is never lost.

Every change is in memory at once and on the disk a moment later, in a thread of its own; what became of it
is told as events. `open` alone reads at once, because the first page waits for it; what saving needs is
imported when there is something to save.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from quietread.core.essay import Essay
from quietread.core.mark import Mark
from quietread.core.notebook import Notebook
from quietread.errors import StoreError
from quietread.storage.durable import Seen, look
from quietread.storage.events import Event, Finding
from quietread.storage.paths import first_path
from quietread.storage.places import Known, Opened, notebook_of, opened
from quietread.storage.tables import mark_of

if TYPE_CHECKING:
    from quietread.storage.cache import Cache
    from quietread.storage.sheaf import Sheaf
    from quietread.storage.watch import Workshop

LOOK_EVERY = 2.0
"""Seconds: the least time between two looks at a file."""
CLOSING = 3.0
"""Seconds that leaving may take for what is still on its way."""


class Store:
    """The marks of every essay. Call it from one thread; events are told from another."""

    def __init__(
        self,
        marks: Path,
        local: Path,
        locks: Path,
        *,
        tell: Callable[[Event], None],
        now: Callable[[], datetime],
        chosen: bool = False,
        hashed: bool = False,
        cache: Cache | None = None,
    ) -> None:
        """Nothing is read or made yet.

        The folders, `chosen` and `hashed` are as in `Whereabouts`. `tell` is given every event, in the writer
        thread. `now`: the time, aware. `cache`: remembers where the marks of another edition were found.
        """
        self._cache = cache
        self._folders = marks, local, locks, chosen
        self._tell, self._now, self._hashed = tell, now, hashed
        self._opened: dict[str, Opened] = {}
        self._known: dict[str, Known] = {}
        self._working: Workshop | None = None
        self._current = ""
        self._looked = 0.0

    def open(self, essay: Essay) -> Notebook:
        """The marks of an essay, read now: one failed look if there are none, 10 ms for a hundred.

        Marks of another edition are `UNPLACED` until `begin` has looked for them, unless it is remembered where
        they were found. A file that does not parse, has another name or holds too much is for `begin`, too.
        """
        path = first_path(self._folders[0], essay.slug, essay.id, hashed=self._hashed)
        try:
            self._opened[essay.id] = opened(essay, path, self._cache)
        except (StoreError, ValueError, RecursionError):
            self._opened[essay.id] = Opened(essay, path)  # said in full by `begin`: the text comes first
        self._known[essay.id] = Known()
        self._current = essay.id
        if self._working is not None:
            self._arrive(essay.id)
        return self.notebook(essay.id)

    def begin(self) -> None:
        """Start the thread, and let it put right what earlier runs left: call when the page is shown."""
        work = self._work()
        work.writer.do(work.watch.begin)
        for id_ in self._opened:
            self._arrive(id_)

    def notebook(self, essay: str) -> Notebook:
        """The marks of an essay that has been opened, as the reader sees them now."""
        item = self._opened[essay]
        if self._working is None:
            return notebook_of(item.essay, item.marks, item.places, self._known[essay])
        sheaf = self._working.keeper.adopt(item)
        if sheaf.prepared is not None:
            self._known[essay], sheaf.prepared = sheaf.prepared, None
        return notebook_of(item.essay, sheaf.tables(), sheaf.places, self._known[essay])

    def mark(self, essay: str, id: str) -> Mark | None:  # noqa: A002
        """One mark as it is now, of any essay; None if it is not, or no longer, there."""
        return self._sheaf(essay).mark(id)

    def put(self, essay: str, mark: Mark) -> None:
        """Keep a mark, new or changed. An event tells when it is kept."""
        sheaf = self._sheaf(essay)
        sheaf.put(mark)
        self._commit(sheaf)

    def remove(self, essay: str, id: str) -> None:  # noqa: A002
        """Remove a mark; its words leave the file."""
        sheaf = self._sheaf(essay)
        sheaf.remove(id)
        self._commit(sheaf)

    def look(self) -> None:
        """See whether someone else has written: two `stat`s at most. Call when the reader acts."""
        work, now = self._working, time.monotonic()
        sheaf = work.keeper.sheaves.get(self._current) if work else None
        if work is None or sheaf is None or now - self._looked < LOOK_EVERY:
            return
        self._looked = now
        if sheaf.path is not None and _differs(sheaf.path, sheaf.seen):
            work.writer.do(partial(work.keeper.look, sheaf))
        if _differs(self._folders[0], work.watch.folder_seen):
            work.writer.do(work.watch.gather)

    def draft(self, essay: str, id: str, text: str | None) -> None:  # noqa: A002
        """What has been typed of a note so far, on the disk a second later; None: kept or given up."""
        work = self._work()
        work.keeper.drafts.put(essay, id, text)
        work.writer.do(_nothing)

    def draft_of(self, id: str) -> str | None:  # noqa: A002
        """What was typed as a mark's note and not kept, now or in an earlier run."""
        return self._work().keeper.drafts.get(id)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the store has found out and the reader may want to look at."""
        return self._working.watch.findings if self._working else ()

    def missing(self, essay: str) -> tuple[Mark, ...]:
        """Marks made here that an essay's file no longer has, as they were."""
        tables = self._working.watch.missing.get(essay, {}) if self._working else {}
        return tuple(mark_of(table, id_) for id_, table in tables.items())

    def accept(self, finding: Finding) -> None:
        """Do what a finding offers: put marks back, close a file to others."""
        work = self._work()
        work.writer.do(partial(work.watch.accept, finding))

    def dismiss(self, finding: Finding) -> None:
        """Let a finding rest."""
        work = self._work()
        work.writer.do(partial(work.watch.dismiss, finding))

    def settle(self, timeout: float = CLOSING) -> bool:
        """Wait until everything asked for has been tried; False if that takes longer."""
        return self._working is None or self._working.writer.settle(timeout)

    def close(self, timeout: float = CLOSING) -> list[str]:
        """Wait for what is on its way, then hold it. Returns as TOML what could be saved nowhere."""
        if self._working is None:
            return []
        work = self._working
        work.writer.do(partial(work.keeper.finish, work.watch.missing))
        if work.writer.stop(timeout):
            self._working = None
        return work.keeper.hold_all()

    def _work(self) -> Workshop:
        if self._working is None:
            from quietread.storage.heads import Whereabouts
            from quietread.storage.keeper import Keeper
            from quietread.storage.watch import Watch, Workshop
            from quietread.storage.writer import Writer

            where = Whereabouts(*self._folders, self._hashed)
            keeper = Keeper(where, tell=self._tell, now=self._now, cache=self._cache)
            self._working = Workshop(keeper, Writer(keeper.idle, keeper.tick, keeper.fault), Watch(keeper))
        return self._working

    def _sheaf(self, essay: str) -> Sheaf:
        keeper = self._work().keeper
        if essay in self._opened and essay not in keeper.sheaves:
            return keeper.adopt(self._opened[essay])
        return keeper.reach(essay)

    def _arrive(self, essay: str) -> None:
        work = self._work()
        work.writer.do(partial(work.watch.arrive, work.keeper.adopt(self._opened[essay])))

    def _commit(self, sheaf: Sheaf) -> None:
        work = self._work()
        work.writer.do(partial(work.keeper.commit, sheaf))


def _differs(path: Path, seen: Seen) -> bool:
    try:
        return look(path) != seen
    except StoreError:
        return True


def _nothing() -> None:
    """A job that only wakes the writer, to hear what it has to wait for now."""
