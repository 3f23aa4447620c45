"""A view as rows of styled text: the only author of what a reading screen shows.

The page widget makes strips of these rows, the first ink bytes; neither adds anything.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from operator import itemgetter

from quietread.core.duration import time_left
from quietread.core.essay import Block, Span
from quietread.core.frame import Picture, Runs, framed, gutter, no_room, shortened
from quietread.core.typeset import Row
from quietread.core.view import Drawn, View
from quietread.core.walk import remaining_words
from quietread.core.wrap import cells, cut

NOTHING = "There is nothing to read in this file."

DOTS = 9
"""Up to so many parts are shown as dots; more are counted."""
APART = 2
"""Cells between the three parts of the status row."""

Layer = tuple[int, int, str]
"""First and one past the last character of what lies on the text, and its style words."""


def picture(view: View) -> Picture:
    """Draw the view."""
    shape = view.geometry
    if shape.tiny:
        return no_room(shape)
    if view.at_related:
        from quietread.core.related_page import related_rows

        body, cursor = related_rows(view)
    else:
        body, cursor = _page_rows(view)
    has_status = view.manner.status and shape.status is not None
    said = _status_row(view, shape.measure) if has_status else ((view.message, "text"),)
    return framed(shape, body, cursor, said, narrow=view.manner.narrow)


def empty_picture(view: View, cursor: tuple[int, int], message: str = "") -> Picture:
    """The page during a breath, whose word begins at `cursor`: nothing but a message, if there is one."""
    empty = framed(view.geometry, (), (0, 0), ((message, "text"),), narrow=view.manner.narrow)
    return empty._replace(cursor=cursor)


def _page_rows(view: View) -> tuple[list[Runs], tuple[int, int]]:
    """The rows of the page, and column and row of the reading place."""
    shape, here, rows = view.geometry, view.reading, view.page_rows
    under_cursor = (here.start, here.end) if here and view.cursor is not None else None
    sign_at = view.arrow if view.arrow is not None else under_cursor and under_cursor[0]
    place = view.link or view.chosen or (here and (here.start, here.end))
    focused = view.paragraph if view.manner.focus else None
    kept, layers = _on_page(view, view.chosen or under_cursor)
    labels = view.labels
    cursor = (shape.left, 0)
    drawn: list[Runs] = []
    for number, row in enumerate(rows):
        base = _base(row, focused)
        if row.block is None:
            drawn.append((shape.margin, (row.text, base)))
            continue
        sign = sign_at is not None and sign_at < row.end
        sign_at = None if sign else sign_at
        text = _text(row, base, _on_row(row, row.block, layers))
        if on_row := [label for label in labels if label.start < row.end]:
            labels = labels[len(on_row) :]
            text = _labelled(text, [(row.index_of(max(one.start, row.start)), one.key) for one in on_row])
        drawn.append((*gutter(shape, sign, _bar(row, kept)), *_indent(row, base), *text))
        at = max(place[0], rows[0].start) if place else -1
        if row.start <= at < row.end:
            cursor = (shape.left + row.indent + cells(row.text[: row.index_of(at)]), number)
    if not view.parts:
        drawn.append((shape.margin, (NOTHING, "muted")))
    return drawn, cursor


def _base(row: Row, focused: Block | None) -> str:
    if row.kind == "byline":
        return "muted"
    ink = "text" if focused is None or row.block is focused else "soft"
    return f"{ink} strong" if row.kind in ("title", "heading") else ink


def _on_page(view: View, underlined: tuple[int, int] | None) -> tuple[list[Drawn], list[Layer]]:
    """The kept ranges on the page, and what lies on its text, by offsets."""
    first, last = view.shown or (0, 0)
    kept = [one for one in view.kept if one.start < last and one.end > first]
    coming = {view.settling[:2]: f"tint{view.settling[2]}"} if view.settling else {}
    layers = [(one.start, one.end, coming.get(one[:2], "tint")) for one in kept if one.sure]
    layers += [(start, end, "hit") for start, end in view.hits if start < last and end > first]
    if underlined:
        layers.append((*underlined, "cursor"))
    if view.link and not view.labels:
        layers.append((*view.link, "label"))
    return kept, layers


def _on_row(row: Row, block: Block, layers: list[Layer]) -> list[Layer]:
    """What lies on a row, by indices into its text: the block's spans, then the layers of the page."""
    spans = [
        (block.start + one.start, block.start + one.end, f"{one.style} {_address(one)}".rstrip())
        for one in block.spans
    ]
    return [
        (row.index_of(max(start, row.start)), row.index_of(min(end, row.end)), word)
        for start, end, word in (*spans, *layers)
        if start < row.end and end > row.start
    ]


