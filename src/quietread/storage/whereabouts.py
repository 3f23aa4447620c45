"""The folders of the store, and where it was last, so that marks never vanish with a setting or a disk."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from quietread.errors import StoreError
from quietread.storage.blocks import line
from quietread.storage.durable import make_folder, read, replace


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
