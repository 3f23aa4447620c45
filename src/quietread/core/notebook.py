"""The marks of one essay against the text at hand, and what may be done with them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from itertools import islice, takewhile

from quietread.core.essay import Essay
from quietread.core.mark import Mark, anchor_of, annotated, moved, reanchored, sentences_from
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

    def put(self, entry: Kept) -> Notebook:
        """With this entry added, or in the place of the one with its id."""
        return self.swap(self.get(entry.id), entry)

    def remove(self, id: str) -> Notebook:  # noqa: A002
        """Without the entry of that id."""
        return self.swap(self.get(id), None)

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

    def annotate(self, id: str, words: str, *, now: datetime) -> Notebook:  # noqa: A002
        """With what was typed as the note of that mark."""
        entry = self._own(id)
        return self.put(replace(entry, mark=annotated(entry.mark, words, now=now)))

    def grow(self, essay: Essay, id: str, *, now: datetime) -> Notebook:  # noqa: A002
        """With the next sentence added to that mark; a phrase grows to its sentence first.

        Raises QuietreadError with the words for the reader if it cannot.
        """
        entry = self._own(id)
        return self._reach(essay, entry, grown(essay, entry.start, entry.end), "end of the section", now)

    def shrink(self, essay: Essay, id: str, *, now: datetime) -> Notebook:  # noqa: A002
        """With the last sentence taken from that mark. Raises QuietreadError as `grow` does."""
        entry = self._own(id)
        return self._reach(essay, entry, shrunk(essay, entry.start, entry.end), "one sentence", now)

    def _own(self, id: str) -> Kept:  # noqa: A002
        entry = self.get(id)
        if entry is None:
            raise QuietreadError("no such mark")
        return entry

    def _reach(
        self, essay: Essay, entry: Kept, span: tuple[int, int] | None, refusal: str, now: datetime
    ) -> Notebook:
        if span is None:
            raise QuietreadError(refusal)
        if self.same(*span) is not None:
            raise QuietreadError("kept already")
        return self.put(kept(moved(entry.mark, essay, *span, now=now)))


def grown(essay: Essay, start: int, end: int) -> tuple[int, int] | None:
    """The range with its next sentence, or a phrase's whole sentence; None at the end of the section."""
    for one in sentences_from(essay, start):
        if one.start <= start and end <= one.end and (start, end) != (one.start, one.end):
            return one.start, one.end
        if one.end > end:
            return start, one.end
    return None


def shrunk(essay: Essay, start: int, end: int) -> tuple[int, int] | None:
    """The range without its last sentence; None if that leaves nothing."""
    inside = takewhile(lambda one: one.end < end, sentences_from(essay, start))
    ends = [one.end for one in inside if one.end > start]
    return (start, ends[-1]) if ends else None


def _span(entry: Kept) -> tuple[int, int]:
    return entry.start, entry.end


def _order(entry: Kept) -> tuple[int, int, datetime, str]:
    return entry.start, entry.end, entry.mark.created, entry.mark.id


STEPS = 100
"""How many steps are remembered."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change: an entry before and after; None where there was no mark."""

    essay: str
    """The essay's id."""
    before: Kept | None
    after: Kept | None

    @property
    def id(self) -> str:
        """The mark's id."""
        entry = self.after or self.before
        return entry.id if entry else ""

    @property
    def back(self) -> Step:
        """The step that takes this one back."""
        return Step(self.essay, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What undoing or redoing comes to."""

    history: History
    step: Step
    """What was to happen: from `before` to `after`."""
    result: Kept | None
    """The entry to put, or None: remove `step.id`."""
    done: bool
    """False: changed elsewhere, nothing is to be done."""


@dataclass(frozen=True, slots=True)
class History:
    """The steps that can be taken back, and those that can be taken again; newest last."""

    past: tuple[Step, ...] = ()
    future: tuple[Step, ...] = ()

    def did(self, step: Step) -> History:
        """With one more step behind us."""
        return History((*self.past, step)[-STEPS:], ())

    @property
    def next_undo(self) -> Step | None:
        """The step that `undo` would take back: ask the store for its mark as it is now."""
        return self.past[-1] if self.past else None

    @property
    def next_redo(self) -> Step | None:
        """The step that `redo` would take again."""
        return self.future[-1] if self.future else None

    def undo(self, now_kept: Kept | None, *, now: datetime) -> Outcome | None:
        """Take the last step back; `now_kept`: its mark as it stands now. None: nothing to undo."""
        if not self.past:
            return None
        step = self.past[-1]
        history = History(self.past[:-1], (*self.future, step))
        return _outcome(history, step.back, now_kept, now)

    def redo(self, now_kept: Kept | None, *, now: datetime) -> Outcome | None:
        """Take the last undone step again. None: nothing to redo."""
        if not self.future:
            return None
        step = self.future[-1]
        history = History((*self.past, step), self.future[:-1])
        return _outcome(history, step, now_kept, now)


def _outcome(history: History, step: Step, current: Kept | None, now: datetime) -> Outcome:
    as_left = (current and current.mark) == (step.before and step.before.mark)
    if as_left:
        return Outcome(history, step, step.after, done=True)
    if not (current and step.before and step.after):
        return Outcome(history, step, current, done=False)
    mark, entry = current.mark, current
    old, new = step.before.mark, step.after.mark
    if anchor_of(old) != anchor_of(new) and anchor_of(mark) == anchor_of(old):
        mark, entry = reanchored(mark, new), step.after
    if _note(old) != _note(new) and _note(mark) == _note(old):
        mark = replace(mark, note=new.note, note_kept=new.note_kept)
    if old.tags != new.tags and mark.tags == old.tags:
        mark = replace(mark, tags=new.tags)
    if mark == current.mark:
        return Outcome(history, step, current, done=False)
    return Outcome(history, step, replace(entry, mark=replace(mark, modified=now)), done=True)


def _note(mark: Mark) -> tuple[str, tuple[str, ...]]:
    return mark.note, mark.note_kept
