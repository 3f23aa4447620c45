"""What an essay is once it has been read: frozen values that everything downstream shares.

One number measures an essay everywhere: an **offset** into its *canonical text*, in code points. The
canonical text is the blocks in order (section headings and inner headings among them, the title and
the Related section not), joined by a blank line; inside a block every run of white space is one
space. Wrapping, paging, marking, searching and remembering a place all speak in such offsets, so they
cannot disagree.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

GAP = "\n\n"
"""What stands between two blocks in the canonical text."""

KINDS = ("paragraph", "quotation", "list item", "verse", "code", "table row", "image", "footnote", "heading")
"""Every kind of block there is."""


class Span(NamedTuple):
    """A stretch of a block's text that looks or acts differently."""

    start: int
    """First character, counted from the start of the block."""
    end: int
    """One past the last character."""
    style: str
    """`em`, `strong`, `code`, `strike` or `link`."""
    href: str = ""
    """For a link: where it leads, as written. `#name` leads to the block with that anchor."""


class Sentence(NamedTuple):
    """One sentence: offsets into the canonical text, half open, no white space at either end."""

    start: int
    end: int


class Block(NamedTuple):
    """A paragraph, heading, list item, line of a table and so on: text that stands together."""

    kind: str
    """One of `KINDS`."""
    text: str
    """The canonical text of the block: clean, NFC, white space collapsed; never empty."""
    start: int
    """Offset of the first character in the essay's canonical text."""
    stops: tuple[int, ...]
    """Where each sentence ends, counted from the start of the block; the last is `len(text)`."""
    spans: tuple[Span, ...] = ()
    """Emphasis, code and links, in order of their start; they may nest."""
    layout: str = ""
    """The text with its own line breaks and inner spaces, where these matter (verse, code, hard breaks,
    tables); "" where the text flows. With white space collapsed it is `text`."""
    indent: int = 0
    """Columns left of the text: 2 a level of quotation or list."""
    sign: str = ""
    """What stands in the indent before the first row: "•", "1.", "[2]"."""
    tight: bool = False
    """No empty row between this block and the one before."""
    level: int = 0
    """For a heading, 1-6."""
    anchor: str = ""
    """The name fragment links use: a heading's words as a slug, or `fn-1` for a footnote."""
    pause: int = 0
    """Breaths the author asks for before this block; it then begins a part of its own. 0: none asked."""
    words: int = 0
    """Words in `text`, counted by white space (each CJK character counts half a word, see `pace`)."""

    @property
    def end(self) -> int:
        """Offset one past the last character."""
        return self.start + len(self.text)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, in order. Joined with the spaces between them they are the text."""
        found = []
        for begin, stop in pairwise((0, *self.stops)):
            piece = self.text[begin:stop]
            lead = len(piece) - len(piece.lstrip())
            found.append(
                Sentence(self.start + begin + lead, self.start + begin + max(lead + 1, len(piece.rstrip())))
            )
        return tuple(found)


class Section(NamedTuple):
    """What stands under one heading, as the author wrote it."""

    blocks: tuple[Block, ...]
    """Never empty. The section's own heading is among them, of kind `heading`."""
    headed: bool = False
    """Whether the section has a heading of its own."""
    pause: int | None = None
    """Breaths before this section if the author said so (0: none), else None."""
    lead: int = 0
    """How many blocks stand before the section's own heading: headings that had no words under them."""

    @property
    def heading(self) -> str:
        """The words of the heading, "" without one."""
        return self.blocks[self.lead].text if self.headed else ""

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks without the section's own heading."""
        if not self.headed:
            return self.blocks
        return self.blocks[: self.lead] + self.blocks[self.lead + 1 :]

    @property
    def start(self) -> int:
        """Offset of the section's first character."""
        return self.blocks[0].start

    @property
    def end(self) -> int:
        """Offset one past the section's last character."""
        return self.blocks[-1].end

    @property
    def words(self) -> int:
        """Words without headings."""
        return sum(block.words for block in self.blocks if block.kind != "heading")


class Related(NamedTuple):
    """One entry of an essay's Related page, as written."""

    title: str
    why: str = ""
    """What the author says of it, "" if nothing."""
    href: str = ""
    """The file or address it names, "" for a plain title."""
    whole: str = ""
    """The entry as one line, if `title` was cut from it at a dash or colon and the whole may be a title."""


class _Written(NamedTuple):
    """What an author wrote."""

    slug: str
    title: str
    author: str
    date: str
    lang: str
    """A language code for sentences and hyphens, "en" if nothing is said."""
    why: str
    """The author's line for the shelf, "" if none."""
    id: str
    """The front matter's `id`, else the slug: under this name places and marks are kept."""
    source: str
    """The front matter's `source`, else "". The library fills in where the file is."""
    sections: tuple[Section, ...]
    related: tuple[Related, ...]
    pause: int | None = None
    """Breaths before the Related page if the author said so (0: none), else None."""
    problems: tuple[str, ...] = ()
    """What an author should know, one line each, in words."""


class Essay(_Written):
    """An essay as read from its file."""

    @cached_property
    def edition(self) -> str:
        """SHA-256 of the canonical text, 64 hex digits: the same edition has the same offsets."""
        from hashlib import sha256

        return sha256(self.text.encode()).hexdigest()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block of every section, in order."""
        return tuple(block for section in self.sections for block in section.blocks)

    @property
    def text(self) -> str:
        """The canonical text."""
        return GAP.join(block.text for section in self.sections for block in section.blocks)

    @property
    def words(self) -> int:
        """Words without headings."""
        return sum(section.words for section in self.sections)

    @property
    def end(self) -> int:
        """Length of the canonical text."""
        return self.sections[-1].end if self.sections else 0

    def section_at(self, offset: int) -> int:
        """Index of the section that holds `offset`; offsets outside count as the nearest end."""
        starts = [section.start for section in self.sections]
        return max(0, bisect_right(starts, offset) - 1)
