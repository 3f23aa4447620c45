"""What every screen is made of: where things stand on it, and rows of styled text cut to it."""

from __future__ import annotations

from typing import NamedTuple

from quietread.core.wrap import cells, cut


class Geometry(NamedTuple):
    """The reading screen, in columns and rows counted from 0."""

    cols: int
    rows: int
    measure: int
    """Cells a row of text may take, at least 1."""
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
    """Row a message is shown in, also where there is no status line; None where nothing but text fits."""
    tiny: bool
    """Under 20 × 4 nothing can be read: a line asks for more room."""


def geometry(cols: int, rows: int, measure: int) -> Geometry:
    """Lay out a screen of `cols` × `rows` for text of at most `measure` cells a row.

    The text block is centred and its first row constant: the eye always finds line 1.
    """
    text_only = rows < 8 or cols < 30
    gutter = 0 if text_only else 1 if cols < 48 else 3
    width = max(1, min(measure, cols - 3 if cols < 48 else cols - 8))
    if rows < 20:
        top = 1
    elif rows < 30:
        top = 2
    else:
        top = round(0.16 * rows)
    if rows < 8:
        bottom, status, message = 0, None, None
    elif rows < 16:
        bottom, status, message = 1, None, rows - 1
    elif rows < 20:
        bottom, status, message = 2, rows - 1, rows - 1
    else:
        bottom, status, message = 3, rows - 2, rows - 2
    return Geometry(
        cols=cols,
        rows=rows,
        measure=width,
        left=max(gutter + 1, (cols - width) // 2),
        gutter=gutter,
        top=top,
        height=max(1, rows - top - bottom),
        status=status,
        message=message,
        tiny=cols < 20 or rows < 4,
    )


def gutter(
    shape: Geometry, sign: bool = False, bar: str = "", *, narrow: bool = True
) -> tuple[tuple[str, str], ...]:
    """The runs up to the text's first cell: `›` for a `sign`, then `bar`; the sign wins where one column is.

    `narrow`: whether the terminal draws signs one cell wide; if not, the sign is ASCII.
    """
    if shape.gutter == 0 or not (sign or bar):
        return ((" " * shape.left, "text"),)
    arrow = ("›" if narrow else ">", "accent") if sign else (" ", "text")
    mark = (bar, "mark") if bar else (" ", "text")
    if shape.gutter == 1:
        return ((" " * (shape.left - 1), "text"), arrow if sign else mark)
    return ((" " * (shape.left - 3), "text"), arrow, mark, (" ", "text"))


Run = tuple[str, str]
"""Text and its style words (see `theme`)."""
Runs = tuple[Run, ...]

NO_ROOM = "A little more room, please."


class Picture(NamedTuple):
    """What stands on the screen."""

    rows: tuple[Runs, ...]
    """One for each row of the screen, from the top, at most as many cells as it has columns."""
    cursor: tuple[int, int]
    """Column and row of the reading place: where a terminal's cursor belongs."""


def no_room(cols: int, rows: int) -> Picture:
    """A screen too small for anything."""
    drawn: list[Runs] = [()] * rows
    drawn[rows // 2] = ((NO_ROOM, "text"),)
    return Picture(within(drawn, cols), (0, rows // 2))


def within(rows: list[Runs], cols: int) -> tuple[Runs, ...]:
    """Every row in at most `cols` cells."""
    return tuple(row if _width(row) <= cols else _cut(row, cols) for row in rows)


def _width(row: Runs) -> int:
    return sum(cells(text) for text, _ in row)


def _cut(row: Runs, cols: int) -> Runs:
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
