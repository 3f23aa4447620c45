"""What every skill of the reading screen works on: one view, and the one place where it changes."""

from __future__ import annotations

from quietread.core import walk
from quietread.core.frame import Picture
from quietread.core.picture import picture
from quietread.core.view import View
from quietread.desk import Desk
from quietread.ui.paint import Paint
from quietread.ui.room import Room


class ReadingRoom(Room):
    """A screen whose whole state is one `View`."""

    def __init__(self, desk: Desk, paint: Paint, view: View) -> None:
        super().__init__(desk, paint)
        self.view = view

    def drawing(self) -> Picture:
        """The page being read."""
        return picture(self.view)

    def resize(self, cols: int, rows: int) -> None:
        """The same place on a screen of another size."""
        self.view = walk.resized(self.view, cols, rows)

    def clear(self) -> bool:
        """Messages and the sign of where one goes on stand until the next key."""
        before, self.view = self.view, walk.settled(self.view)
        return before is not self.view

    def show(self, view: View, *, reading_on: bool = False) -> None:
        """The one place where what is read changes; a new place is kept at once."""
        moved = (view.part, view.place) != (self.view.part, self.view.place)
        if moved:
            self.desk.keeping.store.look()
        self.view = self.desk.arrived(view, reading_on=reading_on) if moved else view
        self.draw()

    def say(self, message: str) -> None:
        """A message in the status row, until the next key."""
        self.show(self.view._replace(message=message))

    def go(self, view: View | None, otherwise: str) -> None:
        """Show the view, or say why there is none."""
        if view is None:
            self.say(otherwise)
        else:
            self.show(view)

    def enter(self, view: View) -> None:
        """Read another essay on this screen, set like the one before; a search goes on there."""
        sought = view.sought or self.view.sought
        self.view = self.desk.arrived(view._replace(manner=self.view.manner, sought=sought))
        self.draw()

    def jump(self, offset: int) -> None:
        """Go to a place in the essay as contents or a search does: without a pause."""
        self.show(walk.go(self.view, offset))
