"""Where a reader has been: the essays visited, each at the very place it was left."""

from __future__ import annotations

from dataclasses import dataclass, replace

from quietread.core import walk
from quietread.core.view import View

DEPTH = 200
"""Stops remembered in each direction."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on the way, exact to the sentence cursor and the chosen entry of Related."""

    path: str
    """The essay's file."""
    edition: str
    """Offsets hold for this edition only; in another the essay opens at its kept place."""
    place: int
    cursor: int | None = None
    related: bool = False
    lead: int = 0


def stop_of(view: View, path: str) -> Stop:
    """The stop a view of the essay in a file is at."""
    return Stop(path, view.essay.edition, view.place, view.cursor, view.at_related, view.lead)


def at_stop(view: View, stop: Stop) -> View:
    """The view of the same essay at a stop made in it before."""
    if stop.edition != view.essay.edition:
        return view
    if stop.related:
        return replace(walk.related(view), place=stop.place, lead=stop.lead)
    return replace(walk.go(view, stop.place), cursor=stop.cursor)


@dataclass(frozen=True, slots=True)
class Trail:
    """The stops behind and ahead of where one is; the nearest is last in both."""

    past: tuple[Stop, ...] = ()
    future: tuple[Stop, ...] = ()

    def left(self, here: Stop) -> Trail:
        """After going on from `here` to somewhere new: nothing lies ahead any more."""
        return Trail((*self.past, here)[-DEPTH:])

    def back(self, here: Stop) -> tuple[Trail, Stop] | None:
        """One stop back from `here`; None if there is none."""
        if not self.past:
            return None
        return Trail(self.past[:-1], (*self.future, here)[-DEPTH:]), self.past[-1]

    def forward(self, here: Stop) -> tuple[Trail, Stop] | None:
        """One stop forward from `here`; None if there is none."""
        if not self.future:
            return None
        return Trail((*self.past, here)[-DEPTH:], self.future[:-1]), self.future[-1]
