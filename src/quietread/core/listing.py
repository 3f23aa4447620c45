"""A list one chooses from: the shelf, the contents, the notebook, the keys, the palette.

Like a page, a listing is a frozen value and its rows follow from it. Only the items on the screen are ever
set, so ten thousand cost no more than ten.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quietread.core.frame import Geometry, Picture, Runs, geometry, gutter, no_room, shortened, within
from quietread.core.text import fold
from quietread.core.wrap import cells, in_ascii, wrap


@dataclass(frozen=True, slots=True)
class Item:
    """Something to choose."""

    title: str
    detail: str = ""
    """Said under the title; cut to one row unless `full`."""
    sign: str = ""
    """The key that chooses it, say: a column of its own, before title and detail."""
    side: str = ""
    """Facts at the right end of the title's row."""
    group: str = ""
    """The heading it stands under; shown where it changes."""
    words: str = ""
    """What a filter finds it by, besides the title."""
    full: bool = False
    """Whether title and detail are shown whole, in as many rows as they need."""
    apart: bool = False
    """Whether an empty row follows."""
    marked: bool = False
    """Whether the bar of a kept sentence stands before it."""
    quiet: bool = False
    """Whether it is said, rather than offered: muted, and no filter finds it."""
    lit: tuple[int, int] | None = None
    """The characters of `detail` that were looked for."""


@dataclass(frozen=True, slots=True)
class Listing:
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
    """Index into `items`."""
    first: int = 0
    """Index of the item at the top."""
    message: str = ""
    hint: str = ""
    """Stands in the status row while there is no message."""

    @property
    def geometry(self) -> Geometry:
        """Where things stand."""
        return geometry(self.cols, self.rows, self.measure)

    @property
    def item(self) -> Item | None:
        """The chosen item."""
        return self.items[self.chosen] if self.items else None


def searchable(items: tuple[Item, ...]) -> tuple[str, ...]:
    """What each item is found by, folded once so that ten thousand can be filtered at every letter."""
    return tuple(map(sought, items))


def sought(item: Item) -> str:
    """What one item is found by, folded."""
    return "" if item.quiet else fold(f"{item.title} {item.words}")


def matching(folded: tuple[str, ...], query: str) -> tuple[int, ...]:
    """Indices of the items (as `searchable` has them) that hold every word of `query`, in order."""
    found: Sequence[int] = range(len(folded))
    for word in fold(query).split():
        found = [index for index in found if word in folded[index]]
    return tuple(found)


def place_of(wanted: Item | None, items: tuple[Item, ...]) -> int | None:
    """Where an item is, or one that is like it in everything; None if it is not there."""
    title = wanted.title if wanted else None
    return next((at for at, item in enumerate(items) if item.title == title and item == wanted), None)


def moved(listing: Listing, step: int) -> Listing:
    """The choice moved by `step` items; it stays within the list."""
    return choose(listing, listing.chosen + step)


def choose(listing: Listing, index: int) -> Listing:
    """An item chosen, and brought into sight."""
    if not listing.items:
        return listing
    index = min(max(0, index), len(listing.items) - 1)
    first = min(max(listing.first, _lowest_top(listing, index)), index)
    return replace(listing, chosen=index, first=first, message="")


def turned(listing: Listing, step: int) -> Listing:
    """A screenful further (1) or back (-1)."""
    if not listing.items:
        return listing
    if step > 0:
        shown = _shown(listing)
        return choose(replace(listing, first=min(shown, len(listing.items) - 1)), shown)
    top = _lowest_top(listing, listing.first)
    return choose(replace(listing, first=top), top)


def next_group(listing: Listing, step: int) -> Listing:
    """The first item of the next (1) or of this or the previous (-1) group."""
    heads = [
        index
        for index, item in enumerate(listing.items)
        if index == 0 or item.group != listing.items[index - 1].group
    ]
    if step > 0:
        return choose(listing, next((head for head in heads if head > listing.chosen), listing.chosen))
    return choose(listing, next((head for head in reversed(heads) if head < listing.chosen), 0))


def resized(listing: Listing, cols: int, rows: int) -> Listing:
    """The same list on another screen, the choice in sight; a message stands until the next key."""
    return replace(choose(replace(listing, cols=cols, rows=rows), listing.chosen), message=listing.message)


