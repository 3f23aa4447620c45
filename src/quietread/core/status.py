"""The status row: the title or a message, where one is among the sections, what is kept and what is left."""

from __future__ import annotations

from quietread.core.pace import time_left
from quietread.core.view import View
from quietread.core.walk import remaining_words
from quietread.core.wrap import cells, cut

Run = tuple[str, str]
"""Text and its style words (see `theme`)."""

DOTS = 9
"""Up to so many parts are shown as dots; more are counted."""
APART = 2
"""Cells between the three parts of the row."""


def status_row(view: View, width: int) -> tuple[Run, ...]:
    """The row's runs, `width` cells in all.

    What does not fit gives way in this order: the time left, the place among the sections, the end of the
    title. A message is never cut for the sake of the others.
    """
    told = view.message or ("" if view.at_related else view.hint)  # there the keys do something else
    left = told or view.essay.title
    left_style = "text" if view.message else "muted"
    centre = where(view)
    right = _kept_and_left(view)
    right_width = sum(cells(text) for text, _ in right)

    def fits(*widths: int) -> bool:
        present = [one for one in widths if one]
        return sum(present) + APART * (len(present) - 1) <= width

    least = cells(left) if told else min(cells(left), 12)
    if not fits(least, cells(centre), right_width):
        right, right_width = (), 0
    if not fits(least, cells(centre), right_width):
        centre = ""
    room = width - sum(one + APART for one in (cells(centre), right_width) if one)
    left = shortened(left, room)

    middle = (width - cells(centre)) // 2
    middle = max(middle, cells(left) + APART)
    middle = min(middle, width - cells(centre) - (right_width + APART if right_width else 0))
    runs: list[Run] = [(left, left_style)]
    at = cells(left)
    if centre:
        runs += [(" " * (middle - at), "muted"), (centre, "muted")]
        at = middle + cells(centre)
    runs.append((" " * (width - right_width - at), "muted"))
    return (*(run for run in runs if run[0]), *right)


def where(view: View) -> str:
    """`· ● · ·` up to nine parts, else `3 of 14`; `2/3 ↓` behind it where a part has pages."""
    count = view.related
    here = view.part
    full, empty, down = ("●", "·", "↓") if view.manner.narrow else ("*", ".", "v")
    if view.at_related:
        said = " ".join(empty * count) if count <= DOTS else f"{count} of {count}"
    elif count <= DOTS:
        said = " ".join(full if index == here else empty for index in range(count))
    else:
        said = f"{here + 1} of {count}"
    if view.at_related:
        from quietread.core.related_page import next_screen

        return said if next_screen(view) is None else f"{said}   {down}"
    if len(view.sheet.pages) < 2:
        return said
    page, pages = view.page_number + 1, len(view.sheet.pages)
    return f"{said}   {page}/{pages}" + (f" {down}" if page < pages else "")


def _kept_and_left(view: View) -> tuple[Run, ...]:
    bar = "▌" if view.manner.narrow else "|"
    kept: tuple[Run, ...] = ((bar, "mark"), (f"{len(view.kept)}", "muted")) if view.kept else ()
    if view.at_related:
        return kept
    said = time_left(remaining_words(view))
    return (*kept, (f"  {said}" if kept else said, "muted"))


def shortened(text: str, room: int) -> str:
    """`text` in at most `room` cells, with an ellipsis where it was cut."""
    if cells(text) <= room:
        return text
    return cut(text, room - 1).rstrip() + "…" if room > 1 else cut(text, max(0, room))
