"""Hints and messages name the keys in force: a key that does something else now is named nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from stage import essay, reader, reading, screen

from quietread.core.commands import COMMANDS
from quietread.core.keys import Keymap
from quietread.core.related_page import related_rows
from quietread.ui.app import Quietread
from quietread.ui.list import ListRoom
from quietread.ui.room import Room
from quietread.ui.widgets import Breath

OWN = Keymap(
    {
        one.id: tuple(f"ctrl+{'abcdefghijklmnopqrstuvwxyz'[at % 26]}" for _ in one.keys[:1])
        for at, one in enumerate(COMMANDS)
        if one.id != "number"
    }
    | {"choose": ("f5",), "help": ("f1",), "read.on": ("f2",), "undo": ("f3",), "notebook": ("f4",)}
    | {"mark.sentence": ("f6",), "back": ("f7",), "search": ("f8",), "close": ("f9",), "quit": ("f10",)}
    | {"read.back": ("f11",), "mark.note": ("f12",), "notebook.remove": ("ctrl+d",), "copy": ()}
)


def staged(home: Path, text: str, keymap: Keymap, *, welcome: bool = False) -> Quietread:
    app = reading(home, text)
    app.desk.keymap = keymap
    return Quietread(app.desk, app.asked, welcome=welcome)


def shown(room: object) -> str:
    assert isinstance(room, Room)
    return "\n".join("".join(text for text, _ in row) for row in room.page.picture.rows)


async def test_the_first_screen_and_the_first_pages_name_the_readers_keys(sealed_room: Path) -> None:
    async with staged(sealed_room, essay(), OWN, welcome=True).run_test(size=(80, 24)) as pilot:
        first = shown(pilot.app.screen)
        for said in (
            "f2   read on",
            "f11  back",
            "f6  keep a sentence",
            "f1  all keys, f10 leaves",
            "f5  begin",
        ):
            assert said in first
        await pilot.press("2", "f5")
        await pilot.pause()
        assert "f2 read on   f6 mark   f1 keys" in screen(pilot)
        await pilot.press("f2")
        await pilot.pause()
        breath = pilot.app.screen.query_one(Breath)
        assert any("f2  read on" in breath.render_line(row).text for row in range(breath.size.height))


async def test_messages_and_lists_name_the_readers_keys(sealed_room: Path) -> None:
    app = staged(sealed_room, essay(), OWN)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "nothing kept yet · f6 keeps a sentence" in shown(pilot.app.screen)
        assert "f5  go there    f12  note    ctrl+d  remove" in shown(pilot.app.screen)
        await pilot.press("f9", "f6", "f5")
        app.desk.keeping.store.settle()
        await pilot.pause()
        assert "kept · f3 undoes" in screen(pilot)
        await pilot.press("f1")
        assert "f8  search    f9  close" in shown(pilot.app.screen)
        await pilot.press("f9", "f7")
        await pilot.pause()
        assert "f5  read      f8  filter      f1  keys" in shown(pilot.app.screen)


async def test_a_command_without_a_key_is_not_named(sealed_room: Path) -> None:
    keymap = Keymap({"undo": (), "mark.sentence": (), "help": ()})
    app = staged(sealed_room, essay(), keymap)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("apostrophe")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert re.search(r"nothing kept yet\s*$", shown(pilot.app.screen), re.MULTILINE)
        await pilot.press("escape", "M", "enter")
        app.desk.keeping.store.settle()
        await pilot.pause()
        assert "kept" in screen(pilot)
        assert "undoes" not in screen(pilot)
        await pilot.press("H")
        await pilot.pause()
        room = pilot.app.screen
        assert isinstance(room, ListRoom)
        assert room.listing.hint == "enter  read      /  filter"


@pytest.mark.parametrize(("keymap", "way"), [(Keymap(), "backspace  the shelf"), (OWN, "f7  the shelf")])
async def test_an_empty_related_page_names_the_way_out(keymap: Keymap, way: str, sealed_room: Path) -> None:
    async with staged(sealed_room, essay(), keymap).run_test(size=(80, 24)) as pilot:
        reader(pilot).action_related()
        await pilot.pause()
        rows, _ = related_rows(reader(pilot).view)
        assert way in str(rows)


async def test_no_hint_of_the_text_stands_below_the_related_page(sealed_room: Path) -> None:
    async with staged(sealed_room, essay(), Keymap(), welcome=True).run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        assert "space read on" in screen(pilot)
        await pilot.press("r")
        assert reader(pilot).view.at_related
        assert "read on" not in screen(pilot)
