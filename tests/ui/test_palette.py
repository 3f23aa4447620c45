"""The palette: whatever there is to do or to go to, by its name."""

from __future__ import annotations

from pathlib import Path

from stage import essay, reader, reading, screen

from quietread.core.commands import BY_ID, COMMANDS
from quietread.core.pause import GUARD
from quietread.ui.choices import HIDDEN, Palette
from quietread.ui.room import action_name
from quietread.ui.shelf import Shelf


def listed(palette: object, group: str) -> list[str]:
    assert isinstance(palette, Palette)
    return [item.title for item in palette.listing.items if item.group == group]


async def test_it_lists_commands_with_their_keys_sections_essays_and_themes(sealed_room: Path) -> None:
    async with reading(sealed_room, essay()).run_test(size=(100, 30)) as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.press("ctrl+p")
        palette = pilot.app.screen
        commands = {one.id: one for one in COMMANDS if one.words("reading") and one.id not in HIDDEN}
        assert listed(palette, "commands") == [one.words("reading") for one in commands.values()]
        assert listed(palette, "sections") == ["Part 2", "Part 3"]
        assert "What Missing Someone Proves" in listed(palette, "essays")
        assert {"theme: paper", "theme: bluehour"} <= set(listed(palette, "themes"))
        assert isinstance(palette, Palette)
        sides = {item.words: item.side for item in palette.listing.items}
        assert (sides["mark.sentence"], sides["contents"], sides["shelf"]) == ("m", "g", "")


async def test_a_command_is_done_by_its_name(sealed_room: Path) -> None:
    async with reading(sealed_room, essay()).run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p", *"wider", "enter")
        await pilot.pause()
        assert "measure 69" in screen(pilot)
        await pilot.press("ctrl+p", *"part", "space", "3", "enter")
        await pilot.pause()
        assert reader(pilot).view.part == 2
        await pilot.press("ctrl+p", *"shelf", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Shelf)


async def test_where_nothing_is_found_one_goes_on_typing(sealed_room: Path) -> None:
    async with reading(sealed_room, essay()).run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p", *"zwider", "enter", "home", "delete", "enter")
        await pilot.pause()
        assert "measure 69" in screen(pilot)


async def test_it_offers_nothing_that_would_do_nothing(sealed_room: Path) -> None:
    async with reading(sealed_room, essay()).run_test(size=(80, 24)) as pilot:
        await pilot.press("H", "ctrl+p")
        assert not [title for title in listed(pilot.app.screen, "commands") if "change the note" in title]
        await pilot.press("escape", "apostrophe", "ctrl+p")
        assert [title for title in listed(pilot.app.screen, "commands") if "change the note" in title]
        await pilot.press("escape", "escape")
        for under in ("", "g", "apostrophe", "question_mark", "G"):
            await pilot.press(*filter(None, [under]), "ctrl+p")
            palette = pilot.app.screen
            if isinstance(palette, Palette):
                below = pilot.app.screen_stack[-2]
                for command in [
                    BY_ID[item.words] for item in palette.listing.items if item.group == "commands"
                ]:
                    name = action_name(command).partition("(")[0]
                    owner, name = (pilot.app, name[4:]) if name.startswith("app.") else (below, name)
                    assert callable(getattr(owner, f"action_{name}")), (under, name)
                await pilot.press("escape")
            await pilot.press("escape")


async def test_over_a_pause_it_does_what_keys_do_there(sealed_room: Path) -> None:
    async with reading(sealed_room, essay(), sets=["pause.after=wait"]).run_test(size=(80, 24)) as pilot:

        async def chosen(*letters: str) -> None:
            await pilot.press("ctrl+p", *letters, "enter")
            await pilot.pause()

        await pilot.press("space")
        breaths = reader(pilot).pausing.pause.breaths  # type: ignore[union-attr]
        await chosen(*"breathe")
        pausing = reader(pilot).pausing
        assert pausing is not None
        assert pausing.pause.breaths == breaths + 1
        await chosen(*"motion")
        assert reader(pilot).pausing is not None
        await chosen(*"previous", "space", *"page")
        assert reader(pilot).pausing is None
        assert reader(pilot).view.part == 0
        await pilot.press("space")
        await chosen(*"sepia")
        assert reader(pilot).pausing is None
        assert reader(pilot).view.part == 1
        assert "theme: sepia" in screen(pilot)
        await pilot.press("space")
        await chosen(*"part", "space", "2")
        assert reader(pilot).pausing is None
        assert "Part 2" in screen(pilot)
        await pilot.pause(GUARD)
        await pilot.press("space")
        await chosen(*"keep", "space", "a", "space", *"sentence")
        assert reader(pilot).pausing is None
        assert reader(pilot).view.part == 2
        assert reader(pilot).picker is not None
