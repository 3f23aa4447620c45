"""The map: the essays around the one that is read, to walk among with the arrow keys."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.binding import BindingType

from quietread.core.atlas import Atlas
from quietread.core.atlas_layout import centred, moved
from quietread.core.atlas_picture import atlas_picture
from quietread.core.frame import Picture
from quietread.core.keys import hint
from quietread.journey import Chart
from quietread.ui.room import Room, bindings


class Map(Room):
    """Arrows walk, Enter reads the chosen essay."""

    CONTEXT = "map"
    BINDINGS: ClassVar[list[BindingType]] = bindings("map")

    def __init__(self, chart: Chart, *, reading: bool) -> None:
        """`reading`: whether the essay in the middle is being read, so that to choose it is to go on with it."""
        super().__init__()
        self.chart = chart
        here = chart.here if reading else ""
        narrow = self.desk.look.narrow
        self.atlas = Atlas(chart.around(chart.first), *self.app.size, reading=here, narrow=narrow)
        keys = hint(self.desk.key, ("choose", "reads"), ("quit", "closes"))
        self.message = "   ".join(filter(None, ("arrows walk", keys)))

    def drawing(self) -> Picture:
        """The map."""
        return atlas_picture(replace(self.atlas, message=self.message))

    def resize(self, cols: int, rows: int) -> None:
        """The same essays on another screen."""
        self.atlas = replace(self.atlas, cols=cols, rows=rows)

    def _walk(self, across: int, down: int) -> None:
        """One step; out of sight it brings the chosen essay to the middle."""
        found = moved(self.atlas, across, down)
        self.atlas = centred(self.atlas, self.chart.around(found)) if isinstance(found, str) else found
        self.draw()

    def action_step_cursor(self, step: int) -> None:
        """Down or up."""
        self._walk(0, step)

    def action_step_map(self, step: int) -> None:
        """Towards the essays it leads to, or those that lead here."""
        self._walk(step, 0)

    def action_choose(self) -> None:
        """Read the chosen essay."""
        slug = self.atlas.chosen.slug
        if slug == self.atlas.reading:
            self.action_close()
        else:
            self.app.read(slug)

    def action_close(self) -> None:
        """Close, as every key does that leaves something."""
        self.app.shut(self)

    action_map = action_quit = action_close
