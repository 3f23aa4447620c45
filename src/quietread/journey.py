"""The way through the essays: where one came from, and back to the very sentence."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from quietread.core.trail import Stop, Trail, at_stop, stop_of
from quietread.core.view import View
from quietread.desk import Desk
from quietread.errors import SourceError


class Journey:
    """The essays visited, of this run and of those before."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._trail: Trail | None = None

    def visit(self, here: View) -> None:
        """Another essay is opened from here: back leads to this very view."""
        path = self._desk.paths.get(here.essay.id)
        if path is not None:
            self._go(self.trail.left(stop_of(here, path)))

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
        at = stop_of(here, self._desk.paths.get(here.essay.id, "-"))
        while (found := way(self.trail, at)) is not None:
            trail, stop = found
            self._go(trail)
            with suppress(SourceError):  # a file that is gone is passed over
                view = self._desk.open_path(stop.path, here.cols, here.rows)
                return at_stop(replace(view, message="", arrow=None), stop)
        return None

    def _go(self, trail: Trail) -> None:
        self._trail = trail
        self._desk.progress.save_trail(trail)
