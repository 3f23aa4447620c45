"""Changes made while reading, kept in the reader's `config.toml` by a thread: no key waits for a disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Condition, Thread

from quietread.errors import StoreError

PATIENCE = 2.0
"""Seconds a disk may take before one leaves without it."""

Tell = Callable[[str], bool]
"""Is given a line for the reader; whether it can be said now."""


class Memory:
    """Remembers settings in the order they were changed; of a key changed twice only the last value is written.

    What cannot be kept is said once in a run, with the reason, however often a setting is changed afterwards.
    """

    def __init__(self, path: Path, tell: Tell = lambda line: False) -> None:
        """`path`: the reader's file; `tell` is called from the thread."""
        self._path = path
        self.tell = tell
        self._changes: dict[str, object] = {}
        self._state = Condition()
        self._busy = False
        self._said = False
        self._unsaid: list[str] = []
        self._thread: Thread | None = None
        self._closing = False

    def remember(self, key: str, value: object) -> None:
        """Keep a setting, soon."""
        with self._state:
            self._changes.pop(key, None)
            self._changes[key] = value
            if self._thread is None:
                self._thread = Thread(target=self._work, name="settings", daemon=True)
                self._thread.start()
            self._state.notify_all()

    def settle(self) -> tuple[str, ...]:
        """Wait until everything is written, or is known not to be; what nobody has been told, a line each."""
        with self._state:
            done = self._state.wait_for(lambda: not self._busy and not self._changes, PATIENCE)
            unsaid, self._unsaid = tuple(self._unsaid), []
        return unsaid if done else (*unsaid, "settings not remembered yet: the disk does not answer")

    def close(self) -> tuple[str, ...]:
        """`settle`, for good."""
        unsaid = self.settle()
        with self._state:
            thread, self._thread = self._thread, None
            self._closing = True
            self._state.notify_all()
        if thread is not None:
            thread.join(0 if self._busy else PATIENCE)
        return unsaid

    def _work(self) -> None:
        from quietread.storage.config import remember

        while True:
            with self._state:
                self._busy = False
                self._state.notify_all()
                self._state.wait_for(lambda: self._changes or self._closing)
                changes, self._changes = self._changes, {}
                self._busy = bool(changes)
            if not changes:
                return
            try:
                remember(self._path, changes)
            except StoreError as error:
                self._fail(str(error))

    def _fail(self, line: str) -> None:
        if self._said:
            return
        self._said = True
        if not self.tell(line):
            with self._state:
                self._unsaid.append(line)
