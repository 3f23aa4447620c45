"""The marks of one essay against the text at hand, and what may be done with them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from itertools import islice, takewhile
from operator import is_
from typing import NamedTuple

from quietread.core.essay import Essay
from quietread.core.mark import ANCHOR, Mark, moved, sentences_from
from quietread.core.view import Drawn
from quietread.errors import QuietreadError

FOUND, PROBABLY, LOST = "found", "probably", "not found"
UNPLACED = "not placed yet"
"""While the words are looked for in a text that has changed."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A mark and where it stands in the text at hand."""

    mark: Mark
    start: int
    """Offset into the essay's canonical text; for a mark not found, where it stood once."""
    end: int
    state: str = FOUND
    """`FOUND`, `PROBABLY`, `LOST` or `UNPLACED`."""

    @property
    def id(self) -> str:
        """The mark's id."""
        return self.mark.id


def kept(mark: Mark) -> Kept:
    """A mark of the edition at hand: where it stands is where it says."""
    return Kept(mark, mark.start, mark.end)


@dataclass(frozen=True)
class Notebook:
    """Every mark of an essay, in reading order. What is asked for at every key is worked out once."""

    essay: str
    """The essay's id."""
    entries: tuple[Kept, ...] = ()

    @classmethod
    def of(cls, essay: str, entries: Iterable[Kept]) -> Notebook:
        """The notebook of these entries, put in order."""
        return cls(essay, tuple(sorted(entries, key=_order)))

    def get(self, id: str) -> Kept | None:  # noqa: A002
        """The entry of that id."""
        return next((entry for entry in self.entries if entry.mark.id == id), None)

    @cached_property
    def shown(self) -> tuple[Kept, ...]:
        """What is drawn in the text: found and probably found."""
        if not self._not_found_as_it_was:
            return self.entries
        return tuple(entry for entry in self.entries if entry.state in (FOUND, PROBABLY))

    @cached_property
    def astray(self) -> tuple[Kept, ...]:
        """What is only probably found, or not found."""
        return tuple(entry for entry in self._not_found_as_it_was if entry.state in (PROBABLY, LOST))

    @cached_property
    def _not_found_as_it_was(self) -> tuple[Kept, ...]:
        return tuple([entry for entry in self.entries if entry.state != FOUND])

    def over(self, start: int, end: int) -> tuple[Kept, ...]:
        """What is shown anywhere between two offsets, innermost first, of equals the newest first."""
        hit = [entry for entry in self.shown if entry.start < end and start < entry.end]
        return tuple(
            sorted(hit, key=lambda entry: (entry.end - entry.start, -entry.mark.created.timestamp()))
        )

    def at_hand(self, start: int, end: int) -> Kept | None:
        """The mark that a, >, < and c act on when the reading place is the sentence start..end."""
        return next(iter(self.over(start, end)), None)

    def same(self, start: int, end: int) -> Kept | None:
        """The mark of exactly this range, if there is one."""
        at = bisect_left(self.entries, (start, end), key=_span)
        here = takewhile(lambda entry: _span(entry) == (start, end), islice(self.entries, at, None))
        return next((entry for entry in here if entry.state in (FOUND, PROBABLY)), None)

    def swap(self, old: Kept | None, new: Kept | None) -> Notebook:
        """Without the entry `old` and with `new`; either may be None."""
        entries = self.entries
        if old is not None:
            at = bisect_left(entries, _order(old), key=_order)
            entries = entries[:at] + entries[at + 1 :]
        if new is not None:
            at = bisect_left(entries, _order(new), key=_order)
            entries = (*entries[:at], new, *entries[at:])
        return replace(self, entries=entries)

    def grow(self, essay: Essay, entry: Kept, *, now: datetime) -> Kept:
        """An entry with its next sentence; a phrase grows to its sentence first.

        Raises QuietreadError with the words for the reader if it cannot.
        """
        return self._reach(essay, entry, _grown(essay, entry.start, entry.end), "end of the section", now)

    def shrink(self, essay: Essay, entry: Kept, *, now: datetime) -> Kept:
        """An entry without its last sentence. Raises QuietreadError as `grow` does."""
        return self._reach(essay, entry, _shrunk(essay, entry.start, entry.end), "one sentence", now)

    def _reach(
        self, essay: Essay, entry: Kept, span: tuple[int, int] | None, refusal: str, now: datetime
    ) -> Kept:
        if span is None:
            raise QuietreadError(refusal)
        if self.same(*span) is not None:
            raise QuietreadError("kept already")
        return kept(moved(entry.mark, essay, *span, now=now))


