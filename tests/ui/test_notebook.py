"""The notebook: everything kept, to read, filter, go to, change and take along."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from stage import reader, reading, screen, settled
from textual.pilot import Pilot
from textual.widgets import TextArea

from quietread.ui import notebook
from quietread.ui.notebook import NotebookRoom

ONE = "# One\n\nFirst of one. Second of one.\n\n## Later\n\nThird of one, which is later. Fourth of one.\n"
TWO = "# Two\n\nFirst of two. Second of two.\n"


def shown(pilot: Pilot[None]) -> str:
    room = pilot.app.screen
    assert isinstance(room, NotebookRoom)
    return "\n".join("".join(text for text, _ in row) for row in room.page.picture.rows)


def kept(home: Path, name: str = "one") -> list[dict[str, object]]:
    file = home / f"data/quietread/marks/{name}.toml"
    marks: list[dict[str, object]] = tomllib.loads(file.read_text("utf-8")).get("mark", [])
    return marks


@pytest.fixture
async def two_essays(sealed_room: Path) -> Path:
    """Two essays; of each something is kept, of One first."""
    for name, text, keys in (("one", ONE, "mm"), ("two", TWO, "ms")):
        async with reading(sealed_room, text, name=f"{name}.md").run_test(size=(80, 24)) as pilot:
            await pilot.press(*keys)
            await settled(pilot)
    file = sealed_room / "data/quietread/marks/one.toml"
    file.write_text(re.sub(r"created = \S+", "created = 2020-03-01", file.read_text("utf-8")), "utf-8")
    return sealed_room


async def test_this_essay_and_the_whole_library(two_essays: Path) -> None:
    async with reading(two_essays, ONE, name="one.md").run_test(size=(80, 24)) as pilot:
        await pilot.press("apostrophe")
        assert "notebook: One" in shown(pilot)
        assert "First of one." in shown(pilot)
        assert "Second of two." not in shown(pilot)
        await pilot.press("tab")
        await settled(pilot)
        assert "notebook: One" not in shown(pilot)
        assert shown(pilot).index("First of one.") < shown(pilot).index("Second of two.")
        await pilot.press("o")
        await settled(pilot)
        assert shown(pilot).index("Second of two.") < shown(pilot).index("First of one.")
        assert "newest first" in shown(pilot)
        await pilot.press("tab")
        assert "Second of two." not in shown(pilot)


async def test_a_file_of_the_library_that_cannot_be_read_is_said_and_hides_no_other(two_essays: Path) -> None:
    file = two_essays / "data/quietread/marks/two.toml"
    file.write_text(file.read_text("utf-8").replace('quote = "', 'quote = "so "', 1), "utf-8")
    async with reading(two_essays, ONE, name="one.md").run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("apostrophe", "tab")
        await settled(pilot)
        assert "two.toml cannot be read: A quotation mark" in shown(pilot)
        assert "First of one." in shown(pilot)
        await pilot.press("d")
        await settled(pilot)
        assert "two.toml" not in shown(pilot)


async def test_a_file_broken_since_it_was_listed_is_said_and_what_was_typed_waits(two_essays: Path) -> None:
    file = two_essays / "data/quietread/marks/two.toml"
    broken = file.read_text("utf-8").replace('quote = "', 'quote = "so "', 1)
    async with reading(two_essays, ONE, name="one.md").run_test(size=(80, 24)) as pilot:
        await pilot.press("apostrophe", "tab")
        await settled(pilot)
        file.write_text(broken, "utf-8")
        await pilot.press("end", "a", *"oh", "enter")
        await pilot.pause()
        assert "two.toml: " in shown(pilot)
        await pilot.press("d")
        assert "two.toml: " in shown(pilot)
        await pilot.press("a")
        assert pilot.app.screen.query_one(TextArea).text == "oh"
    assert file.read_text("utf-8") == broken


async def test_a_filter_leaves_what_holds_its_words(two_essays: Path) -> None:
    async with reading(two_essays, ONE, name="one.md").run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "s")
        await settled(pilot)
        await pilot.press("apostrophe", "slash", *"second")
        assert "Second of one." in shown(pilot)
        assert "First of one." not in shown(pilot)
        await pilot.press("enter", "escape")
        assert "First of one." in shown(pilot)


async def test_enter_goes_to_the_sentence_and_the_notebook_comes_back(two_essays: Path) -> None:
    async with reading(two_essays, ONE, name="one.md").run_test(size=(80, 24)) as pilot:
        await pilot.press("right_square_bracket", "m", "m")
        await settled(pilot)
        await pilot.press("home", "apostrophe", "end", "enter")
        await settled(pilot)
        assert "Third of one" in screen(pilot)
        here = reader(pilot).view.reading
        assert here is not None
        assert reader(pilot).view.essay.text[here.start : here.end].startswith("Third of one")
        await pilot.press("apostrophe", "apostrophe")
        await settled(pilot)
        assert "Third of one" in screen(pilot)


async def test_a_note_of_another_essay_is_written_and_taken_back(two_essays: Path) -> None:
    async with reading(two_essays, ONE, name="one.md").run_test(size=(80, 24)) as pilot:
        await pilot.press("apostrophe", "tab")
        await settled(pilot)
        await pilot.press("end", "a")
        await pilot.pause()
        await pilot.press(*"ink", "space", "#", *"pen", "enter")
        await settled(pilot)
        (mark,) = kept(two_essays, "two")
        assert (mark["note"], mark["tags"]) == ("ink", ["pen"])
        assert "noted · u undoes" in shown(pilot)
        assert "ink\n       #pen" in shown(pilot).replace("  \n", "\n").replace(" " * 60, "")
        await pilot.press("u")
        await settled(pilot)
        assert "note" not in kept(two_essays, "two")[0]
        assert "undone: no note, in Two" in shown(pilot)


async def test_removed_and_put_back_with_note_and_dates(two_essays: Path) -> None:
    async with reading(two_essays, ONE, name="one.md").run_test(size=(80, 24)) as pilot:
        before = kept(two_essays)
        await pilot.press("apostrophe", "d")
        await settled(pilot)
        assert "unmarked · u undoes" in shown(pilot)
        assert "nothing kept yet · m keeps a sentence" in shown(pilot)
        assert kept(two_essays) == []
        await pilot.press("u")
        await settled(pilot)
        assert "First of one." in shown(pilot)
        assert kept(two_essays) == before


async def test_what_is_listed_is_written_to_a_file(two_essays: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(two_essays)
    async with reading(two_essays, ONE, name="one.md").run_test(size=(80, 24)) as pilot:
        await pilot.press("apostrophe", "e", "enter")
        await settled(pilot)
        assert "written: one-marks.md in /" in shown(pilot)
    written = (two_essays / "one-marks.md").read_text("utf-8")
    assert "> First of one." in written
    assert "Second of two." not in written


async def test_what_is_many_is_gathered_while_keys_are_heard(
    two_essays: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notebook, "AT_ONCE", 0)
    async with reading(two_essays, ONE, name="one.md").run_test(size=(80, 24)) as pilot:
        await pilot.press("apostrophe")
        await settled(pilot)
        assert "First of one." in shown(pilot)
        await pilot.press("d")
        await settled(pilot)
        assert "First of one." not in shown(pilot)
