"""A text as the words a reader would say, so that quotes, dashes, case and wrapping do not matter."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_CJK}]|(?:(?![{_CJK}])[^\W_])+(?:['’](?:(?![{_CJK}])[^\W_])+)*")
_STOP = re.compile(r"[.!?…。！？؟।]|\n\n")
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
        """Offsets in the text of the words from `first` to `last`, both included."""
        return self.starts[first], self.ends[last]

    def run(self, first: int, last: int) -> str:
        """The words from `first` to `last`, both included, with single spaces."""
        return " ".join(self.words[first : last + 1])

    def said(self, start: int, end: int) -> str:
        """The words that begin between two offsets, with single spaces."""
        return " ".join(self.words[bisect_left(self.starts, start) : bisect_left(self.starts, end)])

    def stops_after(self, number: int) -> bool:
        """Whether a sentence ends between this word and the next, as it does before the first and after the last."""
        if not 0 <= number < len(self.words) - 1:
            return True
        return _STOP.search(self.text, self.ends[number], self.starts[number + 1]) is not None

    def runs(self, words: Sequence[str]) -> list[int]:
        """Every place where just these words stand in a row: the number of the first."""
        if not words:
            return []
        offset, rarest = min(enumerate(words), key=lambda item: len(self.places.get(item[1], ())))
        found = (place - offset for place in self.places.get(rarest, ()))
        return [
            first for first in found if first >= 0 and self.words[first : first + len(words)] == list(words)
        ]


def stops_in(text: str) -> int:
    """How many times a sentence ends in a text: once for a sentence with its full stop."""
    return len(_STOPS.findall(text))


def words_of(text: str) -> list[str]:
    """The words of a short text."""
    return [_plain(found[0]) for found in _WORD.finditer(text)]


def _plain(word: str) -> str:
    if not word.isascii():
        word = unicodedata.normalize("NFKC", word).replace("’", "")
    return word.replace("'", "").lower()
