"""Finding words in a text as a reader means them."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from quietread.core.folding import UNSPACED, closed_up, folded


def find(text: str, query: str) -> tuple[tuple[int, int], ...]:
    """Where `query` stands in `text`: offsets, half open, in order, never overlapping.

    White space matches any white space, so a phrase is found across rows and paragraphs; curly quotes are
    straight ones, accents do not count, a ligature is its letters. Capitals count only if the query has
    one. Anywhere in a word: half a word is found too.
    """
    pattern = _pattern(query)
    if pattern is None:
        return ()
    searched = folded(text, exact=_exact(query))
    spans: list[tuple[int, int]] = []
    for match in pattern.finditer(searched.text):
        start, end = searched.span(*match.span())
        if not spans or start >= spans[-1][1]:
            spans.append((start, end))
    return tuple(spans)


def needle(query: str) -> str:
    """What `core.folding.index_text` of a text holds if `find` finds `query` in it (and perhaps otherwise)."""
    return closed_up(" ".join(folded(query, exact=False).text.split()))


def _exact(query: str) -> bool:
    return any(one.isupper() for one in query)


@lru_cache(maxsize=16)
def _pattern(query: str) -> re.Pattern[str] | None:
    """The query as a pattern over folded text, None if there is nothing in it to look for."""
    words = folded(query, exact=_exact(query)).text.split()
    if not words:
        return None
    text = closed_up(" ".join(words))
    unspaced = re.compile(f"[{UNSPACED}]")
    pattern = ""
    for one, after in pairwise([*text, ""]):
        pattern += r"\s+" if one == " " else re.escape(one)
        if unspaced.match(one) and unspaced.match(after):
            pattern += r"\s*"
    return re.compile(pattern)