def _grown(essay: Essay, start: int, end: int) -> tuple[int, int] | None:
    """The range with its next sentence, or a phrase's whole sentence; None at the end of the section."""
    for one in sentences_from(essay, start):
        if one.start <= start and end <= one.end and (start, end) != (one.start, one.end):
            return one.start, one.end
        if one.end > end:
            return start, one.end
    return None


def _shrunk(essay: Essay, start: int, end: int) -> tuple[int, int] | None:
    """The range without its last sentence; None if that leaves nothing."""
    inside = takewhile(lambda one: one.end < end, sentences_from(essay, start))
    ends = [one.end for one in inside if one.end > start]
    return (start, ends[-1]) if ends else None


def _span(entry: Kept) -> tuple[int, int]:
    return entry.start, entry.end


def _order(entry: Kept) -> tuple[int, int, datetime, str]:
    return entry.start, entry.end, entry.mark.created, entry.mark.id


def redrawn(book: Notebook, before: Notebook, known: tuple[Drawn, ...]) -> tuple[Drawn, ...]:
    """A notebook as a page draws it. `known`: how `before` was drawn; what is alike at either end is taken over."""
    old, new = before.shown, book.shown
    ahead = _alike(old, new)
    behind = _alike(old[: ahead - len(old) - 1 : -1], new[: ahead - len(new) - 1 : -1])
    made = (Drawn(one.start, one.end, one.state == FOUND) for one in new[ahead : len(new) - behind])
    return (*known[:ahead], *made, *known[len(known) - behind :])


def _alike(one: tuple[Kept, ...], other: tuple[Kept, ...]) -> int:
    alike = [*map(is_, one, other), False]
    return alike.index(False)


STEPS = 100
"""How many steps are remembered."""
Current = Callable[[str, str], Mark | None]
"""A mark as it stands now, by the ids of its essay and of itself."""


class Step(NamedTuple):
    """One change: a mark before and after; None where there was none."""

    essay: str
    """The essay's id."""
    before: Mark | None
    after: Mark | None

    @property
    def id(self) -> str:
        """The mark's id."""
        mark = self.after or self.before
        return mark.id if mark else ""

    @property
    def back(self) -> Step:
        """The step that takes this one back."""
        return Step(self.essay, self.after, self.before)


class Outcome(NamedTuple):
    """What undoing or redoing comes to."""

    history: History
    step: Step
    """What was to happen: from `before` to `after`."""
    result: Mark | None
    """The mark to put, or None: remove `step.id`."""
    done: bool
    """False: changed elsewhere, nothing is to be done."""


class History(NamedTuple):
    """The steps that can be taken back, and those that can be taken again; newest last."""

    past: tuple[Step, ...] = ()
    future: tuple[Step, ...] = ()

    def did(self, step: Step) -> History:
        """With one more step behind us."""
        return History((*self.past, step)[-STEPS:], ())

    def undo(self, current: Current, *, now: datetime) -> Outcome | None:
        """Take the last step back. None: nothing to undo."""
        if not self.past:
            return None
        *past, step = self.past
        return _outcome(History(tuple(past), (*self.future, step)), step.back, current, now)

    def redo(self, current: Current, *, now: datetime) -> Outcome | None:
        """Take the last undone step again. None: nothing to redo."""
        if not self.future:
            return None
        *future, step = self.future
        return _outcome(History((*self.past, step), tuple(future)), step, current, now)


def _outcome(history: History, step: Step, current: Current, now: datetime) -> Outcome:
    mark = here = current(step.essay, step.id)
    if mark == step.before:
        return Outcome(history, step, step.after, done=True)
    if (
        mark and step.before and step.after
    ):  # changed elsewhere as well: only what is as it was left is taken back
        for names in (ANCHOR, ("note", "note_kept"), ("tags",)):
            old, new, own = (
                [getattr(one, name) for name in names] for one in (step.before, step.after, mark)
            )
            if own == old:
                mark = replace(mark, **dict(zip(names, new, strict=True)))
        if mark != here:
            return Outcome(history, step, replace(mark, modified=now), done=True)
    return Outcome(history, step, here, done=False)
