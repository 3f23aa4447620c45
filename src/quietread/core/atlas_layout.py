"""Where the essays of the map stand on the screen, and walking among them."""

from __future__ import annotations

from typing import NamedTuple

from quietread.core.atlas import HERE, SIDES, Atlas, Near, Star
from quietread.core.frame import geometry, lines, shortened
from quietread.core.wrap import cells

WIDEST = 112
"""Columns beyond which rays would only grow longer."""
TOP = 2
"""Rows above the titles: a heading, and an empty one."""
SIGNS = {"unread": "○", "under way": "◐", "read": "●"}
BAR = "▌"
"""The sign before the number of sentences kept."""
_APART = 6
"""Rows from one essay of a side to the next at most."""
_FIXED = "\N{NO-BREAK SPACE}"
_ACROSS = ("behind", "here", "ahead")


class Column(NamedTuple):
    """Where the titles of one side stand."""

    left: int
    width: int
    rightwards: bool
    """Whether titles end, and signs stand, at the right, towards the middle."""

    def x(self, text: str) -> int:
        """The first cell of a line; one that is too long reaches towards the middle."""
        room = self.width - cells(text)
        return max(0, self.left + room - 2) if self.rightwards else self.left + min(2, room)


class Spot(NamedTuple):
    """An essay that is shown."""

    star: Star
    place: int
    """On its side, counted from 0."""
    x: int
    """The cell of its sign."""
    y: int
    texts: tuple[tuple[int, int, str], ...]
    """What is written of it: column, row and words."""


class Layout(NamedTuple):
    """Where everything stands, in cells and rows of the map."""

    width: int
    height: int
    columns: dict[str, Column]
    spots: dict[str, tuple[Spot, ...]]
    """What is shown of each side."""


