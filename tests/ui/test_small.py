"""Every screen at every step of the geometry: on forty by ten all of it can be used, under twenty by four one can leave."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import essay, reading
from textual.pilot import Pilot

from quietread.ui.room import Room

SIZES = [(40, 10), (47, 15), (30, 8), (29, 12), (60, 7), (20, 4)]
SCREENS = (
    ("g", "Part 2"),
    ("question_mark", "read on"),
    ("apostrophe", "Sentence 1"),
    ("ctrl+p", "read on"),
    ("o", "read"),
)


def shown(pilot: Pilot[None]) -> str:
    room = pilot.app.screen
    assert isinstance(room, Room)
    rows = ["".join(text for text, _ in row) for row in room.page.picture.rows]
    assert len(rows) == pilot.app.size.height
    assert all(len(row) <= pilot.app.size.width for row in rows)
    return "\n".join(rows)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_screen_can_be_used(size: tuple[int, int], sealed_room: Path) -> None:
    text = essay().replace("here to be read", "here to be [read](https://example.org/)")
    app = reading(sealed_room, text, size=size)
    async with app.run_test(size=size) as pilot:
        await pilot.press("m", "a")
        await pilot.pause()
        for key, said in SCREENS:
            await pilot.press(key)
            await pilot.pause()
            assert said in shown(pilot), key
            before = app.cursor_position
            await pilot.press("down")
            await pilot.pause()
            if key != "apostrophe":
                assert (app.cursor_position, shown(pilot)) != (before, ""), key
            await pilot.press("escape")
            await pilot.pause()
            assert app.reader is app.screen, key
        await pilot.press("slash", *"paragraph", "enter")
        await pilot.press("r", "b", "B", "space", "right_square_bracket", "H")
        await pilot.pause()
        assert shown(pilot)
        await pilot.resize_terminal(19, 3)
        await pilot.pause()
        assert "A little more room" in shown(pilot)
        await pilot.resize_terminal(*size)
        await pilot.press("q")
        await pilot.pause()
        assert app.return_code == 0
