"""What quietread is compared with: the smallest Textual app that shows the same text."""

from __future__ import annotations

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    """One file in one Static."""

    def compose(self) -> ComposeResult:
        """The text, as it is."""
        yield Static(Path(sys.argv[1]).read_text("utf-8"), markup=False)


if __name__ == "__main__":
    Bare().run(mouse=False)
