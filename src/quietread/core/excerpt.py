"""What is shown of a text around something found in it."""

from __future__ import annotations

from typing import NamedTuple

from quietread.core.essay import Essay
from quietread.core.text import collapse


class Excerpt(NamedTuple):
    """A line out of a text."""

    text: str
    lit: tuple[int, int]
    """Where in it stands what was found."""


def excerpt(text: str, start: int, end: int, *, before: int, after: int, gap: str = "…") -> Excerpt:
    """What was found, with up to so many characters before and after it, whole words; `gap` where it is cut."""
    begin, stop = max(0, start - before), min(len(text), end + after)
    if begin > 0:
        begin = text.find(" ", begin, start) + 1 or begin
    if stop < len(text):
        space = text.rfind(" ", end, stop + 1)
        stop = space if space >= 0 else stop
    left = collapse(f"{gap if begin else ''}{text[begin:start]}|")[:-1]
    found = collapse(text[start:end])
    right = collapse(f"|{text[end:stop]}{gap if stop < len(text) else ''}")[1:]
    return Excerpt(f"{left}{found}{right}", (len(left), len(left) + len(found)))


def sentences_over(essay: Essay, start: int, end: int) -> tuple[int, int]:
    """The range of the whole sentences that a range touches."""
    touched = [
        one
        for block in essay.blocks
        if block.start < end and start < block.end
        for one in block.sentences
        if one.start < end and start < one.end
    ]
    return (touched[0].start, touched[-1].end) if touched else (start, end)
