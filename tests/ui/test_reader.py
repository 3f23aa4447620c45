from __future__ import annotations

from pathlib import Path

import pytest
from stage import essay, reader, reading, screen

from quietread.core.parts import find_place
from quietread.ui.choices import Contents

STILL = ("pause.kind=none",)
LONG = essay(sections=4, paragraphs=5, related="- Nowhere at all - because")


async def test_one_reads_to_related_page_by_page_and_all_the_way_back(sealed_room: Path) -> None:
    async with reading(sealed_room, LONG, sets=STILL).run_test(size=(80, 24)) as pilot:
        seen = [screen(pilot)]
        while not reader(pilot).view.at_related:
            await pilot.press("space")
            assert screen(pilot) != seen[-1]
            seen.append(screen(pilot))
        read = " ".join(seen)
        assert all(f"paragraph {number} " in " ".join(read.split()) for number in range(1, 21))
        assert "Nowhere at all" in seen[-1]
        await pilot.press("space")
        assert screen(pilot) == seen[-1]
        for _ in seen[1:]:
            await pilot.press("b")
        assert reader(pilot).view.part == reader(pilot).view.page_number == 0
        await pilot.press("b")
        assert "first section" in screen(pilot)
        await pilot.press("j")
        assert "first section" not in screen(pilot)


async def test_the_first_new_row_carries_a_sign_until_the_next_key(sealed_room: Path) -> None:
    text = "# One Paragraph\n\n" + "Something is said here, and more of it follows. " * 80
    async with reading(sealed_room, text, sets=STILL).run_test(size=(80, 20)) as pilot:
        await pilot.press("space")
        view = reader(pilot).view
        signed = [row for row in screen(pilot).splitlines() if "›" in row]
        assert len(signed) == 1
        words = signed[0].partition("›")[2].split()
        assert view.essay.text[view.place :].split()[: len(words)] == words
        await pilot.press("z")
        assert "›" not in screen(pilot)


async def test_the_measure_changes_by_three_and_comes_back(sealed_room: Path) -> None:
    async with reading(sealed_room, LONG, sets=STILL).run_test(size=(120, 40)) as pilot:
        before = screen(pilot)

        def widest() -> int:
            return max(len(row.strip()) for row in screen(pilot).splitlines()[:-3])

        await pilot.press("minus")
        assert "measure 63" in screen(pilot)
        assert widest() <= 63
        await pilot.press("plus", "plus")
        assert "measure 69" in screen(pilot)
        assert 63 < widest() <= 69
        await pilot.press(*["plus"] * 9)
        assert "measure 80" in screen(pilot)
        await pilot.press(*["minus"] * 30)
        assert "measure 30" in screen(pilot)
        await pilot.press("equals_sign", "j", "escape")
        assert screen(pilot) == before


async def test_the_place_stays_when_the_measure_changes(sealed_room: Path) -> None:
    async with reading(sealed_room, LONG, sets=STILL).run_test(size=(80, 24)) as pilot:
        await pilot.press("right_square_bracket", "space")
        place = reader(pilot).view.place
        word = reader(pilot).view.essay.text[place:].split(".")[0].split()[:4]
        for key in ("minus", "minus", "plus", "minus", "equals_sign"):
            await pilot.press(key)
            assert reader(pilot).view.place == place
            assert " ".join(word) in " ".join(screen(pilot).split())


async def test_focus_dims_all_but_the_paragraph_being_read(sealed_room: Path) -> None:
    async with reading(sealed_room, LONG, sets=STILL).run_test(size=(80, 24)) as pilot:

        def strong() -> str:
            rows = reader(pilot).page.picture.rows[:-3]
            return " ".join(
                "".join(text for row in rows for text, style in row if style.split()[0] == "text").split()
            )

        await pilot.press("f")
        assert "focus on" in screen(pilot)
        assert "paragraph 1 " in strong()
        assert "paragraph 2 " not in strong()
        await pilot.press("right_curly_bracket", "right_curly_bracket")
        assert "paragraph 2 " in strong()
        assert "paragraph 1 " not in strong()
        await pilot.press("f")
        assert "focus off" in screen(pilot)
        assert "paragraph 1 " in strong()


async def test_the_status_row_hides_and_messages_still_show(sealed_room: Path) -> None:
    async with reading(sealed_room, LONG, sets=STILL).run_test(size=(80, 24)) as pilot:
        assert "On Standing Still  " in screen(pilot).splitlines()[22]
        await pilot.press("z")
        assert screen(pilot).splitlines()[22].strip() == ""
        await pilot.press("minus")
        assert screen(pilot).splitlines()[22].strip() == "measure 63"
        await pilot.press("z")
        assert "On Standing Still" in screen(pilot).splitlines()[22]


