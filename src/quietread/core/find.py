"""Finding words in a text as a reader means them, what is shown around them, and searching in an open essay."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from quietread.core import walk
from quietread.core.essay import GAP, Essay
from quietread.core.text import collapse
from quietread.core.view import View

_SAME = dict(zip("‘’‚‛′ʼ´“”„‟″«»‹›–—―‐‑‒−", "'''''''\"\"\"\"\"\"\"''-------", strict=True))
"""Signs that a keyboard has in one form and a printer in several."""
_LETTERS = {
    one[0]: one[1:]
    for one in "ßss ẞSS æae ÆAE œoe ŒOE øo ØO đd ĐD ðd ÐD þth ÞTh łl ŁL ħh ĦH ıi".split()  # noqa: SIM905
}
"""Letters that Unicode does not take apart."""
_VOICED = "\u3099\u309a"
"""What makes a “ga” of a “ka”: no accent."""
_ASCII = bytes(range(128))
_UNSPACED = "\u2e80-\u2fff\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts without spaces, as the inside of a class: a break between two of these is no word's end."""

Spans = tuple[tuple[int, int], ...]
"""Ranges of a text, half open, in order, none over another."""


class Folded:
    """A text as it is compared: small letters unless `exact`, curly quotes straight, accents gone."""

    def __init__(self, source: str, *, exact: bool = False) -> None:
        self.source = source
        folds = {} if source.isascii() else _folds(source)
        text = source
        for one, plain in folds.items():
            text = text.replace(one, plain)
        self.text = text if exact else text.casefold()
        self._uneven = {one: plain for one, plain in folds.items() if len(plain) != 1}
        self._marks: tuple[list[int], list[int]] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The range of the source that became this one of `text`, which is not empty.

        Half a ligature is the ligature, and a letter has the marks that follow it.
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
        """Where each character of another length begins, here and there."""
        folded, here, more = [], [], 0
        for found in re.finditer(f"[{re.escape(''.join(self._uneven))}]", self.source):
            here.append(found.start())
            folded.append(found.start() + more)
            more += len(self._uneven[found[0]]) - 1
        return folded, here


# a search is typed letter by letter
_folded = lru_cache(maxsize=4)(Folded)


def _folds(source: str) -> dict[str, str]:
    """The characters that count as others, which are few in most texts and soon found."""
    others = set(source.encode(errors="surrogatepass").translate(None, _ASCII).decode(errors="surrogatepass"))
    return {one: plain for one in others if (plain := fold_character(one)) != one}


@lru_cache(maxsize=4096)
def fold_character(one: str) -> str:
    """A character without accents, in its plainest form, its case kept: none, one or a few."""
    if one in _SAME:
        return _SAME[one]
    parts = [
        _LETTERS.get(part, _SAME.get(part, part))
        for part in unicodedata.normalize("NFKD", one)
        if not unicodedata.combining(part) or part in _VOICED
    ]
    plain = unicodedata.normalize("NFC", "".join(parts))
    # “¨” would be a space: a sign that stands alone stays what it is
    return one if plain.isspace() and not one.isspace() else plain


def find(text: str, query: str) -> Spans:
    """Where `query` stands in `text`, also across rows and paragraphs, also as half a word.

    Curly quotes are straight ones, accents do not count, capitals only if the query has one.
    """
    pattern = _pattern(query)
    if pattern is None:
        return ()
    searched = _folded(text, exact=_exact(query))
    spans: list[tuple[int, int]] = []
    for match in pattern.finditer(searched.text):
        start, end = searched.span(*match.span())
        if not spans or start >= spans[-1][1]:
            spans.append((start, end))
    return tuple(spans)


def index_text(canonical: str) -> str:
    """A canonical text as an index holds it: blocks a space apart, and no space where scripts have none."""
    return _closed_up(Folded(canonical).text.replace(GAP, " "))


def needle(query: str) -> str:
    """What `index_text` of a text holds if `find` finds `query` in it."""
    return _closed_up(collapse(_folded(query, exact=False).text))


