"""Which file an essay's marks are in: what the files say decides, their names only where they say nothing."""

from __future__ import annotations

from pathlib import Path

from quietread.core.essay import Essay
from quietread.storage import heads
from quietread.storage.document import is_blank
from quietread.storage.durable import ABSENT, look, read
from quietread.storage.heads import Head
from quietread.storage.paths import first_path
from quietread.storage.whereabouts import Whereabouts


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
