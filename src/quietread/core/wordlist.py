"""A text as the words a reader would say, and how much two of them differ: quotes, dashes, case do not matter."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_CJK}]|(?:(?![{_CJK}])[^\W_])+(?:['’](?:(?![{_CJK}])[^\W_])+)*")
_STOPS = re.compile(r"(?:[.!?…。！？؟।]|\n\n)+")


class WordList:
    """The words of a text, where each stands, and where each word occurs."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[str] = []
        """Lower case, compatibility forms folded, apostrophes gone; a CJK character is a word."""
        self.starts: list[int] = []
        self.ends: list[int] = []
        for found in _WORD.finditer(text):
            self.words.append(_plain(found[0]))
            self.starts.append(found.start())
            self.ends.append(found.end())
        self.places: dict[str, list[int]] = {}
        """Where each word occurs, by its number."""
        for number, word in enumerate(self.words):
            self.places.setdefault(word, []).append(number)

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the words from `first` to `last` (included) stand in the text."""
        return self.starts[first], self.ends[last]

    def run(self, first: int, last: int) -> str:
        """The words from `first` to `last` (included), with single spaces."""
        return " ".join(self.words[first : last + 1])

    def said(self, start: int, end: int) -> str:
        """Those that begin between two offsets, with single spaces."""
        return " ".join(self.words[bisect_left(self.starts, start) : bisect_left(self.starts, end)])

    def stops_after(self, number: int) -> bool:
        """Whether a sentence ends between this word and the next, as before the first and after the last."""
        if not 0 <= number < len(self.words) - 1:
            return True
        return _STOPS.search(self.text, self.ends[number], self.starts[number + 1]) is not None

    def runs(self, words: Sequence[str]) -> list[int]:
        """The number of the first word wherever just these stand in a row."""
        if not words:
            return []
        offset, rarest = min(enumerate(words), key=lambda item: len(self.places.get(item[1], ())))
        found = (place - offset for place in self.places.get(rarest, ()))
        return [
            first for first in found if first >= 0 and self.words[first : first + len(words)] == list(words)
        ]


def stops_in(text: str) -> int:
    """How many times a sentence ends in a text."""
    return len(_STOPS.findall(text))


def words_of(text: str) -> list[str]:
    """The words of a short text."""
    return [_plain(found[0]) for found in _WORD.finditer(text)]


def _plain(word: str) -> str:
    if not word.isascii():
        word = unicodedata.normalize("NFKC", word).replace("’", "")
    return word.replace("'", "").lower()


def distance(one: str, other: str) -> int:
    """Letters to insert, delete or exchange to make one string the other.

    Bit-parallel, after Myers (J. ACM 46, 1999) in Hyyrö's form for whole strings.
    """
    if one == other:
        return 0
    if not one or not other:
        return len(one) + len(other)
    full = (1 << len(one)) - 1
    top = 1 << (len(one) - 1)
    where: dict[str, int] = {}
    for number, letter in enumerate(one):
        where[letter] = where.get(letter, 0) | 1 << number
    rising, falling, score = full, 0, len(one)
    for letter in other:
        match = where.get(letter, 0)
        diagonal = (((match & rising) + rising) ^ rising) | match | falling
        up = falling | ~(diagonal | rising) & full
        down = rising & diagonal
        score += bool(up & top) - bool(down & top)
        up = (up << 1 | 1) & full
        down = down << 1 & full
        rising = down | ~(diagonal | up) & full
        falling = up & diagonal
    return score


def likeness(one: str, other: str) -> float:
    """1 for the same string, 0 for nothing in common."""
    longer = max(len(one), len(other))
    return 1 - distance(one, other) / longer if longer else 1.0
