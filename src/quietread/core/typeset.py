"""Blocks set into rows of a given measure, every row aware of its place, and rows set into pages."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, groupby, pairwise
from typing import NamedTuple

from quietread.core.essay import Block
from quietread.core.wrap import cells, plain_signs, wrap

_BY_LINE = ("verse", "code", "table row")
"""Blocks whose lines stand each for itself: a line that has to wrap hangs, and counts as a paragraph."""
_HANG = 2
_NARROWEST = 16
"""Columns that are left to the text, however deep it is indented."""


class Row(NamedTuple):
    """One row of a part, as it is drawn."""

    text: str
    """Without the indent; no space at its end."""
    start: int
    """Offset of the first character; where there is none, of the place it stands at."""
    end: int
    kind: str
    """`text`, `heading`, `title`, `byline` or `blank`."""
    block: Block | None = None
    """None for title, byline and the blank rows between blocks."""
    indent: int = 0
    sign: str = ""
    """Drawn in the indent, one column before the text; only on the first row of a block."""
    at: tuple[int, ...] = ()
    """The offset of each character of `text` where that is not simply `start` + its index."""

    def index_of(self, offset: int) -> int:
        """Index of the first character that shows `offset` or what follows it."""
        if self.at:
            return bisect_left(self.at, offset)
        return max(0, min(offset, self.end) - self.start)


def typeset(
    blocks: Sequence[Block],
    measure: int,
    *,
    title: str = "",
    byline: str = "",
    airy: bool = False,
    narrow: bool = True,
) -> tuple[Row, ...]:
    """Set the blocks of a part into rows of at most `measure` cells, blank rows included.

    `title` and `byline` stand above them. `airy` puts a blank row after every row and two between blocks.
    A terminal that is not `narrow` draws typographic signs two cells wide, and gets ASCII.
    """
    here = blocks[0].start if blocks else 0
    above = [
        Row(text[start:end], here, here, kind)
        for kind, text in (("title", _shown(title, narrow)), ("byline", _shown(byline, narrow)))
        for start, end in wrap(text, measure, narrow=narrow)
    ]
    below = (
        (_set(block, measure, indent, narrow), block.tight) for block, indent in _indents(blocks, measure)
    )
    rows: list[Row] = []
    for lines, tight in chain([(above, False)], below):
        if rows:
            joined = tight and rows[-1].kind not in ("title", "byline", "heading")
            rows += [Row("", rows[-1].end, rows[-1].end, "blank")] * (airy if joined else 1 + airy)
        for number, row in enumerate(lines):
            if number and airy:
                rows.append(Row("", row.start, row.start, "blank", row.block))
            rows.append(row)
    return tuple(rows)


def _shown(text: str, narrow: bool) -> str:
    return text if narrow else plain_signs(text)


def _indents(blocks: Sequence[Block], measure: int) -> Iterator[tuple[Block, int]]:
    """Each block with its indent, widened for a whole list where a sign ("10.") needs more than that."""
    deepest = max(measure - _NARROWEST, measure // 4)
    widest = max(measure - 8, (measure - 1) // 2)
    for _, run in groupby(blocks, key=lambda block: (bool(block.indent), block.kind == "quotation")):
        together = list(run)
        extra = max(0, *(cells(block.sign) - 1 for block in together))
        for block in together:
            indent = min(block.indent + extra, deepest)
            if block.sign:
                indent = max(indent, min(cells(block.sign) + 1, widest))
            yield block, indent


def _set(block: Block, measure: int, indent: int, narrow: bool) -> list[Row]:
    kind = "heading" if block.kind == "heading" else "text"
    sign = _shown(block.sign, narrow)
    if cells(sign) >= indent:
        sign = ""
    flows = not block.layout and block.kind not in _BY_LINE
    deepest = max(indent, measure - _NARROWEST)
    rows: list[Row] = []
    for line, where in _lines(block):
        text, at = (line, where) if narrow else _spelled(line, where)
        lead = len(text) - len(text.lstrip())
        first = min(indent + cells(text[:lead]), deepest)
        rest = first if flows else min(first + _HANG, deepest)
        for start, end in wrap(
            text, measure - first, rest=measure - rest, start=lead, pair=flows, narrow=narrow
        ):
            rows.append(
                Row(
                    text[start:end],
                    start=at[start],
                    end=at[end - 1] + 1,
                    kind=kind,
                    block=block,
                    indent=first if start == lead else rest,
                    sign="" if rows else sign,
                    at=() if isinstance(at, range) else tuple(at[start:end]),
                )
            )
        if lead == len(text):
            stand = rows[-1].end if rows else block.start
            rows.append(Row("", stand, stand, "blank", block))
    return rows


def _lines(block: Block) -> Iterator[tuple[str, Sequence[int]]]:
    """The lines of a block, with the offset of each character."""
    if not block.layout:
        yield block.text, range(block.start, block.end)
        return
    # of a run of white space, every character is at the one space it became
    steps = (not (before.isspace() and char.isspace()) for before, char in pairwise(f" {block.layout}"))
    at = [block.start + min(max(0, step - 1), len(block.text) - 1) for step in accumulate(steps)]
    start = 0
    for line in block.layout.split("\n"):
        yield line.rstrip(), at[start : start + len(line.rstrip())]
        start += len(line) + 1


def _spelled(text: str, at: Sequence[int]) -> tuple[str, Sequence[int]]:
    pieces = list(map(plain_signs, text))
    drawn = "".join(pieces)
    if drawn == text:
        return text, at
    return drawn, [offset for offset, piece in zip(at, pieces, strict=True) for _ in piece]


class Page(NamedTuple):
    """Rows [first:last] of a part, shown together; neither the first nor the last of them is blank."""

    first: int
    last: int
    fresh: int
    """The first row that is not repeated from the page before."""


def paginate(rows: Sequence[Row], height: int, overlap: int) -> tuple[Page, ...]:
    """The pages of a part: at most `height` rows each, `overlap` rows of a broken paragraph shown again.

    No page ends with a paragraph's first line, begins with its last, or ends with a heading, unless nothing
    else fits. Blank rows between two pages are on neither. There is always one page.
    """
    height = max(1, height)
    overlap = min(overlap, height // 4)
    costs = _costs(rows, height)
    pages: list[Page] = []
    first = fresh = _skip_blank(rows, 0)
    while fresh < len(rows):
        last = min(range(min(first + height, len(rows)), fresh, -1), key=lambda end: costs[end - 1])
        pages.append(Page(first, last, fresh))
        fresh = _skip_blank(rows, last)
        first = _carry(rows, pages[-1], fresh, overlap)
    return tuple(pages) or (Page(0, 0, 0),)


def page_holding(rows: Sequence[Row], pages: Sequence[Page], offset: int) -> int:
    """Index of the page on which `offset` is new."""
    row = bisect_right(rows, offset, key=lambda row: row.start) - 1
    return max(0, bisect_right(pages, row, key=lambda page: page.fresh) - 1)


def _skip_blank(rows: Sequence[Row], number: int) -> int:
    while number < len(rows) and rows[number].kind == "blank":
        number += 1
    return number


def _costs(rows: Sequence[Row], height: int) -> list[int]:
    """What ending a page after each row costs: 1 for a stranded line, 2 a heading, 3 a blank row."""
    costs = [{"text": 0, "blank": 3}.get(row.kind, 2) for row in rows]
    written = [number for number, row in enumerate(rows) if row.kind != "blank"]
    if height >= 6:
        text = [number for number in written if rows[number].kind == "text"]
        for block, lines in groupby(text, key=lambda number: rows[number].block):
            together = list(lines)
            if block and block.kind not in (*_BY_LINE, "list item") and len(together) > 1:
                costs[together[0]] = costs[together[-2]] = 1
    if written:
        costs[written[-1]] = 0
    return costs


def _carry(rows: Sequence[Row], page: Page, fresh: int, overlap: int) -> int:
    """The first row of the page on which `fresh` is new: `overlap` lines back inside a paragraph."""
    if fresh == len(rows) or rows[fresh].block is not rows[page.last - 1].block:
        return fresh
    block = rows[fresh].block
    if block is None or block.kind in _BY_LINE:
        return fresh
    first = fresh
    while overlap and first > page.first:
        first -= 1
        overlap -= rows[first].kind != "blank" or rows[first].block is None
    return _skip_blank(rows, first)
