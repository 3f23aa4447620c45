"""The command about settings: what is in force and why, a file to begin from, and a way to change it."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Mapping

from quietread.core.commands import groups
from quietread.core.keys import DEFAULT, Keymap, shown_key
from quietread.core.settings import Settled
from quietread.core.settings_table import SETTINGS
from quietread.core.toml import Written
from quietread.errors import QuietreadError
from quietread.options import Options
from quietread.settling import Settling, settled_for
from quietread.storage.paths import shown
from quietread.storage.scan import value_text
from quietread.telling import say, tell


def config(arguments: Namespace, options: Options, environ: Mapping[str, str]) -> int:
    """Run it; 1 if something in the file cannot be."""
    if arguments.default:
        say([default_text().rstrip()])
        return 0
    if arguments.edit:
        _edit(settled_for(options, environ), environ)
    found = settled_for(options, environ)
    problems = (*found.problems, *_theme_problems(found))
    if not arguments.edit:
        say(_in_force(found))
    tell(*problems)
    return 1 if problems else 0


def _edit(found: Settling, environ: Mapping[str, str]) -> None:
    """Let the reader's editor have the file; where there is none it begins with every setting's default."""
    from quietread.editing import edit, editor
    from quietread.storage.durable import make_folder, replace

    path = found.folders.settings
    try:
        command = editor(environ)
    except QuietreadError as error:
        raise QuietreadError(f"{error.message}; the file is {path}") from error
    if not os.path.lexists(path):
        make_folder(path.parent)
        replace(path, default_text().encode())
    edit(command, path)


def _in_force(found: Settling) -> list[str]:
    folders, settled = found.folders, found.settled
    named = {
        "settings": folders.settings,
        "essays": folders.essays,
        "themes": folders.themes,
        "marks": folders.marks(settled.settings.marks_dir),
        "places": folders.progress,
        "cache": folders.cache,
    }
    paths = [f"{name:<9} {shown(path)}" for name, path in named.items()]
    keys = keys_text(found.keymap, found.settled.config)
    return [*paths, "", in_force_text(settled).rstrip(), *(["", keys.rstrip()] if keys else [])]


def _theme_problems(found: Settling) -> tuple[str, ...]:
    """What is wrong with the theme that is asked for: whether there is one can only be seen in its folder."""
    from quietread.storage.themes import theme_asked

    asked = found.settled.settings.theme != "auto"
    return theme_asked(found.settled, found.folders.themes)[1] if asked else ()


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
