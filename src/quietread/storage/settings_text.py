"""The settings in writing: a commented file to begin from, and what is in force now."""

from __future__ import annotations

from quietread.core.settings_table import SETTINGS
from quietread.core.settle import Settled
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
    lines += ["", "[keys]", "", '# command = "key" or ["key", ...]; ? in the reader lists the commands', ""]
    return "\n".join(lines)


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
