"""Keys named in hints and messages: always those in force, and none for a command without one."""

from __future__ import annotations

from collections.abc import Callable

Key = Callable[[str], str]
"""The key that is named for a command, as a reader writes it; "" if the command has none."""


def hint(key: Key, *named: tuple[str, str], between: str = " ", apart: str = "   ") -> str:
    """`space read on   ? keys`: for each (command, words) its key and the words; left out without a key."""
    found = ((key(command), words) for command, words in named)
    return apart.join(f"{shown}{between}{words}" for shown, words in found if shown)


def with_hint(said: str, key: Key, command: str, words: str) -> str:
    """`kept · u undoes`: what is said, and the key that leads on from there, if there is one."""
    return " · ".join(filter(None, (said, hint(key, (command, words)))))
