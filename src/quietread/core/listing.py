"""A list one chooses from: the shelf, the contents, the notebook, the keys, the palette.

Like a page, a listing is a frozen value from which its rows follow. Only the items on the screen are ever set,
so ten thousand cost no more than ten.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quietread.core.frame import (
    Geometry,
    Picture,
    Runs,
    framed,
    geometry,
    gutter,
    lines,
    no_room,
    shortened,
)
from quietread.core.text import fold
from quietread.core.wrap import cells


class Item(NamedTuple):
    """Something to choose."""

    title: str
    detail: str = ""
    """Said under the title."""
    sign: str = ""
    """The key that chooses it, say, in a column of its own."""
    side: str = ""
    """Facts at the right end of the title's row."""
    group: str = ""
    """The heading it stands under."""
    words: str = ""
    """What a filter finds it by, besides the title."""
    full: bool = False
    """Whether title and detail are shown whole, not cut to a row each."""
    apart: bool = False
    """Whether an empty row follows."""
    marked: bool = False
    """Whether the bar of a kept sentence stands before it."""
    quiet: bool = False
    """Whether it is only said: muted, and found by no filter."""
    lit: tuple[int, int] | None = None
    """The characters of `detail` that were looked for."""


class Listing(NamedTuple):
    """A list on a screen of cols × rows."""

    items: tuple[Item, ...]
    cols: int
    rows: int
    title: str = ""
    empty: str = ""
    """Said where nothing is listed."""
    measure: int = 66
    narrow: bool = True
    chosen: int = 0
    first: int = 0
    """Index of the item at the top of the screen."""
    hint: str = ""
    """Stands where messages do while there is none."""

    @property
    def geometry(self) -> Geometry:
        """Where things stand."""
        return geometry(self.cols, self.rows, self.measure)

    @property
    def item(self) -> Item | None:
        """The chosen item."""
        return self.items[self.chosen] if self.items else None


def searchable(items: tuple[Item, ...]) -> tuple[str, ...]:
    """What each item is found by: folded once, so that ten thousand can be filtered at every letter."""
    return tuple(map(sought, items))


def sought(item: Item) -> str:
    """What an item is found by."""
    return "" if item.quiet else fold(f"{item.title} {item.words}")


def matching(folded: tuple[str, ...], query: str) -> tuple[int, ...]:
    """Indices of the items (as `searchable` has them) that hold every word of `query`, in order."""
    found: Sequence[int] = range(len(folded))
    for word in fold(query).split():
        found = [index for index in found if word in folded[index]]
    return tuple(found)


def place_of(wanted: Item | None, items: tuple[Item, ...]) -> int | None:
    """Where an item like it in everything is; None if there is none."""
    title = wanted.title if wanted else None
    return next((at for at, item in enumerate(items) if item.title == title and item == wanted), None)


def moved(listing: Listing, step: int) -> Listing:
    """The choice moved by `step` items, within the list."""
    return choose(listing, listing.chosen + step)


def choose(listing: Listing, index: int) -> Listing:
    """An item chosen, and brought into sight."""
    if not listing.items:
        return listing
    index = min(max(0, index), len(listing.items) - 1)
    first = min(max(listing.first, _lowest_top(listing, index)), index)
    return listing._replace(chosen=index, first=first)


def turned(listing: Listing, step: int) -> Listing:
    """A screenful further (1) or back (-1)."""
    if not listing.items:
        return listing
    if step > 0:
        *_, (last, _, _) = _in_sight(listing)
        top = min(last + 1, len(listing.items) - 1)
    else:
        top = _lowest_top(listing, listing.first)
    return choose(listing._replace(first=top), top)


def next_group(listing: Listing, step: int) -> Listing:
    """The first item of the next (1) or of this or the previous (-1) group."""
    groups = [item.group for item in listing.items]
    heads = [0, *(at for at in range(1, len(groups)) if groups[at] != groups[at - 1])]
    here = listing.chosen
    later, earlier = [at for at in heads if at > here], [at for at in heads if at < here]
    return choose(listing, min(later, default=here) if step > 0 else max(earlier, default=0))


