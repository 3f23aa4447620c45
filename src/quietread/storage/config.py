"""The reader's `config.toml`: read whole, changed one key at a time, never rewritten."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

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
