from __future__ import annotations

from pathlib import Path

from stage import reading

from quietread.ui.choices import Contents


async def test_every_section_as_written_is_listed_also_those_without_a_heading(sealed_room: Path) -> None:
    words = "Something is said at some length here. " * 90
    text = f"# Title\n\n{words}\n\n## Second\n\n{words}\n\n---\n\nUnnamed begins like this and goes on. {words}\n"
    async with reading(sealed_room, text, sets=["pause.kind=none"]).run_test(size=(80, 24)) as pilot:
        await pilot.press("g")
        room = pilot.app.screen
        assert isinstance(room, Contents)
        titles = [item.title for item in room.listing.items]
        assert titles[:2] == ["Title", "Second"]
        assert titles[2].startswith("Unnamed begins like this")
        assert len(titles) == 3
        assert all("min" in item.side for item in room.listing.items)
