"""Names of keys: as people write them, as Textual names them, and as they are shown."""

from __future__ import annotations

import re
from functools import cache

_SPLIT = re.compile(r"(?:\w+[+-](?=.))|.+", re.DOTALL)
"""A modifier with its joint, or all that is left."""

_NAMES = {
    "return": "enter",
    "esc": "escape",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "spacebar": "space",
    "backtab": "shift+tab",
    "bs": "backspace",
    "←": "left",
    "→": "right",
    "↑": "up",
    "↓": "down",
    # what a terminal sends for these cannot be told from the key
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+[": "escape",
    "ctrl+left_square_bracket": "escape",
    "ctrl+space": "ctrl+at",
}
"""Other spellings of a key."""

_MOVES = ("home", "end", "left", "right", "up", "down", "backspace", "delete")
_KEYS = frozenset(("enter", "tab", "escape", "insert", "pageup", "pagedown", *_MOVES)) | {
    f"f{number}" for number in range(1, 25)
}
"""Keys with a name and no sign."""

_MODIFIERS = {name: name for name in ("ctrl", "shift", "alt")} | {
    "c": "ctrl",
    "control": "ctrl",
    "s": "shift",
    "m": "alt",
    "option": "alt",
}

_SIGNS = {"/": "slash", "\\": "backslash", "@": "at", "-": "minus", "+": "plus", "_": "underscore"}
"""Signs that Textual does not name as Unicode does."""

_SHORT = {"escape": "esc", "pageup": "pgup", "pagedown": "pgdn", "delete": "del", "insert": "ins"}
_ARROWS = {"left": "←", "right": "→", "up": "↑", "down": "↓"}


def key_name(written: str) -> str:
    """Textual's name for a key written as `}`, `G`, `pgdn`, `ctrl+r`, `^R`, `C-r` or `shift+tab`; "" for none."""
    text = written if len(written) == 1 else written.strip()
    if len(text) == 2 and text[0] == "^":
        text = f"ctrl+{text[1]}"
    text = _NAMES.get(text.lower(), text)
    *modifiers, key = _SPLIT.findall(text) or [""]
    held = {_MODIFIERS.get(modifier[:-1].lower(), "") for modifier in modifiers}
    base = _base(key.lower() if "ctrl" in held else key)
    if not base or "" in held:
        return ""
    if held == {"shift"} and len(base) == 1:
        return base.upper()
    name = "+".join((*sorted(held), base))
    return _NAMES.get(name, name)


def _base(key: str) -> str:
    name = _NAMES.get(key.lower(), key if len(key) == 1 else key.lower())
    if name in _KEYS:
        return name
    char = character(name)
    return _sign(char) if char else ""


def _sign(char: str) -> str:
    """Textual's name for a sign: letters and digits are their own."""
    if char.isalnum() or char in _SIGNS:
        return _SIGNS.get(char, char)
    from unicodedata import name

    return name(char, "").lower().replace("-", "_").replace(" ", "_") if char.isprintable() else ""


@cache
def _ascii() -> dict[str, str]:
    """Textual's names of the ASCII signs -> the signs. Unicode's own names cannot be had back from them."""
    return {_sign(char): char for char in map(chr, range(32, 127))}


def character(key: str) -> str:
    """The sign that a key types, "" if it types none."""
    if len(key) == 1:
        return key
    if key in _KEYS:
        return ""
    if key in _ascii():
        return _ascii()[key]
    from unicodedata import lookup

    try:
        char = lookup(key.replace("_", " "))
    except KeyError:
        return ""
    return char if len(char) == 1 and char.isprintable() else ""


def types_text(key: str) -> bool:
    """Whether a line being typed needs the key for itself: a sign, or one that moves or erases in it."""
    return key in _MOVES or bool(character(key))


def shown_key(key: str, *, plain: bool = False) -> str:
    """A key as it is shown: `space`, `→` (plain: `right`), `}`, `ctrl+r`."""
    *held, base = key.split("+")
    if base == "space":
        name = base
    elif base in _ARROWS:
        name = base if plain else _ARROWS[base]
    else:
        name = _SHORT.get(base) or character(base) or base
    return "+".join((*held, name))
