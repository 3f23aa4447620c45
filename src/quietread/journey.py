"""The way through the essays: where one came from, and back to the very sentence."""

from __future__ import annotations

from collections.abc import Callable

from quietread.core.essay import Essay
from quietread.core.trail import Stop, Trail, at_stop, related_at, stop_of
from quietread.core.view import View
from quietread.desk import Desk
from quietread.errors import SourceError

STREAM = "-"
"""Stands for the file of what came in by standard input."""


class Journey:
    """The essays visited, of this run and of those before."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._trail: Trail | None = None
        self._streams: dict[str, Essay] = {}
        """What came in by standard input and cannot be opened again, by edition."""

    def begin(self, view: View) -> None:
        """An essay is opened that none led to, from the shelf or at the start: back leads to the one read last.

        Call it before the place in the new one is kept. The one read last is not left by being opened again.
        """
        latest = self._desk.progress.latest()
        if latest is not None and latest.path != self._desk.paths.get(view.essay.id):
            self._go(self.trail.left(Stop(latest.path, latest.place.edition, latest.place.offset)))

    def visit(self, here: View) -> None:
        """Another place is gone to from here: back leads to this very view."""
        self._go(self.trail.left(self._stop(here)))

    def back(self, here: View) -> View | None:
        """The essay visited before, exactly as it was left; None before the first."""
        return self._travel(here, Trail.back)

    def forward(self, here: View) -> View | None:
        """The essay one came back from, exactly as it was left; None if there is none."""
        return self._travel(here, Trail.forward)

    @property
    def trail(self) -> Trail:
        """The stops behind and ahead."""
        if self._trail is None:
            self._trail = self._desk.progress.trail()
        return self._trail

    def _travel(self, here: View, way: Callable[[Trail, Stop], tuple[Trail, Stop] | None]) -> View | None:
        at = self._stop(here)
        trail = self.trail
        while (found := way(trail, at)) is not None:
            after, stop = found
            view = self._view(stop, here)
            if view is not None:
                self._go(after)
                return view
            trail = trail.without(stop)
        return None

    def _stop(self, here: View) -> Stop:
        path = self._desk.paths.get(here.essay.id)
        if path is None:
            self._streams[here.essay.edition] = here.essay
        return stop_of(here, path or STREAM, self._desk.came_from(here))

    def _view(self, stop: Stop, here: View) -> View | None:
        """The essay of a stop as it was left there; None if it is gone."""
        try:
            if stop.path != STREAM:
                view = self._desk.open_path(stop.path, here.cols, here.rows)
            elif stop.edition in self._streams:
                view = self._desk.opened(self._streams[stop.edition], here.cols, here.rows)
            else:
                return None
        except SourceError:
            return None
        text = at_stop(view._replace(manner=here.manner, message="", arrow=None), stop)
        related = related_at(text, stop)
        if related is None:
            return text
        self._desk.leave_for_related(text)
        return related

    def _go(self, trail: Trail) -> None:
        self._trail = trail
        self._desk.progress.save_trail(trail)
