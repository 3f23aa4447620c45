"""What a reader means by “8”, “8-9” and “8 "phrase"”: a range of the section that was printed last."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quietread.core.essay import Essay, Sentence
from quietread.core.find import find
from quietread.errors import NotFoundError

_PICK = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?(?:\s+(.+))?")
_QUOTED = re.compile("[\"'“”„](.+)[\"'“”]")


def picked(essay: Essay, here: Sequence[Sentence], typed: str) -> tuple[int, int] | None:
    """The range that `typed` names among the sentences `here`; None if it is no such thing at all.

    Raises NotFoundError for a number that is not there, or words that are not in those sentences.
    """
    match = _PICK.fullmatch(typed)
    if match is None:
        return None
    first = sentence_at(here, match[1])
    last = sentence_at(here, match[2]) if match[2] else first
    start, end = min(first.start, last.start), max(first.end, last.end)
    if not match[3]:
        return start, end
    quoted = _QUOTED.fullmatch(match[3])
    words = quoted[1] if quoted else match[3]
    text = essay.text[start:end]
    found = find(text, words)
    if not found:
        raise NotFoundError(f"no “{words}” in sentence {match[1]}")
    whole = [span for span in found if _stands_alone(text, *span)]
    begin, stop = (whole or found)[0]
    return start + begin, start + stop


def sentence_at(here: Sequence[Sentence], number: str) -> Sentence:
    """The sentence of that number. Raises NotFoundError."""
    at = int(number) if number.isdecimal() and len(number) < 9 else 0
    if not here:
        raise NotFoundError("no sentences here")
    if not 1 <= at <= len(here):
        raise NotFoundError(f"no sentence {number} here: 1 to {len(here)}")
    return here[at - 1]


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no word is cut at either end."""
    around = (text[start - 1 : start + 1] if start else "", text[end - 1 : end + 1])
    return not any(len(pair) == 2 and pair.isalnum() for pair in around)
