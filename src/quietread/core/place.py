"""Where a reader is, in a form that survives re-wrapping and new editions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from quietread.core.essay import Essay

LENGTH = 64
"""Characters of text a place remembers."""

CLEAR = 20
"""So many characters of the beginning say more than a longer piece from further on."""

SHORTEST = 12
"""Fewer characters than this are found in too many wrong places."""

_CJK = "\u2e80"
"""From here on, scripts have no spaces to tell where a word begins."""


class Place(NamedTuple):
    """A place in an essay, with enough of the text to find it again after the essay was changed."""

    offset: int
    """Into the canonical text of `edition`."""
    edition: str
    """The essay's edition when the place was kept."""
    words: str
    """The first 64 characters from there."""


def place_of(essay: Essay, offset: int) -> Place:
    """The place at `offset`; offsets outside the text count as its nearest end."""
    offset = max(0, min(offset, essay.end))
    return Place(offset, essay.edition, essay.text[offset : offset + LENGTH])


def find_place(essay: Essay, place: Place) -> int:
    """Offset of `place` in this edition of the essay.

    In the same edition it stands where it stood. In another, the beginning of its words, else the longest
    piece of them that is still there, shows where it is; of several, the one nearest to the old offset. If
    nothing of them is left it is the old offset, at most the end of the text.
    """
    if place.edition != essay.edition:
        text = essay.text
        for skipped, piece in _pieces(place.words):
            found = _nearest(text, piece, place.offset + skipped)
            if found is not None:
                back = range(max(0, found - skipped), found)
                return next((start for start in back if _begins_word(text, start)), found)
    return max(0, min(place.offset, essay.end))


def _pieces(words: str) -> Iterator[tuple[int, str]]:
    """Pieces of `words` that begin with a word, and where: the beginning, as long as it is clear; then any."""
    if words.strip():
        yield 0, words
    starts = [start for start in range(len(words)) if start == 0 or _begins_word(words, start)]
    for size in range(len(words) - 4, CLEAR - 1, -4):
        yield 0, words[:size]
    for size in range(len(words) - 4, SHORTEST - 1, -4):
        for start in starts:
            if start + size <= len(words):
                yield start, words[start : start + size]


def _begins_word(text: str, start: int) -> bool:
    return not text[start].isspace() and (start == 0 or text[start - 1].isspace() or text[start] >= _CJK)


def _nearest(text: str, piece: str, offset: int) -> int | None:
    before = text.rfind(piece, 0, max(0, offset) + len(piece))
    after = text.find(piece, max(0, offset))
    if min(before, after) < 0:
        return max(before, after) if max(before, after) >= 0 else None
    return min(before, after, key=lambda found: abs(found - offset))
