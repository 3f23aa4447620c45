"""Keys that come faster than screens do, as from a paste or over a slow line."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from stage import essay, reader, reading, screen
from textual import events
from textual.app import App
from textual.keys import key_to_character
from textual.pilot import Pilot

from quietread.storage.events import KEPT, Event
from quietread.ui.patience import Heard
from quietread.ui.reader import Reader
from quietread.ui.widgets import Breath, Prompt


def typed(app: App[None], *keys: str) -> None:
    for key in keys:
        app.post_message(events.Key(key, key_to_character(key)))


async def at_once(pilot: Pilot[None], *keys: str) -> None:
    typed(pilot.app, *keys)
    for _ in keys:  # they are handed on one after the other
        await pilot.pause()


async def come(met: Callable[[], bool]) -> None:
    """Wait until something is so; in vain after ten seconds."""
    for _ in range(500):
        if met():
            return
        await asyncio.sleep(0.02)
    assert met()


async def test_each_key_is_for_what_the_one_before_has_brought(sealed_room: Path) -> None:
    app = reading(sealed_room, essay())
    async with app.run_test(size=(80, 24)) as pilot:
        read = reader(pilot).view.essay
        await at_once(
            pilot, "question_mark", "q", "space", "space", "apostrophe", "escape", "g", "down", "enter"
        )
        typed(app, "m", "a", "ctrl+p", *"quit", "escape", "escape", "apostrophe", "q", "q", "m", "s")
        await come(lambda: app.return_code is not None)
    assert app.return_code == 0
    (kept,) = app.desk.keeping.notebook(read).entries
    assert kept.mark.quote.startswith("Sentence 1 of paragraph 5 ")


async def test_words_typed_in_one_breath_with_the_key_that_asks_for_them(sealed_room: Path) -> None:
    app = reading(sealed_room, essay())
    async with app.run_test(size=(80, 24)) as pilot:
        read = reader(pilot).view.essay
        await at_once(pilot, "slash", *"little", "enter", "n", "n", "a", *"so", "enter")
        await come(lambda: [one.mark.note for one in app.desk.keeping.notebook(read).entries] == ["so"])
    (kept,) = app.desk.keeping.notebook(read).entries
    assert kept.mark.quote.startswith("Sentence 3 of paragraph 1 ")


async def test_enter_again_in_the_palette_is_for_what_lies_under_it(sealed_room: Path) -> None:
    app = reading(sealed_room, essay())
    async with app.run_test(size=(80, 24)) as pilot:
        await at_once(pilot, "ctrl+p", *"theme", "enter", "enter", "escape", "enter", "escape")
        assert app.screen is reader(pilot)


async def test_a_screen_that_has_gone_keeps_no_key_back(sealed_room: Path) -> None:
    app = reading(sealed_room, essay())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        gone = app.screen
        await pilot.press("q")
        app._hearing[Heard()] = gone
        await pilot.press("g")
        assert "contents" in type(app.screen).__name__.lower()


async def test_news_may_come_when_the_screens_have_gone(sealed_room: Path) -> None:
    app = reading(sealed_room, essay())
    async with app.run_test(size=(80, 24)) as pilot:
        read = reader(pilot).view.essay
    app.stored(Event(KEPT, read.id, ("one",)))
    app.tell("the settings could not be written")
    assert app.return_code is None


async def test_one_line_is_enough_to_search_with(sealed_room: Path) -> None:
    async with reading(sealed_room, essay()).run_test(size=(80, 24)) as pilot:
        for opens in ((), ("escape", "g")):
            await at_once(pilot, *opens, "slash", "slash", "x")
            await come(lambda: [prompt.value for prompt in pilot.app.screen.query(Prompt)] == ["x"])


@pytest.mark.parametrize("twice", ["enter", "2"])
async def test_choosing_twice_is_choosing_once(twice: str, sealed_room: Path) -> None:
    async with reading(sealed_room, essay()).run_test(size=(80, 24)) as pilot:
        await pilot.press("g", "down")
        await at_once(pilot, twice, twice)
        await come(lambda: isinstance(pilot.app.screen, Reader) and "Part 2" in screen(pilot))


@pytest.mark.parametrize("opens", ["apostrophe", "ctrl+p"])
async def test_one_may_leave_before_a_screen_is_there(opens: str, sealed_room: Path) -> None:
    app = reading(sealed_room, essay())
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(events.Key(opens, key_to_character(opens)))
        await pilot.pause(0)
        app.exit()
    assert app.return_code == 0


async def test_reading_on_twice_leaves_no_breath_behind(sealed_room: Path) -> None:
    async with reading(sealed_room, essay()).run_test(size=(80, 24)) as pilot:
        await at_once(pilot, "space", "space")
        await come(lambda: "Part 2" in screen(pilot))
        assert reader(pilot).pausing is None


async def test_of_two_breaths_asked_for_one_is_drawn(sealed_room: Path) -> None:
    async with reading(sealed_room, essay()).run_test(size=(80, 24)) as pilot:
        reader(pilot).action_breathe()
        reader(pilot).action_breathe()
        await pilot.resize_terminal(60, 24)
        await pilot.pause(0.8)
        await pilot.press("space")
        await pilot.pause(0.1)
        assert not reader(pilot).query_one(Breath).display


async def test_enter_and_escape_at_once_are_the_first_of_them(sealed_room: Path) -> None:
    app = reading(sealed_room, essay())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"zebra")
        await at_once(pilot, "enter", "enter", "escape", "enter")
        await pilot.press("slash")
        await come(lambda: len(app.screen.query(Prompt)) == 1)
        prompt = app.screen.query_one(Prompt)
        prompt.action_give()
        prompt.action_give()
        await pilot.pause()
        prompt.action_give()
        assert not app.screen.query(Prompt)
        await pilot.press("a", *"once")
        await at_once(pilot, "enter", "enter", "escape")
        await come(lambda: not app.screen.query("#note"))
