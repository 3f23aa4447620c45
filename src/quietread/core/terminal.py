"""How a terminal is drawn on."""

from __future__ import annotations

from dataclasses import dataclass

from quietread.core.colour import Depth
from quietread.core.theme import TERMINAL, Theme


@dataclass(frozen=True, slots=True)
class Terminal:
    """What of a terminal, and of the reader's taste, every frame depends on."""

    theme: Theme = TERMINAL
    depth: Depth = "truecolor"
    narrow: bool = True
    """Whether a dash is one cell wide."""
    ssh: bool = False
    colour: bool = True
    """Whether themes with colours can be shown at all."""
