"""The page: a picture's rows, drawn line by line, and only those that changed."""

from __future__ import annotations

from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widget import Widget

from quietread.core.frame import Picture
from quietread.ui.paint import Paint


class Page(Widget):
    """Shows one picture. It scrolls nothing and knows nothing of essays."""

    def __init__(self, picture: Picture, paint: Paint) -> None:
        super().__init__()
        self.picture = picture
        self._paint = paint

    def show(self, picture: Picture) -> None:
        """Draw another picture, the terminal's cursor where one is in it; rows that stay the same cost nothing."""
        before, self.picture = self.picture, picture
        self.app.cursor_position = Offset(*picture.cursor)
        if len(before.rows) != len(picture.rows):
            self.refresh()
            return
        changed = [
            Region(0, number, self.size.width, 1)
            for number, (old, new) in enumerate(zip(before.rows, picture.rows, strict=True))
            if old != new
        ]
        if changed:
            self.refresh(*changed)

    def recolour(self, paint: Paint) -> None:
        """Draw the same picture in another theme."""
        self._paint = paint
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row of the picture."""
        rows = self.picture.rows
        return self._paint.strip(rows[y] if y < len(rows) else (), self.size.width)
