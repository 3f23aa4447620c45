"""The folders of the store, and where it was last, so that marks never vanish with a setting or a disk."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from quietread.core.essay import Essay
from quietread.errors import StoreError
from quietread.storage import heads
from quietread.storage.document import is_blank
from quietread.storage.durable import ABSENT, look, make_folder, read, replace
from quietread.storage.heads import Head
from quietread.storage.paths import first_path
from quietread.storage.splice import line


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where things are kept. Nothing needs to exist."""

    marks: Path
    """The marks files; the reader may sync this folder."""
    local: Path
    """What belongs to this machine: never synced."""
    locks: Path
    chosen: bool = False
    """Whether the reader named the marks folder."""
    hashed: bool = False
    """Whether new files are named by a hash, not by what one reads."""

    def ready(self) -> None:
        """Make the marks folder if it is new. Raises StoreError if it has only gone missing."""
        if self.marks.is_dir():
            return
        if str(self.marks) in self.used():
            raise StoreError("held your marks before and is not there now", path=str(self.marks))
        if self.chosen and not self.marks.parent.is_dir():
            raise StoreError("cannot be made: the folder above it is not there", path=str(self.marks))
        make_folder(self.marks)

    def used(self) -> list[str]:
        """Marks folders that have held marks, the last one first."""
        try:
            found = tomllib.loads(read(self._record)[0].decode()).get("marks_folders")
        except (ValueError, StoreError):
            return []
        return [item for item in found if isinstance(item, str)] if isinstance(found, list) else []

    def remember(self) -> None:
        """Note that marks are kept in this folder now. A note that cannot be made is no reason to fail."""
        used = self.used()
        if used[:1] == [str(self.marks)]:
            return
        names = [str(self.marks), *(name for name in used if name != str(self.marks))]
        try:
            make_folder(self.local)
            replace(self._record, line("marks_folders", names).encode())
        except StoreError:
            return

    def left_behind(self) -> Path | None:
        """The folder used before, if this one is empty and that one holds marks."""
        used = self.used()
        if not used or used[0] == str(self.marks) or any(self.marks.glob("*.toml")):
            return None
        old = Path(used[0])
        return old if any(old.glob("*.toml")) else None

    @property
    def _record(self) -> Path:
        return self.local / "store.toml"


class Finder:
    """The files of a marks folder, by what they say of their essays; only changed ones are read again."""

    def __init__(self, where: Whereabouts) -> None:
        self._folder, self._hashed = where.marks, where.hashed
        self.heads: dict[Path, Head] = {}

    def scan(self) -> None:
        """See what files there are now."""
        self.heads = heads.scan(self._folder, self.heads)

    def of_id(self, id: str) -> Path | None:  # noqa: A002
        """The file that names an essay by its id."""
        self.scan()
        return next((head.path for head in self.heads.values() if head.id == id), None)

    def of(self, id: str, essay: Essay | None, known: Path | None) -> Path | None:  # noqa: A002
        """The file of an essay: `known`, unless that is gone and another is found. Raises StoreError."""
        if known is not None and look(known) != ABSENT:
            return known
        self.scan()
        head = heads.find(self.heads.values(), essay) if essay else None
        if head is not None or known is not None:
            return head.path if head else known
        first = self.first(id, essay)
        if first.is_symlink():
            return first  # and if it leads nowhere: its disk may not be plugged in
        # one that cannot be read or is empty says nothing, so that its name has to do
        taken = look(first) != ABSENT and (first not in self.heads or is_blank(read(first)[0]))
        return first if taken else None

    def first(self, id: str, essay: Essay | None) -> Path:  # noqa: A002
        """The file of an essay that still has the name it was given."""
        return first_path(self._folder, essay.slug if essay else id, id, hashed=self._hashed)
