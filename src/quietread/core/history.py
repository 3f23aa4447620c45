"""Undo and redo of everything a reader does to marks, across essays, in one window."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from quietread.core.mark import Mark, anchor_of, reanchored
from quietread.core.notebook import Kept

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
