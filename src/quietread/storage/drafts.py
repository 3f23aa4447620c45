"""Notes being typed, on the disk a second after a key at the latest, so that no crash takes more than that."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from threading import Lock

from quietread.errors import StoreError
from quietread.storage import recovery

AFTER = 1.0
"""Seconds from the first key that is not on the disk yet until it is: typing on does not put it off."""


class Drafts:
    """The unfinished notes of this run. `put` and `get` from any thread, `write` from the writer's."""

    def __init__(self, local: Path) -> None:
        self._local = local
        self._guard = Lock()
        self._waiting: dict[str, tuple[str, str | None, float]] = {}

    def put(self, essay: str, id: str, text: str | None) -> None:  # noqa: A002
        """What has been typed so far; None: kept or given up."""
        with self._guard:
            now, before = time.monotonic(), self._waiting.get(id)
            due = now if not text else before[2] if before else now + AFTER
            self._waiting[id] = essay, text, due

    def get(self, id: str) -> str | None:  # noqa: A002
        """What was typed as the note of a mark and not kept, now or in an earlier run."""
        with self._guard:
            if id in self._waiting:
                return self._waiting[id][1]
        return recovery.read_draft(self._local, id)

    def due(self) -> float | None:
        """Seconds until `write` has something to do."""
        with self._guard:
            times = [at for _, _, at in self._waiting.values()]
        return max(0.0, min(times) - time.monotonic()) if times else None

    def write(self, *, all_of_them: bool = False) -> None:
        """Write what is due. A draft that cannot be written is only on the screen, as any typing is."""
        now = time.monotonic()
        with self._guard:
            due = {id_: item for id_, item in self._waiting.items() if all_of_them or item[2] <= now}
        for id_, item in due.items():
            essay, text, _ = item
            with suppress(StoreError):
                if text:
                    recovery.save_draft(self._local, id_, essay, text)
                else:
                    recovery.drop_draft(self._local, id_)
            with self._guard:
                if self._waiting.get(id_) is item:
                    del self._waiting[id_]
