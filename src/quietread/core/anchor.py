"""Find a mark's words again in a text that has changed since.

Three answers: found, probably here, not found. A look-alike must not pass for the sentence a reader
marked, so what decides is less how alike two strings are than whether the old neighbours still stand
beside them. The figures below were measured on synthetic and real editions (`docs/marks.md`).
"""

from __future__ import annotations

from collections.abc import Iterable

from quietread.core.candidates import Candidate, Quest
from quietread.core.mark import Mark
from quietread.core.notebook import FOUND, LOST, PROBABLY, Kept
from quietread.core.wordlist import WordList, distance, likeness, stops_in

LEAD = 0.06
"""By how much the best place must beat the next."""
BESIDE = 0.60
"""From here on a neighbour is the old one."""
NEAR = 0.40
"""Below this nothing of the old neighbour is left."""
ALIKE, HALF, CLOSE = 0.60, 0.50, 0.80
"""How much of the quote must be there: with its neighbours, at all, and by itself."""
UNTOUCHED = 0.90
"""From here on what stands on either side is as it was: half of the quote between them is enough to be found,
and less to be suggested."""
NEIGHBOUR = 0.72
"""From here on a candidate is what once stood next to the mark."""
_NEIGHBOUR_LETTERS = 32


def locate_all(text: str, marks: Iterable[Mark]) -> dict[str, Kept]:
    """Where each mark stands in `text`, by id."""
    words = WordList(text)
    return {mark.id: locate(words, mark) for mark in marks}


def locate(words: WordList, mark: Mark) -> Kept:
    """Where a mark stands in a text. One not found is given the place most like it, or an empty one."""
    quest = Quest(words, mark)
    best, state = _answer(quest)
    if best is None:
        nowhere = min(mark.start, len(words.text))
        return Kept(mark, nowhere, nowhere, LOST)
    span = words.span(*_to_its_ends(words, best.first, best.last, mark))
    return Kept(mark, *_with_signs(words.text, *span, mark.quote), state)


def _to_its_ends(words: WordList, first: int, last: int, mark: Mark) -> tuple[int, int]:
    """The first and the last word with the few that an author has put before or after them in their sentence.

    Only for a quote that began or ended a sentence: of a phrase there is no more than its words.
    """
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


def _answer(quest: Quest) -> tuple[Candidate | None, str]:
    exact = sorted(quest.exact(), key=lambda one: -one.total)
    if len(exact) == 1:
        return _only(quest, exact[0])
    if exact:
        clear = exact[0].total - exact[1].total >= LEAD and exact[0].beside >= BESIDE
        return exact[0], FOUND if clear else PROBABLY
    return _changed(quest)


def _only(quest: Quest, one: Candidate) -> tuple[Candidate, str]:
    if one.beside < BESIDE and (quest.before or quest.after):
        # An edited copy between the old neighbours would be ours, and this one its twin.
        other, state = _changed(quest, besides=one)
        if other is not None and state == FOUND and other.total > one.total:
            return other, state
    long = len(quest.quote) >= 4 and len(quest.said.replace(" ", "")) >= 18
    return one, FOUND if long or one.beside >= BESIDE else PROBABLY


def _changed(quest: Quest, besides: Candidate | None = None) -> tuple[Candidate | None, str]:
    found = sorted(quest.changed(), key=lambda one: (-one.total, one.last - one.first))
    if besides is not None:
        found = [one for one in found if one.apart(besides)]
    if not found:
        return None, LOST
    best = found[0]
    rival = next((one for one in found[1:] if one.apart(best)), None)
    state = _state(quest, best, rival)
    if best.quote >= NEAR:
        return best, state
    return next((one for one in found if _in_its_place(one)), None), LOST


def _in_its_place(one: Candidate) -> bool:
    """Whether both old neighbours stand on either side."""
    return one.before is not None and one.after is not None and (one.before + one.after) / 2 >= UNTOUCHED


def _state(quest: Quest, best: Candidate, rival: Candidate | None) -> str:
    sides = [side for side in (best.before, best.after) if side is not None]
    mean = sum(sides) / len(sides) if sides else 0.0
    maybe = PROBABLY if best.quote >= (NEAR if _in_its_place(best) else HALF) else LOST
    if (rival is not None and best.total - rival.total < LEAD) or _is_neighbour(quest, best):
        return maybe
    if len(quest.quote) >= 3:
        if _spelling_only(quest, best) and (len(quest.quote) >= 6 or best.beside >= BESIDE):
            return FOUND
        alike = HALF if _in_its_place(best) else ALIKE
        if best.quote >= alike and best.beside >= BESIDE and (mean >= HALF or best.quote >= CLOSE):
            return FOUND
    return maybe if best.beside >= NEAR or best.quote >= CLOSE else LOST


def _is_neighbour(quest: Quest, one: Candidate) -> bool:
    """Whether this is what stood next to the mark, which is gone.

    As much is compared as both have: a sentence shorter than what is remembered of the neighbour is still it.
    """
    here = quest.words.run(one.first, one.last)
    letters = min(len(here), _NEIGHBOUR_LETTERS)
    for old, side, there in (
        (quest.after[:letters], one.after, here[:letters]),
        (quest.before[-letters:], one.before, here[-letters:]),
    ):
        if side is not None and side < BESIDE and likeness(old, there) >= NEIGHBOUR:
            return True
    return False


def _spelling_only(quest: Quest, one: Candidate) -> bool:
    here = quest.words.words[one.first : one.last + 1]
    if len(here) != len(quest.quote):
        return False
    return all(
        old == new or _misspelt(quest.words, old, new) for old, new in zip(quest.quote, here, strict=True)
    )


def _misspelt(words: WordList, old: str, new: str) -> bool:
    """Whether a word is another with its letters astray: a short one only if it is no word otherwise."""
    if any(letter.isdigit() for letter in old + new):
        return False
    if min(len(old), len(new)) < 4 and len(words.places[new]) > 1:
        return False
    return distance(old, new) <= max(1, len(old) // 3)
