"""The essay's last page: what was kept, where the author would go on, and who leads here."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import dropwhile
from typing import NamedTuple

from quietread.core.frame import Runs, gutter, lines, shortened
from quietread.core.keys import shown_key
from quietread.core.view import Lead, View
from quietread.core.wrap import cells

QUOTES = 3
"""Kept sentences shown; the others are counted."""
QUOTE_ROWS = 2
"""Rows a kept sentence takes at most, so that the way on stays in sight."""


class _Piece(NamedTuple):
    """Rows that stay together on one page, and the entry they belong to, if any."""

    rows: tuple[Runs, ...]
    lead: int | None = None
    apart: bool = True
    """Whether an empty row comes before."""
    above: int = 0
    """Rows of a heading before the entry."""


def related_rows(view: View) -> tuple[list[Runs], tuple[int, int]]:
    """The page that shows the chosen entry, and column and row of that."""
    shape = view.geometry
    page, _ = _shown(view)
    rows: list[Runs] = []
    cursor = (shape.left, 0)
    for piece in page:
        if rows and piece.apart:
            rows.append(())
        if piece.lead is not None and piece.lead == view.lead:
            cursor = (shape.left, len(rows) + piece.above)
        rows += piece.rows
    return rows[: shape.height], cursor


def next_screen(view: View) -> int | None:
    """The first entry of a long list's next screen, None if all of it has been seen."""
    _, later = _shown(view)
    return next((piece.lead for page in later for piece in page if piece.lead is not None), None)


def with_lead(view: View, index: int) -> View:
    """The entry chosen that is nearest to `index`."""
    return view._replace(lead=max(0, min(index, len(view.leads) - 1)))


def _shown(view: View) -> tuple[list[_Piece], Iterator[list[_Piece]]]:
    """The page that holds the chosen entry, and the pages after it."""
    pages = _pages(view)
    if view.leads:
        pages = dropwhile(lambda page: all(piece.lead != view.lead for piece in page), pages)
    return next(pages), pages


def _pages(view: View) -> Iterator[list[_Piece]]:
    """The pages, made as they are asked for: thousands of essays may lead here."""
    page: list[_Piece] = []
    used = 0
    for piece in _pieces(view):
        needed = len(piece.rows) + (piece.apart and used > 0)
        if page and used + needed > view.geometry.height:
            yield page
            page, used, needed = [], 0, len(piece.rows)
        page.append(piece)
        used += needed
    yield page


def _pieces(view: View) -> Iterator[_Piece]:
    shape = view.geometry
    for quote in view.quotes[:QUOTES]:
        rows = lines(quote, shape.measure)
        if len(rows) > QUOTE_ROWS:
            rest = " ".join(rows[QUOTE_ROWS - 1 :])
            rows = [*rows[: QUOTE_ROWS - 1], shortened(rest, shape.measure)]
        yield _Piece(tuple((*gutter(shape, bar="▌"), (row, "text")) for row in rows))
    if len(view.quotes) > QUOTES:
        more = f"and {len(view.quotes) - QUOTES} more"
        yield _Piece(((shape.margin, (more, "muted")),), apart=False)
    heading = ""
    for number, lead in enumerate(view.leads):
        piece = _entry(view, number, lead)
        title = "Also leads here" if lead.back else "Related"
        if title != heading:
            heading = title
            above = ((shape.margin, (title, "text strong")), ())
            piece = piece._replace(rows=(*above, *piece.rows), above=len(above))
        yield piece
    if not view.quotes and not view.leads:
        title = shortened(f"That was {view.essay.title}.", shape.measure)
        yield _Piece(((shape.margin, (title, "text")), (), (shape.margin, (view.way_out, "muted"))))


def _entry(view: View, number: int, lead: Lead) -> _Piece:
    shape = view.geometry
    chosen = number == view.lead
    key = shown_key(lead.key)[:2] if lead.key else ""
    room = max(8, shape.measure - 3)
    if lead.slug is None:
        facts = "" if lead.address else "(not in this library)"
    else:
        facts = f"{lead.minutes} min" + ("" if lead.state == "unread" else f", {lead.state}")
    first, *more = lines(lead.title, room) or [""]
    style = "accent strong" if chosen else "text" if lead.slug or lead.address else "muted"
    margin = (" " * (shape.left + 3), "text")
    rows: list[Runs] = [(*gutter(shape, chosen), (f"{key:<3}", "muted"), (first, style))]
    rows += [(margin, (row, style)) for row in more]
    beside = cells([first, *more][-1]) + 2 + cells(facts) <= room
    if facts and beside:
        rows[-1] = (*rows[-1], (f"  {facts}", "muted"))
    for said in ("" if beside else facts, lead.detail, lead.missing, lead.address):
        rows += [(margin, (row, "muted")) for row in lines(said, room)]
    return _Piece(tuple(rows), number)
