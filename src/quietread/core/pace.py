"""How long a text takes: words, minutes, and how the status row says it."""

from __future__ import annotations

import re

WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction by adults, the mean of 190 studies (M. Brysbaert, “How many words
do we read per minute?”, Journal of Memory and Language 109, 2019)."""

# Not compiled yet: that takes 2 ms, and an essay from the cache has its words counted.
_CHARACTER = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"


def count_words(text: str) -> int:
    """Words in a text, by white space; each Chinese or Japanese character counts half a word."""
    if text.isascii() or not re.search(_CHARACTER, text):
        return len(text.split())
    rest, characters = re.subn(_CHARACTER, " ", text)
    return (characters + 1) // 2 + sum(1 for word in rest.split() if re.search(r"\w", word))


def minutes(words: int) -> int:
    """Whole minutes for so many words, at least 1."""
    return max(1, round(words / WORDS_A_MINUTE))


def time_left(words: int, *, spoken: bool = False) -> str:
    """What the status row says of the words still to be read: “about 5 min”; `spoken`: “about 5 minutes”."""
    if words < WORDS_A_MINUTE:
        return "under a minute"
    return f"about {length(minutes(words), spoken=spoken)}"


def length(count: int, *, spoken: bool = False) -> str:
    """So many minutes: “5 min”; `spoken`: “5 minutes”."""
    return f"{count} {'min' if not spoken else 'minute' if count == 1 else 'minutes'}"
