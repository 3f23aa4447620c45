"""Tables as lines of text, set in columns where these fit."""

from __future__ import annotations

from collections.abc import Sequence

from quietread.core.draft import Draft, evened
from quietread.core.essay import Span
from quietread.core.flow import Flow

_BETWEEN = " | "
_WIDEST = 66
"""Cells up to which columns are lined up: the measure most read in. A wider row flows like a paragraph."""


def table_rows(rows: Sequence[Sequence[Flow]], right: Sequence[bool]) -> list[Draft]:
    """A draft for every row that has a word; the first is the head, in strong.

    `rows`: the cells of each. `right`: for each column, whether it is set to the right.
    """
    from rich.cells import cell_len

    even = [[evened(cell.raw, cell.spans) for cell in row] for row in rows]
    columns = max(map(len, even), default=0)
    widths = [
        max((cell_len(row[at][0]) for row in even if at < len(row)), default=0) for at in range(columns)
    ]
    aligned = sum(widths) + len(_BETWEEN) * (columns - 1) <= _WIDEST
    drafts: list[Draft] = []
    for number, row in enumerate(even):
        raw = ""
        spans: list[Span] = []
        for at, (text, found) in enumerate(row):
            room = " " * (widths[at] - cell_len(text)) if aligned else ""
            raw += _BETWEEN if at else ""
            raw += room if right[at : at + 1] == [True] else ""
            spans += (one._replace(start=one.start + len(raw), end=one.end + len(raw)) for one in found)
            if number == 0 and text:
                spans.append(Span(len(raw), len(raw) + len(text), "strong"))
            raw += text
            raw += "" if right[at : at + 1] == [True] else room
        if any(text for text, _ in row):
            notes = [note for cell in rows[number] for note in cell.notes]
            drafts.append(Draft(raw.rstrip(), "table row", spans, tight=bool(drafts), notes=notes))
    return drafts
