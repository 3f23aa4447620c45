"""What is drawn on: full screen or plain lines, in how many colours and which theme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from quietread.core.theme import TERMINAL, Depth, Theme, is_light

BACKGROUND, DASH = ASKED = "background", "dash"
"""What a terminal can be asked for; its answers are remembered under these names."""


class Terminal(NamedTuple):
    """What every frame depends on."""

    theme: Theme = TERMINAL
    depth: Depth = "truecolor"
    narrow: bool = True
    """Whether a dash is one cell wide."""
    ssh: bool = False
    colour: bool = True
    """Whether themes with colours can be shown at all."""


SCREEN, CONVERSATION, WHOLE = "screen", "conversation", "whole"


def mode(asked: bool | str, term: str, *, stdin: bool, stdout: bool) -> str:
    """How quietread shows itself. `asked` is the setting `plain`; `stdin`, `stdout`: whether they are terminals."""
    if asked is True:
        return WHOLE if stdin and not stdout else CONVERSATION
    if not (stdin and stdout):
        return WHOLE
    return CONVERSATION if asked == "auto" and term in ("", "dumb") else SCREEN


def depth(environ: Mapping[str, str], *, windows: bool = False) -> Depth:
    """How many colours Textual will write: its own variable, then Rich's rule. A console of Windows takes all."""
    term = environ.get("TERM", "").strip().lower()
    if term in ("dumb", "unknown"):
        return "none"
    asked: dict[str, Depth] = {"truecolor": "truecolor", "256": "256", "standard": "16"}
    if told := asked.get(environ.get("TEXTUAL_COLOR_SYSTEM", "")):
        return told
    if windows or environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return "truecolor"
    return "256" if term.rpartition("-")[2] in ("kitty", "256color") else "16"


def choose(flag: str, environ: Mapping[str, str], config: str, background: str, depth: Depth) -> str:
    """The name of the theme to begin with.

    `flag` and `config` are a name, "auto" or ""; `background` is the terminal's as `#rrggbb`, "" if it gave none,
    and then COLORFGBG is believed, else it is dark.
    """
    if flag and flag != "auto":
        return flag
    if environ.get("NO_COLOR") or depth in ("16", "none"):
        return "terminal"
    if not flag and config and config != "auto":
        return config
    light = is_light(background) if background else _said_light(environ.get("COLORFGBG", ""))
    return "paper" if light else "bluehour"


def _said_light(colorfgbg: str) -> bool:
    """Whether COLORFGBG ("0;15", "0;default;15") names a light background: white or a bright colour."""
    number = colorfgbg.rpartition(";")[2]
    return number.isdigit() and int(number) in (7, *range(9, 16))
