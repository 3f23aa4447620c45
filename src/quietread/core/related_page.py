"""The essay's last page: what was kept, where the author would go on, and who leads here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import dropwhile

from quietread.core.frame import Run, Runs, gutter, shortened
from quietread.core.keys import shown_key
from quietread.core.view import Lead, View
from quietread.core.wrap import cells, wrap

QUOTES = 3
"""Kept sentences shown; the others are counted."""
QUOTE_ROWS = 2
"""Rows a kept sentence takes at most, so that the way on stays in sight."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Rows that stay together on one page; `lead` is the entry they belong to, if any."""

    rows: tuple[Runs, ...]
    lead: int | None = None
    apart: bool = True
    """Whether an empty row comes before."""
    above: int = 0
    """Rows of a heading before the entry."""


def related_rows(view: View) -> tuple[list[Runs], tuple[int, int]]:
    """The rows of the page that shows the chosen entry, and column and row of that entry."""
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
    return rows[: max(1, shape.height)], cursor


def next_screen(view: View) -> int | None:
    """The first entry of a long list's next screen, None if all of it has been seen."""
    _, later = _shown(view)
    return next((piece.lead for page in later for piece in page if piece.lead is not None), None)


def with_lead(view: View, index: int) -> View:
    """The entry chosen that is nearest to `index`."""
    return view._replace(lead=max(0, min(index, len(view.leads) - 1)))


def _shown(view: View) -> tuple[list[_Piece], Iterator[list[_Piece]]]:
    """The page that holds the chosen entry, and the pages after it."""
    if not view.leads:
        pages = _pages(view)
        return next(pages), pages
    pages = dropwhile(lambda page: all(piece.lead != view.lead for piece in page), _pages(view))
    return next(pages), pages


def _pages(view: View) -> Iterator[list[_Piece]]:
    """The pages, made as they are asked for: thousands of essays may lead here."""
    height = max(1, view.geometry.height)
    page: list[_Piece] = []
    used = 0
    for piece in _pieces(view):
        needed = len(piece.rows) + (piece.apart and used > 0)
        if page and used + needed > height:
            yield page
            page, used, needed = [], 0, len(piece.rows)
        page.append(piece)
        used += needed
    yield page


def _pieces(view: View) -> Iterator[_Piece]:
    shape = view.geometry
    yield from (_quote(view, quote) for quote in view.quotes[:QUOTES])
    if len(view.quotes) > QUOTES:
        more = f"and {len(view.quotes) - QUOTES} more"
        yield _Piece(((_margin(shape.left), (more, "muted")),), apart=False)
    heading = ""
    for number, lead in enumerate(view.leads):
        piece = _entry(view, number, lead)
        title = "Also leads here" if lead.back else "Related"
        if title != heading:
            heading = title
            above = ((_margin(shape.left), (title, "text strong")), ())
            piece = replace(piece, rows=(*above, *piece.rows), above=len(above))
        yield piece
    if not view.quotes and not view.leads:
        margin = _margin(shape.left)
        title = shortened(f"That was {view.essay.title}.", shape.measure)
        yield _Piece(((margin, (title, "text")), (), (margin, (view.way_out, "muted"))))


def _quote(view: View, quote: str) -> _Piece:
    shape = view.geometry
    lines = _wrapped(quote, shape.measure)
    if len(lines) > QUOTE_ROWS:
        lines = [*lines[: QUOTE_ROWS - 1], shortened(" ".join(lines[QUOTE_ROWS - 1 :]), shape.measure)]
    bar = "▌" if view.manner.narrow else "|"
    return _Piece(tuple((*gutter(shape, bar=bar), (line, "text")) for line in lines))


def _entry(view: View, number: int, lead: Lead) -> _Piece:
    shape = view.geometry
    chosen = number == view.lead
    key = shown_key(lead.key)[:2] if lead.key else ""
    room = max(8, shape.measure - 3)
    facts = ", ".join(filter(None, (f"{lead.minutes} min" if lead.slug else "", _state(lead))))
    title = _wrapped(lead.title, room) or [""]
    beside = cells(title[-1]) + 2 + cells(facts) <= room
    margin = gutter(shape, chosen, narrow=view.manner.narrow)
    style = "accent strong" if chosen else ("text" if lead.slug or lead.address else "muted")
    heads: list[Runs] = [(*margin, (f"{key:<3}", "muted"), (title[0], style))]
    heads += [(_margin(shape.left + 3), (line, style)) for line in title[1:]]
    if facts and beside:
        heads[-1] = (*heads[-1], (f"  {facts}", "muted"))
    said = ["" if beside else facts, lead.detail, lead.missing, lead.address]
    under = [row for line in said if line for row in _wrapped(line, room)]
    return _Piece((*heads, *((_margin(shape.left + 3), (row, "muted")) for row in under)), lead=number)


def _state(lead: Lead) -> str:
    if lead.slug is None:
        return "" if lead.address else "(not in this library)"
    return "" if lead.state == "unread" else lead.state


def _margin(width: int) -> Run:
    return (" " * max(0, width), "text")


def _wrapped(text: str, measure: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, measure)]
