"""How a terminal is drawn on."""

from __future__ import annotations

from typing import NamedTuple

from quietread.core.colour import Depth
from quietread.core.theme import TERMINAL, Theme

BACKGROUND, DASH = ASKED = "background", "dash"
"""What a terminal can be asked for, by the names its answers are remembered under."""


class Terminal(NamedTuple):
    """What of a terminal, and of the reader's taste, every frame depends on."""

    theme: Theme = TERMINAL
    depth: Depth = "truecolor"
    narrow: bool = True
    """Whether a dash is one cell wide."""
    ssh: bool = False
    colour: bool = True
    """Whether themes with colours can be shown at all."""
