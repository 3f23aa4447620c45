"""The map as rows of styled text: titles to the left and right of the middle, and dotted rays between them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from quietread.core.atlas import NONE, SIDES, Atlas, Star
from quietread.core.atlas_layout import BAR, WIDEST, Spot, layout, named
from quietread.core.frame import Picture, Run, Runs, framed, geometry, lines, no_room, shortened
from quietread.core.wrap import cells, edges, plain_signs

HEADS = {"behind": "these lead here", "ahead": "it leads to", "beyond": "further off"}
LEGEND = "○ unread  ◐ under way  ● read"
MORE_LEGEND = "⇄ both ways  ▌ kept  "
"""Said where there is room."""
ROOMY = 100
_ASCII = str.maketrans("○◐●▌⇄›·", "o+*|=>.")

Cell = tuple[int, int]
"""Column and row."""


def atlas_picture(atlas: Atlas, message: str = "") -> Picture:
    """Draw the map; a message stands in place of what is known of the chosen essay."""
    shape = geometry(atlas.cols, atlas.rows, WIDEST)
    if shape.tiny:
        return no_room(shape)
    rows, cursor = _list(atlas, shape.measure, shape.height) if atlas.is_list else _sky(atlas)
    body = [(shape.margin, *row) for row in rows[: shape.height]]
    said = _status(atlas, message, shape.measure)
    if not atlas.narrow:
        body, said = [_in_ascii(row) for row in body], _in_ascii(said)
    return framed(shape, body, (shape.left + cursor[0], cursor[1]), said)


def _in_ascii(row: Runs) -> Runs:
    return tuple((plain_signs(text.translate(_ASCII)), style) for text, style in row)


def _status(atlas: Atlas, message: str, width: int) -> Runs:
    """What is known of the chosen essay, with its title if that is cut on the map, and what the signs mean."""
    star = atlas.chosen
    both = "leads back here" if star.slug in atlas.near.both else ""
    title = "" if atlas.is_list or message or not _is_cut(atlas) else star.title
    said = message or ", ".join(filter(None, (title, star.facts, both)))
    style = "text" if message or title else "muted"
    legend = MORE_LEGEND + LEGEND if width >= ROOMY else LEGEND
    gap = width - cells(said) - cells(legend)
    if gap < 2:
        return ((shortened(said, width), style),)
    before, bar, after = legend.partition(BAR)
    runs = ((said, style), (" " * gap + before, "muted"), (bar, "mark"), (after, "muted"))
    return tuple(run for run in runs if run[0])


def _is_cut(atlas: Atlas) -> bool:
    """Whether the chosen title does not stand on the map as a whole."""
    spot = next(one for one in layout(atlas).spots[atlas.side] if one.place == atlas.place)
    return any(text.rstrip("⇄▌0123456789 ").endswith("…") for _, _, text in spot.texts)


def _sky(atlas: Atlas) -> tuple[list[Runs], Cell]:
    """The map, and where the chosen title stands."""
    found = layout(atlas)
    (here,), beyond = found.spots["here"], found.spots["beyond"]
    canvas = _Canvas(found.width, found.height)
    for side, column in found.columns.items():
        stars = atlas.near.side(side)
        head = _head(side, found.spots[side], len(stars))
        canvas.write(column.x(head), 0, head, "muted")
        said = [] if stars else lines(NONE[side], max(6, column.width - 2))
        for y, row in enumerate(said, here.y):
            canvas.write(column.x(row), y, row, "muted")
    if beyond:
        more = len(atlas.near.beyond) + atlas.near.uncounted - len(beyond)
        head = HEADS["beyond"] + (f", and {more} more" if more else "")
        canvas.write(2, beyond[0].y - 1, head, "muted")
    first = min(x for x, _, _ in here.texts)
    if atlas.side == "here":
        first = min(first, here.x - 2)
    last = max(x + cells(text) for x, _, text in here.texts)
    rays: list[tuple[bool, Cell, Cell]] = []
    cursor = (0, 0)
    for side, spots in found.spots.items():
        for spot in spots:
            chosen = (side, spot.place) == (atlas.side, atlas.place)
            beside = spot.x + (2 if side == "behind" else -2)
            style = _style(spot.star, chosen=chosen, middle=side == "here")
            _write(canvas, spot, f"{style} strong" if side == "here" else style)
            if chosen:
                canvas.write(beside, spot.y, "›", "accent")
                cursor = (spot.x, spot.y)
            if side in found.columns:
                inner = first - 2 if side == "behind" else last + 1
                rays.append((chosen, (inner, here.y), (beside, spot.y)))
    if here.star.slug == atlas.reading:
        canvas.write(*here.texts[-1], "muted")
    # the ray of the chosen essay first: where rays meet, its dots are the ones that stay
    for chosen, start, end in sorted(rays, key=lambda one: not one[0]):
        for at in _ray(start, end):
            canvas.dot(*at, "·", "accent" if chosen else "muted")
    return canvas.rows(), cursor


def _head(side: str, shown: Sequence[Spot], count: int) -> str:
    """What a side is called, and which of its essays are shown if not all."""
    if len(shown) == count:
        return HEADS[side]
    some = f"{shown[0].place + 1}–{shown[-1].place + 1} of {count}"
    return f"{some} lead here" if side == "behind" else f"{HEADS[side]} {some}"


def _list(atlas: Atlas, width: int, height: int) -> tuple[list[Runs], Cell]:
    """The map as a list."""
    rows: list[Runs] = []
    at = 0
    for side in SIDES:
        stars = atlas.near.side(side)
        if side in HEADS and stars:
            rows.append(((HEADS[side], "muted"),))
        for index, star in enumerate(stars):
            chosen = (side, index) == (atlas.side, atlas.place)
            at = len(rows) if chosen else at
            sign = ("› " if chosen else "  ", "accent")
            here = " (here)" if side == "here" and star.slug == atlas.reading else ""
            title = shortened(named(atlas, star) + here, max(4, width - 2))
            rows.append((sign, (title, _style(star, chosen=chosen, middle=side == "here"))))
    first = max(0, min(at - height // 2, len(rows) - height))
    return rows[first:], (2, at - first)


def _style(star: Star, *, chosen: bool, middle: bool = False) -> str:
    return "accent chosen" if chosen else "muted" if star.state == "read" and not middle else "text"


def _write(canvas: _Canvas, spot: Spot, style: str) -> None:
    """What is written of an essay, the bar of what is kept in its own colour."""
    for x, y, text in spot.texts:
        canvas.write(x, y, text, style)
        before, bar, _ = text.rpartition(BAR)
        if bar:
            canvas.write(x + cells(before), y, BAR, "mark")


class _Canvas:
    def __init__(self, cols: int, rows: int) -> None:
        self._cells = [[(" ", "text")] * cols for _ in range(rows)]

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
        return [tuple(_merged(row)) for row in self._cells]


def _merged(row: Sequence[Run]) -> Iterator[Run]:
    for style, cells_alike in groupby(row, itemgetter(1)):
        yield "".join(char for char, _ in cells_alike).replace("\0", ""), style


def _ray(start: tuple[int, int], end: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Cells of a curve that leaves and arrives level, none beside the next."""
    last = None
    steps = 8 * (abs(end[0] - start[0]) + abs(end[1] - start[1])) or 1
    for number in range(steps + 1):
        share = number / steps
        rise = (1 - math.cos(math.pi * share)) / 2
        at = round(start[0] + (end[0] - start[0]) * share), round(start[1] + (end[1] - start[1]) * rise)
        if last is None or abs(at[0] - last[0]) >= 2 or at[1] != last[1]:
            yield at
            last = at
