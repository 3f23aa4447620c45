"""How long a text takes, and how long ago something was, in words."""

from __future__ import annotations

import re

MINUTE, HOUR, DAY = 60, 3600, 86400


def ago(seconds: float) -> str:
    """“a moment ago”, “20 minutes ago”, “yesterday”, “3 days ago”, “5 weeks ago”, “2 years ago”."""
    if seconds < 2 * MINUTE:
        return "a moment ago"
    if seconds < HOUR:
        return f"{int(seconds // MINUTE)} minutes ago"
    if seconds < DAY:
        hours = int(seconds // HOUR)
        return "an hour ago" if hours == 1 else f"{hours} hours ago"
    days = int(seconds // DAY)
    if days == 1:
        return "yesterday"
    for length, name in ((365, "year"), (60, "month"), (21, "week")):
        if days >= length:
            count = days // {"year": 365, "month": 30, "week": 7}[name]
            return f"a {name} ago" if count == 1 else f"{count} {name}s ago"
    return f"{days} days ago"


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
