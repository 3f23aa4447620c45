"""A screen of the app as SVG: every cell exactly where a terminal has it, whatever fonts there are.

Blocks and bars are drawn as rectangles, so that nothing shows between them; text is held to its cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

WIDTH, HEIGHT = 10, 21
"""Of a cell, in units of the picture."""
MARGIN = 20
FONTS = "'JetBrains Mono','SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace"
EIGHTHS = {char: number for number, char in enumerate(" ▁▂▃▄▅▆▇█")}
BAR = "▌"


def strips(app: App[None]) -> list[list[Segment]]:
    """What stands on the app's screen, row for row, the segments of each."""
    screen = app.screen
    width, height = app.size
    rows: list[Strip] = [Strip.blank(width) for _ in range(height)]
    for widget in screen.walk_children(Widget):
        region = widget.region
        if not widget.display or not region.area:
            continue
        for y, strip in enumerate(widget.render_lines(Region(0, 0, region.width, region.height)), region.y):
            if 0 <= y < height:
                left, right = rows[y].crop(0, region.x), rows[y].crop(region.x + region.width, width)
                rows[y] = Strip.join([left, strip.adjust_cell_length(region.width), right])
    return [list(row) for row in rows]


def svg(app: App[None], text: str, ground: str) -> str:
    """The screen as SVG, in the colours of the app; `text` and `ground` are the terminal's own."""
    cols, rows = app.size
    width, height = cols * WIDTH + 2 * MARGIN, rows * HEIGHT + 2 * MARGIN
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
        f'<rect width="{width}" height="{height}" rx="10" fill="{ground}"/>',
        f'<g font-family="{FONTS}" font-size="16.6">',
    ]
    for y, row in enumerate(strips(app)):
        drawn += _row(row, MARGIN + y * HEIGHT, text, ground)
    return "\n".join([*drawn, "</g>", "</svg>", ""])


def _row(row: Iterable[Segment], top: float, text: str, ground: str) -> Iterator[str]:
    at = MARGIN
    for words, style, _ in Segment.simplify(row):
        length = cell_len(words) * WIDTH
        ink, paper = _colours(style or Style(), text, ground)
        if paper != ground and words:
            yield f'<rect x="{at}" y="{top}" width="{length}" height="{HEIGHT}" fill="{paper}"/>'
        yield from _blocks(words, at, top, ink)
        yield from _words(words, at, top, ink, style or Style())
        at += length


def _colours(style: Style, text: str, ground: str) -> tuple[str, str]:
    ink = style.color.get_truecolor().hex if style.color and not style.color.is_default else text
    paper = style.bgcolor.get_truecolor().hex if style.bgcolor and not style.bgcolor.is_default else ground
    return (paper, ink) if style.reverse else (ink, paper)


def _blocks(words: str, left: float, top: float, ink: str) -> Iterator[str]:
    """Bars and eighths, a run of equal ones as one rectangle."""
    run = 0
    for at, char in enumerate(words):
        if char == BAR:
            yield f'<rect x="{left + at * WIDTH}" y="{top}" width="{WIDTH // 2}" height="{HEIGHT}" fill="{ink}"/>'
        eighths = EIGHTHS.get(char, 0)
        if not eighths:
            run = at + 1
        elif at + 1 == len(words) or words[at + 1] != char:
            high = round(HEIGHT * eighths / 8, 3)
            yield (
                f'<rect x="{left + run * WIDTH}" y="{round(top + HEIGHT - high, 3):g}"'
                f' width="{(at + 1 - run) * WIDTH}" height="{high:g}" fill="{ink}"/>'
            )
            run = at + 1


def _words(words: str, left: float, top: float, ink: str, style: Style) -> Iterator[str]:
    """Text, each sign in its own cell."""
    looks = ' font-weight="bold"' * bool(style.bold) + ' font-style="italic"' * bool(style.italic)
    at, xs, said = left, [], ""
    for char in words:
        if char not in EIGHTHS and char != BAR:
            xs.append(f"{at:g}")
            said += char
        at += cell_len(char) * WIDTH
    if said:
        yield f'<text x="{" ".join(xs)}" y="{top + 16:g}" fill="{ink}"{looks}>{escape(said)}</text>'
    if style.underline:
        yield f'<rect x="{left}" y="{top + 18.5:g}" width="{at - left:g}" height="1" fill="{ink}"/>'