async def test_sections_and_ends_are_gone_to_without_a_pause(sealed_room: Path) -> None:
    async with reading(sealed_room, LONG).run_test(size=(80, 24)) as pilot:
        await pilot.press("right_square_bracket")
        assert "Part 2" in screen(pilot)
        assert reader(pilot).pausing is None
        await pilot.press("end")
        assert "paragraph 20 " in " ".join(screen(pilot).split())
        await pilot.press("right_square_bracket")
        assert "last section" in screen(pilot)
        await pilot.press("left_square_bracket")
        assert "Part 3" in screen(pilot)
        await pilot.press("home")
        assert reader(pilot).view.place == 0
        await pilot.press("left_square_bracket")
        assert "first section" in screen(pilot)


async def test_related_and_back_to_the_very_page_and_cursor(sealed_room: Path) -> None:
    async with reading(sealed_room, LONG, sets=STILL).run_test(size=(80, 24)) as pilot:
        await pilot.press("right_square_bracket", "space", "j", "j")
        before = reader(pilot).view
        await pilot.press("r")
        assert "(not in this library)" in screen(pilot)
        await pilot.press("1")
        assert reader(pilot).view.at_related
        await pilot.press("b")
        after = reader(pilot).view
        assert (after.part, after.place, after.cursor) == (before.part, before.place, before.cursor)
        assert after.page_number == before.page_number


async def test_contents_open_at_this_section_and_lead_to_another(sealed_room: Path) -> None:
    async with reading(sealed_room, LONG, sets=STILL).run_test(size=(80, 24)) as pilot:
        await pilot.press("right_square_bracket", "g")
        contents = pilot.app.screen
        assert isinstance(contents, Contents)
        assert contents.listing.item is not None
        assert contents.listing.item.title == "Part 2"
        assert [item.title for item in contents.listing.items] == [
            "On Standing Still",
            "Part 2",
            "Part 3",
            "Part 4",
        ]
        await pilot.press("down", "down", "enter")
        assert "Part 4" in screen(pilot)
        for leave in ("escape", "q", "backspace"):
            await pilot.press("g", leave)
            assert "Part 4" in screen(pilot)


@pytest.mark.parametrize(
    "keys", [["right_square_bracket"], ["space"], ["end"], ["g", "down", "enter"], ["j"]]
)
async def test_the_place_is_kept_as_soon_as_it_is_reached(keys: list[str], sealed_room: Path) -> None:
    app = reading(sealed_room, LONG, sets=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        view = reader(pilot).view
        seen = app.desk.progress.seen(view.essay.id)
        assert seen is not None
        assert find_place(view.essay, seen.place) == view.place


async def test_reading_to_related_makes_an_essay_read_and_a_jump_does_not(sealed_room: Path) -> None:
    app = reading(sealed_room, LONG, sets=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        name = reader(pilot).view.essay.id
        await pilot.press("r", "b")
        assert app.desk.progress.state(name) == "under way"
        await pilot.press("end")
        while not reader(pilot).view.at_related:
            await pilot.press("space")
        assert app.desk.progress.state(name) == "read"
        await pilot.press("home")
        assert app.desk.progress.state(name) == "read"


async def test_an_essay_opens_where_it_was_left(sealed_room: Path) -> None:
    async with reading(sealed_room, LONG, sets=STILL).run_test(size=(80, 24)) as pilot:
        await pilot.press("right_square_bracket", "space")
        left = reader(pilot).view
        await pilot.press("q")
    async with reading(sealed_room, LONG, sets=STILL).run_test(size=(60, 30)) as pilot:
        view = reader(pilot).view
        assert (view.part, view.place) == (left.part, left.place)
        assert "where you were, a moment ago" in screen(pilot)
        assert "›" in screen(pilot)
        await pilot.press("escape")
        assert "where you were" not in screen(pilot)
        await pilot.press("home")
        assert reader(pilot).view.place == 0


async def test_themes_go_round(sealed_room: Path) -> None:
    app = reading(sealed_room, LONG, sets=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        first = app.paint.theme.name
        names = [first]
        await pilot.press("t")
        assert f"theme: {app.paint.theme.name}" in screen(pilot)
        while app.paint.theme.name != first:
            names.append(app.paint.theme.name)
            await pilot.press("t")
        assert len(set(names)) == len(names) > 4
        await pilot.press("T")
        assert app.paint.theme.name == names[-1]
        assert app.theme == names[-1]
