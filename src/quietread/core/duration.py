"""How long a text takes, and how long ago something was, in words."""

from __future__ import annotations

import re

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_SPANS = (
    (365 * _DAY, 365 * _DAY, "year"),
    (60 * _DAY, 30 * _DAY, "month"),
    (21 * _DAY, 7 * _DAY, "week"),
    (_DAY, _DAY, "day"),
    (_HOUR, _HOUR, "hour"),
    (2 * _MINUTE, _MINUTE, "minute"),
)
"""From how many seconds on time is counted in what, and how many that has."""
_ONE = {"year": "a year ago", "day": "yesterday", "hour": "an hour ago"}


def ago(seconds: float) -> str:
    """“a moment ago”, “20 minutes ago”, “yesterday”, “3 days ago”, “5 weeks ago”, “2 years ago”."""
    for least, length, name in _SPANS:
        if seconds >= least:
            count = int(seconds // length)
            return _ONE[name] if count == 1 else f"{count} {name}s ago"
    return "a moment ago"


WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction by adults: the mean of 190 studies (M. Brysbaert, J. Memory and
Language 109, 2019)."""

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
    """How long the words still to be read take: “about 5 min”; `spoken`: “about 5 minutes”."""
    return "under a minute" if words < WORDS_A_MINUTE else f"about {length(minutes(words), spoken=spoken)}"


def length(count: int, *, spoken: bool = False) -> str:
    """So many minutes: “5 min”; `spoken`: “5 minutes”."""
    return f"{count} {'min' if not spoken else 'minute' if count == 1 else 'minutes'}"
