"""Where marks are kept: the folders, the one used last, and which file is an essay's."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from quietread.core.essay import Essay
from quietread.errors import StoreError
from quietread.storage import heads
from quietread.storage.document import is_blank
from quietread.storage.durable import ABSENT, look, make_folder, put, read
from quietread.storage.heads import Head
from quietread.storage.paths import first_path
from quietread.storage.scan import lines


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The folders of the store, and where it was last, so that marks never vanish with a setting or a disk."""

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
        if str(self.marks) in self._used():
            raise StoreError("held your marks before and is not there now", path=str(self.marks))
        if self.chosen and not self.marks.parent.is_dir():
            raise StoreError("cannot be made: the folder above it is not there", path=str(self.marks))
        make_folder(self.marks)

    def remember(self) -> None:
        """Note that marks are kept in this folder now. A note that cannot be made is no reason to fail."""
        used = self._used()
        names = list(dict.fromkeys((str(self.marks), *used)))
        if names != used:
            with suppress(StoreError):
                put(self._record, lines({"marks_folders": names}).encode())

    def left_behind(self) -> Path | None:
        """The folder used before, if this one is empty and that one holds marks."""
        for name in self._used()[:1]:
            if name != str(self.marks) and not any(self.marks.glob("*.toml")):
                return Path(name) if any(Path(name).glob("*.toml")) else None
        return None

    def _used(self) -> list[str]:
        """Marks folders that have held marks, the last one first."""
        try:
            found = tomllib.loads(read(self._record)[0].decode()).get("marks_folders")
        except (ValueError, StoreError):
            return []
        return [item for item in found if isinstance(item, str)] if isinstance(found, list) else []

    @property
    def _record(self) -> Path:
        return self.local / "store.toml"


class Finder:
    """The files of a marks folder. What they say decides whose they are, their names only where they say nothing."""

    def __init__(self, where: Whereabouts) -> None:
        self._folder, self._hashed = where.marks, where.hashed
        self.heads: dict[Path, Head] = {}

    def scan(self) -> None:
        """See what files there are now; only changed ones are read again."""
        self.heads = heads.scan(self._folder, self.heads)

    def of_id(self, id_: str) -> Path | None:
        """The file that names an essay by its id."""
        self.scan()
        return next((head.path for head in self.heads.values() if head.id == id_), None)

    def of(self, id_: str, essay: Essay | None, known: Path | None) -> Path | None:
        """The file of an essay: `known`, unless that is gone and another is found. Raises StoreError."""
        if known is not None and look(known) != ABSENT:
            return known
        self.scan()
        head = heads.find(self.heads.values(), essay) if essay else None
        if head is not None or known is not None:
            return head.path if head else known
        first = self.first(id_, essay)
        if first.is_symlink():
            return first  # and if it leads nowhere: its disk may not be plugged in
        # one that cannot be read or is empty says nothing, so that its name has to do
        taken = look(first) != ABSENT and (first not in self.heads or is_blank(read(first)[0]))
        return first if taken else None

    def first(self, id_: str, essay: Essay | None) -> Path:
        """The file of an essay that still has the name it was given."""
        return first_path(self._folder, essay.slug if essay else id_, id_, hashed=self._hashed)
