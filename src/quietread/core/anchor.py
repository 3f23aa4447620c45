"""Find a mark's words again in a text that has changed since.

Three answers: found, probably here, not found. A look-alike must not pass for the sentence a reader
marked, so what decides is less how alike two strings are than whether the old neighbours still stand
beside them. The figures were measured on synthetic and real editions (`docs/marks.md`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import Match, SequenceMatcher
from typing import NamedTuple

from quietread.core.mark import CONTEXT, Mark
from quietread.core.notebook import FOUND, LOST, PROBABLY, Kept
from quietread.core.wordlist import WordList, distance, likeness, stops_in, words_of

LEAD = 0.06
"""By how much the best place must beat the next."""
BESIDE = 0.60
"""From here on a neighbour is the old one."""
NEAR = 0.40
"""Below this nothing of the old neighbour is left."""
ALIKE, HALF, CLOSE = 0.60, 0.50, 0.80
"""How much of the quote must be there: with its neighbours, at all, and by itself."""
UNTOUCHED = 0.90
"""From here on a side is as it was: half of the quote between two such is enough to be found, less to be suggested."""
NEIGHBOUR = 0.72
"""From here on a candidate is what once stood next to the mark."""
_NEIGHBOUR_LETTERS = 32
_VOTERS, _WINDOWS, _COMMON, _BESIDE = 14, 6, 400, 4
_PUT_IN = 12
"""Words that may have come between two old neighbours, besides twice as many as the quote has."""


class Candidate(NamedTuple):
    """A place where a mark may stand, from its first word to its last, and what speaks for it."""

    first: int
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

    @property
    def in_its_place(self) -> bool:
        """Whether both old neighbours stand on either side."""
        return (
            self.before is not None and self.after is not None and (self.before + self.after) / 2 >= UNTOUCHED
        )

    def apart(self, other: Candidate) -> bool:
        """Whether they share no word."""
        return self.last < other.first or other.last < self.first


class _Quest:
    """The search for one mark in one text."""

    def __init__(self, words: WordList, mark: Mark) -> None:
        self.words, self.mark = words, mark
        self.quote = words_of(mark.quote)
        self.said = " ".join(self.quote)
        self.before, self.after = " ".join(words_of(mark.before)), " ".join(words_of(mark.after))

    def exact(self) -> list[Candidate]:
        """Wherever the very words stand, the best first."""
        found = (self._weigh(first, first + len(self.quote) - 1) for first in self.words.runs(self.quote))
        return sorted(found, key=lambda one: -one.total)

    def changed(self) -> list[Candidate]:
        """The few places most like it, the best first."""
        before, after = self.before.split()[-_BESIDE:], self.after.split()[:_BESIDE]
        # every word that follows the last few of the neighbour before, and every place where the one after begins
        firsts = [at + _BESIDE for at in self.words.runs(before)] if len(before) == _BESIDE else []
        ends = self.words.runs(after) if len(after) == _BESIDE else []
        beside = [*firsts[:_WINDOWS], *(max(0, end - len(self.quote)) for end in ends[:_WINDOWS])]
        spans = {self._aligned(*window) for window in self._windows(beside)} - {None}
        found = {self._weigh(*span) for span in (*spans, *self._between(firsts, ends)) if span}
        return sorted(found, key=lambda one: (-one.total, one.last - one.first))

    def _windows(self, beside: list[int]) -> Iterator[tuple[int, int]]:
        """First and one past the last word of where many of the quote's rarer words vote for, and `beside` neighbours."""
        places, count = self.words.places, len(self.quote)
        known = [
            (number, places[word])
            for number, word in enumerate(self.quote)
            if len(places.get(word, ())) in range(1, _COMMON)
        ]
        slack = max(3, count // 4)
        votes: dict[int, float] = {}
        for number, found in sorted(known, key=lambda one: len(one[1]))[:_VOTERS]:
            for place in found:
                bucket = (place - number) // slack
                votes[bucket] = votes.get(bucket, 0.0) + 1 / len(found) + 0.2
        together = {bucket: votes[bucket] + votes.get(bucket + 1, 0.0) for bucket in votes}
        best = sorted(together, key=lambda key: (-together[key], key))[:_WINDOWS]
        for bucket in dict.fromkeys([*best, *(first // slack for first in beside)]):
            low = max(0, (bucket - 1) * slack)
            yield low, min(len(self.words), (bucket + 2) * slack + count + slack)

    def _between(self, firsts: list[int], ends: list[int]) -> Iterator[tuple[int, int]]:
        """What stands now beside an old neighbour: as many sentences as the quote ends, or up to the other one."""
        sentences, most = stops_in(self.mark.quote), 2 * len(self.quote) + _PUT_IN
        for first in firsts[:_WINDOWS]:
            stops, last = sentences, first
            while last + 1 < len(self.words) and last + 1 not in ends and last - first < most:
                stops -= self.words.stops_after(last)
                if stops == 0:
                    break
                last += 1
            if first < len(self.words) and first not in ends:
                yield first, last
        for end in ends[:_WINDOWS]:
            stops, first = sentences, end - 1
            while first > 0 and first not in firsts and end - first < most:
                stops -= self.words.stops_after(first - 1)
                if stops == 0:
                    break
                first -= 1
            if end > 0 and end not in firsts:
                yield first, end - 1

    def _aligned(self, low: int, high: int) -> tuple[int, int] | None:
        """The stretch of a window that says most of the quote, never across the end of a sentence by itself."""
        blocks = _dense(self._blocks(low, high))
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
        return first, last

    def _blocks(self, low: int, high: int) -> list[Match]:
        here = self.words.words[low:high]
        return SequenceMatcher(None, self.quote, here, autojunk=False).get_matching_blocks()[:-1]

    def _weigh(self, first: int, last: int) -> Candidate:
        here = self.words.run(first, last)
        # Words put in between cost letters but take nothing away: the larger of the two tells better.
        same = sum(len("".join(self.quote[a : a + size])) for a, _, size in self._blocks(first, last + 1))
        letters = len(self.said.replace(" ", "")) + len(here.replace(" ", ""))
        quote = max(0.0, 1 - distance(self.said, here) / max(1, len(self.said)), 2 * same / max(1, letters))
        start, end = self.words.span(first, last)
        ahead = self.words.said(start - CONTEXT - 12, start)[-len(self.before) :]
        behind = self.words.said(end, end + CONTEXT + 12)[: len(self.after) or None]
        before, after = _side(self.before, ahead, self.after), _side(self.after, behind, self.before)
        where = 1 - min(1.0, abs(start - self.mark.start) / max(1, len(self.words.text)))
        weights = [(50, quote), (2, where), *((20, side) for side in (before, after) if side is not None)]
        total = sum(weight * value for weight, value in weights) / sum(weight for weight, _ in weights)
        return Candidate(first, last, quote, before, after, total)


def _side(old: str, here: str, other: str) -> float | None:
    if old:
        return likeness(old, here)
    return 1.0 if other and not here else None


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


def locate_all(text: str, marks: Iterable[Mark]) -> dict[str, Kept]:
    """Where each mark stands in `text`, by id."""
    words = WordList(text)
    return {mark.id: locate(words, mark) for mark in marks}


def locate(words: WordList, mark: Mark) -> Kept:
    """Where a mark stands in a text. One not found is given the place most like it, or an empty one."""
    best, state = _answer(_Quest(words, mark))
    if best is None:
        nowhere = min(mark.start, len(words.text))
        return Kept(mark, nowhere, nowhere, LOST)
    span = words.span(*_to_its_ends(words, best.first, best.last, mark))
    return Kept(mark, *_with_signs(words.text, *span, mark.quote), state)


def _to_its_ends(words: WordList, first: int, last: int, mark: Mark) -> tuple[int, int]:
    """The first and the last word of a quote that began or ended a sentence, with the few an author has put there."""
    room = range(max(2, (last - first) // 4) + 1)
    if stops_in(mark.quote[-2:]):
        last += next((more for more in room if words.stops_after(last + more)), 0)
    if not mark.before.strip() or stops_in(mark.before[-3:]):
        first -= next((more for more in room if words.stops_after(first - more - 1)), 0)
    return first, last


def _with_signs(text: str, start: int, end: int, quote: str) -> tuple[int, int]:
    """The span with the quotation marks and stops around it, as far as the quote had any there."""
    if not quote[:1].isalnum():
        while start > 0 and not text[start - 1].isspace() and not text[start - 1].isalnum():
            start -= 1
    if not quote[-1:].isalnum():
        while end < len(text) and not text[end].isspace() and not text[end].isalnum():
            end += 1
    return start, end


def _answer(quest: _Quest) -> tuple[Candidate | None, str]:
    exact = quest.exact()
    if len(exact) == 1:
        return _only(quest, exact[0])
    if exact:
        clear = exact[0].total - exact[1].total >= LEAD and exact[0].beside >= BESIDE
        return exact[0], FOUND if clear else PROBABLY
    return _changed(quest)


def _only(quest: _Quest, one: Candidate) -> tuple[Candidate, str]:
    if one.beside < BESIDE and (quest.before or quest.after):
        # An edited copy between the old neighbours would be ours, and this one its twin.
        other, state = _changed(quest, besides=one)
        if other is not None and state == FOUND and other.total > one.total:
            return other, state
    long = len(quest.quote) >= 4 and len(quest.said.replace(" ", "")) >= 18
    return one, FOUND if long or one.beside >= BESIDE else PROBABLY


def _changed(quest: _Quest, besides: Candidate | None = None) -> tuple[Candidate | None, str]:
    found = [one for one in quest.changed() if besides is None or one.apart(besides)]
    if not found:
        return None, LOST
    best = found[0]
    rival = next((one for one in found[1:] if one.apart(best)), None)
    state = _state(quest, best, rival)
    if best.quote >= NEAR:
        return best, state
    return next((one for one in found if one.in_its_place), None), LOST


def _state(quest: _Quest, best: Candidate, rival: Candidate | None) -> str:
    sides = [side for side in (best.before, best.after) if side is not None]
    mean = sum(sides) / len(sides) if sides else 0.0
    maybe = PROBABLY if best.quote >= (NEAR if best.in_its_place else HALF) else LOST
    if (rival is not None and best.total - rival.total < LEAD) or _is_neighbour(quest, best):
        return maybe
    if len(quest.quote) >= 3:
        if _spelling_only(quest, best) and (len(quest.quote) >= 6 or best.beside >= BESIDE):
            return FOUND
        alike = HALF if best.in_its_place else ALIKE
        if best.quote >= alike and best.beside >= BESIDE and (mean >= HALF or best.quote >= CLOSE):
            return FOUND
    return maybe if best.beside >= NEAR or best.quote >= CLOSE else LOST


def _is_neighbour(quest: _Quest, one: Candidate) -> bool:
    """Whether this is what stood next to the mark, which is gone.

    As much is compared as both have: a sentence shorter than what is remembered of the neighbour is still it.
    """
    here = quest.words.run(one.first, one.last)
    letters = min(len(here), _NEIGHBOUR_LETTERS)
    return any(
        side is not None and side < BESIDE and likeness(old, there) >= NEIGHBOUR
        for old, side, there in (
            (quest.after[:letters], one.after, here[:letters]),
            (quest.before[-letters:], one.before, here[-letters:]),
        )
    )


def _spelling_only(quest: _Quest, one: Candidate) -> bool:
    here = quest.words.words[one.first : one.last + 1]
    return len(here) == len(quest.quote) and all(
        old == new or _misspelt(quest.words, old, new) for old, new in zip(quest.quote, here, strict=True)
    )


def _misspelt(words: WordList, old: str, new: str) -> bool:
    """Whether a word is another with its letters astray: a short one only if it is no word otherwise."""
    if any(map(str.isdigit, old + new)) or (min(len(old), len(new)) < 4 and len(words.places[new]) > 1):
        return False
    return distance(old, new) <= max(1, len(old) // 3)
