"""The command line as argparse sees it; a plain one never comes here (`options.plain`)."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import NoReturn

from quietread import __version__
from quietread.errors import QuietreadError
from quietread.options import COMMANDS, Options

EXAMPLES = """\
examples:
  quietread                         the shelf
  quietread breakdown               the one essay whose title or name begins so
  quietread notes/walking.md        a file of your own
  quietread --plain unhurried       a conversation of lines, for screen readers and pipes
  curl -s ADDRESS | quietread -     whatever comes in
"""

HELP_WIDTH = 80

ESSAY = "a file, or the name, the title or the beginning of the title of an essay; - for standard input"


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help of a fixed width: to ask for the terminal's, argparse imports shutil, at every start."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=HELP_WIDTH)


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line that names the nearest thing that exists."""

    def error(self, message: str) -> NoReturn:
        """Raise the complaint for `main` to tell; argparse would print the whole usage as well."""
        from difflib import get_close_matches

        wrong = re.search(r"unrecognized arguments: .*?(--[\w-]+)", message)
        known = re.findall(r"--[a-z]+", self.format_help())
        near = get_close_matches(wrong[1], known, 1) if wrong else []
        hint = f"the nearest is {near[0]}" if near else f"{self.prog} --help shows what there is"
        raise QuietreadError(f"{message}; {hint}")


def parser() -> Parser:
    """The parser for reading; commands have parsers of their own (`command_parser`)."""
    found = Parser(
        prog="quietread",
        description="Essays in the terminal, one section at a time, with a breath between.",
        epilog=EXAMPLES
        + "\ncommands:\n"
        + "".join(f"  {name:<10}  {words}\n" for name, words in COMMANDS.items()),
        formatter_class=_Help,
        allow_abbrev=False,
        usage="quietread [options] [ESSAY]\n       quietread COMMAND ...",
    )
    found.add_argument("essay", nargs="?", metavar="ESSAY", help=ESSAY)
    found.add_argument("--measure", metavar="N", help="columns of a line, 30 to 80")
    found.add_argument("--theme", metavar="NAME", help="colours")
    found.add_argument("--motion", metavar="KIND", help="moving, or still: no fades and no moving breath")
    found.add_argument("--plain", action="store_true", default=None, help="a conversation of lines")
    found.add_argument("--wrap", metavar="N", type=int, help="in plain mode, lines of at most N columns")
    found.add_argument("--track", action="store_true", default=None, help="the cursor stands where one reads")
    found.add_argument("--welcome", action="store_true", help="the first screen once more")
    found.add_argument(
        "--set", metavar="KEY=VALUE", action="append", default=[], help="any setting, this once"
    )
    found.add_argument("--version", action="version", version=f"quietread {__version__}")
    return found


def read_options(words: Sequence[str]) -> Options:
    """The options before a command, or of reading."""
    return Options(**vars(parser().parse_args(words)))


FORMS = ("md", "json", "csv", "readwise", "jsonld", "clippings", "text")


def command_parser(name: str) -> Parser:
    """The parser of one command."""
    found = Parser(
        prog=f"quietread {name}", description=COMMANDS[name], formatter_class=_Help, allow_abbrev=False
    )
    if name == "list":
        found.add_argument("--json", action="store_true", help="as JSON, for scripts")
    elif name == "outline":
        found.add_argument("essay", metavar="ESSAY", help=ESSAY)
        found.add_argument("--json", action="store_true", help="as JSON, for scripts")
    elif name == "map":
        found.add_argument(
            "essay", nargs="?", metavar="ESSAY", help="what lies around it; nothing: every essay"
        )
        found.add_argument("--dot", action="store_true", help="for Graphviz")
    elif name == "add":
        found.add_argument("files", nargs="+", metavar="FILE", help="essays, as .md, .markdown or .txt")
    elif name == "check":
        found.add_argument("paths", nargs="*", metavar="PATH", help="files or folders; nothing: the library")
    elif name == "config":
        either = found.add_mutually_exclusive_group()
        either.add_argument("--default", action="store_true", help="a file with every setting, to start from")
        either.add_argument("--edit", action="store_true", help="open your file in VISUAL or EDITOR")
    elif name == "marks":
        found.add_argument("essay", nargs="?", metavar="ESSAY", help="an essay; nothing: all of them")
        found.add_argument("--format", choices=FORMS, help="the form; md, or what the file's ending says")
        found.add_argument("--output", metavar="FILE", help="a file; nothing: the screen")
        found.add_argument("--excel", action="store_true", help="for csv: safe to open in a spreadsheet")
    elif name == "import":
        found.add_argument("file", metavar="FILE", help="a .json of quietread's, or a .csv of Readwise's")
    elif name == "themes":
        found.add_argument("--check", action="store_true", help="say what misses its contrast")
    elif name == "forget":
        found.add_argument("id", metavar="ID", help="the id of a mark, or of an essay")
    elif name == "merge-file":
        for side in ("ancestor", "ours", "theirs"):
            found.add_argument(side, metavar=side.upper())
    return found
