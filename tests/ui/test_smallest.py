"""Every screen where there is hardly any."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from stage import essay, reading

from quietread.ui.widgets import Page

OPENING = ["r", "H", "apostrophe", "question_mark", "ctrl+p", "g", "o", "G", "B", "slash", "m", "w", "a"]


@pytest.mark.parametrize("size", [(1, 1), (20, 4)], ids=str)
async def test_every_screen_fits(size: tuple[int, int], sealed_room: Path) -> None:
    text = essay(related="- [Elsewhere](https://example.org): because")
    app = reading(sealed_room, text, size=size)
    async with app.run_test(size=size) as pilot:
        await pilot.app.workers.wait_for_complete()
        for key in OPENING:
            await pilot.press(key, "down")
            for page in app.screen.query(Page):
                rows = ["".join(words for words, _ in row) for row in page.picture.rows]
                assert len(rows) == size[1]
                assert max(map(cell_len, rows)) <= size[0]
            await pilot.press("escape")
            if key == "H":
                await pilot.press("enter")
