"""Sections as the reader meets them: a long section is parted so that each part can be held in a breath."""

from __future__ import annotations

from dataclasses import dataclass

from quietread.core.essay import Block, Essay


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What stands between two breaths: a section, or a piece of a long one.

    Parts are compared by identity, so that what is computed from one can be kept beside it.
    """

    index: int
    """Its place among the essay's parts, from 0."""
    section: int
    """Index of the section as written."""
    blocks: tuple[Block, ...]
    """Never empty; the section's heading is among them only in its first part."""
    breaths: int | None
    """What the author says of the pause before this part: None nothing, 0 none, n breaths."""
    words: int
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
    raise NotImplementedError((essay, split))
