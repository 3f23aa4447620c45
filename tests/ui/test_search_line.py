"""What is typed to look for words, and the screen under it."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import essay, reader, reading, screen


@pytest.mark.parametrize("leave", ["enter", "escape"])
async def test_a_search_in_vain_ends_on_the_screen_there_is_now(leave: str, sealed_room: Path) -> None:
    async with reading(sealed_room, essay()).run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"zebra")
        await pilot.resize_terminal(120, 40)
        await pilot.press(leave)
        assert len(screen(pilot).split("\n")) == 40
        assert reader(pilot).view.cols == 120