def list_picture(listing: Listing) -> Picture:
    """Draw the list."""
    shape = listing.geometry
    if shape.tiny:
        return no_room(listing.cols, listing.rows)
    rows: list[Runs] = [()] * listing.rows
    at = shape.top
    if listing.title and _headed(listing):
        rows[at] = (_margin(shape.left), (shortened(listing.title, shape.measure), "accent"))
        at += 2
    cursor = (shape.left, at)
    bottom = shape.top + shape.height
    if not listing.items and at < len(rows):
        rows[at] = (_margin(shape.left), (shortened(listing.empty, shape.measure), "muted"))
    for index in range(listing.first, len(listing.items)):
        drawn = _item_rows(listing, index, first=index == listing.first)
        if at + len(drawn) > bottom and index > listing.first:
            break
        if index == listing.chosen:
            heading = len(drawn) - len(_own_rows(listing, index))
            cursor = (shape.left, min(at + heading, listing.rows - 1))
        rows[at : min(bottom, at + len(drawn))] = drawn[: bottom - at]
        at += len(drawn) + listing.items[index].apart
    said = listing.message or listing.hint
    line = shape.status if shape.status is not None else (shape.message if listing.message else None)
    if said and line is not None:
        rows[line] = (
            _margin(shape.left),
            (shortened(said, shape.measure), "text" if listing.message else "muted"),
        )
    if not listing.narrow:
        rows = [in_ascii(row) for row in rows]
    return Picture(within(rows[: listing.rows], listing.cols), cursor)


def _headed(listing: Listing) -> bool:
    return listing.geometry.height >= 8


def _room(listing: Listing) -> int:
    """Rows there are for items."""
    return max(1, listing.geometry.height - (2 if listing.title and _headed(listing) else 0))


def _lowest_top(listing: Listing, index: int) -> int:
    """The smallest index that can stand at the top with item `index` still in sight."""
    room = _room(listing) - len(_item_rows(listing, index, first=True))
    top = index
    while top > 0:
        item = listing.items[top - 1]
        room -= len(_item_rows(listing, top - 1, first=True)) + item.apart
        if room < 0:
            break
        top -= 1
    return top


def _shown(listing: Listing) -> int:
    """Index of the first item that is below the screen, or the number of items."""
    room = _room(listing)
    for index in range(listing.first, len(listing.items)):
        needed = len(_item_rows(listing, index, first=index == listing.first))
        if needed > room and index > listing.first:
            return index
        room -= needed + listing.items[index].apart
    return len(listing.items)


def _item_rows(listing: Listing, index: int, *, first: bool) -> list[Runs]:
    group = listing.items[index].group
    begins = group and (first or listing.items[index - 1].group != group)
    if not begins:
        return _own_rows(listing, index)
    shape = listing.geometry
    heading: Runs = (_margin(shape.left), (shortened(group, shape.measure), "muted"))
    above: list[Runs] = [] if first or listing.items[index - 1].apart else [()]
    return [*above, heading, *_own_rows(listing, index)]


def _own_rows(listing: Listing, index: int) -> list[Runs]:
    item = listing.items[index]
    shape = listing.geometry
    chosen = index == listing.chosen
    bar = ("▌" if listing.narrow else "|") if item.marked else ""
    margin = gutter(shape, chosen, bar, narrow=listing.narrow)
    hang = cells(item.sign)
    measure = shape.measure - hang
    room = measure - (cells(item.side) + 2 if item.side else 0)
    # where that leaves the title less than half of a narrow screen, what stands beside it stands under it
    under = room < measure / 2 and cells(item.title) > room and not item.full
    room = measure if under else room
    titles = _wrapped(item.title, room) if item.full else [shortened(item.title, room)]
    style = ("muted" if item.quiet else "text") + (" chosen" if chosen else "")
    gap = measure - cells(titles[0]) - cells(item.side)
    side: Runs = ((" " * max(2, gap) + item.side, "muted"),) if item.side and not under else ()
    sign: Runs = ((item.sign, "muted"),) if item.sign else ()
    rows: list[Runs] = [(*margin, *sign, (titles[0], style), *side)]
    rows += [(_margin(shape.left + hang), (line, style)) for line in titles[1:]]
    if under:
        rows.append((_margin(shape.left + hang), (item.side.rjust(measure), "muted")))
    if item.detail:
        lines = _wrapped(item.detail, measure) if item.full else [shortened(item.detail, measure)]
        rows += [(_margin(shape.left + hang), *_lit(line, item.lit)) for line in lines]
    return rows


def _lit(line: str, lit: tuple[int, int] | None) -> Runs:
    """A row of a detail, with what was looked for standing out."""
    start, end = lit or (0, 0)
    runs = ((line[:start], "muted"), (line[start:end], "text strong"), (line[end:], "muted"))
    return tuple(run for run in runs if run[0])


def _wrapped(text: str, measure: int) -> list[str]:
    """Rows of at most `measure` cells; the text's own line breaks are kept."""
    measure = max(8, measure)
    return [line[start:end] for line in text.split("\n") for start, end in wrap(line, measure) or [(0, 0)]]


def _margin(width: int) -> tuple[str, str]:
    return (" " * max(0, width), "text")
