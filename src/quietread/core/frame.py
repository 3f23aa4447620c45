"""What every screen is made of: where things stand on it, and rows of styled text cut to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quietread.core.wrap import cells, cut, in_ascii, wrap

Run = tuple[str, str]
"""Text and its style words (see `theme`)."""
Runs = tuple[Run, ...]


class Geometry(NamedTuple):
    """A screen, in columns and rows counted from 0."""

    cols: int
    rows: int
    measure: int
    """Cells a row of text may take."""
    left: int
    """Column of the text's first cell."""
    gutter: int
    """Columns left of the text for signs: 3 (sign, bar, space), 1 (the sign wins over the bar) or 0."""
    top: int
    """Rows above the page."""
    height: int
    """Rows of the page, at least 1."""
    status: int | None
    """Row of the status line; None where it has no room."""
    message: int | None
    """Row of a message, also where there is no status line; None where nothing but text fits."""
    tiny: bool
    """Under 20 × 4 nothing can be read: a line asks for more room."""

    @property
    def margin(self) -> Run:
        """What stands left of a text without signs."""
        return " " * self.left, "text"


def geometry(cols: int, rows: int, measure: int) -> Geometry:
    """Lay out a screen for text of at most `measure` cells a row.

    The text is centred and its first row constant: the eye always finds line 1.
    """
    gutter = 0 if rows < 8 or cols < 30 else 1 if cols < 48 else 3
    width = max(1, min(measure, cols - (3 if cols < 48 else 8)))
    top = 1 if rows < 20 else 2 if rows < 30 else round(0.16 * rows)
    bottom = 0 if rows < 8 else 1 if rows < 16 else 2 if rows < 20 else 3
    message = None if rows < 8 else rows - (1 if rows < 20 else 2)
    return Geometry(
        cols=cols,
        rows=rows,
        measure=width,
        left=max(gutter + 1, (cols - width) // 2),
        gutter=gutter,
        top=top,
        height=max(1, rows - top - bottom),
        status=message if rows >= 16 else None,
        message=message,
        tiny=cols < 20 or rows < 4,
    )


def gutter(shape: Geometry, sign: bool = False, bar: str = "") -> Runs:
    """What stands left of a text: `›` for a `sign`, then `bar`; the sign wins where one column is."""
    if shape.gutter == 0 or not (sign or bar):
        return (shape.margin,)
    signs: Runs = (("›", "accent") if sign else (" ", "text"), (bar, "mark") if bar else (" ", "text"))
    if shape.gutter == 1:
        return ((" " * (shape.left - 1), "text"), signs[0 if sign else 1])
    return ((" " * (shape.left - 3), "text"), *signs, (" ", "text"))


class Picture(NamedTuple):
    """What stands on the screen."""

    rows: tuple[Runs, ...]
    """All rows of the screen, none with more cells than it has columns."""
    cursor: tuple[int, int]
    """Column and row where a terminal's cursor belongs: the reading place."""


def framed(
    shape: Geometry, body: Sequence[Runs], at: tuple[int, int], said: Runs = (), *, narrow: bool = True
) -> Picture:
    """A whole screen: `body` from the page's first row on, and `said` where messages stand.

    `at`: the cursor's column on the screen and row in `body`. `narrow`: whether the terminal draws signs one
    cell wide; if not, all are ASCII. A terminal would write what is too long over its last cell, so it is cut.
    """
    rows = [*[()] * shape.top, *body][: shape.rows]
    rows += [()] * (shape.rows - len(rows))
    if said and shape.message is not None:
        rows[shape.message] = (shape.margin, *said)
    if not narrow:
        rows = [in_ascii(row) for row in rows]
    cursor = min(at[0], shape.cols - 1), min(shape.top + at[1], shape.rows - 1)
    return Picture(tuple(_within(row, shape.cols) for row in rows), cursor)


def no_room(shape: Geometry) -> Picture:
    """A screen too small for anything."""
    rows: list[Runs] = [()] * shape.rows
    rows[shape.rows // 2] = _within((("A little more room, please.", "text"),), shape.cols)
    return Picture(tuple(rows), (0, shape.rows // 2))


def _within(row: Runs, cols: int) -> Runs:
    row = tuple(run for run in row if run[0])
    if sum(cells(text) for text, _ in row) <= cols:
        return row
    kept: list[Run] = []
    for text, style in row:
        piece = cut(text, cols)
        cols -= cells(piece)
        kept.append((piece, style))
        if piece != text:
            break
    return tuple(kept)


def shortened(text: str, room: int) -> str:
    """`text` in at most `room` cells, with an ellipsis where it was cut."""
    if cells(text) <= room:
        return text
    return cut(text, room - 1).rstrip() + "…" if room > 1 else cut(text, max(0, room))


def lines(text: str, measure: int) -> list[str]:
    """The text wrapped."""
    return [text[start:end] for start, end in wrap(text, measure)]
