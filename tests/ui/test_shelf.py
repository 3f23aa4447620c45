from __future__ import annotations

from pathlib import Path

import pytest
from stage import desk, essay, reader
from textual.pilot import Pilot

from quietread.storage import stacks
from quietread.ui.app import Quietread
from quietread.ui.shelf import Shelf


def shelf(home: Path, **texts: str) -> Quietread:
    """The app at the shelf, with the reader's own essays on it."""
    folder = home / "data" / "quietread" / "essays"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    return Quietread(desk(home, ["pause.kind=none"]), None)


def shown(pilot: Pilot[None]) -> str:
    room = pilot.app.screen
    assert isinstance(room, Shelf)
    return "\n".join("".join(text for text, _ in row) for row in room.page.picture.rows)


async def looked(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_an_essay_is_filtered_opened_left_and_first_the_next_time(sealed_room: Path) -> None:
    app = shelf(sealed_room, zebra="# Zebras at Dusk\n\n" + "They stand. " * 300)
    async with app.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        await pilot.press("slash", *"zebra")
        await pilot.pause()
        assert "Zebras at Dusk" in shown(pilot)
        assert isinstance(app.screen, Shelf)
        assert len(app.screen.listing.items) == 1
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert reader(pilot).view.essay.title == "Zebras at Dusk"
        await pilot.press("space", "backspace")
        await looked(pilot)
        rows = shown(pilot).splitlines()
        first = next(number for number, row in enumerate(rows) if "where you were, a moment ago" in row)
        assert "Zebras at Dusk" in rows[first + 1]
        assert "under way" in rows[first + 1]
        await pilot.press("enter")
        await pilot.pause()
        assert reader(pilot).view.place > 0


async def test_letters_typed_into_the_filter_are_letters(sealed_room: Path) -> None:
    app = shelf(sealed_room, quiet="# Quiet b/q\n\nWords.", loud="# Loud\n\nWords.")
    async with app.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        await pilot.press("slash", "b", "slash", "q")
        await pilot.pause()
        assert isinstance(app.screen, Shelf)
        assert [item.title for item in app.screen.listing.items] == ["Quiet b/q"]
        await pilot.press("escape")
        await pilot.pause()
        assert len(app.screen.listing.items) > 1
        await pilot.press("q")
        await pilot.pause()
    assert app.return_code == 0


async def test_the_choice_moves_and_stays_in_sight(sealed_room: Path) -> None:
    app = shelf(sealed_room, **{f"essay{n:02}": f"# Essay {n:02}\n\nWords." for n in range(40)})
    async with app.run_test(size=(60, 20)) as pilot:
        await looked(pilot)
        for key in ["down"] * 12 + ["pagedown"] * 3 + ["up", "pageup", "end", "home", "end", "up"]:
            await pilot.press(key)
            assert isinstance(app.screen, Shelf)
            assert app.screen.listing.item is not None
            assert app.screen.listing.item.title in shown(pilot)
            assert sum("›" in row for row in shown(pilot).splitlines()) == 1
            assert len(app.screen.listing.items) >= 40


async def test_an_essay_that_is_gone_is_said(sealed_room: Path) -> None:
    app = shelf(sealed_room, mist="# Mist\n\n" + essay())
    async with app.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        (sealed_room / "data" / "quietread" / "essays" / "mist.md").unlink()
        await pilot.press("slash", *"mist", "enter", "enter")
        await pilot.pause()
        assert "mist.md: no such file" in shown(pilot)
        assert app.is_running


async def test_an_empty_shelf_says_how_to_fill_it(sealed_room: Path) -> None:
    app = shelf(sealed_room)
    async with app.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        await pilot.press("slash", *"no such title anywhere")
        await pilot.pause()
        assert isinstance(app.screen, Shelf)
        assert app.screen.listing.items == ()
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Shelf)


async def test_many_essays_are_not_waited_for_the_first_time(
    sealed_room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stacks, "FEW", 1)
    app = shelf(sealed_room, **{f"essay{n}": f"# Essay {n}\n\nWords." for n in range(3)})
    async with app.run_test(size=(80, 24)) as pilot:
        assert isinstance(app.screen, Shelf)
        assert app.screen.known is None
        assert "no essays here" not in shown(pilot)
        await looked(pilot)
        assert "essays" in shown(pilot)
        await pilot.press("end")
        assert "Essay 2" in shown(pilot)
