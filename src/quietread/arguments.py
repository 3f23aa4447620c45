"""The command line as argparse sees it, and its help; a plain one never comes here (`options.plain`)."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from quietread import __version__
from quietread.errors import QuietreadError
from quietread.options import COMMANDS, Options

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

WIDTH = 80
"""Columns of the help: to ask for the terminal's, argparse imports shutil, at every start."""

ABOUT = "Essays in the terminal, one section at a time, with a breath between."
ESSAY = "a file, or the name, the title or the beginning of the title of an essay; - for standard input"
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
    "--welcome": {"default": False},
}

FORMS = ("md", "json", "csv", "readwise", "jsonld", "clippings", "text")
SHELLS = ("bash", "zsh", "fish")

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


class _Argument(NamedTuple):
    """Something a command takes."""

    names: tuple[str, ...]
    about: dict[str, Any]
    complete: str = ""
    """What a shell completes it with: an `essay`, a `theme`, a `motion`, a `mark` or a `file`."""

    def add_to(self, found: argparse._ActionsContainer) -> None:
        action = found.add_argument(*self.names, **self.about)
        if self.complete:
            vars(action)["complete"] = self.complete


def _takes(*names: str, words: str = "", metavar: str = "", complete: str = "", **about: Any) -> _Argument:
    about |= {"metavar": metavar or names[0].upper(), "help": words or None}
    return _Argument(names, about, complete)


def _flag(name: str, words: str) -> _Argument:
    return _Argument((name,), {"action": "store_true", "help": words})


_JSON = _flag("--json", "as JSON, for scripts")
_TAKES = {
    "list": [_JSON],
    "outline": [_takes("essay", words=ESSAY, complete="essay"), _JSON],
    "find": [_takes("text", nargs="+", words="words, or a phrase"), _JSON],
    "map": [
        _takes("essay", nargs="?", words="what lies around it; nothing: every essay", complete="essay"),
        _flag("--dot", "for Graphviz"),
    ],
    "add": [
        _takes("files", nargs="+", metavar="FILE", words="essays, as .md, .markdown or .txt", complete="file")
    ],
    "check": [
        _takes(
            "paths",
            nargs="*",
            metavar="PATH",
            words="files or folders; nothing: the library",
            complete="file",
        )
    ],
    "themes": [
        _flag("--check", "say what misses its contrast"),
        _flag("--ask", "ask the terminal for its colours again"),
    ],
    "config": [
        _flag("--default", "a file with every setting, to start from"),
        _flag("--edit", "open your file in VISUAL or EDITOR"),
    ],
    "marks": [
        _takes("essay", nargs="?", words="an essay; nothing: all", complete="essay"),
        _Argument(("--format",), {"choices": FORMS, "help": "the form; md, or what the file's ending says"}),
        _takes("--output", metavar="FILE", words="a file; nothing: the screen", complete="file"),
        _flag("--ids", "ids and first words alone, a line each"),
        _flag("--excel", "for csv: safe to open in a spreadsheet"),
    ],
    "card": [
        _takes("mark", words="the first letters of a mark's id", complete="mark"),
        _takes("-o", "--output", metavar="FILE", words="a .svg file; nothing: the screen", complete="file"),
    ],
    "import": [_takes("file", words="a .json of quietread's, or a .csv of Readwise's", complete="file")],
    "forget": [_takes("id", words="the id of a mark, or of an essay", complete="mark")],
    "merge-file": [
        _takes(
            "file",
            words="a file in which git has left two versions; with OURS and THEIRS, their ancestor",
            complete="file",
        ),
        _takes("ours", nargs="?", complete="file"),
        _takes("theirs", nargs="?", complete="file"),
    ],
    "completion": [_takes("shell", choices=SHELLS, words="bash, zsh or fish")],
}


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line that names the nearest thing that exists."""

    def __init__(self, *, helps: bool = True, **about: Any) -> None:
        """`helps`: whether it has -h of its own."""
        if sys.version_info >= (3, 14):
            about["color"] = False  # what stands out on a terminal is settled in `print_help`
        formatter = partial(argparse.RawDescriptionHelpFormatter, width=WIDTH)
        super().__init__(**{**about, "add_help": False, "allow_abbrev": False, "formatter_class": formatter})
        if helps:
            self.add_argument("-h", "--help", action="help", help="this help")

    def error(self, message: str) -> NoReturn:
        """Raise the complaint for `main` to tell; argparse would print the whole usage as well."""
        for said, ours in _OURS:
            message = re.sub(said, ours, message)
        wrong = re.search(r"not understood: .*?(--[\w-]+)", message)
        near = get_close_matches(wrong[1], re.findall(r"--[a-z]+", self.format_help()), 1) if wrong else []
        hint = f"the nearest is {near[0]}" if near else f"{self.prog} --help shows what there is"
        raise QuietreadError(f"{message}; {hint}")

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """Print the help; on a terminal its headings and names stand out."""
        print_help(self.format_help(), file)


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


class _Overview(Parser):
    """The parser for reading, whose help is one screen of 80 by 24 about everything."""

    def format_help(self) -> str:
        """The overview in place of what argparse would make of the options alone."""
        options = [(f"{name} {metavar}".rstrip(), short) for name, metavar, short, _ in OPTIONS]
        options.append(("--version", "which one this is"))
        columns = "options:", *_beside(options, 15), "commands:", *_beside([*COMMANDS.items()], 10)
        return "\n".join((USAGE, f"examples:\n{EXAMPLES}", *columns, ""))


def _beside(named: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Names and words in two columns, read downwards."""
    lines = [f"  {name:<{width}}  {words}" for name, words in named]
    middle = (len(lines) + 1) // 2
    beside = zip_longest(lines[:middle], lines[middle:], fillvalue="")
    return [f"{one:<{WIDTH // 2}}{other}".rstrip() for one, other in beside]


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


def parser(*, essay: bool = True) -> Parser:
    """The parser for reading; commands have parsers of their own (`command_parser`)."""
    found = _Overview(prog="quietread", description=ABOUT)
    if essay:
        _takes("essay", nargs="?", words=ESSAY).add_to(found)
    for name, metavar, _, words in OPTIONS:
        kind = {"metavar": metavar} if metavar else {"action": "store_true", "default": None}
        complete = name[2:] if name in ("--theme", "--motion") else ""
        _Argument((name,), {"help": words, **kind, **_SPECIAL.get(name, {})}, complete).add_to(found)
    found.add_argument("--version", action="version", version=f"quietread {__version__}", help="the version")
    return found


def command_parser(name: str) -> Parser:
    """The parser of one command."""
    found = Parser(prog=f"quietread {name}", description=ABOUT_COMMANDS[name])
    either = found.add_mutually_exclusive_group() if name == "config" else found
    for argument in _TAKES.get(name, ()):
        argument.add_to(either)
    return found


def whole_parser() -> Parser:
    """Options and commands in one parser, for completion and the manual page. ESSAY is not in it."""
    found = parser(essay=False)
    commands = found.add_subparsers(
        prog="quietread", title="commands", metavar="COMMAND", parser_class=Parser
    )
    for name, words in ABOUT_COMMANDS.items():
        commands.add_parser(name, help=words, parents=[command_parser(name)], helps=False)
    return found


def read_options(words: Sequence[str]) -> Options:
    """The options before a command, or of reading."""
    return Options(**vars(parser().parse_args(words)))
