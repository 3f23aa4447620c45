"""The settings in writing: a commented file to begin from, and what is in force now."""

from __future__ import annotations

from quietread.core.commands import groups
from quietread.core.keynames import shown_key
from quietread.core.keys import DEFAULT, Keymap
from quietread.core.settings_table import SETTINGS
from quietread.core.settle import Settled
from quietread.core.toml import Written
from quietread.storage.values import value_text


def default_text() -> str:
    """A `config.toml` that says everything, each key with its default, what it is for and what it may be."""
    lines = ["# quietread: every setting with its default. Remove what you do not change."]
    table = ""
    for setting in SETTINGS:
        head, _, name = setting.key.rpartition(".")
        if head != table:
            lines += ["", f"[{head}]"]
            table = head
        # a frame rate that is written down would hold over SSH too
        sign = "# " if setting.key == "pause.fps" else ""
        lines += [
            "",
            f"# {setting.about}",
            f"# {setting.allowed}",
            f"{sign}{name} = {value_text(setting.default)}",
        ]
    lines += [
        "",
        "[keys]",
        '# a command = "key", ["key", ...], or [] for none; these are the keys as they come',
    ]
    for group, commands in groups().items():
        lines += ["", f"# {group}", *(f"# {_key_line(DEFAULT, one.id)}  # {one.title}" for one in commands)]
    return "\n".join([*lines, ""])


def keys_text(keymap: Keymap | None, written: Written) -> str:
    """One line a command whose keys are not the default ones: its keys, and the line that asks for them."""
    changed = keymap.changed if keymap else {}
    shown = [(_key_line(keymap or DEFAULT, name), written.line(f"keys.{name}")) for name in changed]
    width = max((len(text) for text, _ in shown), default=0)
    return "".join(
        f"{text:<{width}}  {written.path}:{line or written.line('keys')}\n" for text, line in shown
    )


def _key_line(keymap: Keymap, name: str) -> str:
    keys = [shown_key(key, plain=True) for key in keymap.keys(name)]
    return f"{value_text(name)} = {value_text(keys[0] if len(keys) == 1 else keys)}"


def in_force_text(settled: Settled) -> str:
    """One line a setting: its value and where that came from; in the reader's file, with the line."""
    lines = []
    for setting in SETTINGS:
        origin = settled.origins.get(setting.key, "default")
        if origin == settled.config.path:
            origin = f"{origin}:{settled.config.line(setting.key)}"
        lines.append((f"{setting.key} = {value_text(getattr(settled.settings, setting.field))}", origin))
    width = max(len(text) for text, _ in lines)
    return "".join(f"{text:<{width}}  {origin}\n" for text, origin in lines)
