"""The map as rows of styled text: titles to the left and right of the middle, and dotted rays between them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from quietread.core.atlas import HERE, NONE, SIDES, Atlas, Star
from quietread.core.atlas_layout import (
    BAR,
    HEADS,
    SIGNS,
    WIDEST,
    Column,
    Layout,
    layout,
    named,
    title_lines,
)
from quietread.core.frame import Picture, Runs, framed, geometry, no_room, shortened
from quietread.core.wrap import cells, edges, plain_signs, wrap

LEGEND = "○ unread  ◐ under way  ● read"
MORE_LEGEND = "⇄ both ways  ▌ kept  "
"""What else the signs mean, where there is room to say it."""
ROOMY = 100
_ASCII = str.maketrans("○◐●▌⇄›·", "o+*|=>.")

Cell = tuple[int, int]
"""Column and row."""


def atlas_picture(atlas: Atlas) -> Picture:
    """Draw the map."""
    shape = geometry(atlas.cols, atlas.rows, WIDEST)
    if shape.tiny:
        return no_room(shape)
    rows, cursor = _list(atlas, shape.measure, shape.height) if atlas.is_list else _sky(atlas)
    body = [(shape.margin, *row) for row in rows[: shape.height]]
    said = _status(atlas, shape.measure)
    if not atlas.narrow:
        body, said = [_in_ascii(row) for row in body], _in_ascii(said)
    return framed(shape, body, (shape.left + cursor[0], cursor[1]), said)


def _in_ascii(row: Runs) -> Runs:
    return tuple((plain_signs(text.translate(_ASCII)), style) for text, style in row)


def _status(atlas: Atlas, width: int) -> Runs:
    """What is known of the chosen essay, and what the signs mean; the whole title if it is cut on the map."""
    star = atlas.chosen
    both = "leads back here" if star.slug in atlas.near.both else ""
    title = "" if atlas.is_list or atlas.message or not _is_cut(atlas) else star.title
    said = atlas.message or ", ".join(filter(None, (title, star.facts, both)))
    style = "text" if atlas.message or title else "muted"
    legend = MORE_LEGEND + LEGEND if width >= ROOMY else LEGEND
    gap = width - cells(said) - cells(legend)
    if gap < 2:
        return ((shortened(said, width), style),)
    before, bar, after = legend.partition(BAR)
    runs = ((said, style), (" " * gap + before, "muted"), (bar, "mark"), (after, "muted"))
    return tuple(run for run in runs if run[0])


def _is_cut(atlas: Atlas) -> bool:
    """Whether the chosen title does not stand on the map as a whole."""
    found = layout(atlas)
    if atlas.side == "here":
        lines = title_lines(atlas, atlas.chosen, found.middle[1] - 2, 4)
    elif atlas.side == "beyond":
        lines = tuple(text for row in found.strip for index, _, text in row if index == atlas.index)
    else:
        lines = next(spot.lines for spot in found.spots[atlas.side] if spot.place == atlas.index)
    return any(line.rstrip("⇄▌0123456789 ").endswith("…") for line in lines)


def _sky(atlas: Atlas) -> tuple[list[Runs], Cell]:
    """The map as a picture, and where the chosen title stands."""
    found = layout(atlas)
    canvas = Canvas(found.width, found.height)
    cursor = _strip(atlas, canvas, found)
    first, last, core = _middle(atlas, canvas, found)
    cursor = core if atlas.side == "here" else cursor
    rays: list[tuple[bool, Cell, Cell]] = []
    for name, column in found.columns.items():
        stars = atlas.near.side(name)
        _set(canvas, column, 0, found.head(name, len(stars)), "muted")
        if not stars:
            _say_none(canvas, column, name, core[1])
        for spot in found.spots[name]:
            chosen = atlas.side == name and spot.place == atlas.index
            style = _style(spot.star, chosen=chosen)
            for row, line in enumerate(spot.lines):
                _set(canvas, column, spot.y + row, line, style)
            canvas.write(column.sign, spot.y, SIGNS[spot.star.state], style)
            beside = column.sign + (2 if column.rightwards else -2)
            if chosen:
                canvas.write(beside, spot.y, "›", "accent")
                cursor = (column.sign, spot.y)
            inner = first - 2 if column.rightwards else last + 1
            rays.append((chosen, (inner, core[1]), (beside, spot.y)))
    # the ray of the chosen essay first: where rays meet, its dots are the ones that stay
    for chosen, start, end in sorted(rays, key=lambda one: not one[0]):
        for at in ray(start, end):
            canvas.dot(*at, "·", "accent" if chosen else "muted")
    return canvas.rows(), cursor


def _middle(atlas: Atlas, canvas: Canvas, found: Layout) -> tuple[int, int, Cell]:
    """The essay in the middle: its first cell, one past its last, and where its sign stands."""
    star = atlas.near.here
    left, width = found.middle
    style = f"{_style(star, chosen=atlas.side == 'here', middle=True)} strong"
    title = title_lines(atlas, star, width - 2, 4)
    lines = [(f"{SIGNS[star.state]} {title[0]}", style), *((line, style) for line in title[1:])]
    y = found.level
    if star.slug == atlas.reading:
        lines.append((HERE, "muted"))
    first, last = left + width, left
    for number, (text, word) in enumerate(lines):
        at = left + (width - cells(text)) // 2
        _write(canvas, at, y + number, text, word)
        first, last = min(first, at), max(last, at + cells(text))
    sign = left + (width - cells(lines[0][0])) // 2
    if atlas.side == "here":
        canvas.write(sign - 2, y, "›", "accent")
        first = min(first, sign - 2)
    return first, last, (sign, y)


def _strip(atlas: Atlas, canvas: Canvas, found: Layout) -> Cell:
    """Write what lies further off, in the last rows; where its chosen essay stands."""
    cursor = (0, 0)
    top = found.height - len(found.strip)
    if found.strip:
        more = len(atlas.near.beyond) + atlas.near.uncounted - sum(map(len, found.strip))
        canvas.write(2, top - 1, HEADS["beyond"] + (f", and {more} more" if more else ""), "muted")
    for y, row in enumerate(found.strip, top):
        for index, x, text in row:
            chosen = atlas.side == "beyond" and index == atlas.index
            _write(canvas, x, y, text, _style(atlas.near.beyond[index], chosen=chosen))
            if chosen:
                canvas.write(x - 2, y, "›", "accent")
                cursor = (x, y)
    return cursor


def _say_none(canvas: Canvas, column: Column, name: str, y: int) -> None:
    """Say of a side that nothing stands there."""
    text = NONE[name]
    for number, (start, end) in enumerate(wrap(text, max(6, column.width - 2))):
        _set(canvas, column, y + number, text[start:end], "muted")


def _list(atlas: Atlas, width: int, height: int) -> tuple[list[Runs], Cell]:
    """The map as a list, for screens on which nothing else fits."""
    rows: list[Runs] = []
    at = 0
    for side in SIDES:
        stars = atlas.near.side(side)
        if side in HEADS and stars:
            rows.append(((HEADS[side], "muted"),))
        for index, star in enumerate(stars):
            chosen = (side, index) == (atlas.side, atlas.index)
            at = len(rows) if chosen else at
            sign = ("› " if chosen else "  ", "accent")
            here = " (here)" if side == "here" and star.slug == atlas.reading else ""
            title = shortened(f"{SIGNS[star.state]} {named(atlas, star)}{here}", max(4, width - 2))
            rows.append((sign, (title, _style(star, chosen=chosen, middle=side == "here"))))
    first = max(0, min(at - height // 2, len(rows) - height))
    return rows[first:], (2, at - first)


def _style(star: Star, *, chosen: bool, middle: bool = False) -> str:
    if chosen:
        return "accent chosen"
    return "muted" if star.state == "read" and not middle else "text"


def _set(canvas: Canvas, column: Column, y: int, text: str, style: str) -> None:
    """A line of a column, beside where the signs stand; what is too long for it reaches towards the middle."""
    if column.rightwards:
        x = max(0, column.left + column.width - 2 - cells(text))
    else:
        x = min(column.left + 2, column.left + column.width - cells(text))
    _write(canvas, x, y, text, style)


def _write(canvas: Canvas, x: int, y: int, text: str, style: str) -> None:
    """A title with its signs; the bar of what is kept in the colour it has in the margin."""
    canvas.write(x, y, text, style)
    before, bar, _ = text.rpartition(BAR)
    if bar:
        canvas.write(x + cells(before), y, BAR, "mark")


class Canvas:
    """Cells one can write to. What was written first stays where dots are drawn."""

    def __init__(self, cols: int, rows: int) -> None:
        self._cells = [[("", "")] * cols for _ in range(rows)]

    def write(self, x: int, y: int, text: str, style: str) -> None:
        """Text from cell (x, y) on; what lies outside is left out."""
        if not 0 <= y < len(self._cells):
            return
        row, ends = self._cells[y], edges(text)
        last = x
        for number, char in enumerate(text):
            begin, end = x + ends[number], x + ends[number + 1]
            if not 0 <= begin < len(row):
                continue
            if begin == end:  # drawn together with the character before it
                row[last] = (row[last][0] + char, style)
                continue
            row[begin:end] = [(char, style), *[("\0", style)] * (min(end, len(row)) - begin - 1)]
            last = begin

    def dot(self, x: int, y: int, sign: str, style: str) -> None:
        """A sign where nothing stands, nor right beside it."""
        row = self._cells[y]
        if not any(char.strip() for char, _ in row[max(0, x - 1) : x + 2]):
            row[x] = (sign, style)

    def rows(self) -> list[Runs]:
        """What was written, row by row."""
        return [_merged(row) for row in self._cells]


def _merged(row: Sequence[tuple[str, str]]) -> Runs:
    runs: list[tuple[str, str]] = []
    for char, style in row:
        text, word = ("" if char == "\0" else char or " "), style or "text"
        if runs and runs[-1][1] == word:
            runs[-1] = (runs[-1][0] + text, word)
        else:
            runs.append((text, word))
    while runs and not runs[-1][0].strip():
        runs.pop()
    return tuple(runs)


def ray(start: tuple[int, int], end: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Cells of a curve that leaves and arrives level, none touching the next."""
    last = None
    steps = 8 * (abs(end[0] - start[0]) + abs(end[1] - start[1])) or 1
    for number in range(steps + 1):
        share = number / steps
        rise = (1 - math.cos(math.pi * share)) / 2
        at = round(start[0] + (end[0] - start[0]) * share), round(start[1] + (end[1] - start[1]) * rise)
        if last is None or abs(at[0] - last[0]) >= 2 or at[1] != last[1]:
            yield at
            last = at
