"""The essay's last page: what was kept, where the author would go on, and who leads here."""

from __future__ import annotations

from dataclasses import dataclass

from quietread.core.gutter import gutter
from quietread.core.status import Run, shortened
from quietread.core.view import Lead, View
from quietread.core.widths import cells
from quietread.core.wrap import wrap

Runs = tuple[Run, ...]

QUOTES = 3
"""Kept sentences shown; the others are counted."""
QUOTE_ROWS = 2
"""Rows a kept sentence takes at most, so that the way on stays in sight."""
DIGITS = 9
"""Entries that a digit opens."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Rows that stay together on one page; `lead` is the entry they belong to, if any."""

    rows: tuple[Runs, ...]
    lead: int | None = None
    apart: bool = True
    """Whether an empty row comes before."""


def related_rows(view: View) -> tuple[list[Runs], tuple[int, int]]:
    """The rows of the page that shows the chosen entry, and column and row of that entry."""
    shape = view.geometry
    page = _page_of(view, _pages(view))
    rows: list[Runs] = []
    cursor = (shape.left, 0)
    for piece in page:
        if rows and piece.apart:
            rows.append(())
        if piece.lead is not None and piece.lead == view.lead:
            cursor = (shape.left, len(rows))
        rows += piece.rows
    return rows[: max(1, shape.height)], cursor


def next_screen(view: View) -> int | None:
    """The first entry of a long list's next screen, None if all of it has been seen."""
    pages = _pages(view)
    later = pages[pages.index(_page_of(view, pages)) + 1 :]
    return next((piece.lead for page in later for piece in page if piece.lead is not None), None)


def with_lead(view: View, index: int) -> View:
    """The entry chosen that is nearest to `index`."""
    return view._replace(lead=max(0, min(index, len(view.leads) - 1)))


def _page_of(view: View, pages: list[list[_Piece]]) -> list[_Piece]:
    return next((page for page in pages if any(piece.lead == view.lead for piece in page)), pages[0])


def _pages(view: View) -> list[list[_Piece]]:
    height = max(1, view.geometry.height)
    pages: list[list[_Piece]] = [[]]
    used = 0
    for piece in _pieces(view):
        needed = len(piece.rows) + (piece.apart and used > 0)
        if pages[-1] and used + needed > height:
            pages.append([])
            used, needed = 0, len(piece.rows)
        pages[-1].append(piece)
        used += needed
    return pages


def _pieces(view: View) -> list[_Piece]:
    shape = view.geometry
    pieces = [_quote(view, quote) for quote in view.quotes[:QUOTES]]
    if len(view.quotes) > QUOTES:
        more = f"and {len(view.quotes) - QUOTES} more"
        pieces.append(_Piece(((_margin(shape.left), (more, "muted")),), apart=False))
    forward = [(number, lead) for number, lead in enumerate(view.leads) if not lead.back]
    backward = [(number, lead) for number, lead in enumerate(view.leads) if lead.back]
    for title, leads in (("Related", forward), ("Also leads here", backward)):
        if leads:
            pieces.append(_Piece(((_margin(shape.left), (title, "text strong")),)))
        pieces += [_entry(view, number, lead) for number, lead in leads]
    if not pieces:
        margin = _margin(shape.left)
        title = shortened(f"That was {view.essay.title}.", shape.measure)
        pieces.append(_Piece(((margin, (title, "text")), (), (margin, (view.way_out, "muted")))))
    return pieces


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
    digit = str(number + 1) if number < DIGITS else " "
    room = max(8, shape.measure - 3)
    facts = ", ".join(filter(None, (f"{lead.minutes} min" if lead.slug else "", _state(lead))))
    title = _wrapped(lead.title, room) or [""]
    beside = cells(title[-1]) + 2 + cells(facts) <= room
    margin = gutter(shape, chosen, narrow=view.manner.narrow)
    style = "accent strong" if chosen else ("text" if lead.slug or lead.address else "muted")
    heads: list[Runs] = [(*margin, (f"{digit}  ", "muted"), (title[0], style))]
    heads += [(_margin(shape.left + 3), (line, style)) for line in title[1:]]
    if facts and beside:
        heads[-1] = (*heads[-1], (f"  {facts}", "muted"))
    said = ["" if beside else facts, lead.detail, lead.missing, lead.address]
    under = [row for line in said for row in _wrapped(line, room)]
    return _Piece((*heads, *((_margin(shape.left + 3), (row, "muted")) for row in under)), lead=number)


def _state(lead: Lead) -> str:
    if lead.slug is None:
        return "" if lead.address else "(not in this library)"
    return "" if lead.state == "unread" else lead.state


def _margin(width: int) -> Run:
    return (" " * max(0, width), "text")


def _wrapped(text: str, measure: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, measure)]
