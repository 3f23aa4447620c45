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
from quietread.desk import Desk
from quietread.journey import Chart
from quietread.ui import messages
from quietread.ui.room import Room, bindings
from quietread.ui.widgets import Paint


class Map(Room):
    """Arrows walk, Enter reads the chosen essay."""

    CONTEXT = "map"
    BINDINGS: ClassVar[list[BindingType]] = bindings("map")

    def __init__(
        self, desk: Desk, paint: Paint, size: tuple[int, int], chart: Chart, *, reading: bool = True
    ) -> None:
        """`reading`: whether the essay in the middle is being read, so that to choose it is to go on with it."""
        super().__init__(desk, paint)
        self.chart = chart
        self.atlas = Atlas(
            chart.around(chart.first),
            *size,
            reading=chart.here if reading else "",
            narrow=desk.look.narrow,
            message="   ".join(
                filter(None, ("arrows walk", hint(desk.key, ("choose", "reads"), ("quit", "closes"))))
            ),
        )

    def drawing(self) -> Picture:
        """The map."""
        return atlas_picture(self.atlas)

    def resize(self, cols: int, rows: int) -> None:
        """The same essays on another screen."""
        self.atlas = replace(self.atlas, cols=cols, rows=rows)

    def clear(self) -> bool:
        """Messages stand until the next key."""
        said = bool(self.atlas.message)
        self.atlas = replace(self.atlas, message="")
        return said

    def say(self, message: str) -> None:
        """A message in the status row."""
        self.atlas = replace(self.atlas, message=message)
        self.draw()

    def walk(self, across: int, down: int) -> None:
        """One step; out of sight it brings the chosen essay to the middle."""
        found = moved(self.atlas, across, down)
        self.atlas = centred(self.atlas, self.chart.around(found)) if isinstance(found, str) else found
        self.draw()

    def action_cursor_down(self) -> None:
        """Down."""
        self.walk(0, 1)

    def action_cursor_up(self) -> None:
        """Up."""
        self.walk(0, -1)

    def action_map_left(self) -> None:
        """Towards the essays that lead here."""
        self.walk(-1, 0)

    def action_map_right(self) -> None:
        """Towards the essays it leads to."""
        self.walk(1, 0)

    def action_choose(self) -> None:
        """Read the chosen essay."""
        slug = self.atlas.chosen.slug
        self.post_message(messages.Close(self) if slug == self.atlas.reading else messages.Read(slug))

    def action_map(self) -> None:
        """Close."""
        self.post_message(messages.Close(self))

    def action_close(self) -> None:
        """Close."""
        self.post_message(messages.Close(self))

    def action_quit(self) -> None:
        """Close."""
        self.post_message(messages.Close(self))
