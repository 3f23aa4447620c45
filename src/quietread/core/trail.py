"""Where a reader has been: the essays visited, each at the very place it was left."""

from __future__ import annotations

from typing import NamedTuple

from quietread.core import links, walk
from quietread.core.view import View

DEPTH = 200
"""Stops remembered in each direction."""


class Stop(NamedTuple):
    """A place on the way, exact to the sentence cursor, the link cursor and the chosen entry of Related."""

    path: str
    """The essay's file."""
    edition: str
    """Offsets hold for this edition; in another the essay opens at its kept place."""
    place: int
    """As in a view; for Related that of the page of text that back leads to, and so the cursors."""
    cursor: int | None = None
    related: bool = False
    lead: int = 0
    link: int | None = None
    """Where the link at the link cursor begins."""
    newest: int | None = None


def stop_of(view: View, path: str, left: View | None = None) -> Stop:
    """The stop a view is at. `left`: the page Related was asked for from."""
    text = (left or walk.back(view) or view) if view.at_related else view
    return Stop(
        path,
        view.essay.edition,
        text.place,
        text.cursor,
        view.at_related,
        view.lead,
        text.link[0] if text.link else None,
        text.newest,
    )


def at_stop(view: View, stop: Stop) -> View:
    """The page of text of a stop made before in the same essay, if that has not changed since."""
    if stop.edition != view.essay.edition:
        return view
    text = walk.go(view, stop.place)._replace(cursor=stop.cursor, newest=stop.newest)
    link = links.at(text, stop.link) if stop.link is not None else None
    return text._replace(link=(link.start, link.end)) if link else text


def related_at(view: View, stop: Stop) -> View | None:
    """The Related page of such a stop, None if it was made in the text or in another edition."""
    if not stop.related or stop.edition != view.essay.edition:
        return None
    return walk.related(view)._replace(lead=stop.lead)


class Trail(NamedTuple):
    """The stops behind and ahead; the nearest is last in both."""

    past: tuple[Stop, ...] = ()
    future: tuple[Stop, ...] = ()

    def left(self, here: Stop) -> Trail:
        """After going on to somewhere new: nothing lies ahead any more."""
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

    def without(self, gone: Stop) -> Trail:
        """Without the stops in a file that cannot be opened any more."""
        both = (self.past, self.future)
        return Trail(*(tuple(stop for stop in stops if stop.path != gone.path) for stops in both))