def layout(atlas: Atlas) -> Layout:
    """Lay the map out; of a long side the part that holds the chosen essay."""
    shape = geometry(atlas.cols, atlas.rows, WIDEST)
    width, height = shape.measure, shape.height
    beyond = _strip(atlas, width, height)
    room = (beyond[0].y - 2 if beyond else height) - TOP
    middle, gap = max(14, min(26, width // 5)), max(6, min(12, width // 8))
    side = (width - middle - 2 * gap) // 2
    columns = {"behind": Column(0, side, True), "ahead": Column(width - side, side, False)}
    spots = {name: _spots(atlas, name, column, room) for name, column in columns.items()}
    here = _middle(atlas, side + gap, middle, TOP + (room - 2) // 2)
    return Layout(width, height, columns, {"beyond": beyond, "here": (here,), **spots})


def _middle(atlas: Atlas, left: int, width: int, level: int) -> Spot:
    star = atlas.near.here
    first, *more = _title_lines(atlas, star, width - 2, 4)
    rows = [f"{SIGNS[star.state]} {first}", *more]
    if star.slug == atlas.reading:
        rows.append(HERE)
    texts = tuple((left + (width - cells(row)) // 2, level + at, row) for at, row in enumerate(rows))
    return Spot(star, 0, texts[0][0], level, texts)


def _spots(atlas: Atlas, name: str, column: Column, room: int) -> tuple[Spot, ...]:
    """The essays of a side that are shown, spread over `room` rows."""
    stars = atlas.near.side(name)
    wide = column.width - 2
    most = max(1, (room + 1) // 3)  # a title in two rows, and an empty one
    came = next((at for at, star in enumerate(stars) if star.slug == atlas.came), 0)
    begin = (atlas.place if atlas.side == name else came) // most * most
    needed = (len(_title_lines(atlas, star, wide, 2)) + 1 for star in stars)
    if len(stars) <= room // 2 and sum(needed) <= room + 1:
        begin, most = 0, len(stars)
    shown = stars[begin : begin + most]
    share = min(_APART, room / max(1, len(shown)))
    top = TOP + (room - share * len(shown)) / 2
    spots = []
    for number, star in enumerate(shown):
        y = int(top + number * share + (share - 2) / 2)
        x = column.left + column.width - 1 if column.rightwards else column.left
        rows = _title_lines(atlas, star, wide, max(1, int(share) - 1))
        texts = ((column.x(row), y + at, row) for at, row in enumerate(rows))
        spots.append(Spot(star, begin + number, x, y, (*texts, (x, y, SIGNS[star.state]))))
    return tuple(spots)


def _strip(atlas: Atlas, width: int, height: int) -> tuple[Spot, ...]:
    """Some of what lies further off, side by side in the last rows."""
    rows: list[list[tuple[Star, int, int, str]]] = []
    x, at = width, 0
    for index, star in enumerate(atlas.near.beyond):
        text = shortened(named(atlas, star), width - 2)
        if x + cells(text) > width:
            rows.append([])
            x = 2
        if atlas.side == "beyond" and index == atlas.place:
            at = len(rows) - 1
        rows[-1].append((star, index, x, text))
        x += cells(text) + 4
    most = max(1, height // 8)
    shown = rows[at // most * most :][:most]
    return tuple(
        Spot(star, index, x, y, ((x, y, text),))
        for y, row in enumerate(shown, height - len(shown))
        for star, index, x, text in row
    )


def _title_lines(atlas: Atlas, star: Star, width: int, most: int) -> tuple[str, ...]:
    """The title in at most `most` rows, and its signs, which are never cut."""
    width = max(6, width)
    signs = _FIXED.join(_signs(atlas, star))
    rows = lines(f"{star.title}{_FIXED}{signs}" if signs else star.title, width)
    if len(rows) > most:
        rest = " ".join(lines(star.title, width)[most - 1 :])
        cut = shortened(rest, width - (cells(signs) + 1 if signs else 0))
        if cut == rest:  # the title has room, its signs beside it have none
            cut = cut[:-1].rstrip() + "…"
        rows = [*rows[: most - 1], f"{cut} {signs}".rstrip()]
    return tuple(row.replace(_FIXED, " ") for row in rows)


def named(atlas: Atlas, star: Star) -> str:
    """The title and its signs in one line."""
    return " ".join((SIGNS[star.state], star.title, *_signs(atlas, star)))


def _signs(atlas: Atlas, star: Star) -> tuple[str, ...]:
    here = "(here)" if star.slug == atlas.reading and star is not atlas.near.here else ""
    both = "⇄" if star.slug in atlas.near.both else ""
    return tuple(filter(None, (here, both, f"{BAR}{star.kept}" if star.kept else "")))


def moved(atlas: Atlas, across: int, down: int) -> Atlas | str:
    """The choice one step right (`across` 1), left (-1), down or up; a slug where that walks on to an essay.

    One walks on from a side by going further out, from what lies beyond by going down, in a list sideways.
    """
    if atlas.is_list:
        return _listed(atlas, down) if down or atlas.side == "here" else atlas.chosen.slug
    if across and atlas.side != "beyond":
        place = _ACROSS.index(atlas.side) + across
        return _to(atlas, _ACROSS[place]) if 0 <= place < len(_ACROSS) else atlas.chosen.slug
    if atlas.side == "beyond" and down:
        return atlas.chosen.slug if down > 0 else _to(atlas, "here")
    index = atlas.place + (across or down)
    if 0 <= index < len(atlas.near.side(atlas.side)):
        return atlas._replace(place=index)
    return _to(atlas, "beyond") if down > 0 else atlas


def centred(atlas: Atlas, around: Near) -> Atlas:
    """The map with another essay in the middle, and chosen."""
    return atlas._replace(near=around, came=atlas.near.here.slug, side="here", place=0)


def _listed(atlas: Atlas, down: int) -> Atlas:
    places = [(side, index) for side in SIDES for index in range(len(atlas.near.side(side)))]
    at = places.index((atlas.side, atlas.place)) + down
    side, index = places[max(0, min(at, len(places) - 1))]
    return atlas._replace(side=side, place=index)


def _to(atlas: Atlas, side: str) -> Atlas:
    """Another side: the essay one came from, else the one in sight that is nearest to the middle."""
    stars = atlas.near.side(side)
    came = (index for index, star in enumerate(stars) if star.slug == atlas.came)
    spots = layout(atlas).spots
    level = spots["here"][0].y
    near = sorted(spots[side], key=lambda one: abs(one.y - level))
    index = next(came, near[0].place if near else None)
    return atlas if index is None else atlas._replace(side=side, place=index)
