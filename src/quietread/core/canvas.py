"""A sheet of cells to write and draw on, for pictures that are not made row by row."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from quietread.core.picture import Runs
from quietread.core.wrap import edges


class Canvas:
    """Cells one can write to. What was written first stays where dots are drawn."""

    def __init__(self, cols: int, rows: int) -> None:
        self._cells = [[("", "")] * cols for _ in range(rows)]

    def write(self, x: int, y: int, text: str, style: str) -> None:
        """Text from cell (x, y) on; what lies outside is left out."""
        if not 0 <= y < len(self._cells):
            return
        row, ends = self._cells[y], edges(text)
        last = x
        for number, char in enumerate(text):
            begin, end = x + ends[number], x + ends[number + 1]
            if not 0 <= begin < len(row):
                continue
            if begin == end:  # drawn together with the character before it
                row[last] = (row[last][0] + char, style)
                continue
            row[begin:end] = [(char, style), *[("\0", style)] * (min(end, len(row)) - begin - 1)]
            last = begin

    def dot(self, x: int, y: int, sign: str, style: str) -> None:
        """A sign where nothing stands, nor right beside it."""
        row = self._cells[y]
        if not any(char.strip() for char, _ in row[max(0, x - 1) : x + 2]):
            row[x] = (sign, style)

    def rows(self) -> list[Runs]:
        """What was written, row by row."""
        return [_merged(row) for row in self._cells]


def _merged(row: Sequence[tuple[str, str]]) -> Runs:
    runs: list[tuple[str, str]] = []
    for char, style in row:
        text, word = ("" if char == "\0" else char or " "), style or "text"
        if runs and runs[-1][1] == word:
            runs[-1] = (runs[-1][0] + text, word)
        else:
            runs.append((text, word))
    while runs and not runs[-1][0].strip():
        runs.pop()
    return tuple(runs)


def ray(start: tuple[int, int], end: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Cells of a curve that leaves and arrives level, none touching the next."""
    last = None
    steps = 8 * (abs(end[0] - start[0]) + abs(end[1] - start[1])) or 1
    for number in range(steps + 1):
        share = number / steps
        rise = (1 - math.cos(math.pi * share)) / 2
        at = round(start[0] + (end[0] - start[0]) * share), round(start[1] + (end[1] - start[1]) * rise)
        if last is None or abs(at[0] - last[0]) >= 2 or at[1] != last[1]:
            yield at
            last = at
