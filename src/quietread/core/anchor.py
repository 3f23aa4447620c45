"""Find a mark's words again in a text that has changed since.

Three answers: found, probably here, not found. A look-alike must not pass for the sentence a reader
marked, so what decides is less how alike two strings are than whether the old neighbours still stand
beside them. The figures below were measured on synthetic and real editions (`docs/marks.md`).
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import Match, SequenceMatcher
from typing import NamedTuple

from quietread.core.distance import distance, likeness
from quietread.core.mark import CONTEXT, Mark
from quietread.core.notebook import FOUND, LOST, PROBABLY, Kept
from quietread.core.wordlist import WordList, words_of

LEAD = 0.06
"""By how much the best place must beat the next."""
BESIDE = 0.60
"""From here on a neighbour is the old one."""
NEAR = 0.40
"""Below this nothing of the old neighbour is left."""
ALIKE, HALF, CLOSE = 0.60, 0.50, 0.80
"""How much of the quote must be there: with its neighbours, at all, and by itself."""
NEIGHBOUR = 0.72
"""From here on a candidate is what once stood next to the mark."""
_NEIGHBOUR_LETTERS = 32
_VOTERS, _WINDOWS, _COMMON, _BESIDE = 14, 6, 400, 4


class Candidate(NamedTuple):
    """A place where a mark may stand, and what speaks for it."""

    first: int
    """Number of its first word."""
    last: int
    quote: float
    """How like the quote it is, 0-1."""
    before: float | None
    """How like the old neighbour its neighbour is; None where the mark has none."""
    after: float | None
    total: float

    @property
    def beside(self) -> float:
        """The better of the two neighbours."""
        return max(self.before or 0.0, self.after or 0.0)


def locate_all(text: str, marks: Iterable[Mark]) -> dict[str, Kept]:
    """Where each mark stands in `text`, by id."""
    words = WordList(text)
    return {mark.id: locate(words, mark) for mark in marks}


def locate(words: WordList, mark: Mark) -> Kept:
    """Where a mark stands in a text. One not found is given the place most like it, or an empty one."""
    best, state = _Search(words, mark).answer()
    if best is None:
        nowhere = min(mark.start, len(words.text))
        return Kept(mark, nowhere, nowhere, LOST)
    start, end = words.span(best.first, best.last)
    if state == FOUND:
        start, end = _with_signs(words.text, start, end, mark.quote)
    return Kept(mark, start, end, state)


def _with_signs(text: str, start: int, end: int, quote: str) -> tuple[int, int]:
    """The span with the quotation marks and stops around it, as far as the quote had any there."""
    if not quote[:1].isalnum():
        while start > 0 and not text[start - 1].isspace() and not text[start - 1].isalnum():
            start -= 1
    if not quote[-1:].isalnum():
        while end < len(text) and not text[end].isspace() and not text[end].isalnum():
            end += 1
    return start, end


class _Search:
    def __init__(self, words: WordList, mark: Mark) -> None:
        self.words, self.mark = words, mark
        self.quote = words_of(mark.quote)
        self.said = " ".join(self.quote)
        self.before, self.after = " ".join(words_of(mark.before)), " ".join(words_of(mark.after))

    def answer(self) -> tuple[Candidate | None, str]:
        exact = [self._weigh(first, first + len(self.quote) - 1) for first in self.words.runs(self.quote)]
        exact.sort(key=lambda one: -one.total)
        if len(exact) == 1:
            return self._only(exact[0])
        if exact:
            clear = exact[0].total - exact[1].total >= LEAD and exact[0].beside >= BESIDE
            return exact[0], FOUND if clear else PROBABLY
        return self._changed()

    def _only(self, one: Candidate) -> tuple[Candidate, str]:
        if one.beside < BESIDE and (self.before or self.after):
            # An edited copy between the old neighbours would be ours, and this one its twin.
            other, state = self._changed(besides=one)
            if other is not None and state == FOUND and other.total > one.total:
                return other, state
        long = len(self.quote) >= 4 and len(self.said.replace(" ", "")) >= 18
        return one, FOUND if long or one.beside >= BESIDE else PROBABLY

    def _changed(self, besides: Candidate | None = None) -> tuple[Candidate | None, str]:
        found = sorted(set(self._windows()), key=lambda one: -one.total)
        if besides is not None:
            found = [one for one in found if one.last < besides.first or besides.last < one.first]
        if not found:
            return None, LOST
        best = found[0]
        rivals = (one for one in found[1:] if one.last < best.first or best.last < one.first)
        rival = next(rivals, None)
        state = self._state(best, rival)
        return (best, state) if best.quote >= NEAR else (None, LOST)

    def _state(self, best: Candidate, rival: Candidate | None) -> str:
        maybe = PROBABLY if best.quote >= HALF else LOST
        if (rival is not None and best.total - rival.total < LEAD) or self._is_neighbour(best):
            return maybe
        if len(self.quote) >= 3:
            if self._spelling_only(best) and (len(self.quote) >= 6 or best.beside >= BESIDE):
                return FOUND
            sides = [side for side in (best.before, best.after) if side is not None]
            mean = sum(sides) / len(sides) if sides else 0.0
            if best.quote >= ALIKE and best.beside >= BESIDE and (mean >= HALF or best.quote >= CLOSE):
                return FOUND
        return maybe if best.beside >= NEAR or best.quote >= CLOSE else LOST

    def _is_neighbour(self, one: Candidate) -> bool:
        """Whether this is what stood next to the mark, which is gone."""
        here, letters = " ".join(self.words.words[one.first : one.last + 1]), _NEIGHBOUR_LETTERS
        for old, side, there in (
            (self.after[:letters], one.after, here[:letters]),
            (self.before[-letters:], one.before, here[-letters:]),
        ):
            if side is not None and side < BESIDE and likeness(old, there[: len(old)]) >= NEIGHBOUR:
                return True
        return False

    def _spelling_only(self, one: Candidate) -> bool:
        here = self.words.words[one.first : one.last + 1]
        if len(here) != len(self.quote):
            return False
        return all(old == new or self._misspelt(old, new) for old, new in zip(self.quote, here, strict=True))

    def _misspelt(self, old: str, new: str) -> bool:
        """Whether a word is another with its letters astray: a short one only if it is no word otherwise."""
        if any(letter.isdigit() for letter in old + new):
            return False
        if min(len(old), len(new)) < 4 and len(self.words.places[new]) > 1:
            return False
        return distance(old, new) <= max(1, len(old) // 3)

    def _windows(self) -> Iterable[Candidate]:
        """Places that many of the quote's rarer words vote for."""
        count = len(self.quote)
        known = {word: self.words.places[word] for word in self.quote if word in self.words.places}
        voters = sorted(
            (
                (number, word)
                for number, word in enumerate(self.quote)
                if len(known.get(word, ())) in range(1, _COMMON)
            ),
            key=lambda item: len(known[item[1]]),
        )[:_VOTERS]
        slack = max(3, count // 4)
        votes: dict[int, float] = {}
        for number, word in voters:
            for place in known[word]:
                bucket = (place - number) // slack
                votes[bucket] = votes.get(bucket, 0.0) + 1 / len(known[word]) + 0.2
        together = {bucket: votes[bucket] + votes.get(bucket + 1, 0.0) for bucket in votes}
        best = sorted(together, key=lambda key: (-together[key], key))[:_WINDOWS]
        for bucket in dict.fromkeys([*best, *(first // slack for first in self._between())]):
            low = max(0, (bucket - 1) * slack)
            high = min(len(self.words), (bucket + 2) * slack + count + slack)
            one = self._aligned(low, high)
            if one is not None:
                yield one

    def _between(self) -> Iterable[int]:
        """Where the quote would begin beside its old neighbours, should they stand somewhere word for word."""
        before, after = self.before.split()[-_BESIDE:], self.after.split()[:_BESIDE]
        if len(before) == _BESIDE:
            yield from (first + _BESIDE for first in self.words.runs(before)[:_WINDOWS])
        if len(after) == _BESIDE:
            yield from (max(0, first - len(self.quote)) for first in self.words.runs(after)[:_WINDOWS])

    def _aligned(self, low: int, high: int) -> Candidate | None:
        """The stretch of a window that says most of the quote, never across the end of a sentence by itself."""
        here = self.words.words[low:high]
        blocks = SequenceMatcher(None, self.quote, here, autojunk=False).get_matching_blocks()[:-1]
        blocks = _dense(blocks)
        if not blocks:
            return None
        first, last = low + blocks[0].b, low + blocks[-1].b + blocks[-1].size - 1
        for _ in range(blocks[0].a):
            if first == 0 or self.words.stops_after(first - 1):
                break
            first -= 1
        for _ in range(len(self.quote) - blocks[-1].a - blocks[-1].size):
            if self.words.stops_after(last):
                break
            last += 1
        same = sum(
            len(self.quote[number]) for block in blocks for number in range(block.a, block.a + block.size)
        )
        return self._weigh(first, last, same)

    def _weigh(self, first: int, last: int, same: int = 0) -> Candidate:
        """Weigh a place; `same`: letters in words that the quote has too, in the same order."""
        here = " ".join(self.words.words[first : last + 1])
        letters = len("".join(self.quote)) + len(here.replace(" ", ""))
        # Words put in between cost letters but take nothing away: the larger of the two tells better.
        quote = max(0.0, 1 - distance(self.said, here) / max(1, len(self.said)), 2 * same / max(1, letters))
        start, end = self.words.span(first, last)
        before = self._side(self.before, self.words.said(start - CONTEXT - 12, start), at_end=True)
        after = self._side(self.after, self.words.said(end, end + CONTEXT + 12), at_end=False)
        where = 1 - min(1.0, abs(start - self.mark.start) / max(1, len(self.words.text)))
        weights = [(50, quote), (2, where), *((20, side) for side in (before, after) if side is not None)]
        total = sum(weight * value for weight, value in weights) / sum(weight for weight, _ in weights)
        return Candidate(first, last, quote, before, after, total)

    def _side(self, old: str, new: str, *, at_end: bool) -> float | None:
        if not old:
            return None
        return likeness(old, new[-len(old) :] if at_end else new[: len(old)])


def _dense(blocks: list[Match]) -> list[Match]:
    """Matching blocks without those at either end that cost more strange words than they bring."""
    while len(blocks) > 1 and _strange(blocks[0], blocks[1]) > 2 * blocks[0].size:
        blocks = blocks[1:]
    while len(blocks) > 1 and _strange(blocks[-2], blocks[-1]) > 2 * blocks[-1].size:
        blocks = blocks[:-1]
    return blocks


def _strange(one: Match, other: Match) -> int:
    """Words between two matching blocks that the quote does not have."""
    return (other.b - one.b - one.size) - (other.a - one.a - one.size)
