"""Which keys do what, and how they are named: by people, by Textual, in hints and messages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from string import ascii_letters
from types import MappingProxyType
from typing import NamedTuple

from quietread.core.commands import BY_ID, COMMANDS, Command
from quietread.errors import SettingError


class Keymap(NamedTuple):
    """Which keys do what, once the reader has had a say."""

    changed: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Command id -> keys, where they are not the default ones."""

    def keys(self, name: str) -> tuple[str, ...]:
        """The keys of a command, as Textual names them. KeyError: no such command."""
        return self.changed.get(name, BY_ID[name].keys)

    def shown(self, name: str, *, plain: bool = False) -> tuple[str, ...]:
        """The same as a reader writes them; `plain`: in ASCII. `1` to `9` are one."""
        keys = self.keys(name)
        if keys == tuple("123456789"):
            return ("1-9" if plain else "1–9",)
        return tuple(shown_key(key, plain=plain) for key in keys)

    def named(self, name: str, *, plain: bool = False) -> str:
        """The key a hint names: the first, or ""."""
        return next(iter(self.shown(name, plain=plain)), "")

    def entries(self) -> tuple[str, ...]:
        """The keys that open the entries of Related: digits, then letters that do nothing else."""
        taken = self.bound("reading")
        return (*self.keys("number"), *(letter for letter in ascii_letters if letter not in taken))

    def bound(self, context: str) -> Mapping[str, Command]:
        """Every key that does something in a context, and what."""
        return {
            key: one
            for one in COMMANDS
            if one.words(context)
            for key in self.keys(one.id)
            if context != "typing" or not types_text(key)
        }


DEFAULT = Keymap()
"""The keys as they come."""
NO_KEYS = Keymap(dict.fromkeys(BY_ID, ()))
"""Where commands are typed, hints and messages name no key."""
QUITTING = ("quit", "quit.now")
"""Of these one has to keep a key."""


def bind(
    table: Mapping[str, object], path: str, line_of: Callable[[str], int | None] = lambda key: None
) -> tuple[Keymap, tuple[str, ...]]:
    """The keymap a `[keys]` table asks for, and what of it cannot be, a line each.

    `line_of("keys.ID")` is where an entry stands. What the reader says goes before a default, and what stands
    first before the rest.
    """
    problems: list[str] = []

    def wrong(name: str, message: str) -> None:
        from quietread.core.text import line

        entry = f"keys.{name}"
        problems.append(line(str(SettingError(message, path=path, line=line_of(entry), key=entry))))

    asked: dict[str, tuple[str, ...]] = {}
    for name, value in _flat(table):
        if name not in BY_ID:
            wrong(name, _unknown(name))
            continue
        keys, complaints = _keys(BY_ID[name], value)
        holders = _holders(name, keys, asked)
        complaints += [f'"{shown_key(key)}" is {holder}\'s already' for key, holder in holders.items()]
        for complaint in complaints:
            wrong(name, complaint)
        free = tuple(key for key in keys if key not in holders)
        if free or not complaints:
            asked[name] = free
    for command in COMMANDS:
        if command.id in asked or not (holders := _holders(command.id, command.keys, asked)):
            continue
        left = tuple(key for key in command.keys if key not in holders)
        now = ", ".join(map(shown_key, left)) or "no key"
        for key, holder in holders.items():
            wrong(holder, f'"{shown_key(key)}" was for {command.id}, which now has {now}')
        asked[command.id] = left
    if not any(asked.get(name, BY_ID[name].keys) for name in QUITTING):
        wrong("quit", "something has to quit: ctrl+c does")
        asked = {name: tuple(key for key in keys if key != "ctrl+c") for name, keys in asked.items()}
        asked["quit.now"] = ("ctrl+c",)
    return Keymap(asked), tuple(problems)


def _flat(table: Mapping[str, object], before: str = "") -> Iterator[tuple[str, object]]:
    """Ids and values: to TOML `read.on = "space"` is a table in a table."""
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, value


