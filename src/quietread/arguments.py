"""The command line as argparse sees it; a plain one never comes here (`options.plain`)."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from quietread import __version__
from quietread.errors import QuietreadError
from quietread.options import COMMANDS, Options

if TYPE_CHECKING:
    from _typeshed import SupportsWrite
import re
from collections.abc import Iterable
from itertools import zip_longest
from typing import TYPE_CHECKING

HELP_WIDTH = 80

ABOUT = "Essays in the terminal, one section at a time, with a breath between."

ESSAY = "a file, or the name, the title or the beginning of the title of an essay; - for standard input"


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help of a fixed width: to ask for the terminal's, argparse imports shutil, at every start."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=HELP_WIDTH)


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line that names the nearest thing that exists."""

    def __init__(self, *, helps: bool = True, **about: Any) -> None:
        """`helps`: whether it has -h of its own."""
        if sys.version_info >= (3, 14):
            about["color"] = False  # what stands out on a terminal is settled in `helping`
        super().__init__(**{**about, "add_help": False, "allow_abbrev": False, "formatter_class": _Help})
        if helps:
            self.add_argument("-h", "--help", action="help", help="this help")

    def error(self, message: str) -> NoReturn:
        """Raise the complaint for `main` to tell; argparse would print the whole usage as well."""

        raise QuietreadError(complaint(message, self.format_help(), self.prog))

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """Print the help; on a terminal its headings and names stand out."""

        print_help(self.format_help(), file)


class _Overview(Parser):
    """The parser for reading, whose help is one screen about everything."""

    def format_help(self) -> str:
        """The overview in place of what argparse would make of the options alone."""

        options = [(f"{name} {metavar}".rstrip(), short) for name, metavar, short, _ in OPTIONS]
        return overview([*options, ("--version", "which one this is")], COMMANDS.items())


OPTIONS = (
    ("--measure", "N", "columns of a line", "columns of a line, 30 to 80"),
    ("--theme", "NAME", "colours", "the name of a theme; quietread themes lists them"),
    ("--motion", "KIND", "moving or still", "moving, or still: no fades and no moving breath"),
    ("--plain", "", "as lines of text", "a conversation of lines, for screen readers and pipes"),
    ("--wrap", "N", "lines of N columns", "in plain mode, lines of at most N columns"),
    ("--track", "", "cursor where you read", "the terminal's cursor stands where one reads"),
    ("--welcome", "", "the first screen anew", "the first screen once more"),
    ("--set", "KEY=VALUE", "a setting, this once", "any setting, for this run; may be given several times"),
)
"""Every option for reading: its name, what it takes, and what it does, in a few words and in full."""

_SPECIAL: Mapping[str, Mapping[str, Any]] = {
    "--wrap": {"type": int},
    "--set": {"action": "append", "default": []},
    "--welcome": {"action": "store_true"},
}
_COMPLETED = {"--theme": "theme", "--motion": "motion"}


def parser(*, essay: bool = True) -> Parser:
    """The parser for reading; commands have parsers of their own (`command_parser`)."""
    found = _Overview(
        prog="quietread",
        description=ABOUT,
        usage="quietread [options] [ESSAY]\n       quietread COMMAND ...",
    )
    if essay:
        found.add_argument("essay", nargs="?", metavar="ESSAY", help=ESSAY)
    for name, metavar, _, words in OPTIONS:
        if metavar:
            about = {"metavar": metavar, "help": words, **_SPECIAL.get(name, {})}
            _add(found, name, complete=_COMPLETED.get(name, ""), **about)
        else:
            found.add_argument(
                name, help=words, **_SPECIAL.get(name, {"action": "store_true", "default": None})
            )
    found.add_argument("--version", action="version", version=f"quietread {__version__}", help="the version")
    return found


def read_options(words: Sequence[str]) -> Options:
    """The options before a command, or of reading."""
    return Options(**vars(parser().parse_args(words)))


def whole_parser() -> Parser:
    """Options and commands in one parser, for completion and the manual page. ESSAY is not in it."""
    found = parser(essay=False)
    commands = found.add_subparsers(
        prog="quietread", title="commands", metavar="COMMAND", parser_class=Parser
    )
    for name, words in ABOUT_COMMANDS.items():
        commands.add_parser(name, help=words, parents=[command_parser(name)], helps=False)
    return found


