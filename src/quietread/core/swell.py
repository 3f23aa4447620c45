"""The picture of a breath: a swell that rises out of a horizon line and sinks, and a word under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, pi

from quietread.core.pause import Moment

Run = tuple[str, str]
"""Text and its style words (see `theme`)."""

EIGHTHS = " ▁▂▃▄▅▆▇█"
HINT = "space  read on"
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

    def rows(self, moment: Moment, ramp: Sequence[str], *, hint: bool = False) -> tuple[tuple[Run, ...], ...]:
        """What stands there, row for row, each `width` cells; `ramp`: a style for each row of the hill, lowest first."""
        drawn: list[tuple[Run, ...]]
        # "breathe" stays where it is when in turns to out
        word = _centred(
            moment.word.ljust(11) if moment.word.startswith("breathe") else moment.word, self.width
        )
        if self.form == "swell":
            texts = swell(moment.fullness, self.width, self.hill)
            drawn = [((text, style),) for text, style in zip(texts, reversed(ramp), strict=True)]
            drawn += [(), word]
        elif self.form == "line":
            drawn = [((line(moment.fullness, self.width), ramp[-1]),), (), word]
        else:
            drawn = [word, (), ()]
        drawn.append(_centred(HINT if hint else "", self.width))
        blank = ((" " * self.width, "text"),)
        return tuple(row or blank for row in drawn[: self.height])


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


def _centred(text: str, width: int) -> tuple[Run, ...]:
    return ((text.center(width)[:width], "muted"),)