def _address(span: Span) -> str:
    """What a terminal may open by itself: a whole http(s) address, in the signs that OSC 8 allows."""
    scheme, _, rest = span.href.partition("://")
    web = span.style == "link" and scheme.lower() in ("http", "https")
    allowed = rest.isascii() and rest.isprintable() and " " not in rest
    return f"{scheme.lower()}://{rest}" if rest and web and allowed else ""


def _bar(row: Row, kept: list[Drawn]) -> str:
    here = [one.sure for one in kept if one.start < row.end and one.end > row.start]
    return "" if not here else ":" if not any(here) else "█" if len(here) > 1 else "▌"


def _indent(row: Row, base: str) -> Runs:
    if not row.indent:
        return ()
    sign = f"{cut(row.sign, max(0, row.indent - 1))} " if row.sign else ""
    return ((" " * (row.indent - cells(sign)) + sign, base),)


def _text(row: Row, base: str, layers: list[Layer]) -> Runs:
    runs: list[tuple[str, str]] = []
    for start, end in pairwise(sorted({0, len(row.text), *(at for layer in layers for at in layer[:2])})):
        words = dict.fromkeys(word for first, last, word in layers if first <= start and end <= last)
        tinted = base == "soft" and any(word.startswith("tint") for word in words)
        runs.append((row.text[start:end], " ".join(["text" if tinted else base, *words])))
    return tuple(runs)


def _labelled(runs: Runs, labels: list[tuple[int, str]]) -> Runs:
    """Labels put over the characters at their indices, cell for cell."""
    letters = [(char, style) for text, style in runs for char in text]
    for index, key in labels:
        covered = "".join(char for char, _ in letters[index : index + len(key)])
        room = " " * max(0, cells(covered) - len(key))
        letters[index : index + len(key)] = [(key + room, "label"), *[("", "label")] * (len(key) - 1)]
    return tuple(("".join(char for char, _ in run), style) for style, run in groupby(letters, itemgetter(1)))


def _status_row(view: View, width: int) -> Runs:
    """Title or message, where one is among the sections, what is kept and what is left: `width` cells.

    First gives way what is left, then where one is, then the end of the title; a message gives way to neither.
    """
    told = view.message or ("" if view.at_related else view.hint)  # there the keys do something else
    left, where, kept = told or view.essay.title, _where(view), _kept_and_left(view)
    least = cells(left) if told else min(cells(left), 12)
    for centre, right in ((where, kept), (where, ()), ("", ())):
        taken = sum(cells(text) for text, _ in right)
        edge = width - (taken + APART if right else 0)
        room = edge - (cells(centre) + APART if centre else 0)
        if least <= room:
            break
    left = shortened(left, room)
    at = cells(left)
    if centre:
        middle = min(max((width - cells(centre)) // 2, at + APART), edge - cells(centre))
        centre = " " * (middle - at) + centre
    rest = " " * (width - taken - at - cells(centre))
    return (left, "text" if view.message else "muted"), (centre, "muted"), (rest, "muted"), *right


def _where(view: View) -> str:
    """`· ● · ·` up to nine parts, else `3 of 14`; `2/3 ↓` behind it where a part has pages."""
    count, here = view.related, view.part
    if count <= DOTS:
        said = " ".join("●" if index == here else "·" for index in range(count))
    else:
        said = f"{min(here + 1, count)} of {count}"
    if view.at_related:
        from quietread.core.related_page import next_screen

        return said if next_screen(view) is None else f"{said}   ↓"
    page, pages = view.page_number + 1, len(view.sheet.pages)
    return said if pages < 2 else f"{said}   {page}/{pages}" + (" ↓" if page < pages else "")


def _kept_and_left(view: View) -> Runs:
    kept: Runs = (("▌", "mark"), (f"{len(view.kept)}", "muted")) if view.kept else ()
    if view.at_related:
        return kept
    said = time_left(remaining_words(view))
    return (*kept, (f"  {said}" if kept else said, "muted"))
