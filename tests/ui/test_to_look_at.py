"""What the notebook would have a reader look at: accepted with Enter, dismissed with d, never asked."""

from __future__ import annotations

import tomllib
from contextlib import nullcontext
from pathlib import Path

import pytest
from stage import reader, reading, screen, settled
from textual.pilot import Pilot

from quietread import editing
from quietread.ui import notebook
from quietread.ui.app import Quietread
from quietread.ui.notebook import NotebookRoom
from quietread.ui.room import Room

OLD = """\
# Marks

The first stays here as it was before. You go down to the slip, you look across, and you see whether it is coming.
Between the two there is one that nobody kept. It has been late since before I was born and nobody minds it.
The last one stays as it was as well.
"""
NEW = """\
# Marks

The first stays here as it was before. You walk to the slip in the wind, look over, and see if it comes.
Between the two there is one that nobody kept. The last one stays as it was as well.
"""


def the_file(home: Path) -> Path:
    (file,) = (home / "data/quietread/marks").glob("*.toml")
    return file


def kept(home: Path) -> list[dict[str, object]]:
    marks: list[dict[str, object]] = tomllib.loads(the_file(home).read_text("utf-8"))["mark"]
    return marks


def shown(pilot: Pilot[None]) -> str:
    room = pilot.app.screen
    assert isinstance(room, Room)
    return "\n".join("".join(text for text, _ in row) for row in room.page.picture.rows)


async def keep(home: Path, *keys: str) -> None:
    """Read the first edition, and keep something in it."""
    async with reading(home, OLD).run_test(size=(80, 24)) as pilot:
        for key in keys:
            await pilot.press("m", key)
        await settled(pilot)
    (home / "standing.md").write_text(NEW, "utf-8")


async def test_a_new_edition_is_said_in_one_line_and_writes_nothing(sealed_room: Path) -> None:
    await keep(sealed_room, "s", "f", "g")
    before = the_file(sealed_room).read_bytes(), the_file(sealed_room).stat().st_mtime_ns
    for _ in range(2):
        async with reading(sealed_room, NEW).run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            assert "2 things to look at · '" in screen(pilot)
            assert ":" in screen(pilot).split("look at")[0]
            await pilot.press("j", "space", "b", "end", "home", "apostrophe")
            await settled(pilot)
            assert "to look at" in shown(pilot)
            assert "no longer in the essay" in shown(pilot)
            assert "probably now: You walk to the slip in the wind" in shown(pilot)
            await pilot.press("apostrophe")
    assert (the_file(sealed_room).read_bytes(), the_file(sealed_room).stat().st_mtime_ns) == before


async def test_enter_confirms_a_probable_place_and_u_takes_that_back(sealed_room: Path) -> None:
    await keep(sealed_room, "s")
    first = kept(sealed_room)
    async with reading(sealed_room, NEW).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("apostrophe", "enter")
        await settled(pilot)
        assert "kept · u undoes" in shown(pilot)
        assert "to look at" not in shown(pilot)
        (mark,) = kept(sealed_room)
        assert mark["quote"] == "You walk to the slip in the wind, look over, and see if it comes."
        assert mark["quote_first"] == first[0]["quote"]
        await pilot.press("apostrophe")
        await settled(pilot)
        assert reader(pilot).view.kept[0].sure
        await pilot.press("u")
        await settled(pilot)
        assert kept(sealed_room) == first


async def test_d_lets_a_doubt_rest_for_good(sealed_room: Path) -> None:
    await keep(sealed_room, "s", "f")
    before = kept(sealed_room)
    async with reading(sealed_room, NEW).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("apostrophe", "d")
        assert "1 thing" not in shown(pilot)
        await pilot.press("d")
        assert "to look at" not in shown(pilot)
        assert shown(pilot).count("no longer in the essay") == 2
        await pilot.press("apostrophe")
        await settled(pilot)
        assert reader(pilot).view.kept == ()
    assert kept(sealed_room) == before
    async with reading(sealed_room, NEW).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "to look at" not in screen(pilot)
        await pilot.press("apostrophe", "d")
        await settled(pilot)
        assert "unmarked · u undoes" in shown(pilot)
    assert len(kept(sealed_room)) == 1


async def test_a_broken_file_is_opened_where_it_is_wrong(
    sealed_room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await keep(sealed_room, "a")
    file = the_file(sealed_room)
    whole = file.read_text("utf-8")
    file.write_text(whole.replace('quote = "The first', 'quote = "The "first"'), "utf-8")
    line = whole.split("quote = ")[0].count("\n") + 1
    opened: list[tuple[object, ...]] = []

    def mend(*asked: object) -> None:
        opened.append(asked)
        file.write_text(whole, "utf-8")

    monkeypatch.setattr(notebook, "edit", mend)
    app = reading(sealed_room, NEW)
    monkeypatch.setattr(app, "suspend", nullcontext)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert f"standing.toml line {line}, column 15 cannot be read · '" in screen(pilot)
        await pilot.press("apostrophe")
        assert "A quotation mark inside the text" in shown(pilot)
        assert 'quote = "The "first"' in shown(pilot)
        await pilot.press("enter")
        assert "no editor: set VISUAL or EDITOR" in shown(pilot)
        monkeypatch.setenv("EDITOR", "vi")
        await pilot.press("enter")
        assert opened == [("vi", file, line, 15)]
        app.desk.keeping.store._looked = 0
        await pilot.press("apostrophe", "space")
        await settled(pilot)
        assert "cannot be read" not in screen(pilot)
        assert [one.sure for one in reader(pilot).view.kept] == [True]
    assert editing.editor() == "vi"


async def test_what_came_in_from_elsewhere_is_listed_until_it_has_been_seen(sealed_room: Path) -> None:
    await keep(sealed_room, "a")
    async with reading(sealed_room, NEW).run_test(size=(80, 24)) as pilot:
        async with reading(sealed_room, NEW).run_test(size=(80, 24)) as other:
            await other.press("m", "d")
            await settled(other)
        app = pilot.app
        assert isinstance(app, Quietread)
        app.desk.keeping.store._looked = 0
        await pilot.press("home", "b")
        app.desk.keeping.store.look()
        await settled(pilot)
        assert "1 mark came in from elsewhere · '" in screen(pilot)
        assert len(reader(pilot).view.kept) == 2
        await pilot.press("apostrophe")
        assert shown(pilot).count("Between the two there is one that nobody kept.") == 2
        await pilot.press("enter")
        assert "to look at" not in shown(pilot)
        assert isinstance(app.screen, NotebookRoom)
