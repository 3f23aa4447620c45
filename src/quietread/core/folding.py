"""Text with what does not count in a search taken away, and the way back to where everything stood."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

from quietread.core.essay import GAP

_SAME = dict(zip("‘’‚‛′ʼ´“”„‟″«»‹›–—―‐‑‒−", "'''''''\"\"\"\"\"\"\"''-------", strict=True))
"""Signs that a keyboard has in one form and a printer in several."""
_LETTERS = {"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O"} | {
    "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ł": "l", "Ł": "L", "ħ": "h", "Ħ": "H", "ı": "i"
}  # fmt: skip
"""Letters that are others with a stroke or two in one, which Unicode does not take apart."""
_VOICED = "\u3099\u309a"
"""What makes a “ga” of a “ka”: no accent, another sound."""
_ASCII = bytes(range(128))

UNSPACED = "\u2e80-\u2fff\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Characters of scripts without spaces, as the inside of a class: a break between two of them is no word's end."""


class Folded:
    """A text as it is compared. Small letters unless `exact`; curly quotes straight, accents gone."""

    def __init__(self, source: str, *, exact: bool = False) -> None:
        self.source = source
        folds = {} if source.isascii() else _folds(source)
        text = source
        for one, plain in folds.items():
            text = text.replace(one, plain)
        self.text = text if exact else text.casefold()
        """What is searched."""
        self._uneven = {one: plain for one, plain in folds.items() if len(plain) != 1}
        self._marks: tuple[list[int], list[int]] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The range of the source that became this range of `text`, not empty.

        Whole characters: half a ligature is the ligature, and a letter has the marks that follow it.
        """
        if not self._uneven:
            return start, end
        first, last = self._at(start), self._at(end - 1) + 1
        while last < len(self.source) and self._uneven.get(self.source[last]) == "":
            last += 1
        return first, last

    def _at(self, index: int) -> int:
        if self._marks is None:
            self._marks = self._measured()
        folded, here = self._marks
        number = bisect_right(folded, index) - 1
        if number < 0:
            return index
        length = len(self._uneven[self.source[here[number]]])
        return here[number] + max(0, index - folded[number] - length + 1)

    def _measured(self) -> tuple[list[int], list[int]]:
        """Where each character of another length begins, in `text` and in the source."""
        folded, here, more = [], [], 0
        for found in re.finditer(f"[{re.escape(''.join(self._uneven))}]", self.source):
            here.append(found.start())
            folded.append(found.start() + more)
            more += len(self._uneven[found[0]]) - 1
        return folded, here


@lru_cache(maxsize=4)
def folded(source: str, *, exact: bool) -> Folded:
    """The text folded; the last few are remembered, for a search is typed letter by letter."""
    return Folded(source, exact=exact)


def index_text(canonical: str) -> str:
    """A canonical text as an index holds it: folded, blocks a space apart, and no space where scripts have none."""
    return closed_up(Folded(canonical).text.replace(GAP, " "))


def closed_up(text: str) -> str:
    """Without the spaces between characters of scripts that have none."""
    return text if text.isascii() else re.sub(f"(?<=[{UNSPACED}]) (?=[{UNSPACED}])", "", text)


def _folds(source: str) -> dict[str, str]:
    """What each character that counts as another one is in plain; such are few in most texts, and soon found."""
    others = set(source.encode(errors="surrogatepass").translate(None, _ASCII).decode(errors="surrogatepass"))
    return {one: plain for one in others if (plain := fold_character(one)) != one}


@lru_cache(maxsize=4096)
def fold_character(one: str) -> str:
    """A character without accents and in its plainest form, its case kept: no character, one, or a few."""
    if one in _SAME:
        return _SAME[one]
    parts = [
        _LETTERS.get(part, _SAME.get(part, part))
        for part in unicodedata.normalize("NFKD", one)
        if not unicodedata.combining(part) or part in _VOICED
    ]
    plain = unicodedata.normalize("NFC", "".join(parts))
    # “¨” would be a space with an accent taken away: a sign that stands alone stays what it is
    return one if plain.isspace() and not one.isspace() else plain
