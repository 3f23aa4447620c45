"""Finding words in a text as a reader means them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SAME = str.maketrans("‘’‚‛“”„‟«»‹›′″–—―‐‑‒−", "''''\"\"\"\"\"\"''" + "'\"" + "-------")
"""Signs that a keyboard has in one form and a printer in several."""


def find(text: str, query: str) -> tuple[tuple[int, int], ...]:
    """Where `query` stands in `text`: offsets, half open, in order, never overlapping.

    White space matches any white space, so a phrase is found across rows and paragraphs; curly quotes are
    straight ones, accents do not count. Capitals count only if the query has one.
    """
    words = query.split()
    if not words:
        return ()
    exact = any(one.isupper() for one in query)
    plain = _plain(text, exact=exact)
    pattern = r"\s+".join(re.escape(_plain(word, exact=exact)) for word in words)
    return tuple(match.span() for match in re.finditer(pattern, plain))


@lru_cache(maxsize=4)
def _plain(text: str, *, exact: bool) -> str:
    """The text with what does not count taken away, character for character, so that offsets stay."""
    plain = text.translate(_SAME)
    if not plain.isascii():
        plain = plain.translate({ord(one): _bare(one) for one in set(plain) if ord(one) > 127})
    return plain if exact else "".join(map(_small, plain)) if not plain.isascii() else plain.lower()


def _bare(one: str) -> str:
    """A letter without its accent, if that leaves one letter."""
    bare = "".join(part for part in unicodedata.normalize("NFD", one) if not unicodedata.combining(part))
    return bare if len(bare) == 1 else one


def _small(one: str) -> str:
    small = one.lower()
    return small if len(small) == 1 else one