def resized(listing: Listing, cols: int, rows: int) -> Listing:
    """The same list on another screen, the choice in sight."""
    return choose(listing._replace(cols=cols, rows=rows), listing.chosen)


def list_picture(listing: Listing, message: str = "") -> Picture:
    """Draw the list; a message stands in place of the hint."""
    shape = listing.geometry
    if shape.tiny:
        return no_room(shape)
    body: list[Runs] = []
    if _headed(listing):
        body += [(shape.margin, (shortened(listing.title, shape.measure), "accent")), ()]
    cursor = (shape.left, len(body))
    if not listing.items:
        body.append((shape.margin, (shortened(listing.empty, shape.measure), "muted")))
    for index, above, own in _in_sight(listing):
        if index == listing.chosen:
            cursor = (shape.left, len(body) + len(above))
        body += [*above, *own]
        if listing.items[index].apart:
            body.append(())
    text = message or (listing.hint if shape.status is not None else "")
    said = (shortened(text, shape.measure), "text" if message else "muted")
    return framed(shape, body[: shape.height], cursor, (said,), narrow=listing.narrow)


def _headed(listing: Listing) -> bool:
    return bool(listing.title) and listing.geometry.height >= 8


def _room(listing: Listing) -> int:
    """Rows there are for items."""
    return listing.geometry.height - 2 * _headed(listing)


def _in_sight(listing: Listing) -> Iterator[tuple[int, list[Runs], list[Runs]]]:
    """The items on the screen, one at least: the index of each, the rows above it, and its own."""
    room = _room(listing)
    for index in range(listing.first, len(listing.items)):
        above, own = _item_rows(listing, index, first=index == listing.first)
        room -= len(above) + len(own)
        if room < 0 and index > listing.first:
            return
        yield index, above, own
        room -= listing.items[index].apart


def _lowest_top(listing: Listing, index: int) -> int:
    """The first index that can stand at the top with item `index` still in sight."""
    room = _room(listing)
    for top in range(index, -1, -1):
        above, own = _item_rows(listing, top, first=True)
        room -= len(above) + len(own) + (listing.items[top].apart and top < index)
        if room < 0:
            return min(top + 1, index)
    return 0


def _item_rows(listing: Listing, index: int, *, first: bool) -> tuple[list[Runs], list[Runs]]:
    """The heading above an item, if it has to stand there, and the item's own rows."""
    item, before, shape = listing.items[index], listing.items[index - 1], listing.geometry
    own = _own_rows(item, shape, chosen=index == listing.chosen)
    if not item.group or (item.group == before.group and not first):
        return [], own
    heading: Runs = (shape.margin, (shortened(item.group, shape.measure), "muted"))
    return [heading] if first or before.apart else [(), heading], own


def _own_rows(item: Item, shape: Geometry, *, chosen: bool) -> list[Runs]:
    hang = cells(item.sign)
    measure = shape.measure - hang
    room = measure - (cells(item.side) + 2 if item.side else 0)
    # where that leaves the title less than half of a narrow screen, what stands beside it stands under it
    under = room < measure / 2 and cells(item.title) > room and not item.full
    first, *more = _rows(item, item.title, measure if under else room)
    style = ("muted" if item.quiet else "text") + (" chosen" if chosen else "")
    side = (
        "" if under or not item.side else " " * max(2, measure - cells(first) - cells(item.side)) + item.side
    )
    signs = gutter(shape, chosen, "▌" if item.marked else "")
    margin = (" " * (shape.left + hang), "text")
    rows: list[Runs] = [(*signs, (item.sign, "muted"), (first, style), (side, "muted"))]
    rows += [(margin, (line, style)) for line in more]
    if under:
        rows.append((margin, (item.side.rjust(measure), "muted")))
    start, end = item.lit or (0, 0)
    for line in _rows(item, item.detail, measure) if item.detail else ():
        lit = ((line[:start], "muted"), (line[start:end], "text strong"), (line[end:], "muted"))
        rows.append((margin, *lit))
    return rows


def _rows(item: Item, text: str, measure: int) -> list[str]:
    """The text in one row, or with its own line breaks in as many as it needs."""
    if not item.full:
        return [shortened(text, measure)]
    return [row for line in text.split("\n") for row in lines(line, max(8, measure)) or [""]]
