"""Where the essays of the map stand on the screen: pure geometry, before anything is drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from quietread.core.atlas import SIDES, Atlas, Near, Star
from quietread.core.frame import geometry, shortened
from quietread.core.wrap import cells, wrap

WIDEST = 112
"""Columns beyond which rays would only grow longer."""
TOP = 2
"""Rows above the titles: what a side is called, and an empty one."""
SIGNS = {"unread": "○", "under way": "◐", "read": "●"}
BAR = "▌"
"""The sign before the number of sentences kept."""
HEADS = {"behind": "these lead here", "ahead": "it leads to", "beyond": "further off"}
_APART = 6
"""Rows from one essay of a side to the next at most: on a tall screen they would lose each other."""
_FIXED = "\N{NO-BREAK SPACE}"


class Column(NamedTuple):
    """Where the titles of one side stand."""

    left: int
    width: int
    rightwards: bool
    """Whether titles are set to the right, towards the middle."""

    @property
    def sign(self) -> int:
        """The column of the signs, nearest to the middle."""
        return self.left + self.width - 1 if self.rightwards else self.left


class Spot(NamedTuple):
    """An essay of a side that is shown."""

    star: Star
    place: int
    """Its place on the side, counted from 0."""
    y: int
    """The row of its sign and of its title's first line."""
    lines: tuple[str, ...]


class Layout(NamedTuple):
    """Where everything stands, in cells from the left and rows from the top of the map."""

    width: int
    height: int
    room: int
    """Rows for the titles, from row `TOP` on."""
    middle: tuple[int, int]
    """First column and width of the essay in the middle."""
    level: int
    """The row of its sign."""
    columns: dict[str, Column]
    spots: dict[str, tuple[Spot, ...]]
    strip: tuple[tuple[tuple[int, int, str], ...], ...]
    """The rows of what lies further off: place on that side, column and text of each."""

    def head(self, side: str, count: int) -> str:
        """What a side is called, and which of its essays are shown if those are not all."""
        shown = self.spots[side]
        if len(shown) == count or not shown:
            return HEADS[side]
        some = f"{shown[0].place + 1}–{shown[-1].place + 1} of {count}"
        return f"{some} lead here" if side == "behind" else f"it leads to {some}"


