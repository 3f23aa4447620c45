"""A view as rows of styled text: the only author of what a reading screen shows.

The page widget turns these rows into strips, the first ink into bytes; neither adds anything. Every row
is cut to the screen's width here, because a terminal would otherwise write over its last cell.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from quietread.core.duration import time_left
from quietread.core.essay import Block, Span
from quietread.core.frame import Geometry, Picture, Run, Runs, gutter, no_room, shortened, within
from quietread.core.typeset import Row
from quietread.core.view import Drawn, View
from quietread.core.walk import remaining_words
from quietread.core.wrap import cells, cut, in_ascii

NOTHING = "There is nothing to read in this file."


def picture(view: View) -> Picture:
    """Draw the view."""
    shape = view.geometry
    rows: list[Runs] = [()] * view.rows
    if shape.tiny:
        return no_room(view.cols, view.rows)
    if view.at_related:
        from quietread.core.related_page import related_rows

        body, (column, row) = related_rows(view)
    else:
        body, (column, row) = _page_rows(view, shape)
    rows[shape.top : shape.top + len(body)] = body
    _add_status(view, shape, rows)
    if not view.manner.narrow:
        rows = [in_ascii(row) for row in rows]
    return Picture(within(rows[: view.rows], view.cols), (min(column, view.cols - 1), shape.top + row))


def empty_picture(view: View, cursor: tuple[int, int], message: str = "") -> Picture:
    """The page during a breath: nothing but a message, if there is one, where messages stand.

    `cursor` is where the word of the breath begins.
    """
    shape = view.geometry
    rows: list[Runs] = [()] * view.rows
    if message and shape.message is not None:
        row = (" " * shape.left, "text"), (message, "text")
        rows[shape.message] = row if view.manner.narrow else in_ascii(row)
    return Picture(within(rows, view.cols), cursor)


def _add_status(view: View, shape: Geometry, rows: list[Runs]) -> None:
    line = shape.status if view.manner.status else None
    if line is not None:
        rows[line] = ((" " * shape.left, "text"), *status_row(view, shape.measure))
    elif view.message and shape.message is not None:
        rows[shape.message] = ((" " * shape.left, "text"), (view.message, "text"))


def _page_rows(view: View, shape: Geometry) -> tuple[list[Runs], tuple[int, int]]:
    view = _with_what_is_shown(view)
    here = view.reading
    focused = view.paragraph if view.manner.focus else None
    labels = _labels_by_row(view)
    underlined = view.chosen or ((here.start, here.end) if here and view.cursor is not None else None)
    sign_at = (
        view.arrow if view.arrow is not None else (here.start if here and view.cursor is not None else None)
    )
    chosen = view.link or view.chosen
    at = chosen[0] if chosen else here.start if here else None
    drawn: list[Runs] = []
    cursor = (shape.left, 0)
    signed = False
    for number, row in enumerate(view.page_rows):
        sign = not signed and sign_at is not None and row.block is not None and row.end > sign_at
        signed = signed or sign
        layers = _layers(view, row, underlined)
        base = _base(row, focused)
        text = _text(row, base, layers, labels.get(number, ()))
        drawn.append(
            (*gutter(shape, sign, _bar(view, row), narrow=view.manner.narrow), *_indent(row, base), *text)
        )
        if at is not None and row.block and row.start <= max(at, view.page_rows[0].start) < row.end:
            cursor = (shape.left + row.indent + cells(row.text[: row.index_of(max(at, row.start))]), number)
    if not view.parts:
        drawn.append(((" " * shape.left, "text"), (NOTHING, "muted")))
    return drawn, cursor


def _with_what_is_shown(view: View) -> View:
    """The view without the marks and places found that are on other pages: a row need not look at them all."""
    if not view.kept and not view.hits:
        return view
    first, last = view.shown or (0, 0)
    kept = view.kept[: bisect_left(view.kept, (last,))]
    hits = view.hits[: bisect_left(view.hits, (last,))]
    return view._replace(
        kept=tuple([one for one in kept if one.end > first]),
        hits=tuple([one for one in hits if one[1] > first]),
    )


def _base(row: Row, focused: Block | None) -> str:
    if row.kind == "byline":
        return "muted"
    if row.kind in ("title", "heading"):
        return "text strong" if focused is None or row.block is focused else "soft strong"
    return "soft" if focused is not None and row.block is not focused else "text"


def _bar(view: View, row: Row) -> str:
    if row.block is None:
        return ""
    here = [kept for kept in view.kept if kept.start < row.end and kept.end > row.start]
    if not here:
        return ""
    if not any(kept.sure for kept in here):
        return ":"
    if not view.manner.narrow:
        return "|"
    return "█" if len(here) > 1 else "▌"


def _indent(row: Row, base: str) -> Runs:
    if not row.indent:
        return ()
    if not row.sign:
        return ((" " * row.indent, base),)
    sign = cut(row.sign, max(0, row.indent - 1))
    return ((" " * (row.indent - 1 - cells(sign)) + sign + " ", base),)


Layer = tuple[int, int, str]
"""First and one past the last character of a row, and the style word they take."""


def _layers(view: View, row: Row, underlined: tuple[int, int] | None) -> list[Layer]:
    if row.block is None:
        return []
    found: list[Layer] = []

    def lay(start: int, end: int, word: str) -> None:
        if start < row.end and end > row.start:
            found.append((row.index_of(max(start, row.start)), row.index_of(min(end, row.end)), word))

    base = row.block.start
    for span in row.block.spans:
        lay(base + span.start, base + span.end, f"{span.style} {_address(span)}".rstrip())
    for kept in view.kept:
        if kept.sure:
            lay(kept.start, kept.end, _tint(view, kept))
    for start, end in view.hits[max(0, bisect_left(view.hits, (row.start, 0)) - 1) :]:
        if start >= row.end:
            break
        lay(start, end, "hit")
    if underlined:
        lay(*underlined, "cursor")
    if view.link and not view.labels:
        lay(*view.link, "label")
    return found


def _address(span: Span) -> str:
    """What a terminal may open by itself: a whole http(s) address, in the signs its sequence allows (OSC 8)."""
    scheme, _, rest = span.href.partition("://")
    if not rest or span.style != "link" or scheme.lower() not in ("http", "https"):
        return ""
    whole = rest.isascii() and rest.isprintable() and " " not in rest
    return f"{scheme.lower()}://{rest}" if whole else ""


def _tint(view: View, kept: Drawn) -> str:
    if view.settling is not None and (kept.start, kept.end) == view.settling[:2]:
        return f"tint{view.settling[2]}"
    return "tint"


def _text(row: Row, base: str, layers: list[Layer], labels: tuple[tuple[int, str], ...]) -> Runs:
    runs: list[Run] = []
    cuts = sorted({0, len(row.text), *(one[0] for one in layers), *(one[1] for one in layers)})
    for start, end in pairwise(cuts):
        words = dict.fromkeys(word for first, last, word in layers if first <= start and end <= last)
        tinted = base == "soft" and any(word.startswith("tint") for word in words)
        runs.append((row.text[start:end], " ".join(["text" if tinted else base, *words])))
    return _with_labels(tuple(runs), labels) if labels else tuple(runs)


def _with_labels(runs: Runs, labels: tuple[tuple[int, str], ...]) -> Runs:
    """Put each label over the characters at its index, keeping the row's cells."""
    letters = [(char, style) for text, style in runs for char in text]
    for index, key in labels:
        covered = "".join(char for char, _ in letters[index : index + len(key)])
        room = " " * max(0, cells(covered) - len(key))
        letters[index : index + len(key)] = [(key + room, "label"), *[("", "label")] * (len(key) - 1)]
    merged: list[Run] = []
    for char, style in letters:
        if merged and merged[-1][1] == style and style != "label":
            merged[-1] = (merged[-1][0] + char, style)
        elif char:
            merged.append((char, style))
    return tuple(merged)


def _labels_by_row(view: View) -> dict[int, tuple[tuple[int, str], ...]]:
    found: dict[int, tuple[tuple[int, str], ...]] = {}
    for label in view.labels:
        for number, row in enumerate(view.page_rows):
            if row.block is not None and row.end > label.start:
                index = row.index_of(max(label.start, row.start))
                found[number] = (*found.get(number, ()), (index, label.key))
                break
    return found


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
