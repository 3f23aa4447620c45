"""Rows set into pages: a pure function of the rows, the height and the overlap."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from quietread.core.typeset import BY_LINE, Row


class Page(NamedTuple):
    """Rows [first:last] of a part, shown together; neither the first nor the last of them is blank."""

    first: int
    last: int
    fresh: int
    """The first row that was not on the page before."""
    carried: bool
    """Whether rows of the page before are repeated above `fresh`, where the sign then stands."""


def paginate(rows: Sequence[Row], height: int, overlap: int) -> tuple[Page, ...]:
    """The pages of a part: at most `height` rows each, `overlap` rows of a broken paragraph shown again.

    No page ends with a paragraph's first line, begins with its last, or ends with a heading, unless the
    height allows nothing else. Blank rows between two pages are on neither. There is always one page.
    """
    height = max(1, height)
    overlap = min(overlap, height // 4)
    costs = _costs(rows, height)
    pages: list[Page] = []
    first = fresh = _skip_blank(rows, 0)
    while fresh < len(rows):
        last = min(range(min(first + height, len(rows)), fresh, -1), key=lambda end: costs[end - 1])
        pages.append(Page(first, last, fresh, carried=first < fresh))
        fresh = _skip_blank(rows, last)
        first = _carry(rows, pages[-1], fresh, overlap)
    return tuple(pages) or (Page(0, 0, 0, carried=False),)


def page_holding(rows: Sequence[Row], pages: Sequence[Page], offset: int) -> int:
    """Index of the page on which `offset` is new."""
    row = bisect_right(rows, offset, key=lambda row: row.start) - 1
    return max(0, bisect_right(pages, row, key=lambda page: page.fresh) - 1)


def _skip_blank(rows: Sequence[Row], number: int) -> int:
    while number < len(rows) and rows[number].kind == "blank":
        number += 1
    return number


def _costs(rows: Sequence[Row], height: int) -> list[int]:
    """What ending a page after each row costs: 1 a stranded line, 2 a stranded heading, 3 a blank row."""
    costs = [{"text": 0, "blank": 3}.get(row.kind, 2) for row in rows]
    written = [number for number, row in enumerate(rows) if row.kind != "blank"]
    text = [number for number in written if rows[number].kind == "text"]
    if height >= 6:
        for block, lines in groupby(text, key=lambda number: rows[number].block):
            together = list(lines)
            if block and block.kind not in (*BY_LINE, "list item") and len(together) > 1:
                costs[together[0]] = costs[together[-2]] = 1
    if written:
        costs[written[-1]] = 0
    return costs


def _carry(rows: Sequence[Row], page: Page, fresh: int, overlap: int) -> int:
    """The first row of the page that follows `page` with `fresh`: `overlap` lines back inside a paragraph."""
    if fresh == len(rows) or rows[fresh].block is not rows[page.last - 1].block:
        return fresh
    block = rows[fresh].block
    if block is None or block.kind in BY_LINE:
        return fresh
    first = fresh
    while overlap and first > page.first:
        first -= 1
        overlap -= rows[first].kind != "blank" or rows[first].block is None
    return _skip_blank(rows, first)
