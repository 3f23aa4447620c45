"""Which way a text runs."""

from __future__ import annotations

import re

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_LETTER = re.compile(r"[^\W\d_]")
RIGHT_TO_LEFT = "this text runs from right to left; with --plain the terminal orders it"
SAMPLE = 2000
"""Characters looked at: an essay does not change its direction later on."""


def runs_right_to_left(text: str) -> bool:
    """Whether most letters at the beginning of a text belong to scripts written from right to left."""
    if text.isascii():
        return False
    sample = text[:SAMPLE]
    return 2 * len(_RIGHT_TO_LEFT.findall(sample)) > len(_LETTER.findall(sample))
