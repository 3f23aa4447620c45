"""The commands about quietread itself: its settings and themes, and what a shell needs."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from types import ModuleType

from quietread import __version__, ink
from quietread.arguments import ABOUT, ESSAY, EXAMPLES, whole_parser
from quietread.commands import say, tell
from quietread.core.commands import GROUPS
from quietread.core.keys import DEFAULT, Keymap, shown_key
from quietread.core.settings import Settled
from quietread.core.settings_table import SETTINGS
from quietread.core.terminal import ASKED, BACKGROUND, DASH, Terminal
from quietread.core.theme import Theme, check, sgr
from quietread.core.toml import Written
from quietread.core.wrap import plain_signs
from quietread.desk import Desk
from quietread.editing import edit, editor
from quietread.errors import QuietreadError
from quietread.listening import Listening, question
from quietread.options import Options, Settling, settled_for
from quietread.start import look_at_terminal, terminal_name
from quietread.storage.config import load_themes, theme_asked
from quietread.storage.durable import put
from quietread.storage.paths import shown
from quietread.storage.scan import value_text

COMPLETIONS = {
    "bash": ("_quietread_essays_and_files", "_quietread_themes", "_quietread_motions", "_quietread_marks"),
    "zsh": ("_quietread_essays_and_files", "_quietread_themes", "(moving still)", "_quietread_marks"),
    "fish": ("(__quietread_essays_and_files)", "(__quietread_themes)", "moving still", "(__quietread_marks)"),
}
"""What completes an essay, a theme, a motion and a mark, by shell; the functions stand in `completion/`."""

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
SWATCH = (
    ("text", " text "),
    ("muted", "status "),
    ("soft", "dimmed "),
    ("link", "link"),
    ("text", "  "),
    ("mark", "▌"),
    ("tint", "kept"),
    ("text", " "),
    ("cursor", "chosen"),
    ("text", " "),
    ("label", "a"),
    ("text", "  "),
)
"""A run of each style that can be met, before the hill."""
HILL = "▁▂▃▅▆▇▆▅▃▂▁"
"""The breath in one row; its colours go from the foot at both ends to the crest."""


def _config(arguments: Namespace, options: Options) -> int:
    if arguments.default:
        say(default_text().rstrip())
        return 0
    if arguments.edit:
        _edit(settled_for(options, os.environ).folders.settings)
    found = settled_for(options, os.environ)
    problems = found.problems
    if found.settled.settings.theme != "auto":
        problems += theme_asked(found.settled, found.folders.themes)[1]
    if not arguments.edit:
        _say_in_force(found)
    tell(*problems)
    return 1 if problems else 0


def _edit(path: Path) -> None:
    """Let the reader's editor have the file; where there is none it begins with every setting's default."""
    try:
        command = editor()
    except QuietreadError as error:
        raise QuietreadError(f"{error.message}; the file is {path}") from error
    if not os.path.lexists(path):
        put(path, default_text().encode())
    edit(command, path)


def _say_in_force(found: Settling) -> None:
    folders, settled = found.folders, found.settled
    paths = (
        ("settings", folders.settings),
        ("essays", folders.essays),
        ("themes", folders.themes),
        ("marks", folders.marks(settled.settings.marks_dir)),
        ("places", folders.progress),
        ("cache", folders.cache),
    )
    texts = _columns([(name, shown(path)) for name, path in paths]), in_force_text(settled)
    say("\n".join(filter(None, (*texts, keys_text(found.keymap, settled.config)))).rstrip())


def default_text() -> str:
    """A `config.toml` with the default of every key, what it is for and what it may be."""
    lines = ["# quietread: every setting with its default. Remove what you do not change."]
    table = ""
    for setting in SETTINGS:
        head, _, name = setting.key.rpartition(".")
        if head != table:
            lines += ["", f"[{head}]"]
            table = head
        # a frame rate that is written down would hold over SSH too
        sign = "# " if setting.key == "pause.fps" else ""
        value = f"{sign}{name} = {value_text(setting.default)}"
        lines += ["", f"# {setting.about}", f"# {setting.allowed}", value]
    about = '# a command = "key", ["key", ...], or [] for none; these are the keys as they come'
    lines += ["", "[keys]", about]
    for group, commands in GROUPS.items():
        lines += ["", f"# {group}", *(f"# {_key_line(DEFAULT, one.id)}  # {one.title}" for one in commands)]
    return "\n".join([*lines, ""])


def keys_text(keymap: Keymap | None, written: Written) -> str:
    """Commands whose keys are not the default ones, and the lines that ask for them."""
    found = []
    for name in keymap.changed if keymap else ():
        line = written.line(f"keys.{name}") or written.line("keys")
        found.append((_key_line(keymap or DEFAULT, name), f"{written.path}:{line}"))
    return _columns(found)


def _key_line(keymap: Keymap, name: str) -> str:
    keys = [shown_key(key, plain=True) for key in keymap.keys(name)]
    return f"{value_text(name)} = {value_text(keys[0] if len(keys) == 1 else keys)}"


def in_force_text(settled: Settled) -> str:
    """Every setting, its value and where that came from."""
    lines = []
    for setting in SETTINGS:
        origin = settled.origins.get(setting.key, "default")
        if origin == settled.config.path:
            origin = f"{origin}:{settled.config.line(setting.key)}"
        lines.append((f"{setting.key} = {value_text(getattr(settled.settings, setting.field))}", origin))
    return _columns(lines)


def _columns(pairs: Sequence[tuple[str, str]]) -> str:
    width = max((len(left) for left, _ in pairs), default=0)
    return "".join(f"{left:<{width}}  {right}\n" for left, right in pairs)


def _themes(desk: Desk, arguments: Namespace) -> int:
    if arguments.ask:
        return _ask(desk)
    found, problems = load_themes(desk.folders.themes)
    if arguments.check:
        problems += tuple(f"{name}: {miss}" for name, theme in found.items() for miss in check(theme))
        say(*problems)
        return 1 if problems else 0
    width = max(map(len, found))
    drawn = sys.stdout.isatty()
    if drawn:
        look_at_terminal(desk, os.environ)
    for name, theme in found.items():
        say(f"{name:<{width}}  {theme.kind:<5}  {_swatch(theme, desk.look) if drawn else ''}".rstrip())
    tell(*problems)
    return 0


def _swatch(theme: Theme, look: Terminal) -> str:
    """A theme as this terminal draws it, "" if this is no place for its colours."""
    if look.depth == "none" or (theme.kind != "ansi" and not look.colour):
        return ""
    slope = theme.ramp(len(HILL) // 2 + 1, look.depth)
    # where signs are two cells wide the breath is drawn in words alone
    hill = zip((*slope, *slope[-2::-1]), HILL, strict=True) if look.narrow else ()
    drawn = "".join(
        f"\x1b[0;{sgr(theme.look(style), look.depth)}m{text}"
        for style, text in (*SWATCH, *hill, ("text", " "))
    )
    return (drawn if look.narrow else plain_signs(drawn)) + "\x1b[0m"


def _ask(desk: Desk) -> int:
    """Ask the terminal again, remember what it says, and say it."""
    if not ink.terminals():
        raise QuietreadError("there is no terminal here to ask")
    name = terminal_name(os.environ)
    listening = Listening(frozenset(ASKED), lambda answers: desk.progress.save_told(name, answers))
    with ink.Ink(question=question(frozenset(ASKED))):
        listening.wait()
    answers = listening.answers
    look_at_terminal(desk, os.environ, answers)
    for name, what in (("background", BACKGROUND), ("a dash", DASH)):
        say(f"{name}: {answers[what] or 'no answer'}")
    say(f"theme: {desk.look.theme.name}")
    return 0


def _completion(arguments: Namespace, options: Options) -> int:
    shell = arguments.shell
    shtab = _brought("shtab", "completion")
    own = files("quietread").joinpath("completion", f"quietread.{shell}").read_text("utf-8")
    # zsh calls the completion at the script's end, fish forgets at its beginning what was said before
    preamble, behind = (own, "") if shell == "zsh" else ("", own)
    functions = dict(zip(("essay", "theme", "motion", "mark"), COMPLETIONS[shell], strict=True))
    script = shtab.complete(whole_parser(), shell, preamble=preamble, choice_functions=functions)
    say(f"{script.rstrip()}\n{behind}".rstrip())
    return 0


def _manual(arguments: Namespace, options: Options) -> int:
    manpage = _brought("argparse_manpage.manpage", "man")
    page = manpage.Manpage(whole_parser(), format="single-commands-section")
    page.source, page.manual = f"quietread {__version__}", "quietread"
    page.description = ABOUT[:1].lower() + ABOUT[1:-1]
    for title, text in (
        ("synopsis", ".B quietread\n[options] [ESSAY]\n.br\n.B quietread\nCOMMAND ..."),
        ("description", f"Without an ESSAY quietread opens the shelf. ESSAY is {ESSAY}.\n.PP\n"),
        ("examples", f".nf\n{EXAMPLES}.fi"),
        ("exit status", EXIT_STATUS),
        ("files", FILES),
    ):
        page.add_section(title, "=", text)
    say(str(page).rstrip())
    return 0


def _brought(module: str, command: str) -> ModuleType:
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0].replace("_", "-")
        raise QuietreadError(
            f"{command} needs {package}; pip install 'quietread[shell]' brings it"
        ) from error


COMMANDS = {"themes": _themes}
WITHOUT_DESK = {"config": _config, "completion": _completion, "man": _manual}
