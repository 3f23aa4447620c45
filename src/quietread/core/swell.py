"""The picture of a breath: a swell that rises out of a horizon line and sinks, and a word under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, pi

from quietread.core.colour import Depth, mix
from quietread.core.pause import Moment
from quietread.core.theme import Theme

Runs = tuple[tuple[str, str], ...]
"""Text and its style words (see `theme`)."""

EIGHTHS = " ▁▂▃▄▅▆▇█"
EXPONENT = 1.6
"""Of the window: the higher, the more the swell gathers in the middle and the longer its shoulders."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a breath is drawn on a screen, and as what."""

    form: str
    """`swell`, `line` or `words`."""
    left: int
    top: int
    """Row of the first row drawn."""
    width: int
    """Cells of every row drawn; even for swell and line."""
    hill: int
    """Rows the swell is high."""
    height: int
    """Rows drawn: the picture, the word and the hint's row, as far as the screen goes."""

    def place(self, word: str) -> tuple[int, int]:
        """Column and row of the screen at which the word begins."""
        row = min(0 if self.form == "words" else self.hill + 1, self.height - 1)
        text = _word(word).center(self.width)
        return self.left + len(text) - len(
            text.lstrip()
        ) if word else self.left + self.width // 2, self.top + row

    def rows(self, moment: Moment, theme: Theme, depth: Depth, *, hint: str = "") -> tuple[Runs, ...]:
        """What stands there, row for row, each `width` cells; `theme` is faded as far as the moment says."""
        word, blank = _centred(_word(moment.word), self.width), _centred("", self.width)
        drawn: list[Runs]
        ramp = theme.ramp(max(1, self.hill), depth)
        if self.form == "swell":
            *above, low = swell(moment.fullness, self.width, self.hill)
            drawn = [((text, style),) for text, style in zip(above, reversed(ramp[1:]), strict=True)]
            ends = theme.kind != "ansi" and depth == "truecolor"
            drawn += [_melting(low, ramp[0], theme.bg) if ends else ((low, ramp[0]),), blank, word]
        elif self.form == "line":
            drawn = [((line(moment.fullness, self.width), ramp[0]),), blank, word]
        else:
            drawn = [word, blank, blank]
        drawn.append(_centred(hint, self.width))
        return tuple(drawn[: self.height])


def scene(cols: int, rows: int, measure: int, *, shape: str = "swell", blocks: bool = True) -> Scene:
    """The place for a breath on a screen of `cols` × `rows` with a text of `measure` cells.

    `shape` is the setting: `swell`, `line` or `words`. `blocks`: whether the terminal draws block glyphs,
    and one cell wide.
    """
    base = round(0.56 * rows)
    if not blocks or shape == "words" or rows < 8 or cols < 30:
        width = max(1, min(cols, 64))
        return Scene("words", (cols - width) // 2, base, width, 0, max(1, min(4, rows - base)))
    width = max(24, min(64, measure // 2 * 2))
    hill = 1 if shape == "line" or rows < 16 else max(2, min(8, round(0.21 * rows)))
    top = base - hill + 1
    return Scene(
        "line" if hill == 1 else "swell", (cols - width) // 2, top, width, hill, min(hill + 3, rows - top)
    )


@cache
def window(width: int) -> tuple[float, ...]:
    """How much each column of the swell takes part, 0 to 1: a raised cosine, its shoulders drawn out."""
    return tuple(((1 - cos(2 * pi * (x + 0.5) / width)) / 2) ** EXPONENT for x in range(width))


def swell(fullness: float, width: int, rows: int) -> tuple[str, ...]:
    """The rows of the swell from the top, `width` cells each. Empty, it is a horizon an eighth of a row high."""
    heights = [1 + round((8 * rows - 1) * fullness * part) for part in window(width)]
    return tuple(
        "".join(EIGHTHS[min(8, max(0, height - 8 * row))] for height in heights)
        for row in reversed(range(rows))
    )


def line(fullness: float, width: int) -> str:
    """The swell where there is one row for it: a line that grows from the middle by half cells."""
    halves = round(2 * (3 + (width / 2 - 3) * fullness))
    whole, half = divmod(halves, 2)
    drawn = "╺" * half + "━" * (2 * whole) + "╸" * half
    return drawn.center(width)


def changed(before: Sequence[Runs], after: Sequence[Runs]) -> tuple[tuple[int, int], ...]:
    """The rows that differ, each with one past the last column that does: all that has to be written."""
    return tuple(
        (row, 1 + max(column for column, (was, now) in enumerate(zip(*pair, strict=True)) if was != now))
        for row, pair in enumerate(zip(map(_cells, before), map(_cells, after), strict=True))
        if pair[0] != pair[1]
    )


def _cells(row: Runs) -> list[tuple[str, str]]:
    return [(char, style) for text, style in row for char in text]


def _melting(text: str, colour: str, ground: str) -> Runs:
    """A row that goes into the background at both ends, in two steps of three cells."""
    far, near = mix(ground, colour, 1 / 3), mix(ground, colour, 2 / 3)
    return (text[:3], far), (text[3:6], near), (text[6:-6], colour), (text[-6:-3], near), (text[-3:], far)


def _word(word: str) -> str:
    """The word with its room: "breathe" stays where it is when in turns to out."""
    return word.ljust(11) if word.startswith("breathe") else word


def _centred(text: str, width: int) -> Runs:
    return ((text.center(width)[:width], "muted"),)