def layout(atlas: Atlas) -> Layout:
    """Lay the map out. Of a side that is too long the part is shown that holds the chosen essay."""
    shape = geometry(atlas.cols, atlas.rows, WIDEST)
    width, height = shape.measure, shape.height
    strip = _strip(atlas, width, height)
    room = height - TOP - (len(strip) + 2 if strip else 0)
    middle, gap = max(14, min(26, width // 5)), max(6, min(12, width // 8))
    side = (width - middle - 2 * gap) // 2
    columns = {"behind": Column(0, side, True), "ahead": Column(width - side, side, False)}
    spots = {name: _spots(atlas, name, column, room) for name, column in columns.items()}
    return Layout(width, height, room, (side + gap, middle), TOP + (room - 2) // 2, columns, spots, strip)


def _spots(atlas: Atlas, name: str, column: Column, room: int) -> tuple[Spot, ...]:
    """The essays of a side that are shown, spread over the rows there are."""
    stars = atlas.near.side(name)
    most = max(1, (room + 1) // 3)  # a title in two rows, and an empty one
    first = _kept_in_sight(atlas, name) // most * most
    if len(stars) <= room // 2 and _tall(atlas, stars, column, 2) <= room:
        first, most = 0, len(stars)
    shown = stars[first : first + most]
    if not shown:
        return ()
    share = min(_APART, room / len(shown))
    top = TOP + (room - share * len(shown)) / 2
    spots = []
    for number, star in enumerate(shown):
        lines = title_lines(atlas, star, column.width - 2, max(1, int(share) - 1))
        y = int(top + number * share + (share - 2) / 2)
        spots.append(Spot(star, first + number, y, lines))
    return tuple(spots)


def _kept_in_sight(atlas: Atlas, name: str) -> int:
    """The essay of a side that has to be shown: the chosen one, else the one that was in the middle before."""
    if atlas.side == name:
        return atlas.index
    return next((at for at, star in enumerate(atlas.near.side(name)) if star.slug == atlas.came), 0)


def _tall(atlas: Atlas, stars: tuple[Star, ...], column: Column, most: int) -> int:
    return sum(len(title_lines(atlas, star, column.width - 2, most)) + 1 for star in stars) - 1


def title_lines(atlas: Atlas, star: Star, width: int, most: int) -> tuple[str, ...]:
    """The title in at most `most` rows, and what has to be said right beside it, which is never cut."""
    width = max(6, width)
    signs = _FIXED.join(_signs(atlas, star))
    lines = _wrapped(f"{star.title}{_FIXED}{signs}" if signs else star.title, width)
    if len(lines) > most:
        rest = " ".join(_wrapped(star.title, width)[most - 1 :])
        cut = shortened(rest, width - (cells(signs) + 1 if signs else 0))
        if cut == rest:  # the title has room, its signs beside it have none
            cut = cut[:-1].rstrip() + "…"
        lines = [*lines[: most - 1], f"{cut} {signs}".rstrip()]
    return tuple(line.replace(_FIXED, " ") for line in lines)


def named(atlas: Atlas, star: Star) -> str:
    """The title and what has to be said right beside it, in one line."""
    return " ".join((star.title, *_signs(atlas, star)))


def _signs(atlas: Atlas, star: Star) -> tuple[str, ...]:
    here = "(here)" if star.slug == atlas.reading and star is not atlas.near.here else ""
    both = "⇄" if star.slug in atlas.near.both else ""
    return tuple(filter(None, (here, both, f"{BAR}{star.kept}" if star.kept else "")))


def _strip(atlas: Atlas, width: int, height: int) -> tuple[tuple[tuple[int, int, str], ...], ...]:
    """The rows of what lies further off that are shown: the essays side by side."""
    rows: list[list[tuple[int, int, str]]] = []
    x, at = width, 0
    for index, star in enumerate(atlas.near.beyond):
        text = shortened(f"{SIGNS[star.state]} {named(atlas, star)}", width - 2)
        if x + cells(text) > width:
            rows.append([])
            x = 2
        if atlas.side == "beyond" and index == atlas.index:
            at = len(rows) - 1
        rows[-1].append((index, x, text))
        x += cells(text) + 4
    most = max(1, height // 8)
    return tuple(map(tuple, rows[at // most * most :][:most]))


def _wrapped(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


_ACROSS = ("behind", "here", "ahead")


def moved(atlas: Atlas, across: int, down: int) -> Atlas | str:
    """The choice moved one step right (`across` 1), left (-1), down or up; a slug if that walks on to an essay.

    From a side one walks on by going further out, from what lies beyond by going further down; in a list by
    going left or right.
    """
    if atlas.is_list:
        return _listed(atlas, down) if down or atlas.side == "here" else atlas.chosen.slug
    if across and atlas.side != "beyond":
        place = _ACROSS.index(atlas.side) + across
        if not 0 <= place < len(_ACROSS):
            return atlas.chosen.slug
        return _to(atlas, _ACROSS[place])
    step = across or down
    if 0 <= atlas.index + step < len(atlas.near.side(atlas.side)) and not (down and atlas.side == "beyond"):
        return replace(atlas, index=atlas.index + step)
    if atlas.side == "beyond" and down:
        return atlas.chosen.slug if down > 0 else _to(atlas, "here")
    return _to(atlas, "beyond") if down > 0 else atlas


def centred(atlas: Atlas, around: Near) -> Atlas:
    """The map with another essay in the middle, and chosen."""
    return replace(atlas, near=around, came=atlas.near.here.slug, side="here", index=0)


def _listed(atlas: Atlas, down: int) -> Atlas:
    places = [(side, index) for side in SIDES for index in range(len(atlas.near.side(side)))]
    at = places.index((atlas.side, atlas.index)) + down
    side, index = places[max(0, min(at, len(places) - 1))]
    return replace(atlas, side=side, index=index)


def _to(atlas: Atlas, side: str) -> Atlas:
    """Another side: the essay one came from if it is there, else the one nearest to the middle of those in sight."""
    stars = atlas.near.side(side)
    came = next((index for index, star in enumerate(stars) if star.slug == atlas.came), None)
    if came is not None:
        return replace(atlas, side=side, index=came)
    found = layout(atlas)
    spots = found.spots.get(side, ())
    nearest = min(spots, key=lambda one: abs(one.y - found.level)).place if spots else 0
    return replace(atlas, side=side, index=nearest) if stars else atlas
