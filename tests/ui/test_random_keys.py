"""Whoever leans on the keyboard, while everything beneath moves: nothing breaks and nothing kept is lost."""

from __future__ import annotations

import os
import random
import sys
import webbrowser
from contextlib import suppress
from pathlib import Path

import pytest
from meddling import ESSAYS, Ledger, Meddler
from rich.cells import cell_len
from stage import DESKS, ENVIRON
from textual import events
from textual.app import App
from textual.keys import key_to_character
from textual.pilot import Pilot

from quietread.core.commands import COMMANDS
from quietread.desk import Desk
from quietread.errors import QuietreadError
from quietread.options import Options
from quietread.start import desk_for, look_at_terminal
from quietread.storage.paths import folders
from quietread.ui.app import Quietread
from quietread.ui.widgets import Page, Prompt

KEYS = 10_000 if os.environ.get("QUIETREAD_LONG") else 300
EVERY = [key for command in COMMANDS for key in command.keys if command.id != "suspend"]
OFTEN = [
    "space",
    "m",
    "m",
    "a",
    "w",
    "enter",
    "escape",
    "down",
    "tab",
    "apostrophe",
    "j",
    "right_square_bracket",
]
ODD = [
    "f5",
    "delete",
    "ctrl+s",
    "ctrl+q",
    "ctrl+w",
    "alt+x",
    "shift+up",
    "ctrl+left",
    "é",
    "言",
    "x",
    "Q",
    "0",
]


def seated(home: Path) -> Desk:
    """A desk, whatever state its files are in; what is wrong with them is said in lines."""
    environ = {**ENVIRON, **{name: value for name, value in os.environ.items() if name.startswith("XDG_")}}
    desk, problems = desk_for(Options(), environ)
    assert all("\n" not in line for line in (*problems, *look_at_terminal(desk, environ)))
    DESKS.append(desk)
    return desk


class Wanderer:
    """Presses keys without sense or order."""

    def __init__(self, dice: random.Random, meddler: Meddler) -> None:
        self.dice, self.meddler = dice, meddler
        self.done: list[str] = []
        """What has been done, the last at the end: the way to a fault."""

    async def sit(self, home: Path, most: int) -> None:
        """Read until a key has led out of the app, or `most` things have been done."""
        desk, size = seated(home), self.size()
        view = None
        if self.dice.random() < 0.5:
            with suppress(QuietreadError):
                view = desk.open_slug(f"walk-{self.dice.randrange(ESSAYS)}", *size)
        app = Quietread(desk, view, welcome=not desk.progress.welcomed())
        async with app.run_test(size=size) as pilot:
            for _ in range(most):
                await self.act(pilot)
                if app.return_code is not None:
                    break
                await self.look(pilot)
            else:
                app.exit()
        assert app.return_code == 0
        desk.close()

    async def act(self, pilot: Pilot[None]) -> None:
        """One thing: most often a key."""
        chance = self.dice.random()
        if chance < 0.9:
            keys = [self.key(pilot) for _ in range(self.dice.choice((1, 1, 1, 2, 5)))]
            self.done += keys
            for key in keys:
                pilot.app.post_message(events.Key(key, key_to_character(key)))
        elif chance < 0.93:
            size = self.size()
            self.done.append(f"resize {size}")
            await pilot.resize_terminal(*size)
        elif chance < 0.96:
            focus = self.dice.choice((events.AppBlur, events.AppFocus))
            self.done.append(focus.__name__)
            pilot.app.post_message(focus())
        else:
            self.done.append(self.meddler.meddle())
        await pilot.pause(0)

    def key(self, pilot: Pilot[None]) -> str:
        """A key, of those that mean something more often than of those that do not."""
        if isinstance(pilot.app.focused, Prompt) and pilot.app.focused.id == "export":
            return self.dice.choice(["a", "b", "enter", "escape", "left"])  # never out of this folder
        return self.dice.choice(self.dice.choice((EVERY, OFTEN, OFTEN, ODD)))

    def size(self) -> tuple[int, int]:
        """Of a terminal."""
        if self.dice.random() < 0.5:
            return self.dice.choice(((80, 24), (40, 12), (120, 40)))
        return self.dice.randint(1, 200), self.dice.randint(1, 60)

    async def look(self, pilot: Pilot[None]) -> None:
        """What stands there, once everything has been drawn, is a screen: full, and no row too wide."""
        for _ in range(100):
            if fits(pilot.app):
                return
            await pilot.pause(0.02)
        assert fits(pilot.app)


def fits(app: App[None]) -> bool:
    """Whether there are as many rows as the screen has, and none is wider."""
    pages = app.screen.query(Page)
    rows = [["".join(words for words, _ in row) for row in page.picture.rows] for page in pages]
    width, height = app.size
    return all(len(page) == height and max(map(cell_len, page)) <= width for page in rows)


@pytest.mark.parametrize("seed", range(10) if KEYS > 1000 else (1,))
async def test_any_keys_in_any_order(
    seed: int, sealed_room: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(sealed_room)
    monkeypatch.setattr(webbrowser, "open", lambda address: True)
    dice, ledger = random.Random(seed), Ledger(monkeypatch)
    meddler = Meddler(folders(os.environ), dice)
    wanderer = Wanderer(dice, meddler)
    try:
        while len(wanderer.done) < KEYS // (10 if KEYS > 1000 else 1):
            await wanderer.sit(sealed_room, 200)
        meddler.mend()
        await wanderer.sit(sealed_room, 0)
    except BaseException:
        sys.stdout.write("\n".join(["the last steps:", *wanderer.done[-60:]]))
        raise
    assert ledger.kept
    assert ledger.wrong(meddler.marks) == []
    assert "Traceback" not in "".join(capsys.readouterr())