def _add(found: Parser, *names: str, complete: str, **about: Any) -> None:
    """An argument that a shell can complete: with an `essay`, a `theme`, a `motion`, a `mark` or a `file`."""
    action = found.add_argument(*names, **about)
    if complete:
        vars(action)["complete"] = complete


FORMS = ("md", "json", "csv", "readwise", "jsonld", "clippings", "text")

ABOUT_COMMANDS = {
    "list": "The essays of the library.",
    "outline": "The sections of an essay, their words, and where it leads.",
    "find": "Where words stand, in the essays and in what you kept; exit status 1 if nowhere.",
    "map": "How the essays lead to each other, or what lies around one.",
    "add": "Copy essays into your own folder.",
    "check": "What an author should know of essays or folders; says nothing if all is well.",
    "themes": "The themes, with a swatch of each.",
    "config": "The paths, the settings in force, and where each came from.",
    "marks": "What you kept, as text or in a form for other programs.",
    "echo": "One sentence you kept, which returns today; exit status 1 if there is none.",
    "card": "A kept sentence set as a picture, in the colours of a theme.",
    "import": "Take marks in: quietread's own JSON, or Readwise's CSV.",
    "forget": "Remove a mark, or an essay's, from everything on this machine.",
    "merge-file": "For git: make one of two versions of a marks file.",
    "completion": "A script that completes quietread's commands, options and essays.",
    "man": "The manual page, for man.",
}

SHELLS = ("bash", "zsh", "fish")


def command_parser(name: str) -> Parser:
    """The parser of one command."""
    found = Parser(
        prog=f"quietread {name}",
        description=ABOUT_COMMANDS[name],
    )
    if name == "list":
        found.add_argument("--json", action="store_true", help="as JSON, for scripts")
    elif name == "outline":
        _add(found, "essay", metavar="ESSAY", help=ESSAY, complete="essay")
        found.add_argument("--json", action="store_true", help="as JSON, for scripts")
    elif name == "find":
        found.add_argument("text", nargs="+", metavar="TEXT", help="words, or a phrase")
        found.add_argument("--json", action="store_true", help="as JSON, for scripts")
    elif name == "map":
        about = "what lies around it; nothing: every essay"
        _add(found, "essay", nargs="?", metavar="ESSAY", help=about, complete="essay")
        found.add_argument("--dot", action="store_true", help="for Graphviz")
    elif name == "add":
        about = "essays, as .md, .markdown or .txt"
        _add(found, "files", nargs="+", metavar="FILE", help=about, complete="file")
    elif name == "check":
        about = "files or folders; nothing: the library"
        _add(found, "paths", nargs="*", metavar="PATH", help=about, complete="file")
    elif name == "config":
        either = found.add_mutually_exclusive_group()
        either.add_argument("--default", action="store_true", help="a file with every setting, to start from")
        either.add_argument("--edit", action="store_true", help="open your file in VISUAL or EDITOR")
    elif name == "marks":
        _add(found, "essay", nargs="?", metavar="ESSAY", help="an essay; nothing: all", complete="essay")
        found.add_argument("--format", choices=FORMS, help="the form; md, or what the file's ending says")
        _add(found, "--output", metavar="FILE", help="a file; nothing: the screen", complete="file")
        found.add_argument("--ids", action="store_true", help="ids and first words alone, a line each")
        found.add_argument("--excel", action="store_true", help="for csv: safe to open in a spreadsheet")
    elif name == "card":
        _add(found, "mark", metavar="MARK", help="the first letters of a mark's id", complete="mark")
        about = "a .svg file; nothing: the screen"
        _add(found, "-o", "--output", metavar="FILE", help=about, complete="file")
    elif name == "import":
        about = "a .json of quietread's, or a .csv of Readwise's"
        _add(found, "file", metavar="FILE", help=about, complete="file")
    elif name == "themes":
        found.add_argument("--check", action="store_true", help="say what misses its contrast")
        found.add_argument("--ask", action="store_true", help="ask the terminal for its colours again")
    elif name == "forget":
        _add(found, "id", metavar="ID", help="the id of a mark, or of an essay", complete="mark")
    elif name == "merge-file":
        words = "a file in which git has left two versions; with OURS and THEIRS, their ancestor"
        _add(found, "file", metavar="FILE", help=words, complete="file")
        for side in ("ours", "theirs"):
            _add(found, side, nargs="?", metavar=side.upper(), complete="file")
    elif name == "completion":
        found.add_argument(
            "shell", metavar="SHELL", choices=SHELLS, help=" or ".join((", ".join(SHELLS[:-1]), SHELLS[-1]))
        )
    return found