def _closed_up(text: str) -> str:
    return text if text.isascii() else re.sub(f"(?<=[{_UNSPACED}]) (?=[{_UNSPACED}])", "", text)


def _exact(query: str) -> bool:
    return any(one.isupper() for one in query)


@lru_cache(maxsize=16)
def _pattern(query: str) -> re.Pattern[str] | None:
    """The query as a pattern over folded text, None if it is empty."""
    text = _closed_up(collapse(_folded(query, exact=_exact(query)).text))
    unspaced = re.compile(f"[{_UNSPACED}]")
    pattern = ""
    for one, after in pairwise([*text, ""]):
        pattern += r"\s+" if one == " " else re.escape(one)
        if unspaced.match(one) and unspaced.match(after):
            pattern += r"\s*"
    return re.compile(pattern) if text else None


class Excerpt(NamedTuple):
    """A line out of a text, and where in it is what was found."""

    text: str
    lit: tuple[int, int]


def excerpt(text: str, start: int, end: int, *, before: int, after: int, gap: str = "…") -> Excerpt:
    """What was found, with so many characters around it, whole words; `gap` where it is cut."""
    begin, stop = max(0, start - before), min(len(text), end + after)
    if begin > 0:
        begin = text.find(" ", begin, start) + 1 or begin
    if stop < len(text):
        space = text.rfind(" ", end, stop + 1)
        stop = space if space >= 0 else stop
    left = collapse(f"{gap if begin else ''}{text[begin:start]}|")[:-1]
    found = collapse(text[start:end])
    right = collapse(f"|{text[end:stop]}{gap if stop < len(text) else ''}")[1:]
    return Excerpt(f"{left}{found}{right}", (len(left), len(left) + len(found)))


def sentences_over(essay: Essay, start: int, end: int) -> tuple[int, int]:
    """The whole sentences that a range touches."""
    touched = [
        one
        for block in essay.blocks
        if block.start < end and start < block.end
        for one in block.sentences
        if one.start < end and start < one.end
    ]
    return (touched[0].start, touched[-1].end) if touched else (start, end)


def sought(origin: View, query: str) -> View:
    """The first place from `origin` on where `query` stands, else the first of all; without one `origin`."""
    hits = find(origin.essay.text, query)
    view = origin._replace(sought=query, hits=(), chosen=None)
    return _at(view, hits, bisect_left(hits, (origin.place, 0)) % len(hits)) if hits else view


def stepped(view: View, step: int) -> View | None:
    """The place after (`step` 1) or before (-1) the one chosen, round and round; None: there is none.

    It is said which one it is, and when the search went on from the other end.
    """
    hits = view.hits or find(view.essay.text, view.sought)
    if not hits:
        return None
    here = view.chosen[0] if view.chosen in hits and view.chosen else view.place - (step > 0)
    number = bisect_right(hits, (here, view.essay.end)) if step > 0 else bisect_left(hits, (here, 0)) - 1
    wrapped = not 0 <= number < len(hits)
    number %= len(hits)
    end = f", from the {'start' if step > 0 else 'end'}" if wrapped else ""
    return _at(view, hits, number)._replace(message=_told(hits, number) + end)


def settled(view: View) -> View:
    """Once the search has been typed: which of the places found this is."""
    number = view.hits.index(view.chosen) if view.chosen in view.hits and view.chosen else 0
    return view._replace(message=_told(view.hits, number))


def opened(view: View, query: str, place: int | None = None) -> View:
    """An essay found by `query`: at its first place, or at `place`, every other one lit."""
    if place is None:
        found = sought(walk.home(view), query)
        return settled(found) if found.hits else view
    return walk.go(view, place)._replace(sought=query, hits=find(view.essay.text, query), message="")


def _told(hits: Spans, number: int) -> str:
    return f"{number + 1} of {len(hits)}"


def _at(view: View, hits: Spans, number: int) -> View:
    """The page with a place found; the one that stands, if it shows it."""
    start = hits[number][0]
    shown = None if view.at_related else view.shown
    if shown is None or not shown[0] <= start < shown[1]:
        view = walk.go(view, start)
    return view._replace(hits=hits, chosen=hits[number])
