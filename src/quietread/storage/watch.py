"""What the store finds out beside its saving: conflict copies, marks gone missing, files open to others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from quietread.core.merge import Table
from quietread.errors import StoreError
from quietread.storage import conflicts, found, housekeeping, in_place, recovery
from quietread.storage.collector import resting
from quietread.storage.diagnose import diagnose
from quietread.storage.durable import ABSENT, look
from quietread.storage.events import (
    ARRIVED,
    ELSEWHERE,
    MISSING,
    OPEN_TO_OTHERS,
    TO_LOOK_AT,
    UNREADABLE,
    Event,
    Finding,
)
from quietread.storage.keeper import Keeper
from quietread.storage.sheaf import BrokenError, Change, Sheaf
from quietread.storage.writer import Writer


class Workshop(NamedTuple):
    """All that works for the store."""

    keeper: Keeper
    writer: Writer
    watch: Watch


def _refused(copy: conflicts.Copy, error: StoreError) -> Finding:
    """A copy that stays where it is, and where it is wrong if it cannot be read."""
    wrong = diagnose(error.data) if isinstance(error, BrokenError) else None
    path = Path(error.path or copy.path)
    words = f"{path.name} {'cannot be read: ' + wrong.hint if wrong else error.message}"
    return Finding(
        UNREADABLE, copy.essay, (), words, str(path), wrong.line if wrong else 0, wrong.column if wrong else 0
    )


class Watch:
    """Belongs to the writer thread, as the keeper does; `findings` and `folder_seen` may be read anywhere."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self.findings: tuple[Finding, ...] = ()
        self.missing: dict[str, Mapping[str, Table]] = {}
        """By essay: marks of the last copy made here that its file no longer has."""
        self.folder_seen = ABSENT

    def begin(self) -> None:
        """Put right what earlier runs left behind: temporary files, marks that were held, conflict copies."""
        in_place.finish(self._keeper.where.local, self._keeper.where.locks)
        housekeeping.clear_leftovers(self._keeper.where.marks, self._keeper.where.local)
        for item in recovery.waiting(self._keeper.where.local):
            id_ = str(item.essay.get("id", ""))
            if not id_ or item.path == self._keeper.recovery(id_):
                continue
            if id_ not in self._keeper.sheaves:
                self._keeper.sheaves[id_] = Sheaf(
                    item.essay, self._keeper.where.local, self._keeper.where.locks
                )
                self._keeper.sheaves[id_].path = item.file
            self._keeper.sheaves[id_].replay(item.changes)
            self._keeper.commit(id_)
            if not self._keeper.sheaves[id_].pending or self._keeper.recovery(id_).exists():
                recovery.settled(item)
        old = self._keeper.where.left_behind()
        if old is not None:
            words = (
                f"your marks folder {self._keeper.where.marks} is empty; the one used before, {old}, is not"
            )
            self._find([Finding(ELSEWHERE, "", (), words, str(old))])
        self.gather()

    def gather(self) -> None:
        """Take in what sync tools have put beside the marks files."""
        with suppress(StoreError):
            self.folder_seen = look(self._keeper.where.marks)
        self._keeper.finder.scan()
        for copy in conflicts.copies(self._keeper.finder.heads.values()):
            try:
                ids = conflicts.take_in(copy, self._keeper.where, self._keeper.now())
            except StoreError as error:
                self._find([_refused(copy, error)])
                continue
            words = f"{len(ids)} {'mark' if len(ids) == 1 else 'marks'} came in from {copy.path.name}"
            self._find([Finding(ARRIVED, copy.essay, ids, words, str(copy.main))] if ids else [])
            if copy.essay in self._keeper.sheaves:
                self._keeper.look(copy.essay)

    def arrive(self, id: str) -> None:  # noqa: A002
        """Read the file of an essay just opened, and see what the reader should know of it."""
        with resting():
            self._keeper.look(id)
        sheaf = self._keeper.sheaves[id]
        if id in self._keeper.broken:
            return
        file = sheaf.path or self._keeper.first_path(id)
        missing = housekeeping.missing(sheaf, file, self._keeper.where.local)
        if missing:
            self.missing[id] = missing
            count = f"{len(missing)} {'mark' if len(missing) == 1 else 'marks'} made here"
            words = f"{count} {'is' if len(missing) == 1 else 'are'} no longer in {file.name}"
            self._find([Finding(MISSING, id, tuple(missing), words, str(file))])
        if sheaf.path is None:
            return
        self._find(found.open_to_others(id, sheaf.path))
        document = sheaf.document()
        if document is not None:
            self._find(found.odd(id, sheaf.path, document))

    def accept(self, finding: Finding) -> None:
        """Do what a finding offers; what only a person can do is left to whoever shows it."""
        if finding.kind == MISSING:
            tables = self.missing.pop(finding.essay, {})
            self._keeper.sheaves[finding.essay].replay(
                {id_: Change(None, table) for id_, table in tables.items()}
            )
            self._keeper.commit(finding.essay)
        elif finding.kind == OPEN_TO_OTHERS:
            with suppress(OSError):
                found.close_to_others(Path(finding.path))
        self._drop(finding)

    def dismiss(self, finding: Finding) -> None:
        """Let a finding rest; marks gone from a file are then not missed again."""
        if finding.kind == MISSING:
            self.missing.pop(finding.essay, None)
            with suppress(StoreError):
                self._keeper.sheaves[finding.essay].copy(Path(finding.path), self._keeper.now())
        self._drop(finding)

    def _find(self, news: Iterable[Finding]) -> None:
        new = [finding for finding in news if finding not in self.findings]
        if new:
            self.findings = (*self.findings, *new)
            self._keeper.tell(Event(TO_LOOK_AT))

    def _drop(self, finding: Finding) -> None:
        self.findings = tuple(other for other in self.findings if other != finding)
        self._keeper.tell(Event(TO_LOOK_AT))
