"""Themes from their files: those that ship with quietread, and the reader's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from quietread.core.theme import KINDS, TERMINAL, Theme, check, from_toml
from quietread.core.toml import read_toml
from quietread.errors import SettingError
from quietread.storage.paths import bundled

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from quietread.core.settings import Settled

SUFFIX = ".toml"
LARGEST = 64 * 1024
"""Bytes; a theme has ten short lines."""


def load_themes(folder: Path) -> tuple[dict[str, Theme], tuple[str, ...]]:
    """Every theme by its name, dark ones first, and what is wrong with the reader's own, a line each.

    `folder` is the reader's; it need not be there. A theme of the reader's goes before a bundled one of its
    name. The theme `terminal` is always among them.
    """
    found = {TERMINAL.name: TERMINAL}
    problems: list[str] = []
    for file in _bundled():
        theme, _ = _read(file, file.name)
        if theme:
            found[theme.name] = theme
    for file in _own(folder):
        theme, wrong = load_theme(file)
        problems += wrong
        if theme:
            found[theme.name] = theme
    ordered = sorted(found.values(), key=lambda theme: (KINDS.index(theme.kind), theme.name))
    return {theme.name: theme for theme in ordered}, tuple(problems)


def theme_named(name: str, folder: Path) -> tuple[Theme | None, tuple[str, ...]]:
    """One theme without reading the others, and what is wrong with it; None if there is none of that name.

    A bundled theme stands in for one of the reader's with its name that cannot be read.
    """
    problems: tuple[str, ...] = ()
    for own in _own(folder):
        if own.stem == name:
            theme, problems = load_theme(own)
            if theme:
                return theme, problems
    for file in _bundled():
        if file.name == name + SUFFIX:
            theme, _ = _read(file, file.name)
            if theme:
                return theme, problems
    if name == TERMINAL.name:
        return TERMINAL, problems
    return None, problems or (_unknown(name, folder),)


def theme_asked(settled: Settled, folder: Path) -> tuple[Theme | None, tuple[str, ...]]:
    """The theme of the settings, and what is wrong with it, a line each; with where it was asked for if it is None."""
    theme, problems = theme_named(settled.settings.theme, folder)
    origin = settled.origins.get("theme", "")
    if theme is not None or not origin:
        return theme, problems
    in_file = origin == settled.config.path
    line, key = (settled.config.line("theme"), "theme") if in_file else (None, None)
    return None, tuple(str(SettingError(one, path=origin, line=line, key=key)) for one in problems)


def load_theme(file: Path) -> tuple[Theme | None, tuple[str, ...]]:
    """A reader's theme and what is wrong with it, a line each; all its contrasts in one."""
    theme, problems = _read(file, str(file))
    missed = check(theme) if theme else ()
    if missed:
        problems = (*problems, str(SettingError("; ".join(missed), path=str(file))))
    return theme, problems


def _bundled() -> Iterator[Traversable]:
    try:
        yield from (file for file in bundled("themes").iterdir() if file.name.endswith(SUFFIX))
    except FileNotFoundError:
        return


def _own(folder: Path) -> list[Path]:
    """The reader's files, by name: plain files whose names can be shown."""
    try:
        files = sorted(folder.iterdir())
    except OSError:
        return []
    return [
        file
        for file in files
        if file.suffix == SUFFIX and file.name[0] != "." and file.name.isprintable() and file.is_file()
    ]


def _read(file: Traversable, path: str) -> tuple[Theme | None, tuple[str, ...]]:
    try:
        data = file.read_bytes()
        if len(data) > LARGEST:
            return None, (str(SettingError("too large for a theme", path=path)),)
        table = read_toml(data.decode("utf-8-sig"))
    except OSError as error:
        return None, (str(SettingError(f"not read: {(error.strerror or str(error)).lower()}", path=path)),)
    except UnicodeDecodeError:
        return None, (str(SettingError("not UTF-8 text", path=path)),)
    except ValueError as error:
        return None, (str(SettingError(f"not TOML: {error}", path=path)),)
    return from_toml(table, file.name.removesuffix(SUFFIX), path)


def _unknown(name: str, folder: Path) -> str:
    from difflib import get_close_matches

    themes, _ = load_themes(folder)
    near = get_close_matches(name.lower(), themes, 1)
    told = f"the nearest is {near[0]}" if near else f"there are {', '.join(themes)}"
    return f'no theme "{name}"; {told}'
