"""Blocks set into rows of a given measure: ragged right, wrapped by cells, every row aware of its place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from quietread.core.essay import Block
from quietread.core.wrap import cells, plain_signs, wrap

BY_LINE = ("verse", "code", "table row")
"""Blocks whose lines stand each for itself: a line that has to wrap hangs, and counts as a paragraph."""

HANG = 2
"""Columns by which the rest of a line that stands for itself is set in when it has to wrap."""


class Row(NamedTuple):
    """One row of a part, as it is drawn."""

    text: str
    """What is drawn, without the indent; no space at its end."""
    start: int
    """Offset of the first character; for a row without text of its own, where it stands."""
    end: int
    """Offset one past the last character drawn."""
    kind: str
    """`text`, `heading`, `title`, `byline` or `blank`."""
    block: Block | None = None
    """The block it shows; None for title, byline and the blank rows between blocks."""
    indent: int = 0
    """Columns between the measure's left edge and the text."""
    sign: str = ""
    """Drawn in the indent, one column before the text; only on the first row of a block."""
    at: tuple[int, ...] = ()
    """The offset of each character of `text` where that is not simply `start` + its index."""

    def offset(self, index: int) -> int:
        """Offset of the character at `index` of the text; of its end if `index` is past it."""
        if self.at:
            return self.at[index] if index < len(self.at) else self.end
        return min(self.start + index, self.end)

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
    ascii_signs: bool = False,
) -> tuple[Row, ...]:
    """Set the blocks of a part into rows of at most `measure` cells, blank rows included.

    `title` and `byline`, if given, stand above them. `airy` puts a blank row after every row and two
    between blocks. `ascii_signs` is for terminals that draw typographic signs two cells wide.
    """
    here = blocks[0].start if blocks else 0
    head = [
        *_loose(title, "title", here, measure, ascii_signs),
        *_loose(byline, "byline", here, measure, ascii_signs),
    ]
    groups = [(head, False)] if head else []
    for block, indent in _indents(blocks, measure):
        tight = block.tight and not _after_heading(groups)
        groups.append((_set(block, measure, indent, ascii_signs), tight))
    rows: list[Row] = []
    for lines, tight in groups:
        if rows:
            gap = (0 if tight else 1) + airy
            rows += [Row("", rows[-1].end, rows[-1].end, "blank")] * gap
        for number, row in enumerate(lines):
            if number and airy:
                rows.append(Row("", row.start, row.start, "blank", row.block))
            rows.append(row)
    return tuple(rows)


def _after_heading(groups: list[tuple[list[Row], bool]]) -> bool:
    return bool(groups) and groups[-1][0][-1].kind in ("title", "byline", "heading")


def _loose(text: str, kind: str, here: int, measure: int, ascii_signs: bool) -> list[Row]:
    """Rows of a text that is not part of the canonical text."""
    drawn = plain_signs(text) if ascii_signs else text
    return [
        Row(drawn[start:end], here, here, kind) for start, end in wrap(drawn, measure, narrow=not ascii_signs)
    ]


def _indents(blocks: Sequence[Block], measure: int) -> Iterator[tuple[Block, int]]:
    """Each block with its indent, widened for a whole list where a sign ("10.") needs more than its level."""
    deepest = max(measure - 16, measure // 4)
    widest = max(measure - 8, (measure - 1) // 2)
    for _, run in groupby(blocks, key=lambda block: (bool(block.indent), block.kind == "quotation")):
        together = list(run)
        room = max((cells(block.sign) + 1 for block in together if block.sign), default=0)
        extra = max(0, room - 2)
        for block in together:
            indent = min(block.indent + extra, deepest)
            if block.sign:
                indent = max(indent, min(cells(block.sign) + 1, widest))
            yield block, indent


def _set(block: Block, measure: int, indent: int, ascii_signs: bool) -> list[Row]:
    kind = "heading" if block.kind == "heading" else "text"
    sign = plain_signs(block.sign) if ascii_signs else block.sign
    if cells(sign) >= indent:
        sign = ""
    flows = not block.layout and block.kind not in BY_LINE
    rows: list[Row] = []
    for line, where in _lines(block):
        text, at = _spelled(line, where) if ascii_signs else (line, where)
        lead = len(text) - len(text.lstrip())
        first = min(indent + cells(text[:lead]), max(indent, measure - 16))
        rest = first if flows else min(first + HANG, max(indent, measure - 16))
        exact = isinstance(at, range)
        for start, end in wrap(
            text, measure - first, rest=measure - rest, start=lead, pair=flows, narrow=not ascii_signs
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
                    at=() if exact else tuple(at[start:end]),
                )
            )
        if lead == len(text):
            stand = rows[-1].end if rows else block.start
            rows.append(Row("", stand, stand, "blank", block))
    return rows


def _lines(block: Block) -> Iterator[tuple[str, Sequence[int]]]:
    """The lines a block must keep apart, with the offset of each character."""
    if not block.layout:
        yield block.text, range(block.start, block.end)
        return
    at = _aligned(block)
    start = 0
    for line in block.layout.split("\n"):
        yield line.rstrip(), at[start : start + len(line.rstrip())]
        start += len(line) + 1


def _aligned(block: Block) -> list[int]:
    """The offset of each character of the layout; of a run of white space, that of the one space it became."""
    text, last = block.text, len(block.text) - 1
    at = []
    here = 0
    for char in block.layout:
        if char.isspace() and (here > last or not text[here].isspace()):
            at.append(block.start + max(0, here - 1))
        else:
            at.append(block.start + min(here, last))
            here += 1
    return at


def _spelled(text: str, at: Sequence[int]) -> tuple[str, Sequence[int]]:
    """The text in ASCII signs, with the offset of each character of it."""
    drawn = plain_signs(text)
    if drawn == text:
        return text, at
    pieces = map(plain_signs, text)
    return drawn, [offset for offset, piece in zip(at, pieces, strict=True) for _ in piece]


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
