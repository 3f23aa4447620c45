"""The command about settings: what is in force and why, a file to begin from, and a way to change it."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Mapping

from quietread.errors import QuietreadError
from quietread.options import Options
from quietread.settling import Settling, settled_for
from quietread.storage.paths import shown
from quietread.storage.settings_text import default_text, in_force_text, keys_text
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
