"""Sections as the reader meets them: a long section is parted so that each part can be held in a breath."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from quietread.core.essay import Block, Essay

_AIM = 300
"""Words a part of a long section should have (`format.md`, Long sections)."""

_LEAST = 60
"""Words under which a section is not worth a pause, so that no part is cut as small."""


class Part:
    """What stands between two breaths: a section, or a piece of a long one.

    Parts are compared by identity, so that what is computed from one can be kept beside it.
    """

    def __init__(
        self, index: int, section: int, blocks: tuple[Block, ...], breaths: int | None, words: int
    ) -> None:
        self.index = index
        """Its place among the essay's parts, from 0."""
        self.section = section
        """Index of the section as written."""
        self.blocks = blocks
        """Never empty; the section's heading is among them only in its first part."""
        self.breaths = breaths
        """What the author says of the pause before this part: None nothing, 0 none, n breaths."""
        self.words = words
        """Words without headings."""

    @property
    def start(self) -> int:
        """Offset of the part's first character."""
        return self.blocks[0].start

    @property
    def end(self) -> int:
        """Offset one past the part's last character."""
        return self.blocks[-1].end


def parts(essay: Essay, split: int) -> tuple[Part, ...]:
    """The essay's parts in order: what the reader is shown one at a time.

    `split`: sections over this many words are parted (0: never), into ceil(words/300) parts, each cut at
    the block end nearest to k/n of the words, never after an inner heading, never leaving a part under 60
    words. A block that asks for a pause begins a part in any case.
    """
    found: list[Part] = []
    for number, section in enumerate(essay.sections):
        for asked in _as_asked(section.blocks):
            breaths = asked[0].pause or None if asked[0] is not section.blocks[0] else section.pause
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
    """The blocks, parted if they have over `split` words."""
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
