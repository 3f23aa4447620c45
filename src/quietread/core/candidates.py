"""Where a mark's words may stand in a changed text, and what speaks for each place."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import Match, SequenceMatcher
from typing import NamedTuple

from quietread.core.mark import CONTEXT, Mark
from quietread.core.wordlist import WordList, distance, likeness, stops_in, words_of

_VOTERS, _WINDOWS, _COMMON, _BESIDE = 14, 6, 400, 4
_PUT_IN = 12
"""Words that may have come between two old neighbours, besides twice as many as the quote has."""


class Candidate(NamedTuple):
    """A place where a mark may stand, and what speaks for it."""

    first: int
    """Number of its first word."""
    last: int
    quote: float
    """How like the quote it is, 0-1."""
    before: float | None
    """How like the old neighbour its neighbour is; None where the mark has none. The edge of a text is one."""
    after: float | None
    total: float

    @property
    def beside(self) -> float:
        """The better of the two neighbours."""
        return max(self.before or 0.0, self.after or 0.0)

    def apart(self, other: Candidate) -> bool:
        """Whether they share no word."""
        return self.last < other.first or other.last < self.first


class Quest:
    """The search for one mark in one text."""

    def __init__(self, words: WordList, mark: Mark) -> None:
        self.words, self.mark = words, mark
        self.quote = words_of(mark.quote)
        self.said = " ".join(self.quote)
        self.before, self.after = " ".join(words_of(mark.before)), " ".join(words_of(mark.after))
        self._letters = len("".join(self.quote))
        self._stops = stops_in(mark.quote)
        self._most = 2 * len(self.quote) + _PUT_IN

    def exact(self) -> list[Candidate]:
        """Wherever the very words stand, in the order of the text."""
        return [self._weigh(first, first + len(self.quote) - 1) for first in self.words.runs(self.quote)]

    def changed(self) -> set[Candidate]:
        """The few places most like it."""
        spans = {span for window in self._windows() for span in self._aligned(*window)}
        return {self._weigh(*span) for span in [*spans, *self._beside_old()]}

    def _windows(self) -> Iterator[tuple[int, int]]:
        """First and one past the last word of where many of the quote's rarer words vote for."""
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
        for bucket in dict.fromkeys([*best, *(first // slack for first in self._beside())]):
            low = max(0, (bucket - 1) * slack)
            yield low, min(len(self.words), (bucket + 2) * slack + count + slack)

    def _beside(self) -> Iterator[int]:
        """Where the quote would begin beside its old neighbours, should they stand somewhere word for word."""
        yield from self._follow()[:_WINDOWS]
        yield from (max(0, first - len(self.quote)) for first in self._precede()[:_WINDOWS])

    def _beside_old(self) -> Iterator[tuple[int, int]]:
        """What stands now beside an old neighbour: as many sentences as the quote ends, or up to the other one."""
        firsts, ends = self._follow(), self._precede()
        for first in firsts[:_WINDOWS]:
            stops, last = self._stops, first
            while last + 1 < len(self.words) and last + 1 not in ends and last - first < self._most:
                stops -= self.words.stops_after(last)
                if stops == 0:
                    break
                last += 1
            if first < len(self.words) and first not in ends:
                yield first, last
        for end in ends[:_WINDOWS]:
            stops, first = self._stops, end - 1
            while first > 0 and first not in firsts and end - first < self._most:
                stops -= self.words.stops_after(first - 1)
                if stops == 0:
                    break
                first -= 1
            if end > 0 and end not in firsts:
                yield first, end - 1

    def _follow(self) -> list[int]:
        """Every word that follows the last few of the neighbour before."""
        before = self.before.split()[-_BESIDE:]
        return [first + _BESIDE for first in self.words.runs(before)] if len(before) == _BESIDE else []

    def _precede(self) -> list[int]:
        """Every place where the neighbour after begins."""
        after = self.after.split()[:_BESIDE]
        return self.words.runs(after) if len(after) == _BESIDE else []

    def _aligned(self, low: int, high: int) -> Iterator[tuple[int, int]]:
        """The stretch of a window that says most of the quote, never across the end of a sentence by itself."""
        blocks = _dense(self._blocks(low, high))
        if not blocks:
            return
        first, last = low + blocks[0].b, low + blocks[-1].b + blocks[-1].size - 1
        for _ in range(blocks[0].a):
            if first == 0 or self.words.stops_after(first - 1):
                break
            first -= 1
        for _ in range(len(self.quote) - blocks[-1].a - blocks[-1].size):
            if self.words.stops_after(last):
                break
            last += 1
        yield first, last

    def _blocks(self, low: int, high: int) -> list[Match]:
        here = self.words.words[low:high]
        return SequenceMatcher(None, self.quote, here, autojunk=False).get_matching_blocks()[:-1]

    def _weigh(self, first: int, last: int) -> Candidate:
        here = self.words.run(first, last)
        # Words put in between cost letters but take nothing away: the larger of the two tells better.
        same = sum(
            len("".join(self.quote[one.a : one.a + one.size])) for one in self._blocks(first, last + 1)
        )
        shared = 2 * same / max(1, self._letters + len(here.replace(" ", "")))
        quote = max(0.0, 1 - distance(self.said, here) / max(1, len(self.said)), shared)
        start, end = self.words.span(first, last)
        before = self._before(self.words.said(start - CONTEXT - 12, start))
        after = self._after(self.words.said(end, end + CONTEXT + 12))
        where = 1 - min(1.0, abs(start - self.mark.start) / max(1, len(self.words.text)))
        weights = [(50, quote), (2, where), *((20, side) for side in (before, after) if side is not None)]
        total = sum(weight * value for weight, value in weights) / sum(weight for weight, _ in weights)
        return Candidate(first, last, quote, before, after, total)

    def _before(self, here: str) -> float | None:
        if self.before:
            return likeness(self.before, here[-len(self.before) :])
        return 1.0 if self.after and not here else None

    def _after(self, here: str) -> float | None:
        if self.after:
            return likeness(self.after, here[: len(self.after)])
        return 1.0 if self.before and not here else None


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
