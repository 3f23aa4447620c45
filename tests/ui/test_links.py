"""Links in the text, from key to key."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import pytest
from stage import desk, press, reader, status
from textual.pilot import Pilot

from quietread.core.links import links_of
from quietread.ui.app import Quietread
from quietread.ui.list import ListRoom

FILLER = "Here is a sentence that says little and says it at a length that is quite enough for a row. " * 3

HOME = f"""# Home

{FILLER}A step to [the garden](garden.md) and one to [its gate](garden.md#the-old-gate). Then a note.[^1]

Out there is [a page](https://example.com/a?b=c#d), and [further down](#the-cellar) there is more.

[^1]: The note itself.

{FILLER}

{FILLER}

{FILLER}

{FILLER}

A last one to [the attic](attic.md) and [out](../../../../../etc/passwd).

## The Cellar

<a href="file:///etc/passwd">File</a>, <a href="javascript:alert(1)">script</a>, [folder](sub/), [mail](mailto:a@example.com),
[gone](#no-such-place), [here](home.md), [up](home.md#top).

## Empty

Nothing leads anywhere.
"""
GARDEN = f"# Garden\n\n{FILLER}\n\n{FILLER}\n\n## The Old Gate\n\nA gate, and [home](home.md) again.\n"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses a browser was opened with."""
    found: list[str] = []

    def browse(address: str, *args: object) -> bool:
        found.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", browse)
    return found


def app(home: Path, name: str = "home", size: tuple[int, int] = (80, 24)) -> Quietread:
    essays = home / "data" / "quietread" / "essays"
    (essays / "sub").mkdir(parents=True)
    (essays / "home.md").write_text(HOME, "utf-8")
    (essays / "garden.md").write_text(GARDEN, "utf-8")
    at = desk(home, ["pause.kind=none"])
    essay = at.find(name)
    return Quietread(at, at.opened(essay, *size))


def chosen(pilot: Pilot[None]) -> str:
    """The words at the link cursor."""
    view = reader(pilot).view
    return view.essay.text[slice(*view.link)] if view.link else ""


async def test_tab_goes_from_link_to_link_over_pages_and_says_where_each_leads(sealed_room: Path) -> None:
    async with app(sealed_room).run_test(size=(80, 24)) as pilot:
        seen = []
        for _ in range(7):
            await press(pilot, "tab")
            shown = reader(pilot).view
            assert shown.link is not None
            assert shown.shown is not None
            assert shown.shown[0] <= shown.link[0] < shown.shown[1]
            seen.append((chosen(pilot), reader(pilot).view.message))
        assert seen == [
            ("the garden", "Garden, 1 min"),
            ("its gate", "Garden, 1 min"),
            ("[1]", "[1] The note itself."),
            ("a page", "https://example.com/a?b=c#d"),
            ("further down", "The Cellar"),
            ("the attic", "(not in this library) attic.md"),
            ("out", "(not in this library) ../../../../../etc/passwd"),
        ]
        assert reader(pilot).view.page_number > 0
        await press(pilot, "tab")
        assert chosen(pilot) == "out"
        assert status(pilot).startswith("last link")
        await press(pilot, *["shift+tab"] * 6)
        assert chosen(pilot) == "the garden"
        assert reader(pilot).view.page_number == 0
        await press(pilot, "shift+tab")
        assert status(pilot).startswith("first link")


async def test_the_link_cursor_is_seen_and_escape_hides_it(sealed_room: Path) -> None:
    async with app(sealed_room).run_test(size=(80, 24)) as pilot:
        await press(pilot, "tab")
        rows = reader(pilot).page.picture.rows
        assert [text for row in rows for text, style in row if "label" in style] == ["the garden"]
        row = next(number for number, row in enumerate(rows) if any("label" in style for _, style in row))
        assert pilot.app.cursor_position.y == row
        await press(pilot, "escape")
        assert not any("label" in style for row in reader(pilot).page.picture.rows for _, style in row)


async def test_enter_follows_and_backspace_returns_to_the_very_link(sealed_room: Path) -> None:
    async with app(sealed_room).run_test(size=(80, 24)) as pilot:
        left = await press(pilot, "tab", "tab")
        before = left.view
        after = (await press(pilot, "enter")).view
        assert after.essay.title == "Garden"
        assert after.essay.text[after.place :].startswith("The Old Gate")
        again = (await press(pilot, "backspace")).view
        assert (again.essay.title, again.part, again.place, again.link) == (
            "Home",
            before.part,
            before.place,
            before.link,
        )


async def test_without_a_link_cursor_enter_reads_on(sealed_room: Path) -> None:
    async with app(sealed_room).run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter")
        assert reader(pilot).view.page_number == 1


async def test_a_footnote_is_gone_to_and_come_back_from(sealed_room: Path) -> None:
    async with app(sealed_room).run_test(size=(80, 24)) as pilot:
        await press(pilot, "j", "j", *["tab"] * 3)
        before = reader(pilot).view
        note = (await press(pilot, "enter")).view
        assert note.essay.text[note.place :].startswith("The note itself.")
        again = (await press(pilot, "backspace")).view
        assert (again.place, again.cursor, again.link) == (before.place, before.cursor, before.link)


async def test_a_fragment_leads_to_its_heading_without_a_breath(sealed_room: Path) -> None:
    async with app(sealed_room).run_test(size=(80, 24)) as pilot:
        view = (await press(pilot, *["tab"] * 5, "enter")).view
        assert view.essay.text[view.place :].startswith("The Cellar")
        assert view.part == 1


async def test_a_browser_is_opened_by_enter_twice_and_never_otherwise(
    sealed_room: Path, opened: list[str]
) -> None:
    async with app(sealed_room).run_test(size=(80, 24)) as pilot:
        await press(pilot, *["tab"] * 4, "enter")
        assert "https://example.com/a?b=c#d" in status(pilot)
        assert opened == []
        await press(pilot, "j", "enter")
        assert opened == []
        await press(pilot, "enter")
        assert opened == ["https://example.com/a?b=c#d"]
        await press(pilot, "enter")
        assert len(opened) == 1
        assert not reader(pilot).browse("file:///etc/passwd")
        assert len(opened) == 1


async def test_c_copies_the_address(sealed_room: Path) -> None:
    async with app(sealed_room).run_test(size=(80, 24)) as pilot:
        await press(pilot, *["tab"] * 4, "c")
        assert pilot.app.clipboard == "https://example.com/a?b=c#d"
        await press(pilot, "shift+tab", "c")
        assert pilot.app.clipboard != "https://example.com/a?b=c#d"


async def test_what_leads_nowhere_is_shown_and_nothing_is_opened(
    sealed_room: Path, opened: list[str]
) -> None:
    said = [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "(not in this library) sub/",
        "mailto:a@example.com",
        "no such heading here: no-such-place",
    ]
    async with app(sealed_room).run_test(size=(80, 24)) as pilot:
        await press(pilot, "right_square_bracket")
        for words in said:
            view = (await press(pilot, "tab", "enter", "enter")).view
            assert view.message == words
            assert view.part == 1
        for _ in range(2):
            view = (await press(pilot, "tab", "enter")).view
            assert (view.essay.title, view.part, view.place) == ("Home", 0, 0)
            view = (await press(pilot, "backspace")).view
            assert view.part == 1
        assert opened == []


async def test_no_links_here(sealed_room: Path) -> None:
    async with app(sealed_room).run_test(size=(80, 24)) as pilot:
        await press(pilot, "right_square_bracket", "right_square_bracket")
        for key in ("tab", "shift+tab", "o"):
            await press(pilot, "z", key)
            await press(pilot, "z")
            await press(pilot, key)
            assert status(pilot).startswith("no links here")


@pytest.mark.parametrize("end", [("2",), ("down", "enter")])
async def test_o_lists_the_links_of_the_section_by_digit(sealed_room: Path, end: tuple[str, ...]) -> None:
    async with app(sealed_room).run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        await pilot.pause()
        room = pilot.app.screen
        assert isinstance(room, ListRoom)
        assert [item.sign + item.title for item in room.listing.items] == [
            "1  the garden",
            "2  its gate",
            "3  [1]",
            "4  a page",
            "5  further down",
            "6  the attic",
            "7  out",
        ]
        assert room.listing.items[3].detail == "https://example.com/a?b=c#d"
        after = (await press(pilot, *end)).view
        assert after.essay.title == "Garden"
        again = (await press(pilot, "H")).view
        assert again.essay.text[slice(*again.link or (0, 0))] == "its gate"


async def test_an_address_chosen_in_the_list_is_opened_by_one_more_enter(
    sealed_room: Path, opened: list[str]
) -> None:
    async with app(sealed_room).run_test(size=(80, 24)) as pilot:
        await press(pilot, "o", "4")
        assert opened == []
        assert "https://example.com" in status(pilot)
        await press(pilot, "enter")
        assert opened == ["https://example.com/a?b=c#d"]


async def test_a_loop_of_links_is_a_walk_like_any_other(sealed_room: Path) -> None:
    async with app(sealed_room).run_test(size=(80, 24)) as pilot:
        titles = []
        for _ in range(3):
            titles.append((await press(pilot, "home", "tab", "enter")).view.essay.title)
            titles.append((await press(pilot, "end", "tab", "enter")).view.essay.title)
        assert titles == ["Garden", "Home"] * 3
        for _ in range(6):
            await press(pilot, "H")
        assert reader(pilot).view.essay.title == "Home"


async def test_links_are_gone_to_from_a_small_screen_too(sealed_room: Path) -> None:
    async with app(sealed_room, size=(36, 10)).run_test(size=(36, 10)) as pilot:
        count = len(links_of(reader(pilot).view))
        for _ in range(count):
            view = (await press(pilot, "tab")).view
            assert view.shown is not None
            assert view.link is not None
            assert view.shown[0] <= view.link[0] < view.shown[1]
