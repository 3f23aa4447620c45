from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from stage import essay, reader, reading, screen
from textual.screen import Screen

from quietread.ui.app import Quietread
from quietread.ui.room import Room

DATA = Path(__file__).parents[1] / "data"
HOSTILE = (DATA / "hostile.md").read_text("utf-8")
NAMES = {"[": "left_square_bracket", "]": "right_square_bracket", "/": "slash", "!": "escape"}
OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def shown(screen: Screen[object]) -> list[str]:
    assert isinstance(screen, Room)
    return ["".join(text for text, _ in row) for row in screen.page.picture.rows]


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40), (24, 7)])
async def test_hostile_text_goes_through_every_screen(size: tuple[int, int], sealed_room: Path) -> None:
    app = reading(sealed_room, HOSTILE, size=size, sets=["pause.kind=none"], name="a[red]b [oops].md")
    async with app.run_test(size=size) as pilot:
        keys = ["space"] * 30 + ["home", *"g!rbm!jmw!o!"]
        keys += ["question_mark", "!", "ctrl+p", "!", "apostrophe", "!", "slash"]
        for key in [*keys, *"[/oops]", "enter", "escape", "t", "f", "minus", "H"]:
            await pilot.press(NAMES.get(key, key))
            rows = shown(pilot.app.screen)
            assert len(rows) == size[1]
            assert not any(OBEYED.search(row) for row in rows)


async def test_a_click_in_brackets_does_nothing(sealed_room: Path) -> None:
    async with reading(sealed_room, HOSTILE, size=(120, 40)).run_test(size=(120, 40)) as pilot:
        assert "[@click=app.quit]a click[/]" in screen(pilot)
        await pilot.click(offset=(60, 10))
        assert pilot.app.is_running


async def test_fifty_resizes_keep_the_first_visible_word(sealed_room: Path) -> None:
    chance = random.Random(2)
    marked = [f"w{number}" for number in range(3000)]
    text = "# Words\n\n" + "\n\n".join(" ".join(marked[at : at + 300]) for at in range(0, 3000, 300))
    async with reading(sealed_room, text, sets=["pause.kind=none"]).run_test(size=(80, 24)) as pilot:
        for turns in (0, 1, 3):
            await pilot.press("home", *["space"] * turns)
            first = next(word for row in shown(pilot.app.screen) for word in row.split() if word in marked)
            before = reader(pilot).view
            for number in range(17):
                size = (20, 4) if number == 3 else (chance.randrange(20, 301), chance.randrange(4, 101))
                await pilot.resize_terminal(*size)
                await pilot.pause()
                rows = shown(pilot.app.screen)
                assert len(rows) == size[1]
                assert (size == (20, 4) and not turns) or first in "\n".join(rows).split(), size
                assert reader(pilot).view.place == before.place
            await pilot.resize_terminal(80, 24)
            await pilot.pause()
            assert reader(pilot).view.page_number == before.page_number


@pytest.mark.parametrize("size", [(19, 10), (60, 3), (1, 1)])
async def test_too_small_a_screen_asks_for_room_and_still_quits(
    size: tuple[int, int], sealed_room: Path
) -> None:
    async with reading(sealed_room, essay(), size=size).run_test(size=size) as pilot:
        assert "A little more room, please."[: size[0]] in "".join(shown(pilot.app.screen))
        await pilot.press("q")
        await pilot.pause()
    assert pilot.app.return_code == 0


@pytest.mark.parametrize("over", ["", "g", "question_mark", "ctrl+p", "apostrophe", "m", "slash"])
async def test_ctrl_c_quits_from_anywhere(over: str, sealed_room: Path) -> None:
    app = reading(sealed_room, essay(), sets=["pause.kind=none"])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*filter(None, ["space", over]), "ctrl+c")
        await pilot.pause()
        assert not app.is_running or app._exit
    assert app.return_code == 0


async def test_what_stands_until_the_next_key_goes_with_any_key(sealed_room: Path) -> None:
    app: Quietread = reading(sealed_room, essay())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("minus")
        assert "measure" in screen(pilot)
        await pilot.press("ü")
        assert "measure" not in screen(pilot)
