"""Copying: the words one is at, on every screen, as far as terminals take them."""

from __future__ import annotations

from pathlib import Path

from stage import essay, reader, reading, screen

from quietread.ui.list import ListRoom
from quietread.ui.room import LONGEST_COPY

LINKED = "# Links\n\nRead [the other](other.md) and [a page](https://example.org/p), both of them.\n"


def said(room: object) -> str:
    assert isinstance(room, ListRoom)
    return room.message


async def test_the_mark_at_hand_goes_before_the_sentence(sealed_room: Path) -> None:
    async with reading(sealed_room, essay()).run_test(size=(80, 24)) as pilot:
        await pilot.press("c")
        assert pilot.app.clipboard.startswith("Sentence 1 of paragraph 1")
        assert "Sentence 2" not in pilot.app.clipboard
        assert "sent to the clipboard" in screen(pilot)
        await pilot.press("m", "m", "greater_than_sign", "c")
        assert pilot.app.clipboard.startswith("Sentence 1 of paragraph 1")
        assert "Sentence 2 of paragraph 1" in pilot.app.clipboard


async def test_what_is_too_long_is_said_with_the_limit_and_the_clipboard_stays(sealed_room: Path) -> None:
    text = f"# Long\n\n{'word and ' * (LONGEST_COPY // 9 + 1)}more.\n"
    async with reading(sealed_room, text).run_test(size=(80, 24)) as pilot:
        await pilot.press("c")
        assert pilot.app.clipboard == ""
        assert "too long for the clipboard: 9 KB, 8 is the most" in screen(pilot)


async def test_lists_copy_what_their_items_are_about(sealed_room: Path) -> None:
    async with reading(sealed_room, LINKED, name="links.md").run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "m", "apostrophe", "c")
        assert pilot.app.clipboard.startswith("Read the other and a page")
        assert said(pilot.app.screen) == "sent to the clipboard"
        await pilot.press("escape", "o", "c")
        assert pilot.app.clipboard == "other.md"
        await pilot.press("down", "c")
        assert pilot.app.clipboard == "https://example.org/p"
        await pilot.press("escape", "H", *["down"] * 2, "c")
        shelf = pilot.app.screen
        assert isinstance(shelf, ListRoom)
        assert shelf.listing.item is not None
        assert pilot.app.clipboard == shelf.listing.item.title


async def test_where_nothing_is_listed_nothing_is_copied(sealed_room: Path) -> None:
    async with reading(sealed_room, essay()).run_test(size=(80, 24)) as pilot:
        await pilot.press("apostrophe", "c")
        assert said(pilot.app.screen) == "nothing to copy here"
        await pilot.press("escape")
        assert reader(pilot).view.message == ""