def _keys(command: Command, value: object) -> tuple[list[str], list[str]]:
    """The keys an entry names, and what is wrong with the others."""
    written = [value] * bool(value) if isinstance(value, str) else value
    if not isinstance(written, list | tuple):
        return [], [f'{_quoted(value)} is not allowed: a key like "space", a list of keys, or [] for none']
    keys: list[str] = []
    complaints: list[str] = []
    for one in written:
        key = key_name(one) if isinstance(one, str) else ""
        if not key:
            allowed = 'a sign like "}" or a name like "space", "pgdn", "ctrl+r"'
            complaints.append(f"{_quoted(one)} is not a key: {allowed}")
        elif list(command.does) == ["typing"] and types_text(key):
            complaints.append(f'"{shown_key(key)}" belongs to the text there: ctrl+ and a letter is wanted')
        elif key not in keys:
            keys.append(key)
    return keys, complaints


def _quoted(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f'"{text}"' if isinstance(value, str) else text


def _holders(name: str, keys: Sequence[str], asked: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Which of the keys another command has in a context of both, and which."""
    here = BY_ID[name].does.keys()
    return {
        key: other
        for other, taken in asked.items()
        if other != name and here & BY_ID[other].does.keys()
        for key in keys
        if key in taken
    }


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    last = name.lower().rpartition(".")[2]
    near = get_close_matches(name.lower(), BY_ID, 1) or [known for known in BY_ID if last in known.split(".")]
    way_on = f"the nearest is {near[0]}" if near else "quietread config --default lists them"
    return f"no such command; {way_on}"


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
_MODIFIERS = {
    **dict.fromkeys(("ctrl", "control", "c"), "ctrl"),
    **dict.fromkeys(("shift", "s"), "shift"),
    **dict.fromkeys(("alt", "option", "m"), "alt"),
}
_SIGNS = {"/": "slash", "\\": "backslash", "@": "at", "-": "minus", "+": "plus", "_": "underscore"}
"""Signs that Textual does not name as Unicode does."""
_SHORT = {"escape": "esc", "pageup": "pgup", "pagedown": "pgdn", "delete": "del", "insert": "ins"}
_ARROWS = {"left": "←", "right": "→", "up": "↑", "down": "↓"}


def key_name(written: str) -> str:
    """Textual's name for a key written as `}`, `pgdn`, `ctrl+r`, `^R`, `C-r` or `shift+tab`; "" for none."""
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
    return name if name in _KEYS else _sign(character(name))


def _sign(char: str) -> str:
    if not char or char.isalnum() or char in _SIGNS:
        return _SIGNS.get(char, char)
    from unicodedata import name

    return name(char, "").lower().replace("-", "_").replace(" ", "_") if char.isprintable() else ""


@cache
def _ascii() -> dict[str, str]:
    """Textual's names of the ASCII signs, of which not all are Unicode's -> the signs."""
    return {_sign(char): char for char in map(chr, range(32, 127))}


def character(key: str) -> str:
    """The sign that a key types, "" if it types none."""
    if len(key) == 1 or key in _KEYS:
        return key if len(key) == 1 else ""
    if key in _ascii():
        return _ascii()[key]
    from unicodedata import lookup

    try:
        char = lookup(key.replace("_", " "))
    except KeyError:
        return ""
    return char if len(char) == 1 and char.isprintable() else ""


def types_text(key: str) -> bool:
    """Whether a line being typed needs the key, for a sign, to move or to erase."""
    return key in _MOVES or bool(character(key))


def shown_key(key: str, *, plain: bool = False) -> str:
    """A key as it is shown: `space`, `→` (plain: `right`), `}`, `ctrl+r`."""
    *held, base = key.split("+")
    name = _SHORT.get(base) or ("" if base == "space" else character(base)) or base
    if not plain:
        name = _ARROWS.get(base, name)
    return "+".join((*held, name))


Key = Callable[[str], str]
"""Names the key of a command, as a reader writes it; "" if it has none."""


def hint(key: Key, *named: tuple[str, str], between: str = " ", apart: str = "   ") -> str:
    """`space read on   ? keys`, for (command, words); a command without a key is left out."""
    found = ((key(command), words) for command, words in named)
    return apart.join(f"{shown}{between}{words}" for shown, words in found if shown)


def with_hint(said: str, key: Key, command: str, words: str) -> str:
    """`kept · u undoes`: what is said, and the key that leads on."""
    return " · ".join(filter(None, (said, hint(key, (command, words)))))
