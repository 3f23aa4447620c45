from __future__ import annotations

from pathlib import Path

import pytest
from stage import essay, reader, reading
from textual.binding import Binding

from quietread.core.commands import COMMANDS, CONTEXTS, Command
from quietread.core.keys import Keymap, bind
from quietread.ui.app import Quietread
from quietread.ui.reader import Reader
from quietread.ui.room import Room, action_name, bindings, textual_keymap
from quietread.ui.shelf import Shelf


@pytest.mark.parametrize("context", CONTEXTS)
def test_every_command_of_a_context_is_bound_once(context: str) -> None:
    ids = [
        one.id
        for one in bindings(context)
        if isinstance(one, Binding) and not (one.id or "").startswith("number")
    ]
    assert ids == [one.id for one in COMMANDS if one.words(context) and one.id != "number"]


def carried_out(command: Command, room: type[Room]) -> bool:
    """Whether there is an action for a command on a screen, or for all of them."""
    name = action_name(command).partition("(")[0]
    owner, name = (Quietread, name[4:]) if name.startswith("app.") else (room, name)
    return callable(getattr(owner, f"action_{name}", None))


@pytest.mark.parametrize("one", [one for one in COMMANDS if one.words("reading")], ids=lambda one: one.id)
def test_every_reading_command_has_an_action(one: object) -> None:
    command = next(found for found in COMMANDS if found is one)
    assert carried_out(command, Reader)


@pytest.mark.parametrize(
    "name",
    [
        one.id
        for one in COMMANDS
        if one.words("lists") and "notebook" not in one.words("lists") and one.id != "copy"
    ],
)
def test_every_list_command_has_an_action(name: str) -> None:
    command = next(found for found in COMMANDS if found.id == name)
    assert carried_out(command, Shelf)


def keyed(table: dict[str, object]) -> Keymap:
    keymap, problems = bind(table, "config.toml")
    assert not [one for one in problems if "not" in one and "now has" not in one]
    return keymap


async def test_a_changed_key_does_its_work_and_the_old_one_nothing(sealed_room: Path) -> None:
    app = reading(sealed_room, essay(), sets=["pause.kind=none"])
    app = Quietread(app.desk, app.asked)
    app.set_keymap(textual_keymap(keyed({"section.next": "x", "section.previous": []})))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right_square_bracket")
        assert reader(pilot).view.part == 0
        await pilot.press("x")
        assert reader(pilot).view.part == 1
        await pilot.press("left_square_bracket")
        assert reader(pilot).view.part == 1


def test_digits_are_changed_one_by_one() -> None:
    changed = textual_keymap(Keymap({"number": ("x",)}))
    assert changed["number.1"] == "x"
    assert changed["number.2"] == changed["number.9"] != "2"
