"""The map as rows of styled text: titles to the left and right of the middle, and dotted rays between them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quietread.core.atlas import NONE, SIDES, Atlas, Star
from quietread.core.geometry import geometry
from quietread.core.picture import Picture, Runs, within
from quietread.core.status import shortened
from quietread.core.widths import cells, edges, plain_signs
from quietread.core.wrap import wrap

WIDEST = 112
"""Columns beyond which rays would only grow longer."""
SIGNS = {"unread": "○", "under way": "◐", "read": "●"}
LEGEND = "○ unread  ◐ under way  ● read"
HEADS = {"behind": "these lead here", "ahead": "it leads to", "beyond": "further off"}
_ASCII = str.maketrans("○◐●▌⇄›·", "o+*|=>.")


@dataclass(frozen=True, slots=True)
class _Column:
    """Where the titles of one side stand."""

    left: int
    width: int
    rightwards: bool
    """Whether titles are set to the right, towards the middle."""


class _Canvas:
    """Cells one can write to. What was written first stays."""

    def __init__(self, cols: int, rows: int) -> None:
        self._cells = [[("", "")] * cols for _ in range(rows)]

    def write(self, x: int, y: int, text: str, style: str) -> None:
        """Text from cell (x, y) on."""
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
        """What was written."""
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


def atlas_picture(atlas: Atlas) -> Picture:
    """Draw the map."""
    shape = geometry(atlas.cols, atlas.rows, WIDEST)
    body, cursor = (
        _list(atlas, shape.measure, shape.height)
        if atlas.is_list
        else _sky(atlas, shape.measure, shape.height)
    )
    rows: list[Runs] = [()] * atlas.rows
    for number, row in enumerate(body[: min(shape.height, atlas.rows - shape.top)]):
        rows[shape.top + number] = ((" " * shape.left, "text"), *row) if row else ()
    line = shape.status if shape.status is not None else shape.message
    if line is not None:
        rows[line] = ((" " * shape.left, "text"), *_status(atlas, shape.measure))
    if not atlas.narrow:
        rows = [tuple((plain_signs(text.translate(_ASCII)), style) for text, style in row) for row in rows]
    place = (min(shape.left + cursor[0], atlas.cols - 1), min(shape.top + cursor[1], atlas.rows - 1))
    return Picture(within(rows, atlas.cols), place)


def _status(atlas: Atlas, width: int) -> Runs:
    """What is known of the chosen essay, and what the signs mean."""
    star = atlas.chosen
    both = "leads back here" if star.slug in atlas.near.both else ""
    said = atlas.message or ", ".join(filter(None, (star.facts, both)))
    style = "text" if atlas.message else "muted"
    gap = width - cells(said) - cells(LEGEND)
    if gap < 2:
        return ((shortened(said, width), style),)
    return ((said, style), (" " * gap + LEGEND, "muted"))


def _sky(atlas: Atlas, width: int, height: int) -> tuple[list[Runs], tuple[int, int]]:
    """The map as a picture, and where the chosen title stands."""
    middle, gap = max(16, width // 4), min(12, max(6, width // 8))
    side = (width - middle - 2 * gap) // 2
    canvas = _Canvas(width, height)
    strip, cursor = _strip(atlas, canvas, width, height)
    room = height - strip - 2
    top = 2
    columns = {
        "behind": _Column(0, side, rightwards=True),
        "ahead": _Column(width - side, side, rightwards=False),
    }
    core = _middle(atlas, canvas, (side + gap, middle), top, room)
    cursor = core[2] if atlas.side == "here" else cursor
    for name, column in columns.items():
        _set(canvas, column, 0, HEADS[name], "muted")
        inner = core[1] + 1 if name == "ahead" else core[0] - 2
        placed = list(_side(atlas, canvas, name, column, (top, room)))
        # the ray of the chosen essay first: where rays meet, its dots are the ones that stay
        for star, x, y in sorted(placed, key=lambda one: one[0] is not atlas.chosen):
            chosen = star is atlas.chosen
            cursor = (x, y) if chosen else cursor
            for at in _ray((inner, core[2][1]), (x - 2 if name == "ahead" else x + 2, y)):
                canvas.dot(*at, "·", "accent" if chosen else "muted")
    return canvas.rows(), cursor


def _middle(
    atlas: Atlas, canvas: _Canvas, span: tuple[int, int], top: int, room: int
) -> tuple[int, int, tuple[int, int]]:
    """The essay in the middle: its first cell, one past its last, and where its title begins."""
    star = atlas.near.here
    left, width = span
    style = _style(atlas, star, "here")
    lines = [(line, f"{style} strong") for line in _title(atlas, star, width - 4, 4)]
    lines[0] = (f"{SIGNS[star.state]} {lines[0][0]}", lines[0][1])
    y = top + max(0, (room - len(lines)) // 2)
    first = left + (width - max(cells(text) for text, _ in lines)) // 2
    last = first
    for number, (text, word) in enumerate(lines):
        at = left + (width - cells(text)) // 2
        canvas.write(at, y + number, text, word)
        last = max(last, at + cells(text))
    if atlas.side == "here":
        canvas.write(left + (width - cells(lines[0][0])) // 2 - 2, y, "›", "accent")
        first -= 2
    return first, last, (left + (width - cells(lines[0][0])) // 2, y)


def _side(
    atlas: Atlas, canvas: _Canvas, name: str, column: _Column, span: tuple[int, int]
) -> Iterator[tuple[Star, int, int]]:
    """Write the titles of one side; each essay that is shown, and the cell of its sign."""
    top, room = span
    stars = atlas.near.side(name)
    if not stars:
        for number, line in enumerate(_wrapped(NONE[name], column.width - 2)):
            _set(canvas, column, top + room // 2 + number, line, "muted")
        return
    most = max(1, room // 2)
    if len(stars) > most:
        most = max(1, (room - 2) // 2)
    first = atlas.index // most * most if atlas.side == name else 0
    shown = stars[first : first + most]
    left_over = len(stars) - len(shown)
    if left_over:
        _set(canvas, column, top + room - 1, f"and {left_over} more", "muted")
        room -= 2
    share = room / len(shown)
    for number, star in enumerate(shown):
        lines = _title(atlas, star, column.width - 4, max(1, math.floor(share) - 1))
        y = top + math.floor(number * share + max(0.0, share - len(lines)) / 2)
        style = _style(atlas, star, name)
        for row, line in enumerate(lines):
            _set(canvas, column, y + row, line, style)
        x = column.left + column.width - 1 if column.rightwards else column.left
        canvas.write(x, y, SIGNS[star.state], style)
        if star is atlas.chosen:
            canvas.write(x + 2 if column.rightwards else x - 2, y, "›", "accent")
        yield star, x, y


def _strip(atlas: Atlas, canvas: _Canvas, width: int, height: int) -> tuple[int, tuple[int, int]]:
    """What lies further off, in the last rows: how many rows that takes, and where its chosen essay stands."""
    rows = _flowed(atlas, width)
    if not rows:
        return 0, (0, 0)
    most = max(1, height // 8)
    at = next(
        (number for number, row in enumerate(rows) if any(star is atlas.chosen for star, _, _ in row)), 0
    )
    shown = rows[at // most * most :][:most]
    more = len(atlas.near.beyond) + atlas.near.uncounted - sum(map(len, shown))
    top = height - len(shown)
    canvas.write(2, top - 1, HEADS["beyond"] + (f", and {more} more" if more else ""), "muted")
    cursor = (0, 0)
    for y, row in enumerate(shown, top):
        for star, x, text in row:
            canvas.write(x, y, text, _style(atlas, star, "beyond"))
            if star is atlas.chosen:
                canvas.write(x - 2, y, "›", "accent")
                cursor = (x, y)
    return len(shown) + 2, cursor


def _flowed(atlas: Atlas, width: int) -> list[list[tuple[Star, int, str]]]:
    """What lies further off, set side by side: each essay, its column and its text."""
    rows: list[list[tuple[Star, int, str]]] = []
    x = width
    for star in atlas.near.beyond:
        text = shortened(f"{SIGNS[star.state]} {_named(atlas, star)}", width - 2)
        if x + cells(text) > width:
            rows.append([])
            x = 2
        rows[-1].append((star, x, text))
        x += cells(text) + 4
    return rows


def _list(atlas: Atlas, width: int, height: int) -> tuple[list[Runs], tuple[int, int]]:
    """The map as a list, for screens on which nothing else fits."""
    rows: list[Runs] = []
    at = 0
    for side in SIDES:
        stars = atlas.near.side(side)
        if side in HEADS and stars:
            rows.append(((HEADS[side], "muted"),))
        for star in stars:
            chosen = star is atlas.chosen
            at = len(rows) if chosen else at
            sign = ("› " if chosen else "  ", "accent")
            title = shortened(f"{SIGNS[star.state]} {_named(atlas, star)}", max(4, width - 2))
            rows.append((sign, (title, _style(atlas, star, side))))
    first = max(0, min(at - height // 2, len(rows) - height))
    return rows[first:], (2, at - first)


def _named(atlas: Atlas, star: Star) -> str:
    """The title with what has to be said right beside it."""
    signs = ("⇄" if star.slug in atlas.near.both else "", f"▌{star.kept}" if star.kept else "")
    here = "(here)" if star.slug == atlas.reading else ""
    return " ".join(filter(None, (star.title, here, *signs)))


def _style(atlas: Atlas, star: Star, side: str) -> str:
    if star is atlas.chosen:
        return "accent chosen"
    return "muted" if star.state == "read" and side != "here" else "text"


def _title(atlas: Atlas, star: Star, width: int, most: int) -> list[str]:
    """The title in at most `most` rows."""
    lines = _wrapped(_named(atlas, star), max(6, width))
    if len(lines) > most:
        lines = [*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), max(6, width))]
    return lines


def _wrapped(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, max(6, width))]


def _set(canvas: _Canvas, column: _Column, y: int, text: str, style: str) -> None:
    """A line of a column, beside where the signs stand."""
    x = column.left + column.width - 2 - cells(text) if column.rightwards else column.left + 2
    canvas.write(x, y, text, style)


def _ray(start: tuple[int, int], end: tuple[int, int]) -> Iterator[tuple[int, int]]:
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
