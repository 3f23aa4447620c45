"""The reader's `config.toml`: read whole, changed one key at a time, never rewritten."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Condition, Thread

from quietread.core.toml import Written
from quietread.errors import SettingError, StoreError

_ATTEMPTS = 5
"""Times a change is tried again because somebody else has just changed the file."""


def read_config(path: Path) -> tuple[Written, tuple[str, ...]]:
    """What the file says, and at most one problem, as a line. A missing file says nothing.

    A file that cannot be read or is not TOML counts as empty: the problem names line and column.
    """
    shown = str(path)
    try:
        data = _bytes(path)
    except FileNotFoundError:
        return Written(shown), ()
    except OSError as error:
        reason = error.strerror or str(error)
        return Written(shown), (
            str(SettingError(f"not read: {reason.lower()}; the defaults hold", path=shown)),
        )
    from quietread.core.toml import read_toml

    try:
        text = data.decode("utf-8-sig")
        return Written(shown, text, read_toml(text)), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "not UTF-8 text; the defaults hold"
    except ValueError as error:
        line, message = _broken(str(error), text)
    return Written(shown), (str(SettingError(message, path=shown, line=line)),)


def _bytes(path: Path) -> bytes:
    # a FIFO in the file's place would be waited for; one that is opened this way is just empty
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        return file.read()


def _broken(message: str, text: str) -> tuple[int, str]:
    """Line, and what is wrong there, of a tomllib message like `Invalid value (at line 3, column 9)`."""
    what, _, where = message.partition(" (at ")
    numbers = re.findall(r"\d+", where)
    line = int(numbers[0]) if numbers else text.rstrip().count("\n") + 1
    column = f"column {numbers[1]}: " if numbers else ""
    return line, f"{column}not TOML: {what[:1].lower()}{what[1:]}; the defaults hold"


def remember(path: Path, changes: Mapping[str, object]) -> None:
    """Keep changes made while reading in the reader's file; everything else in it stays as written.

    `changes`: keys such as "pause.kind", and their values. Makes folder and file if they are missing; what
    another window or a hand writes meanwhile stays. Raises StoreError if they cannot be kept, and if the
    file is broken: mending it is the reader's to do.
    """
    from quietread.storage.durable import ABSENT, ChangedError, look, make_folder, replace
    from quietread.storage.splice import set_key

    try:
        for attempt in range(_ATTEMPTS):
            make_folder(path.parent)
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
            except ChangedError:
                if attempt == _ATTEMPTS - 1:
                    raise
            else:
                return
    except StoreError as error:
        raise StoreError(f"{', '.join(changes)} not remembered: {error}") from error


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
