"""What the store does in its thread: saves, looks, retries, and tells what became of it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path

from quietread.core.essay import Essay
from quietread.core.notebook import Kept
from quietread.errors import StoreError
from quietread.storage import backup, recovery
from quietread.storage.cache import Cache
from quietread.storage.document import diagnose
from quietread.storage.durable import ABSENT, Seen, hold, look
from quietread.storage.events import (
    BROKEN,
    CAME_IN,
    HELD,
    KEPT,
    MENDED,
    NOT_SAVED,
    PLACED,
    PUT_BACK,
    READ,
    Event,
)
from quietread.storage.heads import about, edition_of
from quietread.storage.paths import file_name, free_path
from quietread.storage.places import FEW, Anchored, Known, Opened, notebook_of, to_place
from quietread.storage.recovery import Drafts
from quietread.storage.sheaf import BrokenError, Report, Sheaf
from quietread.storage.whereabouts import Finder, Whereabouts

LOOK_EVERY = 2.0
"""Seconds between looks at a broken file."""
RETRY_EVERY = 30.0
"""Seconds between attempts to write what is held."""
QUIET = 1.0
"""Seconds after the last save of a large file before all of it is parsed."""


class Keeper:
    """Every sheaf of this run. `sheaf` may be called from any thread; the rest belongs to the writer."""

    def __init__(
        self,
        where: Whereabouts,
        *,
        tell: Callable[[Event], None],
        now: Callable[[], datetime],
        cache: Cache | None = None,
    ) -> None:
        self.where, self.tell, self.now = where, tell, now
        self._anchored = Anchored(cache) if cache else None
        self.sheaves: dict[str, Sheaf] = {}
        self.finder = Finder(where)
        self.places: dict[str, Mapping[str, Kept]] = {}
        """By essay and mark: where marks of another edition are in this one."""
        self.prepared: dict[str, Known] = {}
        """By essay: the notebook of much that has been read at once, so that no key has to wait for it."""
        self.drafts = Drafts(where.local)
        self._essays: dict[str, Essay] = {}
        self.broken: dict[str, Seen] = {}
        """Files that do not parse, as they were seen, by essay."""
        self._held: dict[str, float] = {}
        """When it was last tried to write what is held, by essay."""
        self._unsure: dict[str, float] = {}
        """When a file was saved of which not all has been parsed since, by essay."""
        self._remembered = False
        self._token = os.urandom(4).hex()

    def adopt(self, item: Opened) -> Sheaf:
        """Keep the marks of an essay from now on; a second time changes nothing."""
        essay = item.essay
        before = self._essays.get(essay.id)
        if before is None or before.edition != essay.edition:
            self.places[essay.id] = item.places
            self.prepared.pop(essay.id, None)
        self._essays[essay.id] = essay
        if essay.id not in self.sheaves:
            sheaf = Sheaf(about(essay), self.where.local, self.where.locks)
            if item.seen != ABSENT:
                sheaf.begin(item)
            self.sheaves[essay.id] = sheaf
        sheaf = self.sheaves[essay.id]
        sheaf.edition = edition_of(essay, self.now())
        return sheaf

    def _place(self, id: str) -> None:  # noqa: A002
        """Look for marks of other editions in the text at hand."""
        essay = self._essays.get(id)
        if essay is None:
            return
        known = self.places.get(id, {})
        marks = to_place(essay, self.sheaves[id].tables(), known)
        if not marks:
            return
        found = self._anchored.recall(essay, marks) if self._anchored else {}
        new = [mark for mark in marks if mark.id not in found]
        if new:
            from quietread.core.anchor import locate_all

            located = locate_all(essay.text, new)
            if self._anchored:
                self._anchored.keep(essay, located)
            found |= located
        if self._essays[id] is essay:
            self.places[id] = {**known, **found}
            self.tell(Event(PLACED, id, tuple(found)))

    def reach(self, id: str) -> Sheaf:  # noqa: A002
        """The marks of any essay, opened or not, as the notebook of the library needs them."""
        if id not in self.sheaves:
            sheaf = Sheaf({"id": id}, self.where.local, self.where.locks)
            sheaf.path = self.finder.of_id(id)
            sheaf.look()
            self.sheaves[id] = sheaf
        return self.sheaves[id]

    def look(self, id: str) -> None:  # noqa: A002
        """See whether someone else has written an essay's file."""
        sheaf = self.sheaves[id]
        try:
            self._locate(id, sheaf)
            report = sheaf.look()
        except BrokenError as error:
            self._is_broken(id, sheaf, error)
            return
        except StoreError as error:
            self.tell(Event(HELD, id, words=error.message, path=error.path or ""))
            return
        self._is_whole(id, sheaf)
        self._news(id, report)
        self._place(id)
        if sheaf.pending or report.put_back:
            self.commit(id)

    def commit(self, id: str) -> None:  # noqa: A002
        """Write what is pending for an essay, or hold it."""
        sheaf = self.sheaves[id]
        try:
            self.where.ready()
            self._locate(id, sheaf)
            if sheaf.path is not None:
                report = sheaf.commit(sheaf.path, self.now())
            elif sheaf.pending:
                with hold(self.where.marks, self.where.locks):
                    self._locate(id, sheaf)  # another window may have begun it this moment
                    path = sheaf.path or free_path(self.first_path(id))
                    report = sheaf.commit(path, self.now())
            else:
                return
        except BrokenError as error:
            self._is_broken(id, sheaf, error)
            self._hold(id, sheaf, error.message)
        except StoreError as error:
            self._hold(id, sheaf, str(error))
        else:
            self._is_whole(id, sheaf)
            if self._held.pop(id, None) is not None:
                recovery.drop(self.recovery(id))
            if not self._remembered:
                self.where.remember()
                self._remembered = True
            if report.kept:
                self.tell(Event(KEPT, id, report.kept, path=str(sheaf.path)))
            self._news(id, report)
            if sheaf.unsure:
                self._unsure[id] = time.monotonic()

    def _verify(self, id: str) -> None:  # noqa: A002
        """Parse all of a file of which only the changed blocks were parsed; what is wrong is written anew."""
        self._unsure.pop(id, None)
        if not self.sheaves[id].verify():
            self.commit(id)

    def idle(self) -> float | None:
        """Seconds until `tick` has something to do; None while all is well."""
        drafts = self.drafts.due()
        held = LOOK_EVERY if self._held or self.broken else None
        unsure = max(0.0, min(self._unsure.values()) + QUIET - time.monotonic()) if self._unsure else None
        return min((due for due in (drafts, held, unsure) if due is not None), default=None)

    def tick(self) -> None:
        """Write drafts, look at broken files, and try again to write what is held."""
        self.drafts.write()
        for id_ in [*self.broken]:
            sheaf = self.sheaves[id_]
            if _seen(sheaf) != self.broken[id_]:
                self.look(id_)
        for id_, tried in [*self._held.items()]:
            if id_ not in self.broken and time.monotonic() - tried >= RETRY_EVERY:
                self.commit(id_)
        for id_, saved in [*self._unsure.items()]:
            if time.monotonic() - saved >= QUIET:
                self._verify(id_)

    def finish(self, spared: Iterable[str] = ()) -> None:
        """Before leaving: one more attempt for what is held, and a last copy of what was written.

        `spared`: essays whose last copy still holds marks that the reader has not decided about.
        """
        self.drafts.write(all_of_them=True)
        for id_, sheaf in self.sheaves.items():
            if sheaf.pending:
                self.commit(id_)
            if id_ in self._unsure:
                self._verify(id_)
            if id_ not in spared:
                sheaf.finish(self.now())

    def fault(self) -> None:
        """A fault of our own has ended what was being done: bring to safety what was on its way."""
        for id_, sheaf in self.sheaves.items():
            self._hold(id_, sheaf, "a fault of quietread's own")

    def hold_all(self) -> list[str]:
        """Bring to safety what is still on its way; what cannot be is returned as TOML."""
        lost = []
        for id_, sheaf in self.sheaves.items():
            if sheaf.pending and not self._hold(id_, sheaf, "there was no time left"):
                lost.append(recovery.text_of(sheaf.essay, sheaf.path, dict(sheaf.pending), self.now()))
        return lost

    def _locate(self, id: str, sheaf: Sheaf) -> None:  # noqa: A002
        """Find the file if it is not known, or is gone: it may only have been given another name."""
        sheaf.path = self.finder.of(id, self._essays.get(id), sheaf.path)

    def first_path(self, id: str) -> Path:  # noqa: A002
        """Where the file of an essay is, or was, that still has the name it was given."""
        return self.finder.first(id, self._essays.get(id))

    def _news(self, id: str, report: Report) -> None:  # noqa: A002
        if id in self._essays and len(report.first) + len(report.came_in) > FEW:
            known = Known()
            notebook_of(self._essays[id], self.sheaves[id].tables(), self.places[id], known)
            self.prepared[id] = known
        for kind, ids in ((READ, report.first), (CAME_IN, report.came_in)):
            if ids:
                self.tell(Event(kind, id, ids))
        if report.put_back:
            self.tell(Event(PUT_BACK, id, report.put_back))

    def _is_broken(self, id: str, sheaf: Sheaf, error: BrokenError) -> None:  # noqa: A002
        seen = _seen(sheaf)
        if self.broken.get(id) == seen:
            return
        self.broken[id] = seen
        if sheaf.path is not None and not sheaf.known:
            sheaf.show(backup.last_marks(sheaf.path, self.where.local, id))
        wrong = diagnose(error.data)
        place = (wrong.line, wrong.column) if wrong else (0, 0)
        words = wrong.hint if wrong else error.message
        self.tell(Event(BROKEN, id, (), words, error.path or "", *place))

    def _is_whole(self, id: str, sheaf: Sheaf) -> None:  # noqa: A002
        if self.broken.pop(id, None) is not None:
            self.tell(Event(MENDED, id, path=str(sheaf.path)))

    def _hold(self, id: str, sheaf: Sheaf, reason: str) -> bool:  # noqa: A002
        """Put what is pending into the recovery file; False if not even that can be written."""
        with sheaf.guard:
            pending = dict(sheaf.pending)
        if not pending:
            return True
        self._held[id] = time.monotonic()
        try:
            recovery.write(self.recovery(id), sheaf.essay, sheaf.path, pending, self.now())
        except StoreError as error:
            self.tell(Event(NOT_SAVED, id, tuple(pending), f"{reason}; {error}"))
            return False
        self.tell(Event(HELD, id, tuple(pending), reason))
        return True

    def recovery(self, id: str) -> Path:  # noqa: A002
        """Where this run holds what cannot be written for an essay."""
        return recovery.folder(self.where.local) / f"{file_name(id)}-{self._token}.toml"


def _seen(sheaf: Sheaf) -> Seen:
    try:
        return look(sheaf.path) if sheaf.path else ABSENT
    except StoreError:
        return ABSENT
