"""The reader's `config.toml`: read whole, changed one key at a time, never rewritten."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock

from quietread.core.toml import Written
from quietread.errors import SettingError, StoreError, reason

PATIENCE = 2.0
"""Seconds a disk may take before one leaves without it."""
_ATTEMPTS = 5
"""Times a change is tried while somebody else changes the file."""

Tell = Callable[[str], bool]
"""Is given a line for the reader; whether it can be said now."""


def read_config(path: Path) -> tuple[Written, tuple[str, ...]]:
    """What the file says, and at most one problem, as a line. A missing file says nothing.

    A file that cannot be read or is not TOML counts as empty: the problem names line and column.
    """
    # a FIFO in the file's place would be waited for; one that is opened this way is just empty
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    shown, line = str(path), None
    try:
        with os.fdopen(os.open(path, flags), "rb") as file:
            data = file.read()
        from quietread.core.toml import read_toml

        text = data.decode("utf-8-sig")
        return Written(shown, text, read_toml(text)), ()
    except FileNotFoundError:
        return Written(shown), ()
    except OSError as error:
        wrong = f"not read: {reason(error)}"
    except UnicodeDecodeError as error:
        wrong, line = "not UTF-8 text", data.count(b"\n", 0, error.start) + 1
    except ValueError as error:
        # of tomllib, like “Invalid value (at line 3, column 9)”
        what, _, where = str(error).partition(" (at ")
        place = re.findall(r"\d+", where)
        line = int(place[0]) if place else text.rstrip().count("\n") + 1
        column = f"column {place[1]}: " if place else ""
        wrong = f"{column}not TOML: {what[:1].lower()}{what[1:]}"
    return Written(shown), (str(SettingError(f"{wrong}; the defaults hold", path=shown, line=line)),)


def remember(path: Path, changes: Mapping[str, object]) -> None:
    """Keep changes made while reading in the reader's file; everything else in it stays as written.

    `changes`: keys such as "pause.kind", and their values. Makes folder and file if they are missing; what
    another window or a hand writes meanwhile stays. Raises StoreError if they cannot be kept, and if the
    file is broken: mending it is the reader's to do.
    """
    from quietread.storage.durable import ABSENT, ChangedError, look, make_folder, replace
    from quietread.storage.splice import set_key

    try:
        make_folder(path.parent)
        for attempt in range(_ATTEMPTS):
            seen = look(path)
            written, problems = read_config(path)
            if problems:
                raise StoreError(problems[0])
            text = written.text
            for key, value in changes.items():
                text = set_key(text, key, value)
            if text == written.text and seen != ABSENT:
                return
            try:
                replace(path, text.encode(), expect=seen)
                return
            except ChangedError:
                if attempt == _ATTEMPTS - 1:
                    raise
    except StoreError as error:
        raise StoreError(f"{', '.join(changes)} not remembered: {error}") from error


class Memory:
    """Keeps settings in a thread, in the order they were changed: no key waits for a disk.

    Of a key changed twice only the last value is written. What cannot be kept is said once in a run.
    """

    def __init__(self, path: Path, tell: Tell = lambda line: False) -> None:
        """`path`: the reader's file; `tell` is called from the thread."""
        from quietread.storage.writer import Writer

        self._path = path
        self.tell = tell
        self._changes: dict[str, object] = {}
        self._lock = Lock()
        self._said = False
        self._unsaid: list[str] = []
        self._writer = Writer(idle=lambda: None, tick=lambda: None, fault=lambda: None)

    def remember(self, key: str, value: object) -> None:
        """Keep a setting, soon."""
        with self._lock:
            self._changes.pop(key, None)
            self._changes[key] = value
        self._writer.do(self._write)

    def settle(self) -> tuple[str, ...]:
        """Wait until everything is written, or is known not to be; what nobody has been told, a line each."""
        done = self._writer.settle(PATIENCE)
        unsaid, self._unsaid = tuple(self._unsaid), []
        return unsaid if done else (*unsaid, "settings not remembered yet: the disk does not answer")

    def close(self) -> tuple[str, ...]:
        """`settle`, for good."""
        unsaid = self.settle()
        self._writer.stop(0)
        return unsaid

    def _write(self) -> None:
        with self._lock:
            changes, self._changes = self._changes, {}
        try:
            if changes:
                remember(self._path, changes)
        except StoreError as error:
            if not self._said:
                self._said = True
                if not self.tell(str(error)):
                    self._unsaid.append(str(error))
