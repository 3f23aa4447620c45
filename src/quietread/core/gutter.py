"""The columns left of the text, where signs and bars stand: the same on every screen."""

from __future__ import annotations

from quietread.core.geometry import Geometry


def gutter(
    shape: Geometry, sign: bool = False, bar: str = "", *, narrow: bool = True
) -> tuple[tuple[str, str], ...]:
    """The runs up to the text's first cell: `›` for a `sign`, then `bar`; the sign wins where one column is.

    `narrow`: whether the terminal draws signs one cell wide; if not, the sign is ASCII.
    """
    if shape.gutter == 0 or not (sign or bar):
        return ((" " * shape.left, "text"),)
    arrow = ("›" if narrow else ">", "accent") if sign else (" ", "text")
    mark = (bar, "mark") if bar else (" ", "text")
    if shape.gutter == 1:
        return ((" " * (shape.left - 1), "text"), arrow if sign else mark)
    return ((" " * (shape.left - 3), "text"), arrow, mark, (" ", "text"))
