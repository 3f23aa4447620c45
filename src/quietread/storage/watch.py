"""What the store finds out beside its saving: conflict copies, marks gone missing, files open to others."""

from __future__ import annotations

import gc
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from quietread.core.merge import Table
from quietread.errors import StoreError
from quietread.storage import backup, conflicts, in_place, recovery
from quietread.storage.document import Document, diagnose
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
from quietread.storage.sheaf import BrokenError, Change, Sheaf
from quietread.storage.splice import Block
from quietread.storage.tables import odd_keys
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
        backup.clear_leftovers(self._keeper.where.marks, self._keeper.where.local)
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
        missing = backup.missing(file, self._keeper.where.local, id, {*sheaf.tables(), *sheaf.removed()})
        if missing:
            self.missing[id] = missing
            count = f"{len(missing)} {'mark' if len(missing) == 1 else 'marks'} made here"
            words = f"{count} {'is' if len(missing) == 1 else 'are'} no longer in {file.name}"
            self._find([Finding(MISSING, id, tuple(missing), words, str(file))])
        if sheaf.path is None:
            return
        self._find(open_to_others(id, sheaf.path))
        document = sheaf.document()
        if document is not None:
            self._find(odd(id, sheaf.path, document))

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
                close_to_others(Path(finding.path))
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


def odd(essay: str, path: Path, document: Document) -> Iterable[Finding]:
    """Marks of a file with values of the wrong kind; they are shown as far as they make sense."""
    line, tables = 1, iter(zip(document.ids, document.tables, strict=True))
    for block in document.blocks:
        if block.name == "mark" and block.array:
            id_, table = next(tables)
            keys = odd_keys(table)
            if keys:
                words = f"{path.name}: in this mark {_listed(keys)} not of the right kind"
                yield Finding(ODD, essay, (id_,), words, str(path), line + _lead(block), 1)
        line += block.text.count("\n")


def _lead(block: Block) -> int:
    """Lines of a block before its header."""
    lines = block.text.split("\n")
    return next((n for n, text in enumerate(lines) if text.lstrip().startswith("[[")), 0)


def _listed(keys: list[str]) -> str:
    if len(keys) == 1:
        return f"“{keys[0]}” is"
    return ", ".join(f"“{key}”" for key in keys[:-1]) + f" and “{keys[-1]}” are"


def open_to_others(essay: str, path: Path) -> Iterable[Finding]:
    """Whether other users of this machine may read a marks file."""
    if sys.platform == "win32":
        return
    try:
        mode = path.stat().st_mode
        folder = path.parent.stat().st_mode
    except OSError:
        return
    if stat.S_IMODE(mode) & 0o044 and stat.S_IMODE(folder) & 0o055:
        yield Finding(
            OPEN_TO_OTHERS, essay, (), f"{path.name}: others on this machine can read it", str(path)
        )


def close_to_others(path: Path) -> None:
    """Let only its owner read a file."""
    path.chmod(stat.S_IMODE(path.stat().st_mode) & 0o700)


@contextmanager
def resting() -> Iterator[None]:
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
