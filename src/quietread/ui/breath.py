"""The breath's widget: exactly as wide as the swell, so that a changed row is all that is written."""

from __future__ import annotations

from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widget import Widget

from quietread.core.breath import Scene, changed
from quietread.core.frame import Runs
from quietread.core.theme import Theme
from quietread.ui.paint import Paint


class Breath(Widget):
    """Rows of a breath over an empty page. It knows nothing of time."""

    def __init__(self, paint: Paint) -> None:
        super().__init__()
        self._paint = paint
        self._rows: tuple[Runs, ...] = ()

    def place(self, scene: Scene) -> None:
        """Lie where the scene is drawn."""
        self._rows = ()
        self.styles.offset = Offset(scene.left, scene.top)
        self.styles.width = scene.width
        self.styles.height = scene.height

    def show(self, rows: tuple[Runs, ...], theme: Theme) -> None:
        """Draw other rows; what stays the same is not written, and if all does, nothing is."""
        before, self._rows = self._rows, rows
        if theme != self._paint.theme or len(before) != len(rows):
            self._paint = Paint(theme)
            self.refresh()
            return
        dirty = [Region(0, row, width, 1) for row, width in changed(before, rows)]
        if dirty:
            self.refresh(*dirty)

    def render_line(self, y: int) -> Strip:
        """One row."""
        return self._paint.strip(self._rows[y] if y < len(self._rows) else (), self.size.width)