USAGE = """\
usage: quietread [options] [ESSAY]   read, or choose from the shelf
       quietread COMMAND --help      what a command takes
"""

EXAMPLES = """\
  quietread enough                   the one essay whose title or name begins so
  quietread notes/walking.md         a file of your own
  quietread --plain watched          in lines, for screen readers and pipes
  curl -s ADDRESS | quietread -      whatever comes in
"""

_OURS = (
    (r"^unrecognized arguments: ", "not understood: "),
    (r"^the following arguments are required: ", "missing: "),
    (r"^argument (?:.*/)?(\S+): invalid int value: '(.*)'", r'\1: "\2" is not allowed: a whole number'),
    (r"^argument (?:.*/)?(\S+): invalid choice: '(.*)' \(choose from (.*)\)", r'\1: "\2" is not allowed: \3'),
    (r"^argument (?:.*/)?(\S+): not allowed with argument (\S+)", r"\1 and \2 cannot be together"),
    (r"^argument (?:.*/)?(\S+): expected one argument", r"\1: a value is missing"),
    (r"'(\w+)'(, |$|\))", r"\1\2"),
)
"""What argparse says, and how it is said here."""

HALF = 40
"""Columns of one of the two halves."""


def overview(options: Iterable[tuple[str, str]], commands: Iterable[tuple[str, str]]) -> str:
    """The help for reading and all commands, names and words, on a screen of 80 by 24."""
    return "\n".join(
        [
            USAGE,
            f"examples:\n{EXAMPLES}",
            "options:",
            *_beside(options, 15),
            "commands:",
            *_beside(commands, 10),
            "",
        ]
    )


def _beside(named: Iterable[tuple[str, str]], width: int) -> list[str]:
    """Names and words in two columns, read downwards."""
    lines = [f"  {name:<{width}}  {words}" for name, words in named]
    middle = (len(lines) + 1) // 2
    left, right = lines[:middle], lines[middle:]
    return [f"{one:<{HALF}}{other}".rstrip() for one, other in zip_longest(left, right, fillvalue="")]


def complaint(message: str, known: str, program: str) -> str:
    """What argparse says in our words, and the nearest option there is; `known`: the help of the program."""
    from difflib import get_close_matches

    for said, ours in _OURS:
        message = re.sub(said, ours, message)
    wrong = re.search(r"not understood: .*?(--[\w-]+)", message)
    near = get_close_matches(wrong[1], re.findall(r"--[a-z]+", known), 1) if wrong else []
    return f"{message}; {f'the nearest is {near[0]}' if near else f'{program} --help shows what there is'}"


def print_help(text: str, file: SupportsWrite[str] | None) -> None:
    """Print a help text; headings, options and commands in another weight where somebody looks."""
    stream = file or sys.stdout
    if not getattr(stream, "isatty", lambda: False)():
        stream.write(text)
        return
    from rich.console import Console
    from rich.text import Text

    shown = Text(text)
    shown.highlight_regex(r"(?m)^[a-z][\w ]*:", "bold")
    shown.highlight_regex(r"(?<![\w-])--?[a-z][\w-]*", "cyan")
    shown.highlight_regex(r"(?<=  )[a-z-]+(?=  +[a-z])", "cyan")
    shown.highlight_regex(r"\b[A-Z]{2,}(?:=[A-Z]+)?\b|(?<= )N(?=  )", "italic")
    Console(highlight=False).print(shown, end="", no_wrap=True, overflow="ignore", crop=False)
