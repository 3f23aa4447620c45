"""Style words into what Textual draws with."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from quietread.core.theme import Theme, address


class Paint:
    """The look of every style word in one theme, worked out once."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._styles: dict[str, Style] = {}

    def style(self, words: str) -> Style:
        """The Rich style of some style words (see `core.theme`)."""
        style = self._styles.get(words)
        if style is None:
            look = self.theme.look(words)
            style = self._styles[words] = Style(
                color=look.fg or "default",
                bgcolor=look.bg or "default",
                bold=look.bold or None,
                italic=look.italic or None,
                underline=look.underline or None,
                reverse=look.reverse or None,
                strike=look.strike or None,
                link=address(words) or None,
            )
        return style

    def strip(self, runs: Iterable[tuple[str, str]], width: int) -> Strip:
        """One row of exactly `width` cells."""
        strip = Strip([Segment(text, self.style(words)) for text, words in runs])
        return strip.adjust_cell_length(width, self.style("text"))
