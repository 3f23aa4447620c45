"""What the store finds out beside its saving: conflict copies, marks gone missing, files open to others."""

from __future__ import annotations

import gc
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from quietread.core.merge import Change, Table
from quietread.core.text import many
from quietread.errors import StoreError
from quietread.storage import conflicts, in_place, recovery
from quietread.storage.collect import unreadable
from quietread.storage.document import BrokenError, Document
from quietread.storage.durable import ABSENT, look
from quietread.storage.events import (
    ARRIVED,
    ELSEWHERE,
    MISSING,
    ODD,
    OPEN_TO_OTHERS,
    TO_LOOK_AT,
    UNREADABLE,
    Event,
    Finding,
)
from quietread.storage.keeper import Keeper
from quietread.storage.sheaf import Sheaf
from quietread.storage.tables import odd_keys
from quietread.storage.writer import Writer


class Workshop(NamedTuple):
    """All that works for the store."""

    keeper: Keeper
    writer: Writer
    watch: Watch


class Watch:
    """Belongs to the writer thread, as the keeper does; `findings` and `folder_seen` may be read anywhere."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper, self._where = keeper, keeper.where
        self.findings: tuple[Finding, ...] = ()
        self.missing: dict[str, Mapping[str, Table]] = {}
        """By essay: marks of the last copy made here that its file no longer has."""
        self.folder_seen = ABSENT

    def begin(self) -> None:
        """Put right what earlier runs left behind: temporary files, marks that were held, conflict copies."""
        in_place.finish(self._where.local, self._where.locks)
        recovery.clear_leftovers(self._where.marks, self._where.local)
        for item in recovery.waiting(self._where.local):
            sheaf = Sheaf(item.about, self._where, item.file)
            own = self._keeper.recovery(sheaf.id)
            if not sheaf.id or item.path == own:
                continue
            sheaf = self._keeper.sheaves.setdefault(sheaf.id, sheaf)
            sheaf.replay(item.changes)
            self._keeper.commit(sheaf)
            if not sheaf.pending or own.exists():
                recovery.settled(item)
        old = self._where.left_behind()
        if old is not None:
            words = f"your marks folder {self._where.marks} is empty; the one used before, {old}, is not"
            self._find(Finding(ELSEWHERE, "", (), words, str(old)))
        self.gather()

    def gather(self) -> None:
        """Take in what sync tools have put beside the marks files."""
        with suppress(StoreError):
            self.folder_seen = look(self._where.marks)
        for copy in conflicts.copies(self._keeper.finder.scan()):
            try:
                ids = conflicts.take_in(copy, self._where, self._keeper.now())
            except BrokenError as error:
                self._find(unreadable(Path(error.path or copy.path), error.data, copy.essay))
                continue
            except StoreError as error:
                path = Path(error.path or copy.path)
                self._find(Finding(UNREADABLE, copy.essay, (), f"{path.name} {error.message}", str(path)))
                continue
            if ids:
                words = f"{many(len(ids), 'mark')} came in from {copy.path.name}"
                self._find(Finding(ARRIVED, copy.essay, ids, words, str(copy.main)))
            if copy.essay in self._keeper.sheaves:
                self._keeper.look(self._keeper.sheaves[copy.essay])

    def arrive(self, sheaf: Sheaf) -> None:
        """Read the file of an essay just opened, and see what the reader should know of it."""
        with _resting():
            self._keeper.look(sheaf)
        if sheaf.broken is not None:
            return
        file, document = sheaf.path or self._keeper.first_path(sheaf), sheaf.document()
        removed = document.sheet.removed if document else ()
        missing = recovery.missing(file, self._where.local, sheaf.id, {*sheaf.tables(), *removed})
        if missing:
            self.missing[sheaf.id] = missing
            words = f"{many(len(missing), 'mark')} made here {'is' if len(missing) == 1 else 'are'} no longer in {file.name}"
            self._find(Finding(MISSING, sheaf.id, tuple(missing), words, str(file)))
        if sheaf.path is not None:
            if _is_open_to_others(sheaf.path):
                words = f"{sheaf.path.name}: others on this machine can read it"
                self._find(Finding(OPEN_TO_OTHERS, sheaf.id, (), words, str(sheaf.path)))
            if document is not None:
                self._find(*_odd(sheaf.id, sheaf.path, document))

    def accept(self, finding: Finding) -> None:
        """Do what a finding offers; what only a person can do is left to whoever shows it."""
        if finding.kind == MISSING:
            sheaf, tables = self._keeper.sheaves[finding.essay], self.missing.pop(finding.essay, {})
            sheaf.replay({id_: Change(None, table) for id_, table in tables.items()})
            self._keeper.commit(sheaf)
        elif finding.kind == OPEN_TO_OTHERS:
            with suppress(OSError):
                path = Path(finding.path)
                path.chmod(stat.S_IMODE(path.stat().st_mode) & 0o700)
        self._drop(finding)

    def dismiss(self, finding: Finding) -> None:
        """Let a finding rest; marks gone from a file are then not missed again."""
        if finding.kind == MISSING:
            self.missing.pop(finding.essay, None)
            with suppress(StoreError):
                self._keeper.sheaves[finding.essay].copy(Path(finding.path), self._keeper.now())
        self._drop(finding)

    def _find(self, *news: Finding) -> None:
        new = [finding for finding in news if finding not in self.findings]
        if new:
            self.findings = (*self.findings, *new)
            self._keeper.tell(Event(TO_LOOK_AT))

    def _drop(self, finding: Finding) -> None:
        self.findings = tuple(other for other in self.findings if other != finding)
        self._keeper.tell(Event(TO_LOOK_AT))


def _odd(essay: str, path: Path, document: Document) -> Iterable[Finding]:
    """Marks of a file with values of the wrong kind; they are shown as far as they make sense."""
    line, tables = 1, iter(document.sheet.marks.items())
    for block in document.blocks:
        text = block.text
        if block.name == "mark" and block.array:
            id_, table = next(tables)
            keys = [f"“{key}”" for key in odd_keys(table)]
            if keys:
                listed = f"{', '.join(keys[:-1])} and {keys[-1]} are" if keys[1:] else f"{keys[0]} is"
                lines = text.split("\n")
                above = next((n for n, one in enumerate(lines) if one.lstrip().startswith("[[")), 0)
                words = f"{path.name}: in this mark {listed} not of the right kind"
                yield Finding(ODD, essay, (id_,), words, str(path), line + above, 1)
        line += text.count("\n")


def _is_open_to_others(path: Path) -> bool:
    if sys.platform == "win32":
        return False
    try:
        return bool(path.stat().st_mode & 0o044 and path.parent.stat().st_mode & 0o055)
    except OSError:
        return False


@contextmanager
def _resting() -> Iterator[None]:
    """No collection meanwhile: a large file becomes many values, none of them garbage.

    Walking them again and again takes a third of the time it takes to read ten thousand marks, and no thread
    gets a turn while it is done.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
