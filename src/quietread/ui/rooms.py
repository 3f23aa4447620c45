"""Every screen but that of reading. Each is imported when it is first wanted."""

from __future__ import annotations

from quietread.core.view import View
from quietread.desk import Desk
from quietread.ui.paint import Paint
from quietread.ui.room import Room


def shelf(desk: Desk, paint: Paint, size: tuple[int, int]) -> Room:
    """The shelf."""
    from quietread.ui.shelf import Shelf

    return Shelf(desk, paint, *size)


def welcome(desk: Desk, paint: Paint, size: tuple[int, int]) -> Room:
    """The first screen of the first run."""
    from quietread.ui.welcome import Welcome

    return Welcome(desk, paint, *size)


def room_over(
    what: str, desk: Desk, paint: Paint, size: tuple[int, int], view: View | None, under: Room
) -> Room | None:
    """The screen of that name over the one that shows `view`, if it is the reading screen; None: there is none.

    `under`: the screen it opens over, whose keys and commands help and palette name.
    """
    match what:
        case "contents" if view is not None:
            from quietread.ui.contents import Contents

            return Contents(desk, paint, view)
        case "links" if view is not None:
            from quietread.ui.links import Links

            return Links(desk, paint, view)
        case "map":
            from quietread.mapping import Chart
            from quietread.ui.map import Map

            chart = Chart(desk, view.essay if view is not None else None)
            return Map(desk, paint, size, chart, reading=under.CONTEXT == "reading") if chart.first else None
        case "notebook":
            from quietread.ui.notebook import NotebookRoom

            return NotebookRoom(desk, paint, size, view)
        case "keys":
            from quietread.ui.keys import Keys

            return Keys(desk, paint, size, under.CONTEXT)
        case "palette":
            from quietread.ui.palette import Palette

            return Palette(desk, paint, size, under=under, view=view)
        case _:
            return None
