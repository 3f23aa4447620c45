"""The map on the screen: opened, walked on, read from, and left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from stage import desk, press, reader
from textual.pilot import Pilot

from quietread.storage.library import Library
from quietread.ui.app import Quietread
from quietread.ui.choices import Map
from quietread.ui.reader import Reader
from quietread.ui.shelf import Shelf

ESSAYS = {"ash": ("birch", "cedar"), "birch": ("ash", "dogwood"), "cedar": (), "dogwood": ("ash",)}


def app(home: Path, name: str = "ash", over: str = "") -> Quietread:
    folder = home / "data" / "quietread" / "essays"
    if not folder.exists():
        folder.mkdir(parents=True)
        for tree, others in ESSAYS.items():
            links = "\n".join(f"- [{one.title()}]({one}.md)" for one in others)
            text = f"# {tree.title()}\n\nA sentence of {tree}. Another.\n\n## Related\n\n{links}\n"
            (folder / f"{tree}.md").write_text(text, "utf-8")
    at = desk(home, ["pause.kind=none"])
    essay = at.find(name)
    return Quietread(at, at.opened(essay, 80, 24), over=over)


async def chart(pilot: Pilot[None], *keys: str) -> Map:
    await pilot.press(*keys)
    await pilot.pause()
    room = pilot.app.screen
    assert isinstance(room, Map)
    return room


def rows(room: Map) -> str:
    return "\n".join("".join(text for text, _ in row) for row in room.page.picture.rows)


async def test_the_essays_around_are_walked_with_the_arrows_and_one_is_read(sealed_room: Path) -> None:
    async with app(sealed_room).run_test(size=(80, 24)) as pilot:
        await press(pilot, "m", "m")
        room = await chart(pilot, "G")
        assert "you are here" in rows(room)
        assert "▌1" in rows(room)
        assert "arrows walk   enter reads   q closes" in rows(room)
        room = await chart(pilot, "right")
        assert room.atlas.chosen.slug in ("birch", "cedar")
        assert "arrows walk" not in rows(room)
        for key in ("up", "right"):
            room = await chart(pilot, key)
        assert room.atlas.near.here.slug == "birch"
        assert "(here)" in rows(room)
        await press(pilot, "enter")
        assert reader(pilot).view.essay.slug == "birch"
        back = (await press(pilot, "H")).view
        assert (back.essay.slug, back.place) == ("ash", 0)


@pytest.mark.parametrize("key", ["G", "escape", "q", "enter"])
async def test_the_map_is_left_as_one_came(sealed_room: Path, key: str) -> None:
    async with app(sealed_room).run_test(size=(80, 24)) as pilot:
        before = (await press(pilot, "j")).view
        await chart(pilot, "G")
        after = (await press(pilot, key)).view
        assert (after.essay.slug, after.place, after.cursor) == ("ash", before.place, before.cursor)


async def test_the_map_follows_the_size_of_the_screen(sealed_room: Path) -> None:
    async with app(sealed_room).run_test(size=(80, 24)) as pilot:
        room = await chart(pilot, "G", "right")
        here = room.atlas.chosen
        for size in ((40, 12), (120, 40), (20, 4), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert room.atlas.chosen is here
            assert len(room.page.picture.rows) == size[1]


async def test_asked_for_by_its_command_it_stands_over_the_shelf_and_reads_what_is_chosen(
    sealed_room: Path,
) -> None:
    async with app(sealed_room, "birch", over="map").run_test(size=(80, 24)) as pilot:
        room = await chart(pilot)
        assert room.atlas.near.here.slug == "birch"
        assert "you are here" not in rows(room)
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Shelf)
    async with app(sealed_room, "birch", over="map").run_test(size=(80, 24)) as pilot:
        await chart(pilot)
        assert (await press(pilot, "enter")).view.essay.slug == "birch"


async def test_the_map_begins_at_the_essay_read_last(sealed_room: Path) -> None:
    first = app(sealed_room, "dogwood")
    async with first.run_test(size=(80, 24)) as pilot:
        await press(pilot, "j")
    first.desk.close()
    at = desk(sealed_room)
    async with Quietread(at, None, over="map").run_test(size=(80, 24)) as pilot:
        assert (await chart(pilot)).atlas.near.here.slug == "dogwood"


async def test_where_there_is_nothing_to_map_the_shelf_says_so(
    sealed_room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = desk(sealed_room)
    monkeypatch.setattr(at.stacks, "_shelves", at.shelves._replace(bundled=False))
    async with Quietread(at, None, over="map").run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(pilot.app.screen, Shelf)
        assert not isinstance(pilot.app.screen, Reader)


async def test_a_map_or_related_asked_for_too_soon_comes_when_the_library_is_known(
    sealed_room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in ("G", "r"):
        known = Event()
        stage = app(sealed_room)
        stacks = stage.desk.stacks
        look_again = stacks.look_again

        def late(
            tell: Callable[[int, int], None], known: Event = known, look: Callable[..., Library] = look_again
        ) -> Library:
            assert known.wait(20)
            return look(tell)

        monkeypatch.setattr("quietread.storage.stacks.PATIENCE", 0)
        monkeypatch.setattr(stacks, "look_again", late)
        async with stage.run_test(size=(80, 24)) as pilot:
            while stacks.prepared:  # the worker has not begun yet
                await pilot.pause()
            assert (await press(pilot, key)).view.message == "looking through the library"
            known.set()
            await stage.workers.wait_for_complete()
            await pilot.pause()
            if key == "G":
                assert (await chart(pilot)).atlas.near.here.slug == "ash"
            else:
                assert [lead.title for lead in reader(pilot).view.leads] == ["Birch", "Cedar", "Dogwood"]
                assert reader(pilot).view.message == ""
