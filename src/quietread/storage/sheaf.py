"""The marks of one essay in memory and on the disk, and what has yet to go from the one to the other."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace as replaced
from datetime import datetime
from pathlib import Path

from quietread.core.essay import Essay
from quietread.core.mark import Mark
from quietread.core.merge import Change, Sheet, Table, decide, differing
from quietread.errors import StoreError
from quietread.storage import recovery
from quietread.storage.changing import anew, changed
from quietread.storage.document import (
    BrokenError,
    Document,
    check_format,
    is_blank,
    new_document,
    parsed,
    verified,
)
from quietread.storage.durable import ABSENT, ChangedError, Seen, hold, read, replace
from quietread.storage.events import CAME_IN, KEPT, PUT_BACK, READ
from quietread.storage.heads import Whereabouts
from quietread.storage.places import Known, Opened, Places
from quietread.storage.tables import changed_table, mark_of

ROUNDS = 8
"""How often a save begins anew because someone else was faster."""


News = Mapping[str, tuple[str, ...]]
"""What a look at the file or a save brought to light: ids of marks, by the kind of event that tells of them."""


class Sheaf:
    """One essay's marks. `tables`, `put` and `remove` may be called from any thread; the rest from one."""

    def __init__(self, about: Table, where: Whereabouts, path: Path | None = None) -> None:
        self.about = dict(about)
        """What stands under [essay] if the file is ours to begin."""
        self.essay: Essay | None = None
        self.edition: Table | None = None
        self.places: Places = {}
        self.prepared: Known | None = None
        """The notebook of much that has been read at once, so that no key has to wait for it."""
        self.path = path
        """The file; None until it is found or begun."""
        self.seen: Seen = ABSENT
        self.broken: Seen | None = None
        """The file as it was seen, if it does not parse."""
        self.held: float | None = None
        """When it was last tried to write what is held."""
        self.saved = 0.0
        """When the file was last written."""
        self.guard = threading.Lock()
        self.pending: dict[str, Change] = {}
        self._where = where
        self._marks: Mapping[str, Table] = {}
        self._shown: Mapping[str, Table] | None = None
        """`_marks` with what is pending, until either changes."""
        self._raw: bytes | None = None
        self._data: Mapping[str, object] = {}
        """What tomllib has read in `_raw`, if that is known."""
        self._document: Document | None = None
        self._acknowledged: set[str] = set()
        self._gone: dict[str, Table] = {}
        """Marks removed in this run, with the keys only a hand knows, should they be put back."""
        self._once: dict[str, str] = {}
        """And their text, with the hand's comments."""
        self._copied: datetime | None = None
        self._false = False
        """Whether the file does not say what it should, and has to be written anew."""

    @property
    def id(self) -> str:
        """The essay's id."""
        return str(self.about.get("id", ""))

    def begin(self, item: Opened) -> None:
        """Take over what has just been read."""
        self.path, self.seen = item.path, item.seen
        self._raw, self._data, self._marks = item.raw, item.data, item.marks

    def show_last_copy(self) -> None:
        """Show the marks of the last copy while the file cannot be read and none are known."""
        if self.path is not None and not self._marks:
            with self.guard:
                self._marks, self._shown = recovery.last_marks(self.path, self._where.local, self.id), None

    def tables(self) -> Mapping[str, Table]:
        """The marks as the reader sees them; the same object as long as nothing changes."""
        with self.guard:
            if self._shown is None:
                marks = dict(self._marks)
                for id_, change in self.pending.items():
                    if change.after is None:
                        marks.pop(id_, None)
                    else:
                        marks[id_] = change.after
                self._shown = marks
            return self._shown

    def mark(self, id: str) -> Mark | None:  # noqa: A002
        """One of them."""
        table = self.tables().get(id)
        return None if table is None else mark_of(table, id)

    def put(self, mark: Mark) -> None:
        """The mark is to be in the file as it is here."""
        with self.guard:
            before = self._marks.get(mark.id)
            before, now = self.pending.get(mark.id, (before, before))
            after = changed_table(now or before or self._gone.get(mark.id), mark)
            self.pending[mark.id] = Change(before, after)
            self._shown = None

    def remove(self, id: str) -> None:  # noqa: A002
        """The mark is to leave the file."""
        with self.guard:
            before, _ = self.pending.get(id, (self._marks.get(id), None))
            if id in self.pending or before is not None:  # it may be on its way to the disk, or held
                self.pending[id] = Change(before, None)
            self._shown = None

    def replay(self, changes: Mapping[str, Change]) -> None:
        """Changes of an earlier run that did not reach the file."""
        with self.guard:
            self.pending, self._shown = {**changes, **self.pending}, None

    def look(self) -> News:
        """Read the file if it has changed. Raises StoreError; the marks in memory stay."""
        if self.path is None:
            return {}
        raw, seen = read(self.path)
        if raw == self._raw:
            self.seen = seen
            return {}
        document, news = self._taken_in(self.path, raw)
        self._settle(document, raw, seen)
        return news

    def commit(self, path: Path, now: datetime) -> News:
        """Bring every pending change to the disk at `path`. When this returns they survive a power cut.

        Raises BrokenError if it is no marks file, StoreError if it cannot be written. The folder has to be
        there: one that has gone missing this moment would otherwise be begun anew beside it.
        """
        with hold(path, self._where.locks):
            for _ in range(ROUNDS):
                raw, seen = read(path)
                theirs, news = self._taken_in(path, raw)
                check_format(path, theirs)
                with self.guard:
                    pending = dict(self.pending)
                document = self._with(theirs, pending, now)
                if self._false and theirs is self._document:
                    document = anew(document, document.data)
                data = document.bytes
                begun = raw or self._raw or document.ids  # a mark taken back at once is no reason for a file
                if data != raw and begun:
                    self._copy(path, raw, now, remade=document.remade)
                    try:
                        seen = replace(path, data, expect=seen, local=self._where.local)
                    except ChangedError:
                        continue
                self.path, self._false = path, False
                self._settle(document, data, seen)
                self._done(pending, theirs)
                # a file that was not there when the essay was opened is someone else's
                others = (*news.get(READ, ()), *news.get(CAME_IN, ()))
                came_in = tuple(id_ for id_ in others if id_ not in pending)
                return {KEPT: tuple(pending), CAME_IN: came_in, PUT_BACK: news.get(PUT_BACK, ())}
        raise StoreError("is being written all the time by someone else", path=str(path))

    @property
    def unsure(self) -> bool:
        """Whether the last saves have parsed no more than the blocks they changed."""
        return self._document is not None and not self._document.sure

    def verify(self) -> bool:
        """Parse all of the text last written; False if it does not say what it should: save it once more."""
        if self._document is not None and not self._document.sure:
            self._false = not verified(self._document)
            self._document = replaced(self._document, sure=True)
        return not self._false

    def finish(self, now: datetime) -> None:
        """At the end of a run: keep a copy of what it has written, to compare with at the next."""
        if self._acknowledged and self.path is not None:
            with suppress(StoreError):  # the marks themselves are safe
                self.copy(self.path, now)

    def copy(self, path: Path, now: datetime) -> None:
        """Keep a copy of the file at `path` as we know it, even if that is nothing. Raises StoreError."""
        recovery.back_up(path, self._raw or b"", self._where.local, now)

    def document(self) -> Document | None:
        """The file as we know it, None before it has been read."""
        if self._document is None and self._raw:
            self._document = parsed(self._raw, self._data)
        return self._document

    def _taken_in(self, path: Path, raw: bytes) -> tuple[Document, News]:
        """The document on the disk, and how it differs from the one we knew."""
        known = self.document()
        if raw == self._raw and known is not None:
            return known, {}
        if is_blank(raw):
            if known is None:
                return new_document(self.about), {}
            return known, {PUT_BACK: known.ids}
        try:
            theirs = parsed(raw)
        except ValueError as error:
            raise BrokenError(str(error), path, raw) from error
        if known is None:
            return theirs, {READ: theirs.ids}
        old, new = known.sheet, theirs.sheet
        gone = self._acknowledged & old.marks.keys() - new.marks.keys() - new.removed.keys()
        with self.guard:
            for id_ in gone:
                self.pending.setdefault(id_, Change(None, old.marks[id_]))
            self._shown = None
        came_in = tuple(id_ for id_ in differing(old, new) if id_ not in gone)
        return theirs, {CAME_IN: came_in, PUT_BACK: tuple(gone)}

    def _with(self, theirs: Document, pending: Mapping[str, Change], now: datetime) -> Document:
        marks, removed = dict(theirs.sheet.marks), dict(theirs.sheet.removed)
        for id_, change in pending.items():
            table = decide(change.before, change.after, marks.get(id_))
            if table is not None:
                marks[id_] = table
            elif marks.pop(id_, None) is not None:
                removed[id_] = now.replace(microsecond=0)
        sheet = Sheet(marks, removed)
        return changed(theirs, sheet, now=now, edition=self.edition, once=self._once, only=pending)

    def _copy(self, path: Path, raw: bytes, now: datetime, *, remade: bool) -> None:
        due = self._copied is None or now - self._copied >= recovery.EVERY
        if raw and (due or remade):
            recovery.back_up(path, raw, self._where.local, now)
            self._copied = now

    def _settle(self, document: Document, raw: bytes, seen: Seen) -> None:
        with self.guard:
            self._document, self._raw, self.seen, self._data = document, raw, seen, {}
            self._marks, self._shown = document.sheet.marks, None

    def _done(self, pending: Mapping[str, Change], before: Document) -> None:
        gone = pending.keys() - self._marks.keys()
        if gone:
            blocks = (block.text for block in before.blocks if block.name == "mark")
            self._once |= {id_: text for id_, text in zip(before.ids, blocks, strict=False) if id_ in gone}
        self._acknowledged |= pending.keys() - gone
        self._acknowledged -= gone
        with self.guard:
            self._gone |= {id_: table for id_ in gone if (table := pending[id_].before) is not None}
            self._shown = None
            for id_, change in pending.items():
                if self.pending.get(id_) is change:
                    del self.pending[id_]
                elif id_ in self.pending:
                    self.pending[id_] = self.pending[id_]._replace(before=self._marks.get(id_))
