"""The first screen of the first start: what this is, and one choice."""

from __future__ import annotations

from quietread.core.geometry import Geometry, geometry
from quietread.core.gutter import gutter
from quietread.core.picture import Picture, Runs, within
from quietread.core.wrap import wrap

KINDS = ("moving", "still", "none")
"""The values of `pause.kind`, in the order they are offered."""

ABOUT = "This reader shows one section at a time. Between sections it leaves a breath. Follow it, or skip it."
KEYS = (
    ("space  read on", "m  keep a sentence"),
    ("b      back", "?  all keys, q leaves"),
)
CHOICES = (
    "a moving breath, about ten seconds",
    "a still breath, nothing moves",
    "no pause",
)
BEGIN = "enter  begin"


def welcome_picture(cols: int, rows: int, chosen: int, *, narrow: bool = True) -> Picture:
    """Draw it. On a low screen the empty rows go first, then everything but the choice."""
    shape = geometry(cols, rows, 66)
    margin = (" " * shape.left, "text")
    about: list[Runs] = [(margin, (ABOUT[start:end], "text")) for start, end in wrap(ABOUT, shape.measure)]
    keys: list[Runs] = [(margin, (line, "muted")) for line in _keys(shape.measure)]
    choices = [_choice(shape, number, number == chosen, narrow=narrow) for number in range(len(CHOICES))]
    begin: Runs = (margin, (BEGIN, "muted"))
    name: list[Runs] = [(margin, ("quietread", "accent strong"))]
    room = rows - shape.top
    for groups in (
        [name, about, keys, choices, [begin]],
        [name, about, choices, [begin]],
        [about, choices],
        [choices],
    ):
        if sum(len(group) for group in groups) <= room:
            break
    spaced = sum(len(group) for group in groups) + len(groups) - 1 <= room
    drawn: list[Runs] = [()] * shape.top
    at = 0
    for group in groups:
        if spaced and len(drawn) > shape.top:
            drawn.append(())
        if group is choices:
            at = len(drawn) + chosen
        drawn += group
    drawn += [()] * (rows - len(drawn))
    return Picture(within(drawn[:rows], cols), (min(shape.left, cols - 1), min(at, rows - 1)))


def _keys(measure: int) -> list[str]:
    """Two columns of keys, or one where two are too wide."""
    beside = [f"{left:<22}{right}" for left, right in KEYS]
    return (
        beside
        if max(map(len, beside)) <= measure
        else [line for column in zip(*KEYS, strict=True) for line in column]
    )


def _choice(shape: Geometry, number: int, chosen: bool, *, narrow: bool) -> Runs:
    style = "text chosen" if chosen else "text"
    return (*gutter(shape, chosen, narrow=narrow), (f"{number + 1}  ", "muted"), (CHOICES[number], style))
