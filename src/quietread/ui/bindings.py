"""The table of commands as Textual's bindings."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from quietread.core.commands import BY_ID, COMMANDS, Command
from quietread.core.keys import Keymap

NO_KEY = "no_key"
"""A key nobody can press: Textual's keymap cannot take the last key from a binding, only give it another."""


def bindings(context: str) -> list[BindingType]:
    """A binding for every command that does something in a context, with the default keys.

    The command `section.next` calls `action_section_next`; `number` calls `action_number(n)`.
    """
    found: list[BindingType] = []
    for one in COMMANDS:
        if not one.words(context):
            continue
        if one.id == "number":
            found += [
                Binding(key, f"number({number})", one.words(context), id=f"number.{number}", show=False)
                for number, key in enumerate(one.keys, 1)
            ]
        else:
            keys = ",".join(one.keys) or NO_KEY
            found.append(Binding(keys, action_name(one), one.words(context), id=one.id, show=False))
    return found


def action_name(one: Command) -> str:
    """The name of the action that carries a command out."""
    return one.id.replace(".", "_")


def textual_keymap(keymap: Keymap) -> dict[str, str]:
    """The reader's changes, as `App.set_keymap` takes them."""
    changes: dict[str, str] = {}
    for id in keymap.changed:  # noqa: A001
        keys = keymap.keys(id)
        if id == "number":
            for number, _ in enumerate(BY_ID[id].keys, 1):
                changes[f"number.{number}"] = keys[number - 1] if number <= len(keys) else NO_KEY
        else:
            changes[id] = ",".join(keys) or NO_KEY
    return changes
