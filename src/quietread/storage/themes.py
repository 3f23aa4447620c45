"""Themes from their files: those that ship with quietread, and the reader's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from quietread.core.theme import KINDS, TERMINAL, Theme, check, from_toml
from quietread.core.toml import read_toml
from quietread.errors import SettingError, reason
from quietread.storage.paths import bundled

if TYPE_CHECKING:
    from quietread.core.settings import Settled

LARGEST = 64 * 1024
"""Bytes; a theme has ten short lines."""

_Read = tuple[Theme | None, tuple[str, ...]]


def load_themes(folder: Path) -> tuple[dict[str, Theme], tuple[str, ...]]:
    """Every theme by its name, dark ones first, and what is wrong with the reader's own, a line each.

    `folder` is the reader's; it need not be there. A theme of the reader's goes before a bundled one of its
    name. The theme `terminal` is always among them.
    """
    found = {TERMINAL.name: TERMINAL}
    problems: list[str] = []
    for shelf, load in ((_shipped(), _read), (folder, load_theme)):
        for file in _files(shelf):
            theme, wrong = load(file)
            problems += wrong
            if theme:
                found[theme.name] = theme
    ordered = sorted(found.values(), key=lambda theme: (KINDS.index(theme.kind), theme.name))
    return {theme.name: theme for theme in ordered}, tuple(problems)


def theme_named(name: str, folder: Path) -> _Read:
    """One theme without reading the others, and what is wrong with it; None if there is none of that name.

    A bundled theme stands in for one of the reader's with its name that cannot be read.
    """
    problems: tuple[str, ...] = ()
    for shelf, load in ((folder, load_theme), (_shipped(), _read)):
        for file in _files(shelf, name):
            theme, wrong = load(file)
            problems += wrong
            if theme:
                return theme, problems
    if name == TERMINAL.name:
        return TERMINAL, problems
    return None, problems or (_unknown(name, folder),)


def theme_asked(settled: Settled, folder: Path) -> _Read:
    """The theme of the settings, and what is wrong with it, a line each; with where it was asked for if it is None."""
    theme, problems = theme_named(settled.settings.theme, folder)
    origin = settled.origins.get("theme", "")
    if theme is not None or not origin:
        return theme, problems
    in_file = origin == settled.config.path
    line, key = (settled.config.line("theme"), "theme") if in_file else (None, None)
    return None, tuple(str(SettingError(one, path=origin, line=line, key=key)) for one in problems)


def load_theme(file: Path) -> _Read:
    """A reader's theme and what is wrong with it, a line each; all its contrasts in one."""
    theme, problems = _read(file)
    missed = check(theme) if theme else ()
    if missed:
        problems = (*problems, str(SettingError("; ".join(missed), path=str(file))))
    return theme, problems


def _shipped() -> Path | None:
    try:
        return bundled("themes")
    except FileNotFoundError:
        return None


def _files(folder: Path | None, name: str | None = None) -> Iterator[Path]:
    """Plain files whose names can be shown, or the one of that name."""
    try:
        files = sorted(folder.iterdir()) if folder else []
    except OSError:
        return
    for file in files:
        shown = file.suffix == ".toml" and file.name[0] != "." and file.name.isprintable()
        if shown and name in (None, file.stem) and file.is_file():
            yield file


def _read(file: Path) -> _Read:
    try:
        data = file.read_bytes()
        if len(data) > LARGEST:
            wrong = "too large for a theme"
        else:
            return from_toml(read_toml(data.decode("utf-8-sig")), file.stem, str(file))
    except OSError as error:
        wrong = f"not read: {reason(error)}"
    except UnicodeDecodeError:
        wrong = "not UTF-8 text"
    except ValueError as error:
        wrong = f"not TOML: {error}"
    return None, (str(SettingError(wrong, path=str(file))),)


def _unknown(name: str, folder: Path) -> str:
    from difflib import get_close_matches

    themes, _ = load_themes(folder)
    near = get_close_matches(name.lower(), themes, 1)
    told = f"the nearest is {near[0]}" if near else f"there are {', '.join(themes)}"
    return f'no theme "{name}"; {told}'
