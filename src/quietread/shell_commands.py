"""What a shell needs: a script that completes, and the manual page. Both are made of the parsers."""

from __future__ import annotations

from argparse import Namespace
from importlib.resources import files
from types import ModuleType

from quietread import __version__
from quietread.arguments import ABOUT, ESSAY, whole_parser
from quietread.errors import QuietreadError
from quietread.helping import EXAMPLES
from quietread.telling import say

COMPLETIONS = {
    "bash": {
        "essay": "_quietread_essays_and_files",
        "theme": "_quietread_themes",
        "motion": "_quietread_motions",
        "mark": "_quietread_marks",
    },
    "zsh": {
        "essay": "_quietread_essays_and_files",
        "theme": "_quietread_themes",
        "motion": "(moving still)",
        "mark": "_quietread_marks",
    },
    "fish": {
        "essay": "(__quietread_essays_and_files)",
        "theme": "(__quietread_themes)",
        "motion": "moving still",
        "mark": "(__quietread_marks)",
    },
}
"""What completes each kind of argument, by shell; the functions stand in `completion/`."""

EXIT_STATUS = """\
.TP
.B 0
done; the place is kept
.TP
.B 1
check, themes or config have found something; find or echo nothing; merge-file could not
merge; or a fault of quietread's own
.TP
.B 2
wrong use, or nothing to open: one line says what and what is allowed
.TP
.B 128+n
ended by signal n; the place is kept"""

FILES = """\
Marks are in ~/.local/share/quietread/marks, essays of your own in ~/.local/share/quietread/essays,
settings in ~/.config/quietread/config.toml, unless XDG variables say otherwise. quietread config shows yours."""


def completion(arguments: Namespace) -> int:
    """Print the script for a shell."""
    shtab = _brought("shtab", "completion")
    shell: str = arguments.shell
    own = files("quietread").joinpath("completion", f"quietread.{shell}").read_text("utf-8")
    # zsh calls the completion at the script's end, fish forgets at its beginning what was said before
    preamble, behind = (own, "") if shell == "zsh" else ("", own)
    script = shtab.complete(whole_parser(), shell, preamble=preamble, choice_functions=COMPLETIONS[shell])
    say([f"{script.rstrip()}\n{behind}".rstrip()])
    return 0


def manual(arguments: Namespace) -> int:
    """Print the manual page."""
    page = _brought("argparse_manpage.manpage", "man").Manpage(
        whole_parser(), format="single-commands-section"
    )
    page.source, page.manual, page.description = (
        f"quietread {__version__}",
        "quietread",
        ABOUT[:1].lower() + ABOUT[1:-1],
    )
    page.add_section("synopsis", "=", ".B quietread\n[options] [ESSAY]\n.br\n.B quietread\nCOMMAND ...")
    page.add_section(
        "description", "=", f"Without an ESSAY quietread opens the shelf. ESSAY is {ESSAY}.\n.PP\n"
    )
    page.add_section("examples", "=", f".nf\n{EXAMPLES}.fi")
    page.add_section("exit status", "=", EXIT_STATUS)
    page.add_section("files", "=", FILES)
    say([str(page).rstrip()])
    return 0


def _brought(module: str, command: str) -> ModuleType:
    from importlib import import_module

    try:
        return import_module(module)
    except ImportError as error:
        extra = "pip install 'quietread[shell]' brings it"
        raise QuietreadError(
            f"{command} needs {module.partition('.')[0].replace('_', '-')}; {extra}"
        ) from error
