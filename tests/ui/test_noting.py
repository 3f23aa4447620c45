"""Notes by keys: written, grown, taken to an editor, offered again."""

from __future__ import annotations

import tomllib
from contextlib import nullcontext
from pathlib import Path

import pytest
from stage import reading, screen, settled
from textual.widgets import TextArea

TEXT = "# Marks\n\nOne is short. Two is a little longer than one. Three ends here.\n"


def kept(home: Path) -> list[dict[str, object]]:
    """The marks on the disk."""
    (file,) = (home / "data/quietread/marks").glob("*.toml")
    marks: list[dict[str, object]] = tomllib.loads(file.read_text("utf-8")).get("mark", [])
    return marks


async def test_a_note_is_two_keys_and_its_words(sealed_room: Path) -> None:
    async with reading(sealed_room, TEXT).run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        await pilot.pause()
        await pilot.press(*"ink", "space", "#", *"pen", "enter")
        await settled(pilot)
        (mark,) = kept(sealed_room)
        assert (mark["quote"], mark["note"], mark["tags"]) == ("One is short.", "ink", ["pen"])
        assert "noted · u undoes" in screen(pilot)
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("ctrl+j", "x", "escape", "a")
        await pilot.pause()
        await pilot.press("enter")
        await settled(pilot)
        (mark,) = kept(sealed_room)
        assert mark["note"] == "ink #pen\nx"


async def test_wordings_that_lost_a_merge_stand_below_the_note_until_one_is_kept(sealed_room: Path) -> None:
    async with reading(sealed_room, TEXT).run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        await pilot.pause()
        await pilot.press(*"mine", "space", "#", *"pen", "enter")
        await settled(pilot)
    (file,) = (sealed_room / "data/quietread/marks").glob("*.toml")
    file.write_text(
        file.read_text("utf-8").replace('note = "mine"', 'note = "mine"\nnote_kept = ["theirs"]'), "utf-8"
    )
    async with reading(sealed_room, TEXT).run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        await pilot.pause()
        assert pilot.app.screen.query_one(TextArea).text == "mine\ntheirs #pen"
        await pilot.press("escape", "a")
        await pilot.pause()
        await pilot.press("enter")
        await settled(pilot)
        (mark,) = kept(sealed_room)
        assert (mark["note"], mark["tags"]) == ("mine\ntheirs", ["pen"])
        assert "note_kept" not in mark
        await pilot.press("u")
        await settled(pilot)
        assert kept(sealed_room)[0]["note_kept"] == ["theirs"]


async def test_a_note_that_is_not_changed_is_no_change(sealed_room: Path) -> None:
    async with reading(sealed_room, TEXT).run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "m")
        await settled(pilot)
        before = kept(sealed_room)
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("enter", "u")
        await settled(pilot)
        assert "undone: not kept" in screen(pilot)
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert kept(sealed_room) == before


async def test_a_note_grows_to_six_rows_above_the_status_row(sealed_room: Path) -> None:
    async with reading(sealed_room, TEXT).run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        await pilot.pause()
        line = pilot.app.screen.query_one(TextArea)
        heights = []
        for _ in range(8):
            await pilot.press(*"row", "ctrl+j")
            await pilot.pause()
            heights.append((line.region.height, line.region.bottom))
        assert heights == [(height, 23) for height in (2, 3, 4, 5, 6, 6, 6, 6)]


async def test_a_note_from_the_editor(sealed_room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from quietread.ui import note

    monkeypatch.setenv("EDITOR", "writer")
    monkeypatch.setattr(note, "edited", lambda editor, text, folder: f"{editor} wrote this")
    app = reading(sealed_room, TEXT)
    monkeypatch.setattr(app, "suspend", nullcontext)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("ctrl+e")
        await settled(pilot)
        assert kept(sealed_room)[0]["note"] == "writer wrote this"
