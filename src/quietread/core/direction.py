"""Which way a text runs."""

from __future__ import annotations

_RIGHT_TO_LEFT = (
    ("\u0590", "\u08ff"),
    ("\ufb1d", "\ufdff"),
    ("\ufe70", "\ufeff"),
    ("\U00010800", "\U00010fff"),
    ("\U0001e800", "\U0001efff"),
)
"""First and last characters of the blocks of such scripts."""
RIGHT_TO_LEFT = "text from right to left; with --plain the terminal orders it"
SAMPLE = 2000
"""Characters looked at: an essay does not change its direction later on."""


def runs_right_to_left(text: str) -> bool:
    """Whether most letters at the beginning of a text belong to scripts written from right to left."""
    sample = text[:SAMPLE]
    found = {char for char in set(sample) if any(first <= char <= last for first, last in _RIGHT_TO_LEFT)}
    if not found:
        return False
    return 2 * sum(char in found for char in sample) > sum(char.isalpha() for char in sample)
