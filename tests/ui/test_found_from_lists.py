"""The filter of shelf and palette goes on in the texts and in what is kept; a kept sentence returns."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from stage import desk, reader, screen
from textual.pilot import Pilot

from quietread.core.source import read
from quietread.storage import texts
from quietread.ui import patience
from quietread.ui.app import Quietread
from quietread.ui.shelf import FindingRoom, Offer, Shelf

OWLS = (
    "# Owls at Noon\n\n"
    + "They stand. " * 200
    + "\n\n## Far on\n\nThe quern-\nstone turns. A quern stone, too.\n"
)
MARKS = """\
format = 1

[essay]
id = "owls"
title = "Owls at Noon"

[[mark]]
id = "abcdefghjkmn"
created = {year}-{day} 10:00:00+00:00
modified = {year}-{day} 10:00:00+00:00
kind = "sentence"
quote = "A quern stone, too."
section = "Far on"
start = {start}
end = {end}
note = "a mill for memory"
tags = ["grain"]
"""


def shelf(home: Path, *sets: str, year: int = 2021) -> Quietread:
    """The app at the shelf, with one essay more than comes with it, and a mark of this day some years ago."""
    data = home / "data" / "quietread"
    for folder in ("essays", "marks"):
        (data / folder).mkdir(parents=True, exist_ok=True)
    (data / "essays" / "owls.md").write_text(OWLS, "utf-8")
    day = time.strftime("%m-%d", time.gmtime())
    start = read(OWLS.encode(), "owls.md").text.index("A quern stone")
    (data / "marks" / "owls.toml").write_text(
        MARKS.format(year=year, day=day, start=start, end=start + len("A quern stone, too.")), "utf-8"
    )
    return Quietread(desk(home, ["pause.kind=none", *sets]), None)


def shown(pilot: Pilot[None]) -> list[str]:
    room = pilot.app.screen
    assert isinstance(room, FindingRoom)
    return ["".join(text for text, _ in row).strip() for row in room.page.picture.rows]


async def ready(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_from_three_letters_on_texts_and_notes_follow_the_titles(sealed_room: Path) -> None:
    app = shelf(sealed_room)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("slash", *"qu")
        await ready(pilot)
        assert "in the texts" not in shown(pilot)
        await pilot.press("e", "r", "n")
        await ready(pilot)
        rows = shown(pilot)
        text, note = rows.index("in the texts"), rows.index("in your notes")
        assert rows[text + 1] == "›  Owls at Noon" + rows[text + 1][15:]
        assert rows[text + 1].endswith("2 places")
        assert "The quern- stone turns. A quern stone" in rows[text + 2]
        assert "A quern stone, too." in rows[note + 1]
        assert rows[note + 2] == "a mill for memory"
        await pilot.press(*["backspace"] * 5, *"zzyzx")
        await ready(pilot)
        assert "nothing found" in shown(pilot)


async def test_a_place_found_opens_there_and_the_search_goes_on(sealed_room: Path) -> None:
    app = shelf(sealed_room)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("slash", *"quern")
        await ready(pilot)
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert "The quern- stone turns." in screen(pilot)
        view = reader(pilot).view
        assert (len(view.hits), view.chosen) == (2, view.hits[0])
        await pilot.press("n")
        assert reader(pilot).view.message == "2 of 2"


async def test_notes_are_found_by_note_and_tag_and_open_at_their_mark(sealed_room: Path) -> None:
    app = shelf(sealed_room)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("slash", *"#grain")
        await ready(pilot)
        assert "in your notes" in shown(pilot)
        await pilot.press("enter", "enter")
        await pilot.pause()
        view = reader(pilot).view
        assert view.essay.text[view.place :].startswith("A quern stone, too.")
        await ready(pilot)
        await pilot.press("ctrl+p", *"memory")
        await ready(pilot)
        rows = shown(pilot)
        assert "a mill for memory" in rows[rows.index("in your notes") + 2]
        await pilot.press("escape")


async def test_the_palette_opens_a_text_at_its_place(sealed_room: Path) -> None:
    app = shelf(sealed_room)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+p", *"stone turns")
        await ready(pilot)
        await pilot.press("enter")
        await ready(pilot)
        view = reader(pilot).view
        assert view.chosen is not None
        assert view.essay.text[slice(*view.chosen)] == "stone turns"


async def test_one_kept_sentence_returns_on_the_shelf(sealed_room: Path) -> None:
    app = shelf(sealed_room)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        rows = shown(pilot)
        assert rows[:6] == ["", "", "quietread", "", "▌ A quern stone, too.", ""]
        room = app.screen
        assert isinstance(room, Shelf)
        assert room.listing.chosen == 1
        await pilot.press("up", "enter")
        await pilot.pause()
        view = reader(pilot).view
        assert view.essay.text[view.place :].startswith("A quern stone, too.")
        await pilot.press("H")
        await pilot.pause()
        assert shown(pilot)[6].startswith("where you were")
        await ready(pilot)
        assert shown(pilot)[4] == "▌ A quern stone, too."
        await pilot.press("1")
        await pilot.pause()
        assert reader(pilot).view.essay.title == "Owls at Noon"


async def test_nothing_returns_if_it_is_not_wanted_or_new(sealed_room: Path) -> None:
    for sets, year in ((["echo=false"], 2021), ([], int(time.strftime("%Y", time.gmtime())))):
        app = shelf(sealed_room, *sets, year=year)
        async with app.run_test(size=(80, 24)) as pilot:
            await ready(pilot)
            assert not any("quern" in row for row in shown(pilot))
            assert app.desk.progress.echoes() == {}


@pytest.mark.parametrize("text", ["words and so on " * 9 + "quern.", "春" * 60 + "quern" + "暁" * 60])
async def test_what_was_found_is_in_sight_on_a_narrow_screen(sealed_room: Path, text: str) -> None:
    app = shelf(sealed_room)
    (sealed_room / "data" / "quietread" / "essays" / "owls.md").write_text(f"# Other\n\n{text}\n", "utf-8")
    async with app.run_test(size=(40, 20)) as pilot:
        await ready(pilot)
        await pilot.press("slash", *"quern")
        await ready(pilot)
        rows = shown(pilot)
        assert "quern" in rows[rows.index("in the texts") + 2]


async def test_where_there_is_no_index_one_is_told_how_far_it_is(
    sealed_room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "supported", lambda: False)
    monkeypatch.setattr(patience, "OFTEN", -1.0)
    told: list[str] = []
    show = FindingRoom.show_further

    def heard(room: FindingRoom, query: str, found: tuple[Offer, ...]) -> None:
        told.extend(item.title for item, _ in found if item.quiet)
        show(room, query, found)

    monkeypatch.setattr(FindingRoom, "show_further", heard)
    app = shelf(sealed_room)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("slash", *"quern")
        await ready(pilot)
        assert "Owls at Noon" in shown(pilot)[5]
    assert "3 of 9 essays looked through" in told
