"""Where one is in an essay: its parts, and a place that survives a new edition."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from quietread.core.essay import Block, Essay

_AIM, _LEAST = 300, 60
"""Words a part of a long section should have, and those under which it would not be worth a pause."""

LENGTH = 64
"""Characters of text a place remembers."""
_CLEAR = 20
"""So many characters of the beginning say more than a longer piece from further on."""
_SHORTEST = 12
"""Fewer characters are found in too many wrong places."""
_CJK = "\u2e80"
"""From here on, scripts have no spaces to tell where a word begins."""


class Part:
    """What stands between two breaths: a section, or a piece of a long one.

    Compared by identity, so that what is computed from one can be kept beside it.
    """

    def __init__(
        self, index: int, section: int, blocks: tuple[Block, ...], breaths: int | None, words: int
    ) -> None:
        """`section`: the index of the section as written. `breaths`: those its author asks for before this
        part, 0 for none, None if nothing is said. `words` counts without headings.
        """
        self.index = index
        self.section = section
        self.blocks = blocks
        self.breaths = breaths
        self.words = words

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.blocks[0].start

    @property
    def end(self) -> int:
        """Offset one past the last character."""
        return self.blocks[-1].end


def parts(essay: Essay, split: int) -> tuple[Part, ...]:
    """What the reader is shown one at a time.

    Sections over `split` words (0: never) are parted into ceil(words/300), each cut at the block end nearest
    to k/n of the words, never after an inner heading, never leaving a part under 60 words. A block that asks
    for a pause begins a part in any case.
    """
    found: list[Part] = []
    for number, section in enumerate(essay.sections):
        for asked in _as_asked(section.blocks):
            breaths = section.pause if asked[0] is section.blocks[0] else asked[0].pause or None
            for piece in _cut(asked, split):
                found.append(Part(len(found), number, piece, breaths, sum(map(_counted, piece))))
                breaths = None
    return tuple(found)


def _counted(block: Block) -> int:
    return 0 if block.kind == "heading" else block.words


def _as_asked(blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    """The blocks, parted where the author asks for a pause; never straight after a heading."""
    cuts = [at for at in range(1, len(blocks)) if blocks[at].pause and blocks[at - 1].kind != "heading"]
    for begin, end in pairwise((0, *cuts, len(blocks))):
        yield tuple(blocks[begin:end])


def _cut(blocks: tuple[Block, ...], split: int) -> Iterator[tuple[Block, ...]]:
    read = list(accumulate(map(_counted, blocks)))
    words = read[-1]
    count = -(-words // _AIM) if 0 < split < words else 1
    ends = [at + 1 for at in range(len(blocks) - 1) if blocks[at].kind != "heading"]
    sums = [read[end - 1] for end in ends]
    begin = last = 0
    for share in range(1, count):
        low = bisect_left(sums, last + _LEAST)
        high = bisect_right(sums, words - _LEAST)
        if low >= high:
            break
        aim = words * share / count
        after = min(max(low, bisect_left(sums, aim)), high - 1)
        best = min((max(low, after - 1), after), key=lambda at: abs(sums[at] - aim))
        yield blocks[begin : ends[best]]
        begin, last = ends[best], sums[best]
    yield blocks[begin:]


class Place(NamedTuple):
    """A place in an essay, with enough of the text to find it again after the essay was changed."""

    offset: int
    """Into the canonical text of `edition`."""
    edition: str
    words: str
    """The first 64 characters from there."""


def place_of(essay: Essay, offset: int) -> Place:
    """The place at `offset`; offsets outside the text count as its nearest end."""
    offset = max(0, min(offset, essay.end))
    return Place(offset, essay.edition, essay.text[offset : offset + LENGTH])


def find_place(essay: Essay, place: Place) -> int:
    """Offset of `place` in this edition of the essay.

    In another than its own it is where the beginning of its words stands, else the longest piece of them
    that is still there; of several, the nearest. If nothing is left it is the old offset, inside the text.
    """
    if place.edition != essay.edition:
        text = essay.text
        for skipped, piece in _pieces(place.words):
            found = _nearest(text, piece, max(0, place.offset + skipped))
            if found >= 0:
                back = range(max(0, found - skipped), found)
                return next((start for start in back if _begins_word(text, start)), found)
    return max(0, min(place.offset, essay.end))


def _pieces(words: str) -> Iterator[tuple[int, str]]:
    """Where pieces of `words` begin, and they: the beginning, as long as it is clear; then from any word."""
    if words.strip():
        yield 0, words
    starts = [start for start in range(len(words)) if start == 0 or _begins_word(words, start)]
    for size in range(len(words) - 4, _CLEAR - 1, -4):
        yield 0, words[:size]
    for size in range(len(words) - 4, _SHORTEST - 1, -4):
        for start in starts:
            if start + size <= len(words):
                yield start, words[start : start + size]


def _begins_word(text: str, start: int) -> bool:
    return not text[start].isspace() and (start == 0 or text[start - 1].isspace() or text[start] >= _CJK)


def _nearest(text: str, piece: str, offset: int) -> int:
    before, after = text.rfind(piece, 0, offset + len(piece)), text.find(piece, offset)
    return (
        min(before, after, key=lambda at: abs(at - offset)) if min(before, after) >= 0 else max(before, after)
    )
