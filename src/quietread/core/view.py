"""What a reader looks at: one frozen value that the page, the first ink and the plain reader all share.

A view holds where one is (a part and an offset) and what lies on the page (marks, cursor, labels); it
never holds rows or page numbers. Those follow from it, so a resize, another measure or a new edition
cannot make them disagree.
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
    """How the reader likes the page; the part of the settings that a picture depends on."""

    measure: int = 66
    overlap: int = 2
    airy: bool = False
    focus: bool = False
    status: bool = True
    narrow: bool = True
    """Whether the terminal draws an em dash one cell wide; if not, signs are plain ASCII."""


AS_IT_COMES = Manner()


class Drawn(NamedTuple):
    """A kept range as the page draws it: offsets into the canonical text."""

    start: int
    end: int
    sure: bool = True
    """False for a place that is only probably the right one: no tint, `:` for the bar."""


class Label(NamedTuple):
    """A key shown over the first cell of something one can choose."""

    key: str
    start: int
    end: int
    """The range that the key chooses."""


class Lead(NamedTuple):
    """One entry of the Related page."""

    title: str
    detail: str
    """The line under it: the author's why."""
    slug: str | None
    """The essay it opens, None if it is not in this library."""
    minutes: int = 0
    state: str = "unread"
    back: bool = False
    """Whether it leads here (a backlink) instead of being named here."""
    missing: str = ""
    """Where an essay was looked for that is not in this library."""
    address: str = ""
    """For an entry that is no essay but a page of the web: where that is."""
    key: str = ""
    """The key that opens it, as Textual names it; there are more entries than keys."""


class View(NamedTuple):
    """Where the reader is and what lies on the page."""

    essay: Essay
    parts: tuple[Part, ...]
    cols: int
    rows: int
    manner: Manner = AS_IT_COMES
    part: int = 0
    """Index of the part shown; `related` (one past the last) is the Related page."""
    place: int = 0
    """Offset of the first character that is new on the page shown."""
    top: int | None = None
    """Offset of the first character on the page turned to, where that repeats rows of the one before."""
    arrow: int | None = None
    """Offset whose row carries `›` until the next key: where reading goes on."""
    cursor: int | None = None
    """Start of the sentence under the cursor, None while the cursor is hidden."""
    newest: int | None = None
    """Start of the sentence marked last, None if none was on this visit."""
    kept: tuple[Drawn, ...] = ()
    """In order."""
    settling: tuple[int, int, int] | None = None
    """A range just kept whose tint is coming in, and how many fifths of it are there."""
    labels: tuple[Label, ...] = ()
    chosen: tuple[int, int] | None = None
    """The underlined range of the picker."""
    link: tuple[int, int] | None = None
    """The range of the link at the link cursor, None while that is hidden."""
    hits: tuple[tuple[int, int], ...] = ()
    """What a search found, in order, while it is lit."""
    sought: str = ""
    """What was searched for last, in this essay or in one before."""
    message: str = ""
    """Stands in the status row until the next key."""
    hint: str = ""
    """The keys that a newcomer is told, in the status row while there is no message."""
    way_out: str = ""
    """The key to the shelf, for a Related page that has nothing else to offer."""
    leads: tuple[Lead, ...] = ()
    quotes: tuple[str, ...] = ()
    """Kept sentences, for the Related page."""
    lead: int = 0
    """The chosen entry of the Related page."""

    @property
    def related(self) -> int:
        """The index of the Related page; an essay without words still has its title to show first."""
        return max(1, len(self.parts))

    @property
    def at_related(self) -> bool:
        """Whether the Related page is shown."""
        return self.part >= self.related

    @property
    def geometry(self) -> Geometry:
        """Where things stand on this screen."""
        return geometry(self.cols, self.rows, self.manner.measure)

    @property
    def sheet(self) -> Sheet:
        """The part shown, set into rows and pages."""
        return self.sheet_of(self.part)

    def sheet_of(self, part: int) -> Sheet:
        """Any part of the essay, set for this screen."""
        shape = self.geometry
        text = self.parts[part] if part < len(self.parts) else None
        title = self.essay.title if part == 0 else ""
        byline = ", ".join(filter(None, (self.essay.author, self.essay.date))) if part == 0 else ""
        return _sheet(text, shape.measure, shape.height, self.manner, title, byline)

    @property
    def page_number(self) -> int:
        """Index of the page shown, among the pages of this part.

        It is the one that holds the place; on a screen grown too small to show what was seen before it as
        well, the one that holds the first of that: no resize takes the first visible word away.
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
        """The sentences of which something is shown on this page, headings' too."""
        span = self.shown
        if span is None:
            return ()
        return tuple(self.sheet.between(*span))

    @property
    def shown(self) -> tuple[int, int] | None:
        """First and one past the last offset on the page, None if no text is on it."""
        rows = [row for row in self.page_rows if row.block]
        return (rows[0].start, rows[-1].end) if rows else None

    @property
    def reading(self) -> Sentence | None:
        """The sentence one is at: the cursor's, else the one found, the one marked last, the first that is new here."""
        shown = self.sentences
        found = self.chosen[0] if self.hits and self.chosen else None
        for wanted in (self.cursor, found, self.newest):
            for sentence in shown:
                if wanted is not None and sentence.start <= wanted < sentence.end:
                    return sentence
        body = [sentence for sentence in shown if not self.sheet.is_heading(sentence)] or list(shown)
        return next(
            (sentence for sentence in body if sentence.start >= self.place), body[-1] if body else None
        )

    @property
    def paragraph(self) -> Block | None:
        """The block of the reading place."""
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
        """All sentences of the part, in order."""
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
