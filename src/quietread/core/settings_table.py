"""Every setting: what it is for and what it may be. Imported only where something has been set."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from quietread.core.settings import Settings
from quietread.errors import SettingError


class Setting(NamedTuple):
    """One line of the table of settings."""

    key: str
    about: str
    allowed: str
    """What it may be, in words."""
    fits: Callable[[Any], bool]

    @property
    def field(self) -> str:
        """The field of `Settings` that holds it."""
        return self.key.replace(".", "_")

    @property
    def default(self) -> Any:
        """Its value if nobody says anything."""
        return getattr(Settings(), self.field)


def _choice(key: str, about: str, *values: str | bool) -> Setting:
    words = [str(value).lower() if isinstance(value, bool) else f'"{value}"' for value in values]
    allowed = f"{', '.join(words[:-1])} or {words[-1]}"
    # types are compared as well: to Python 1 is True
    return Setting(
        key, about, allowed, lambda value: any(value == v and type(value) is type(v) for v in values)
    )


def _number(key: str, about: str, low: int, high: int, *others: int) -> Setting:
    allowed = "".join(f"{other} or " for other in others) + f"{low} to {high}"
    return Setting(key, about, allowed, lambda v: type(v) is int and (low <= v <= high or v in others))


def _text(key: str, about: str, allowed: str) -> Setting:
    return Setting(key, about, allowed, lambda value: isinstance(value, str) and "\0" not in value)


def _folders(key: str, about: str) -> Setting:
    return Setting(
        key,
        about,
        'a list of folders, like ["~/essays"]',
        lambda value: (
            isinstance(value, list | tuple)
            and all(isinstance(one, str) and one and "\0" not in one for one in value)
        ),
    )


def _is_rhythm(value: object) -> bool:
    from quietread.core.breath import pattern

    try:
        return isinstance(value, str | list | tuple) and bool(pattern(value))
    except SettingError:
        return False


SETTINGS = (
    _number("measure", "columns of a line of text", 30, 80),
    _number("overlap", "rows a page repeats from the one before", 0, 4),
    _choice("airy", "an empty row after every row of text", True, False),
    _choice("focus", "only the paragraph being read at full strength", True, False),
    _choice("status", "the row with title, section and minutes left", True, False),
    _choice(
        "track", "for braille displays, magnifiers and speech: the cursor stands where one reads", True, False
    ),
    _choice("mouse", "let the mouse act here; the terminal's own selection then needs Shift", True, False),
    _choice("echo", "one kept sentence returns on the shelf", True, False),
    _number("split", "sections over this many words are parted; 0 for never", 100, 2000, 0),
    _text("theme", "colours", '"auto" or the name of a theme (quietread themes)'),
    _choice("motion", "still: no fades and no moving breath", "auto", "moving", "still"),
    _choice("plain", "a conversation of lines in place of the full screen", "auto", True, False),
    _choice("ambiguous", "how wide the terminal draws a dash", "auto", "narrow", "wide"),
    _folders("library", "folders with essays, beside the reader's own"),
    _text("marks_dir", "where marks are kept", 'a folder, or "" for the usual one'),
    _choice(
        "slug",
        "what new marks files are called: by the essay's name, or a hash that tells nothing",
        "name",
        "hash",
    ),
    _choice("pause.kind", "what stands between two sections", "moving", "still", "none"),
    Setting(
        "pause.preset",
        "the rhythm of the breath",
        '"easy", "light", "even", "long", "box", "478" or [in 2-10, hold 0-7, out 2-12, hold 0-7] in seconds, '
        "2 to 12 breaths a minute",
        _is_rhythm,
    ),
    _number("pause.breaths", "breaths in one pause", 1, 6),
    _choice("pause.words", "what is written under the breath", "breathe", "rest", "none"),
    _choice("pause.shape", "how the breath is drawn", "swell", "line", "words"),
    _choice("pause.after", "whether the next section comes by itself", "go", "wait"),
    _number("pause.fps", "pictures a second while the breath moves; 10 over SSH if nothing is set", 5, 30),
)
"""The table of all settings, in the order they are shown."""

TABLE = {setting.key: setting for setting in SETTINGS}
"""The same by key."""
