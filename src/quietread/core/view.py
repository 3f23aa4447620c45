"""What a reader looks at: one frozen value that the page, the first ink and the plain reader all share.

A view holds where one is (a part and an offset) and what lies on the page (marks, cursor, labels), never rows
or page numbers. Those follow from it, so a resize, another measure or a new edition cannot make them disagree.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from typing import NamedTuple

from quietread.core.essay import Block, Essay, Sentence
from quietread.core.frame import Geometry, geometry
from quietread.core.parts import Part
from quietread.core.typeset import Page, Row, page_holding, paginate, typeset


class Manner(NamedTuple):
    """How the reader likes the page."""

    measure: int = 66
    overlap: int = 2
    airy: bool = False
    focus: bool = False
    status: bool = True
    narrow: bool = True
    """Whether the terminal draws an em dash one cell wide; if not, signs are plain ASCII."""


AS_IT_COMES = Manner()


class Drawn(NamedTuple):
    """A kept range, by offsets into the canonical text."""

    start: int
    end: int
    sure: bool = True
    """Whether this is the right place; one that is only probable has no tint, and `:` for the bar."""


class Label(NamedTuple):
    """A key shown over the first cell of the range that it chooses."""

    key: str
    start: int
    end: int


class Lead(NamedTuple):
    """One entry of the Related page."""

    title: str
    detail: str
    """The author's why."""
    slug: str | None
    """None if it is not in this library."""
    minutes: int = 0
    state: str = "unread"
    back: bool = False
    """Whether it leads here instead of being named here."""
    missing: str = ""
    """Where an essay that is not in this library was looked for."""
    address: str = ""
    """Where an entry leads that is no essay but a page of the web."""
    key: str = ""
    """The key that opens it, as Textual names it, "" where there are none left."""


class View(NamedTuple):
    """Where the reader is and what lies on the page; ranges and places are offsets."""

    essay: Essay
    parts: tuple[Part, ...]
    cols: int
    rows: int
    manner: Manner = AS_IT_COMES
    part: int = 0
    """Index of the part shown; one past the last is the Related page."""
    place: int = 0
    """The first character that is new on the page shown."""
    top: int | None = None
    """The first character of a page that repeats rows of the one before."""
    arrow: int | None = None
    """Where reading goes on: that row carries `›` until the next key."""
    cursor: int | None = None
    """Start of the sentence under the cursor, while that is shown."""
    newest: int | None = None
    """Start of the sentence marked last on this visit."""
    kept: tuple[Drawn, ...] = ()
    """In order."""
    settling: tuple[int, int, int] | None = None
    """A range whose tint is coming in, and how many fifths of it are there."""
    labels: tuple[Label, ...] = ()
    chosen: tuple[int, int] | None = None
    """What the picker underlines, or a search found."""
    link: tuple[int, int] | None = None
    """The link at the link cursor, while that is shown."""
    hits: tuple[tuple[int, int], ...] = ()
    """What a search found, in order, while it is lit."""
    sought: str = ""
    """What was searched for last, in any essay."""
    message: str = ""
    """Stands in the status row until the next key."""
    hint: str = ""
    """What a newcomer is told where there is no message."""
    way_out: str = ""
    """What a Related page says that has nothing else to offer."""
    leads: tuple[Lead, ...] = ()
    quotes: tuple[str, ...] = ()
    """Kept sentences, for the Related page."""
    lead: int = 0
    """The chosen one of `leads`."""

    @property
    def related(self) -> int:
        """The part that is the Related page; an essay without words still has its title to show first."""
        return max(1, len(self.parts))

    @property
    def at_related(self) -> bool:
        """Whether that is shown."""
        return self.part >= self.related

    @property
    def geometry(self) -> Geometry:
        """Where things stand."""
        return geometry(self.cols, self.rows, self.manner.measure)

    @property
    def sheet(self) -> Sheet:
        """The part shown, set."""
        return self.sheet_of(self.part)

    def sheet_of(self, part: int) -> Sheet:
        """A part of the essay, set for this screen."""
        shape = self.geometry
        text = self.parts[part] if part < len(self.parts) else None
        title = self.essay.title if part == 0 else ""
        byline = ", ".join(filter(None, (self.essay.author, self.essay.date))) if part == 0 else ""
        return _sheet(text, shape.measure, shape.height, self.manner, title, byline)

    @property
    def page_number(self) -> int:
        """Index of the page of this part that holds the place.

        On a screen grown too small to show what stood above it as well, the one that holds the first of that:
        no resize takes the first visible word away.
        """
        rows, pages = self.sheet.rows, self.sheet.pages
        number = page_holding(rows, pages, self.place)
        if self.top is not None and self.top < rows[pages[number].first].start:
            return page_holding(rows, pages, self.top)
        return number

    @property
    def page(self) -> Page:
        """The page shown."""
        return self.sheet.pages[self.page_number]

    @property
    def page_rows(self) -> tuple[Row, ...]:
        """The rows of the page shown."""
        page = self.page
        return self.sheet.rows[page.first : page.last]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of which something is on this page, headings' too."""
        span = self.shown
        return self.sheet.between(*span) if span else ()

    @property
    def shown(self) -> tuple[int, int] | None:
        """First and one past the last offset on the page, None if it has no text."""
        rows = [row for row in self.page_rows if row.block]
        return (rows[0].start, rows[-1].end) if rows else None

    @property
    def reading(self) -> Sentence | None:
        """The sentence one is at: the cursor's, else the one found, the one marked last, the first new one."""
        shown = self.sentences
        found = self.chosen[0] if self.hits and self.chosen else None
        for wanted in (self.cursor, found, self.newest):
            for sentence in shown:
                if wanted is not None and sentence.start <= wanted < sentence.end:
                    return sentence
        body = [one for one in shown if not self.sheet.is_heading(one)] or list(shown)
        return next((one for one in body if one.start >= self.place), body[-1] if body else None)

    @property
    def paragraph(self) -> Block | None:
        """The block one is at."""
        here = self.reading
        return self.sheet.block_at(here.start) if here else None


class Sheet:
    """A part set into rows, and the rows into pages."""

    def __init__(self, blocks: tuple[Block, ...], rows: tuple[Row, ...], pages: tuple[Page, ...]) -> None:
        self.blocks = blocks
        self.rows = rows
        self.pages = pages

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences of the part."""
        return tuple(sentence for block in self.blocks for sentence in block.sentences)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(sentence.start for sentence in self.sentences)

    def between(self, start: int, end: int) -> tuple[Sentence, ...]:
        """The sentences that share at least one character with [start, end)."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        return tuple(one for one in self.sentences[first:last] if one.end > start)

    def block_at(self, offset: int) -> Block | None:
        """The block that holds `offset`."""
        index = bisect_right([block.start for block in self.blocks], offset) - 1
        return self.blocks[index] if index >= 0 else None

    def is_heading(self, sentence: Sentence) -> bool:
        """Whether the sentence stands in a heading."""
        block = self.block_at(sentence.start)
        return block is not None and block.kind == "heading"


@lru_cache(maxsize=64)
def _sheet(part: Part | None, measure: int, height: int, manner: Manner, title: str, byline: str) -> Sheet:
    blocks = part.blocks if part else ()
    rows = typeset(blocks, measure, title=title, byline=byline, airy=manner.airy, narrow=manner.narrow)
    return Sheet(blocks, rows, paginate(rows, height, manner.overlap))
