"""The reader's config folder: `config.toml`, read whole and changed one key at a time; and themes, ours and theirs."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from quietread.core.toml import Written, read_toml
from quietread.errors import SettingError, StoreError, reason
from quietread.storage.paths import bundled

if TYPE_CHECKING:
    from quietread.core.settings import Settled
    from quietread.core.theme import Theme

    Read = tuple[Theme | None, tuple[str, ...]]
    """A theme, and what is wrong with it, a line each."""

PATIENCE = 2.0
"""Seconds a disk may take before one leaves without it."""
LARGEST = 64 * 1024
"""Bytes of a theme, which has ten short lines."""
_ATTEMPTS = 5
"""Times a change is tried while somebody else changes the file."""

Tell = Callable[[str], bool]
"""Is given a line for the reader: whether it can be said now."""


def _toml(path: Path) -> tuple[str, Mapping[str, Any]]:
    """Text and data of a file that a hand wrote. Raises FileNotFoundError, and SettingError with line and column."""
    # a FIFO in the file's place would be waited for; one that is opened this way is just empty
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(path, flags), "rb") as file:
            data = file.read()
        text = data.decode("utf-8-sig")
        return text, read_toml(text)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise SettingError(f"not read: {reason(error)}", path=str(path)) from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SettingError("not UTF-8 text", path=str(path), line=line) from error
    except ValueError as error:
        # of tomllib, like “Invalid value (at line 3, column 9)”
        what, _, where = str(error).partition(" (at ")
        place = re.findall(r"\d+", where)
        line = int(place[0]) if place else text.rstrip().count("\n") + 1
        column = f"column {place[1]}: " if place else ""
        wrong = f"{column}not TOML: {what[:1].lower()}{what[1:]}"
        raise SettingError(wrong, path=str(path), line=line) from error


def read_config(path: Path) -> tuple[Written, tuple[str, ...]]:
    """What the file says, and at most one problem, as a line.

    A missing file says nothing, nor does one that cannot be read or is not TOML, which is the problem.
    """
    try:
        return Written(str(path), *_toml(path)), ()
    except FileNotFoundError:
        return Written(str(path)), ()
    except SettingError as error:
        return Written(str(path)), (f"{error}; the defaults hold",)


def remember(path: Path, changes: Mapping[str, object]) -> None:
    """Keep changes made while reading, keys such as "pause.kind" and their values, in the reader's file.

    Everything else in it stays as written, also meanwhile by another window or a hand. Raises StoreError if
    they cannot be kept, and if the file is broken: mending it is the reader's to do.
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
        self._writer = Writer()

    def remember(self, key: str, value: object) -> None:
        """Keep a setting, soon."""
        with self._lock:
            self._changes.pop(key, None)
            self._changes[key] = value
        self._writer.do(self._write)

    def settle(self) -> tuple[str, ...]:
        """Wait until everything is written or known not to be; what nobody has been told, a line each."""
        done = self._writer.settle(PATIENCE)
        with self._lock:
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
                    with self._lock:
                        self._unsaid.append(str(error))


def load_themes(folder: Path) -> tuple[dict[str, Theme], tuple[str, ...]]:
    """Every theme by its name, dark ones first, and what is wrong with them, a line each.

    One in the reader's `folder` goes before a bundled one of its name. `terminal` is always among them.
    """
    from quietread.core.theme import KINDS, TERMINAL  # late, here and below: most commands need no theme

    found = {TERMINAL.name: TERMINAL}
    problems: list[str] = []
    for shelf, load in ((None, _read), (folder, load_theme)):
        for file in _files(shelf):
            theme, wrong = load(file)
            problems += wrong
            if theme:
                found[theme.name] = theme
    ordered = sorted(found.values(), key=lambda theme: (KINDS.index(theme.kind), theme.name))
    return {theme.name: theme for theme in ordered}, tuple(problems)


def theme_named(name: str, folder: Path) -> Read:
    """One theme without reading the others; a bundled one stands in for one of the reader's that cannot be read."""
    from quietread.core.theme import TERMINAL

    problems: tuple[str, ...] = ()
    for shelf, load in ((folder, load_theme), (None, _read)):
        for file in _files(shelf, name):
            theme, wrong = load(file)
            problems += wrong
            if theme:
                return theme, problems
    if name == TERMINAL.name:
        return TERMINAL, problems
    return None, problems or (_unknown(name, folder),)


def theme_asked(settled: Settled, folder: Path) -> Read:
    """The theme of the settings; if it is None, what is wrong says where it was asked for."""
    theme, problems = theme_named(settled.settings.theme, folder)
    origin = settled.origins.get("theme", "")
    if theme is not None or not origin:
        return theme, problems
    in_file = origin == settled.config.path
    line, key = (settled.config.line("theme"), "theme") if in_file else (None, None)
    return None, tuple(str(SettingError(one, path=origin, line=line, key=key)) for one in problems)


def load_theme(file: Path) -> Read:
    """A reader's theme; all its contrasts are one line."""
    from quietread.core.theme import check

    theme, problems = _read(file)
    missed = check(theme) if theme else ()
    if missed:
        problems = (*problems, str(SettingError("; ".join(missed), path=str(file))))
    return theme, problems


def _files(folder: Path | None, name: str | None = None) -> Iterator[Path]:
    """Plain files whose names can be shown, or the one of that name; of the bundled ones without a `folder`."""
    try:
        files = sorted((folder or bundled("themes")).iterdir())
    except OSError:
        return
    for file in files:
        shown = file.suffix == ".toml" and file.name[0] != "." and file.name.isprintable()
        if shown and name in (None, file.stem) and file.is_file():
            yield file


def _read(file: Path) -> Read:
    from quietread.core.theme import from_toml

    try:
        if file.stat().st_size > LARGEST:
            return None, (str(SettingError("too large for a theme", path=str(file))),)
        return from_toml(_toml(file)[1], file.stem, str(file))
    except SettingError as error:
        return None, (str(error),)
    except OSError:
        return None, ()  # gone meanwhile


def _unknown(name: str, folder: Path) -> str:
    from difflib import get_close_matches

    themes, _ = load_themes(folder)
    near = get_close_matches(name.lower(), themes, 1)
    told = f"the nearest is {near[0]}" if near else f"there are {', '.join(themes)}"
    return f'no theme "{name}"; {told}'
