"""What a command line asks for. One without options is understood here, without a parser.

Most starts name an essay or nothing, and argparse takes as long to import as the essay takes to read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from quietread.core.settings import Settled, settle
from quietread.core.toml import Written
from quietread.storage.config import read_config
from quietread.storage.paths import Folders, folders

if TYPE_CHECKING:
    from quietread.core.keys import Keymap


class Options(NamedTuple):
    """What stands before a command, or how an essay is read."""

    essay: str | None = None
    measure: str | None = None
    theme: str | None = None
    motion: str | None = None
    plain: bool | None = None
    wrap: int | None = None
    track: bool | None = None
    welcome: bool = False
    set: Sequence[str] = ()
    """KEY=VALUE each."""


COMMANDS = {
    "list": "the essays of the library",
    "outline": "the sections of an essay",
    "find": "where words stand",
    "map": "how essays lead on",
    "add": "bring essays in",
    "check": "what authors should know",
    "themes": "the themes, with swatches",
    "config": "the settings in force",
    "marks": "what you kept",
    "echo": "a kept sentence returns",
    "card": "a kept sentence, set",
    "import": "take marks in",
    "forget": "remove a mark everywhere",
    "merge-file": "merge marks, for git",
    "completion": "completion for a shell",
    "man": "the manual page",
}
"""Every command in a few words: two fit on a row of the overview."""


def split_command(argv: Sequence[str]) -> tuple[list[str], str | None, list[str]]:
    """The options before a command, the command, and its arguments; None where an essay is meant.

    The first word that is no option decides. After `--` everything is an essay.
    """
    with_value = {"--measure", "--theme", "--motion", "--wrap", "--set"}
    words = iter(range(len(argv)))
    for at in words:
        word = argv[at]
        if word == "--":
            break
        if word in with_value:
            next(words, None)
        elif not word.startswith("-") or word == "-":
            if word in COMMANDS:
                return list(argv[:at]), word, list(argv[at + 1 :])
            break
    return list(argv), None, []


def plain(words: Sequence[str]) -> Options | None:
    """The options of a command line without any: no word, or an ESSAY. None: it has to be parsed."""
    match words:
        case []:
            return Options()
        case [word] if word == "-" or not word.startswith("-"):
            return Options(essay=word)
        case _:
            return None


FLAGS = ("measure", "theme", "motion", "plain", "track")
"""Settings that are options, too."""


class Settling(NamedTuple):
    """What a run begins with."""

    folders: Folders
    settled: Settled
    keymap: Keymap | None
    """None: the keys as they come."""
    problems: tuple[str, ...]
    """What is wrong with the file and the command line, a line each."""


def settled_for(options: Options, environ: Mapping[str, str]) -> Settling:
    """Settle what is known before an essay is opened or a terminal asked."""
    found = folders(environ)
    written, problems = read_config(found.settings)
    settled = settle(written, {name: getattr(options, name) for name in FLAGS}, environ, options.set)
    keymap, wrong = _keys(written)
    return Settling(found, settled, keymap, (*problems, *settled.problems, *wrong))


def _keys(written: Written) -> tuple[Keymap | None, tuple[str, ...]]:
    if "keys" not in written.data:
        return None, ()
    from quietread.core.keys import bind

    table = written.data["keys"]
    if not isinstance(table, dict):
        return None, (f"{written.path}:{written.line('keys')}: keys: a table is wanted, under [keys]",)
    return bind(table, written.path, written.line)
