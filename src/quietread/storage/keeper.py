"""What the store does in its thread: saves, looks, retries, and tells what became of it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from quietread.errors import StoreError
from quietread.storage import places, recovery
from quietread.storage.cache import Cache
from quietread.storage.document import BrokenError, Diagnosis, diagnose
from quietread.storage.durable import ABSENT, Seen, hold, look
from quietread.storage.events import (
    BROKEN,
    CAME_IN,
    HELD,
    MENDED,
    NOT_SAVED,
    PLACED,
    PUT_BACK,
    READ,
    Event,
)
from quietread.storage.heads import Finder, Whereabouts, about, edition_of
from quietread.storage.paths import file_name, free_path
from quietread.storage.places import FEW, Known, Opened, notebook_of, to_place
from quietread.storage.sheaf import News, Sheaf

LOOK_EVERY = 2.0
"""Seconds between looks at a broken file."""
RETRY_EVERY = 30.0
"""Seconds between attempts to write what is held."""
QUIET = 1.0
"""Seconds after the last save of a large file before all of it is parsed."""


class Keeper:
    """Every sheaf of this run. `adopt`, `reach` and `drafts` are for any thread, the rest for the writer's."""

    def __init__(
        self,
        where: Whereabouts,
        *,
        tell: Callable[[Event], None],
        now: Callable[[], datetime],
        cache: Cache | None = None,
    ) -> None:
        self.where, self.tell, self.now = where, tell, now
        self.sheaves: dict[str, Sheaf] = {}
        """By the ids of their essays."""
        self.finder = Finder(where.marks, hashed=where.hashed)
        self.drafts = recovery.Drafts(where.local)
        self._cache = cache
        self._remembered = False
        self._token = os.urandom(4).hex()

    def adopt(self, item: Opened) -> Sheaf:
        """Keep the marks of an essay from now on; a second time changes nothing."""
        essay = item.essay
        sheaf = self.sheaves.get(essay.id)
        if sheaf is None:
            sheaf = Sheaf(about(essay), self.where)
            if item.seen != ABSENT:
                sheaf.begin(item)
        if sheaf.essay is None or sheaf.essay.edition != essay.edition:
            sheaf.places, sheaf.prepared = item.places, None
        sheaf.essay, sheaf.edition = essay, edition_of(essay, self.now())
        self.sheaves[essay.id] = sheaf
        return sheaf

    def reach(self, id_: str) -> Sheaf:
        """The marks of any essay, opened or not, as the notebook of the library needs them."""
        if id_ not in self.sheaves:
            sheaf = Sheaf({"id": id_}, self.where, self.finder.of_id(id_))
            sheaf.look()
            self.sheaves[id_] = sheaf
        return self.sheaves[id_]

    def look(self, sheaf: Sheaf) -> None:
        """See whether someone else has written an essay's file."""
        try:
            self._locate(sheaf)
            news = sheaf.look()
        except BrokenError as error:
            self._is_broken(sheaf, error)
        except StoreError as error:
            self.tell(Event(HELD, sheaf.id, words=error.message, path=error.path or ""))
        else:
            self._tell(sheaf, news)
            self._place(sheaf)
            if sheaf.pending or news.get(PUT_BACK):
                self.commit(sheaf)

    def commit(self, sheaf: Sheaf) -> None:
        """Write what is pending for an essay, or hold it."""
        try:
            self.where.ready()
            self._locate(sheaf)
            if sheaf.path is not None:
                news = sheaf.commit(sheaf.path, self.now())
            elif sheaf.pending:
                with hold(self.where.marks, self.where.locks):
                    self._locate(sheaf)  # another window may have begun it this moment
                    news = sheaf.commit(sheaf.path or free_path(self.first_path(sheaf)), self.now())
            else:
                return
        except BrokenError as error:
            self._is_broken(sheaf, error)
            self._hold(sheaf, error.message)
        except StoreError as error:
            self._hold(sheaf, str(error))
        else:
            if sheaf.held is not None:
                sheaf.held = None
                recovery.drop(self.recovery(sheaf.id))
            if not self._remembered:
                self.where.remember()
                self._remembered = True
            self._tell(sheaf, news)
            sheaf.saved = time.monotonic()

    def _verify(self, sheaf: Sheaf) -> None:
        """Parse all of a file of which only the changed blocks were parsed; what is wrong is written anew."""
        if not sheaf.verify():
            self.commit(sheaf)

    def idle(self) -> float | None:
        """Seconds until `tick` has something to do; None while all is well."""
        waits = [self.drafts.due()]
        for sheaf in [*self.sheaves.values()]:
            if sheaf.held is not None or sheaf.broken is not None:
                waits.append(LOOK_EVERY)
            if sheaf.unsure:
                waits.append(max(0.0, sheaf.saved + QUIET - time.monotonic()))
        return min((wait for wait in waits if wait is not None), default=None)

    def tick(self) -> None:
        """Write drafts, look at broken files, and try again to write what is held."""
        self.drafts.write()
        now = time.monotonic()
        for sheaf in [*self.sheaves.values()]:
            if sheaf.broken is not None:
                if _seen(sheaf) != sheaf.broken:
                    self.look(sheaf)
            elif sheaf.held is not None and now - sheaf.held >= RETRY_EVERY:
                self.commit(sheaf)
            if sheaf.unsure and now - sheaf.saved >= QUIET:
                self._verify(sheaf)

    def finish(self, spared: Iterable[str] = ()) -> None:
        """Before leaving: one more attempt for what is held, and a last copy of what was written.

        `spared`: essays whose last copy holds marks that the reader has not decided about.
        """
        self.drafts.write(all_of_them=True)
        for id_, sheaf in [*self.sheaves.items()]:
            if sheaf.pending:
                self.commit(sheaf)
            if sheaf.unsure:
                self._verify(sheaf)
            if id_ not in spared:
                sheaf.finish(self.now())

    def fault(self) -> None:
        """A fault of our own has ended what was being done: bring to safety what was on its way."""
        for sheaf in self.sheaves.values():
            self._hold(sheaf, "a fault of quietread's own")

    def hold_all(self) -> list[str]:
        """Bring to safety what is still on its way; what cannot be is returned as TOML."""
        lost = []
        for sheaf in self.sheaves.values():
            if sheaf.pending and not self._hold(sheaf, "there was no time left"):
                lost.append(recovery.text_of(sheaf.about, sheaf.path, dict(sheaf.pending), self.now()))
        return lost

    def _locate(self, sheaf: Sheaf) -> None:
        """Find the file if it is not known, or is gone: it may only have been given another name."""
        sheaf.path = self.finder.of(sheaf.id, sheaf.essay, sheaf.path)

    def first_path(self, sheaf: Sheaf) -> Path:
        """Where the file of an essay is, or was, that still has the name it was given."""
        return self.finder.first(sheaf.id, sheaf.essay)

    def _tell(self, sheaf: Sheaf, news: News) -> None:
        """The file could be read, and this is new in it."""
        if sheaf.broken is not None:
            sheaf.broken = None
            self.tell(Event(MENDED, sheaf.id, path=str(sheaf.path)))
        if sheaf.essay is not None and len(news.get(READ, ())) + len(news.get(CAME_IN, ())) > FEW:
            known = Known()
            notebook_of(sheaf.essay, sheaf.tables(), sheaf.places, known)
            sheaf.prepared = known
        for kind, ids in news.items():
            if ids:
                self.tell(Event(kind, sheaf.id, ids, path=str(sheaf.path)))

    def _is_broken(self, sheaf: Sheaf, error: BrokenError) -> None:
        seen = _seen(sheaf)
        if sheaf.broken == seen:
            return
        sheaf.broken = seen
        sheaf.show_last_copy()
        wrong = diagnose(error.data) or Diagnosis(0, 0, error.message)
        self.tell(Event(BROKEN, sheaf.id, (), wrong.hint, error.path or "", wrong.line, wrong.column))

    def _hold(self, sheaf: Sheaf, reason: str) -> bool:
        """Put what is pending into the recovery file; False if not even that can be written."""
        with sheaf.guard:
            pending = dict(sheaf.pending)
        if not pending:
            return True
        sheaf.held = time.monotonic()
        try:
            recovery.write(self.recovery(sheaf.id), sheaf.about, sheaf.path, pending, self.now())
        except StoreError as error:
            self.tell(Event(NOT_SAVED, sheaf.id, tuple(pending), f"{reason}; {error}"))
            return False
        self.tell(Event(HELD, sheaf.id, tuple(pending), reason))
        return True

    def recovery(self, id_: str) -> Path:
        """Where this run holds what cannot be written for an essay."""
        return recovery.folder(self.where.local) / f"{file_name(id_)}-{self._token}.toml"

    def _place(self, sheaf: Sheaf) -> None:
        """Look for marks of other editions in the text at hand."""
        essay, known = sheaf.essay, sheaf.places
        marks = to_place(essay, sheaf.tables(), known) if essay else []
        if not essay or not marks:
            return
        found = places.recall(self._cache, essay, marks) if self._cache else {}
        new = [mark for mark in marks if mark.id not in found]
        if new:
            from quietread.core.anchor import locate_all

            located = locate_all(essay.text, new)
            if self._cache:
                places.remember(self._cache, essay, located)
            found |= located
        if sheaf.essay is essay:
            sheaf.places = {**known, **found}
            self.tell(Event(PLACED, sheaf.id, tuple(found)))


def _seen(sheaf: Sheaf) -> Seen:
    try:
        return look(sheaf.path) if sheaf.path else ABSENT
    except StoreError:
        return ABSENT
