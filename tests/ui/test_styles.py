"""Two ways to use the keyboard, each complete: letters and signs alone, or arrows and the keys beside them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from stage import essay, reader, reading
from textual.pilot import Pilot

from quietread.core.commands import BY_ID, COMMANDS, Command
from quietread.core.keys import character
from quietread.errors import QuietreadError
from quietread.ui.app import Quietread
from quietread.ui.choices import Map, Palette
from quietread.ui.list import ListRoom
from quietread.ui.reader import Reader
from quietread.ui.room import Room

BESIDE = frozenset(
    [
        "left",
        "right",
        "up",
        "down",
        "pageup",
        "pagedown",
        "home",
        "end",
        "space",
        "enter",
        "escape",
        "tab",
        "shift+tab",
        "backspace",
    ]
)
"""The keys of those who leave letters alone."""
LETTERS = frozenset(["space", "enter", "tab", "shift+tab", "escape", "backspace"])
"""Keys without a sign that lie under the hands of those who never leave the letters."""
ELSEWHERE = ("quit", "quit.now", "suspend", "repaint", "search", "palette", "breathe", "number")
"""Commands that end the run, wait for something typed, or leave the same view behind either way."""

STORY = essay(4, 3, related="- [Next](next.md) - one\n- [Last](last.md) - two\n")


def typed(key: str) -> bool:
    return key in LETTERS or bool(character(key)) or key.startswith("ctrl+")


@pytest.mark.parametrize("context", ["reading", "breath", "lists", "picker", "map"])
def test_every_command_with_a_key_has_one_among_the_letters(context: str) -> None:
    for command in COMMANDS:
        if command.words(context) and command.keys:
            assert any(map(typed, command.keys)), command.id


def test_what_moves_and_chooses_has_a_key_beside_the_letters_too() -> None:
    moving = ["read.on", "read.back", "first", "last", "cursor.down", "cursor.up", "choose", "back", "close"]
    for name in [*moving, "map.left", "map.right", "link.next", "link.previous"]:
        assert BESIDE & set(BY_ID[name].keys), name


def state(pilot: Pilot[None]) -> object:
    """What one would see and where one would be."""
    room = pilot.app.screen
    assert isinstance(room, Room)
    if isinstance(room, ListRoom):
        return type(room).__name__, room.listing
    if isinstance(room, Map):
        return type(room).__name__, room.atlas
    return reader(pilot).view._replace(settling=None, newest=None), reader(pilot).picker


class Stage:
    """An essay that is read from the same page, in the same manner, as often as one likes."""

    def __init__(self, app: Quietread, pilot: Pilot[None]) -> None:
        self.app, self.pilot, self.settled = app, pilot, app.desk.settled
        self.look = app.desk.look

    async def after(self, act: Callable[[], Awaitable[object]]) -> object:
        """What has come of it, begun on the second page."""
        app, asked = self.app, self.app.asked
        assert asked is not None
        app.desk.settled, app.desk.look = self.settled, self.look
        app.show(asked)
        await self.pilot.pause()
        reader(self.pilot).view = asked
        await self.pilot.press("space")
        await act()
        app.desk.keeping.store.settle()
        await self.pilot.pause()
        found = state(self.pilot), type(app.focused)
        if app.focused is not None:
            await self.pilot.press("escape")
        while app.covered:
            app.pop_screen()
        if isinstance(app.screen, Reader):
            app.screen.picker = None
        with suppress(QuietreadError):
            while True:
                app.desk.keeping.undo()
        return found

    async def by_name(self, command: Command) -> None:
        """Ctrl+P, the command there, Enter: not a letter is typed."""
        await self.pilot.press("ctrl+p")
        palette = self.pilot.app.screen
        assert isinstance(palette, Palette)
        palette.pick(next(at for at, item in enumerate(palette.listing.items) if item.words == command.id))
        await self.pilot.press("enter")


async def test_every_function_both_ways(sealed_room: Path) -> None:
    app = reading(sealed_room, STORY, sets=["pause.kind=none"])
    async with app.run_test(size=(80, 24)) as pilot:
        stage, walked = Stage(app, pilot), []
        for command in COMMANDS:
            if not command.words("reading") or not command.keys or command.id in ELSEWHERE:
                continue
            letter = next(key for key in command.keys if typed(key))
            other = next((key for key in command.keys if key in BESIDE), None)
            by_letter = await stage.after(partial(pilot.press, letter))
            act = partial(pilot.press, other) if other else partial(stage.by_name, command)
            assert await stage.after(act) == by_letter, command.id
            walked.append(command.id)
        assert len(walked) > 35
