"""What an essay is once it has been read: frozen values that everything downstream shares.

One number measures an essay everywhere: an **offset**, in code points, into its *canonical text*: the blocks
in order (headings among them; not the title, not the Related section), joined by a blank line, every run of
white space in them one space. All that knows a place speaks in such offsets, so nothing can disagree.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

GAP = "\n\n"
"""What stands between two blocks in the canonical text."""

KINDS = ("paragraph", "quotation", "list item", "verse", "code", "table row", "image", "footnote", "heading")


class Span(NamedTuple):
    """A stretch of a block that looks or acts differently; its ends count from the start of the block."""

    start: int
    end: int
    style: str
    """`em`, `strong`, `code`, `strike` or `link`."""
    href: str = ""
    """Where a link leads, as written. `#name` leads to the block with that anchor."""


class Sentence(NamedTuple):
    """One sentence: offsets into the canonical text, half open, no white space at either end."""

    start: int
    end: int


class Block(NamedTuple):
    """A paragraph, heading, list item, line of a table and so on: text that stands together."""

    kind: str
    """One of `KINDS`."""
    text: str
    """Clean, white space collapsed; never empty."""
    start: int
    stops: tuple[int, ...]
    """Where each sentence ends, counted from the start of the block; the last is `len(text)`."""
    spans: tuple[Span, ...] = ()
    """In order of their start; they may nest."""
    layout: str = ""
    """The text with its own line breaks and inner spaces, where these matter; "" where it flows."""
    indent: int = 0
    """Columns left of the text: 2 a level of quotation or list."""
    sign: str = ""
    """What stands in the indent before the first row: "•", "1.", "[2]"."""
    tight: bool = False
    """Whether no empty row stands above."""
    level: int = 0
    """For a heading, 1-6."""
    anchor: str = ""
    """What fragment links call it: a heading's words as a slug, or `fn-1` for a footnote."""
    pause: int = 0
    """Breaths the author asks for before this block, which then begins a part."""
    words: int = 0

    @property
    def end(self) -> int:
        """Offset one past the last character."""
        return self.start + len(self.text)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences, in order; one space is between two."""
        return tuple(
            Sentence(self.start + begin + (self.text[begin] == " "), self.start + stop)
            for begin, stop in pairwise((0, *self.stops))
        )


class Section(NamedTuple):
    """What stands under one heading, as the author wrote it."""

    blocks: tuple[Block, ...]
    """Never empty. The section's own heading is among them."""
    headed: bool = False
    pause: int | None = None
    """Breaths the author asks for before it, 0 for none, None if nothing is said."""
    lead: int = 0
    """How many blocks stand before its own heading: headings that had no words under them."""

    @property
    def heading(self) -> str:
        """The words of the heading, "" without one."""
        return self.blocks[self.lead].text if self.headed else ""

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks without the section's own heading."""
        return self.blocks[: self.lead] + self.blocks[self.lead + self.headed :]

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.blocks[0].start

    @property
    def end(self) -> int:
        """Offset one past the last character."""
        return self.blocks[-1].end

    @property
    def words(self) -> int:
        """Words without headings."""
        return sum(block.words for block in self.blocks if block.kind != "heading")


class Related(NamedTuple):
    """One entry of an essay's Related page, as written; "" where nothing is said."""

    title: str
    why: str = ""
    href: str = ""
    """The file or address it names."""
    whole: str = ""
    """The entry as one line, if `title` was cut from it at a dash or colon and the whole may be a title."""

    def settled(self, target: Callable[[Related], str | None]) -> tuple[Related, str | None]:
        """The entry, uncut if the whole of it is a title, and the slug that `target` says it leads to."""
        uncut = Related(self.whole)
        if self.whole and (slug := target(uncut)):
            return uncut, slug
        return self, target(self)


class _Written(NamedTuple):
    slug: str
    title: str
    author: str
    date: str
    lang: str
    """A language code, "en" if nothing is said."""
    why: str
    """The author's line for the shelf."""
    id: str
    """The front matter's, else the slug: under this name places and marks are kept."""
    source: str
    sections: tuple[Section, ...]
    related: tuple[Related, ...]
    pause: int | None = None
    """Breaths the author asks for before the Related page, as for a section."""
    problems: tuple[str, ...] = ()
    """What its author should know, one line each."""


class Essay(_Written):
    """An essay as read from its file."""

    @cached_property
    def edition(self) -> str:
        """SHA-256 of the canonical text, in hex: the same edition has the same offsets."""
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
        return max(0, bisect_right(self.sections, offset, key=lambda section: section.start) - 1)


FORMAT = 3
"""Rises with the arrangement below, and whenever essays are read differently: a cache of another is of no use."""

_PLAIN = ["", 0, "", False, 0, "", 0]
"""What most blocks say from `layout` to `pause`, and are packed without."""


def pack(essay: Essay) -> dict[str, Any]:
    """The essay as JSON can write it, for the cache."""
    return {
        "format": FORMAT,
        "essay": essay[:8],
        "pause": essay.pause,
        "problems": essay.problems,
        "related": essay.related,
        "sections": [
            [one.headed, one.pause, one.lead, [_packed(block) for block in one.blocks]]
            for one in essay.sections
        ],
    }


def _packed(block: Block) -> list[Any]:
    kind, text, _, stops, spans, *rest, words = block
    return [KINDS.index(kind), text, stops, spans, *([] if rest == _PLAIN else rest), words]


def unpack(data: Any) -> Essay:
    """The essay that was packed, back from JSON. Raises ValueError for anything else."""
    try:
        _check_format(data)
        return _unpacked(data)
    except (TypeError, LookupError, ValueError) as error:
        raise ValueError(f"not a packed essay: {error}") from error


def packed_text(packed: str) -> str:
    """The text of an essay packed and written as JSON, four times sooner than all of it. Raises as `unpack`."""
    import json

    try:
        data = json.loads(packed)
        _check_format(data)
        return GAP.join(block[1] for section in data["sections"] for block in section[3])
    except (TypeError, LookupError) as error:
        raise ValueError(f"not a packed essay: {error}") from error


def _check_format(data: Any) -> None:
    if data["format"] != FORMAT:
        raise ValueError(f"format {data['format']} instead of {FORMAT}")


def _unpacked(data: Any) -> Essay:
    start = 0
    sections = []
    for headed, pause, lead, packed in data["sections"]:
        blocks = []
        for kind, text, ends, found, *rest in packed:
            stops = tuple(ends)
            spans = tuple(map(Span._make, found)) if found else ()
            if (
                stops[-1] != len(text)
                or stops[0] < 1
                or (spans and max(one.end for one in spans) > len(text))
            ):
                raise ValueError("its pieces do not fit its text")
            tail = rest if len(rest) > 1 else (*_PLAIN, *rest)
            blocks.append(Block(KINDS[kind], text, start, stops, spans, *tail))
            start += len(text) + len(GAP)
        sections.append(Section(tuple(blocks), headed, pause, lead))
    "".join(data["essay"])  # a TypeError if one is no text
    related = tuple(Related(*entry) for entry in data["related"])
    return Essay._make((*data["essay"], tuple(sections), related, data["pause"], tuple(data["problems"])))
