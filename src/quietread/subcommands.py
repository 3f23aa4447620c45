"""The commands that answer in lines and need no screen."""

from __future__ import annotations

import json
import os
from argparse import Namespace

from quietread import card_command, find_command, mark_commands, theme_commands
from quietread.core.essay import Essay, Related
from quietread.desk import Desk
from quietread.errors import QuietreadError
from quietread.options import Options
from quietread.start import desk_for
from quietread.telling import say, tell


def run(name: str, arguments: Namespace, options: Options) -> int:
    """Run a command; the exit status."""
    desk, problems = desk_for(options, os.environ)
    tell(*problems)
    try:
        return _COMMANDS[name](desk, arguments)
    finally:
        desk.close()


def outline(desk: Desk, arguments: Namespace) -> int:
    """The sections of an essay."""
    from quietread.core.outline import outline as outlined
    from quietread.core.outline import outline_lines

    essay, path = desk.find(arguments.essay)
    split = desk.settled.settings.split
    graph = desk.library().graph

    def target(entry: Related) -> str | None:
        return graph.target(path, entry)

    if arguments.json:
        say([json.dumps(outlined(essay, split, target), ensure_ascii=False, indent=2)])
    else:
        say(outline_lines(essay, split, target))
    return 0


def essays_map(desk: Desk, arguments: Namespace) -> int:
    """The essays and their links, for Graphviz."""
    from quietread.mapping import Chart

    desk.look_again()
    say(Chart(desk, desk.find(arguments.essay)[0] if arguments.essay else None).dot())
    return 0


def map_in_lines(desk: Desk, essay: Essay | None) -> int:
    """What lies around an essay, or every essay and where it leads."""
    from quietread.mapping import Chart

    desk.look_again()
    say(Chart(desk, essay).lines())
    return 0


def add(desk: Desk, arguments: Namespace) -> int:
    """Copy essays into the reader's folder; those that cannot be are said, the others still come."""
    from quietread.storage.sources import add as add_one

    wrong = 0
    for file in arguments.files:
        try:
            say([add_one(file, desk.folders.essays)])
        except QuietreadError as error:
            tell(str(error))
            wrong = 2
    return wrong


def check(desk: Desk, arguments: Namespace) -> int:
    """What authors should know."""
    from quietread.storage.check import check as checked

    found = list(checked(arguments.paths, desk.shelves, desk.cache))
    say(found)
    return 1 if found else 0


_COMMANDS = {
    "outline": outline,
    "find": find_command.find,
    "echo": find_command.echo,
    "map": essays_map,
    "add": add,
    "check": check,
    "themes": theme_commands.themes,
    "marks": mark_commands.marks,
    "card": card_command.card,
    "import": mark_commands.bring_in,
    "forget": mark_commands.forget,
    "merge-file": mark_commands.merge_file,
}
