from __future__ import annotations

from pathlib import Path

from stage import essay, paragraph, reader, reading, screen

TEXT = essay(sections=3, paragraphs=6).replace("paragraph 13 is", "paragraph 13, “the naïve\none”, is", 1)


async def test_escape_leads_back_to_the_very_page_and_cursor(sealed_room: Path) -> None:
    app = reading(sealed_room, TEXT, sets=["pause.kind=none"])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "down", "down")
        before = reader(pilot).view
        await pilot.press("slash", *"naive one")
        assert "naïve" in screen(pilot)
        assert reader(pilot).view.part != before.part
        await pilot.press("escape")
        await pilot.pause()
        assert reader(pilot).view == before
        await pilot.press("slash", *"paragraph 13", "escape", "n")
        assert "nothing searched for" in screen(pilot)


async def test_enter_stays_and_the_place_is_kept(sealed_room: Path) -> None:
    app = reading(sealed_room, TEXT, sets=["pause.kind=none"])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *'"the naive one"', "enter")
        await pilot.pause()
        view = reader(pilot).view
        assert view.chosen is not None
        assert view.essay.text[slice(*view.chosen)] == "“the naïve one”"
        assert "1 of 1" in screen(pilot)
        seen = app.desk.progress.seen(view.essay.id)
        assert seen is not None
        assert seen.place.offset == view.place > 0


async def test_next_and_previous_go_round_and_on_in_the_next_essay(sealed_room: Path) -> None:
    (sealed_room / "other.md").write_text(f"# Other\n\n{paragraph(99)} The Zebra.\n", "utf-8")
    text = f"# One\n\nA zebra. {paragraph(1)}\n\n## Two\n\n{paragraph(2)} Zebra, zebra.\n\n## Related\n\n- [Other](other.md)\n"
    app = reading(sealed_room, text, sets=["pause.kind=none"])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"zebra", "enter")
        await pilot.pause()
        said = []
        for key in ("n", "n", "n", "N"):
            await pilot.press(key)
            said.append(reader(pilot).view.message)
        assert said == ["2 of 3", "3 of 3", "1 of 3, from the start", "3 of 3, from the end"]
        await pilot.press("escape")
        assert reader(pilot).view.hits == ()
        await pilot.press("slash", "enter")
        await pilot.pause()
        assert reader(pilot).view.hits
        await app.workers.wait_for_complete()
        await pilot.press("r", "1")
        await pilot.pause()
        await pilot.press("n")
        assert (reader(pilot).view.essay.title, reader(pilot).view.message) == ("Other", "1 of 1")


async def test_what_is_not_there_is_said_and_one_stays(sealed_room: Path) -> None:
    app = reading(sealed_room, TEXT, sets=["pause.kind=none"])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        place = reader(pilot).view.place
        await pilot.press("slash", *"Naive", "enter")
        await pilot.pause()
        assert "not found: Naive" in screen(pilot)
        assert reader(pilot).view.place == place
