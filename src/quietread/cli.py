"""The command line: what is meant, and how it is shown. Textual is imported here, late or not at all."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from quietread.errors import NotFoundError, QuietreadError

if TYPE_CHECKING:
    from quietread.core.essay import Essay
    from quietread.desk import Desk
    from quietread.options import Options

WRONG_USE = 2
"""Exit status for a command line that cannot be obeyed, or an essay that cannot be opened."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run quietread; the exit status: 0 done; 1 something or nothing found, or a fault; 2 wrong use, nothing to open."""
    # a collection in the middle of the start walks everything that has just been imported, for nothing
    gc.disable()
    try:
        return _run(list(sys.argv[1:] if argv is None else argv))
    except QuietreadError as error:
        from quietread.commands import tell

        tell(str(error))
        return WRONG_USE
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except BrokenPipeError:
        return 0  # whoever read our lines has had enough
    finally:
        _let_go()


def _let_go() -> None:
    """Drop what a stream holds for a pipe or a terminal that is gone: Python would end with 120."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _run(argv: list[str]) -> int:
    from quietread.options import plain, split_command

    before, command, rest = split_command(argv)
    options = plain(before)
    if options is None:
        from quietread.arguments import read_options

        options = read_options(before)
    if command is None:
        return _read(options)
    if command == "list" and not rest:
        from quietread.commands.library import list_essays

        return list_essays(options)
    from quietread.arguments import command_parser
    from quietread.commands import run

    arguments = command_parser(command).parse_args(rest)
    if command == "map" and not arguments.dot:
        return _read(options._replace(essay=arguments.essay), over="map")
    return run(command, arguments, options)


def _read(options: Options, *, over: str = "") -> int:
    """Read what is asked for; `over`: `map`, to see that first."""
    from quietread.core.terminal import SCREEN, mode
    from quietread.start import desk_for

    environ = os.environ
    desk, problems = desk_for(options, environ)
    try:
        essay = _found(desk, options.essay) if options.essay else None
        if options.essay == "-":
            _keyboard_as_stdin()
        plain, term = desk.settled.settings.plain, environ.get("TERM", "")
        shown = mode(plain, term, stdin=sys.stdin.isatty(), stdout=sys.stdout.isatty())
        if shown == SCREEN:
            from quietread.start import look_at_terminal

            problems += look_at_terminal(desk, environ)
        if problems:
            from quietread.commands import tell

            tell(*problems)
        if shown != SCREEN and over:
            from quietread.commands.library import map_in_lines

            return map_in_lines(desk, essay)
        if shown != SCREEN:
            from quietread.plain.lines import converse

            return converse(desk, essay, shown, wrap=options.wrap)
        from quietread.screen import open_screen, screen_size

        if problems:
            from quietread.core.text import many

            # the lines that say what are behind the first screen
            things = many(len(problems), "thing")
            desk.hints.notice = f"{things} in the settings to look at · quietread config"
        view = desk.opened(essay, *screen_size(environ)) if essay else None
        welcome = options.welcome or not desk.progress.welcomed()
        return open_screen(desk, view, environ, welcome=welcome, over=over)
    finally:
        desk.close()


def _found(desk: Desk, name: str) -> Essay:
    """The essay of that name. What is none may be a command misspelt."""
    try:
        return desk.find(name)
    except NotFoundError as error:
        from difflib import get_close_matches

        from quietread.options import COMMANDS

        near = get_close_matches(name, COMMANDS, 1, 0.75)
        said = f"{error.message}; the nearest command is {near[0]}" if near else error.message
        raise NotFoundError(said, path=error.path) from None


def _keyboard_as_stdin() -> None:
    """The essay came in by standard input: keys come from the terminal, if there is one."""
    if os.name != "posix" or not sys.stdout.isatty():
        return
    with suppress(OSError):
        os.dup2(os.open("/dev/tty", os.O_RDWR), 0)
