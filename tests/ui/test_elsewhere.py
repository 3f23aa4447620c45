"""Links at the edges of the library: from outside, out of it, to itself, and to what is gone."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import desk, press, reader, status
from textual.pilot import Pilot

from quietread.ui.app import Quietread
from quietread.ui.reader import Reader


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    return folder


def own(home: Path) -> Path:
    return home / "data" / "quietread" / "essays"


def app(home: Path, name: str) -> Quietread:
    at = desk(home, ["pause.kind=none"])
    essay = at.find(name)
    return Quietread(at, at.opened(essay, 80, 24))


def title(pilot: Pilot[None]) -> str:
    return reader(pilot).view.essay.title


async def test_an_essay_from_elsewhere_finds_what_stands_beside_it(sealed_room: Path) -> None:
    notes = sealed_room / "notes"
    (notes / "deep").mkdir(parents=True)
    (notes / "one.md").write_text(
        "# One\n\nTo [two](two.md), [three](deep/three.md), [no](../secret.md).\n", "utf-8"
    )
    (notes / "two.md").write_text(
        "# Two\n\nBack to [one](one.md).\n\n## Related\n\n- [Three](deep/three.md)\n", "utf-8"
    )
    (notes / "deep" / "three.md").write_text("# Three\n\nHere it ends.\n", "utf-8")
    (sealed_room / "secret.md").write_text("# Secret\n\nNot for this.\n", "utf-8")
    at = desk(sealed_room, ["pause.kind=none"])
    essay = at.find(str(notes / "one.md"))
    async with Quietread(at, at.opened(essay, 80, 24)).run_test(size=(80, 24)) as pilot:
        await press(pilot, "tab", "tab", "tab", "enter")
        assert status(pilot).startswith("(not in this library)")
        await press(pilot, "shift+tab", "enter")
        assert reader(pilot).view.essay.title == "Three"
        await press(pilot, "H", "shift+tab", "enter")
        assert reader(pilot).view.essay.title == "Two"
        await press(pilot, "r", "1")
        assert reader(pilot).view.essay.title == "Three"
        await pilot.press("H", "H", "H")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, Reader)


@pytest.mark.parametrize(
    ("link", "target", "named"), [("leak.md", "diary.md", "leak.md"), ("deep", ".", "deep/diary.md")]
)
async def test_what_a_stranger_sends_leads_nowhere_by_a_link_in_its_folder(
    sealed_room: Path, link: str, target: str, named: str
) -> None:
    private = write(sealed_room / "private", diary="# Leak\n\nNot for this.\n")
    notes = write(
        sealed_room / "notes", one=f"# One\n\nTo [it]({named}).\n\n## Related\n\n- Leak\n- [Deep]({named})\n"
    )
    (notes / link).symlink_to(private / target)
    async with app(sealed_room, str(notes / "one.md")).run_test(size=(80, 24)) as pilot:
        for keys in (("tab", "enter"), ("r", "1"), ("2",)):
            await press(pilot, *keys)
            assert title(pilot) == "One"
            assert status(pilot).startswith("(not in this library)")


async def test_a_folder_the_reader_has_linked_in_is_part_of_the_library(sealed_room: Path) -> None:
    far = write(
        sealed_room / "far",
        three="# Three\n\nOn to [four](four.md) and [out](../private/diary.md).\n",
        four="# Four\n\nIt ends.\n",
    )
    write(sealed_room / "private", diary="# Diary\n\nNot for this.\n")
    own(sealed_room).mkdir(parents=True)
    (own(sealed_room) / "linked").symlink_to(far)
    async with app(sealed_room, "three").run_test(size=(80, 24)) as pilot:
        await press(pilot, "tab", "tab", "enter")
        assert status(pilot).startswith("(not in this library)")
        await press(pilot, "shift+tab", "enter")
        assert title(pilot) == "Four"


async def test_a_link_to_the_essay_itself_leads_to_its_beginning_and_back_returns(sealed_room: Path) -> None:
    related = "## Related\n\n- [Me](me.md)\n- [You](you.md)\n"
    write(own(sealed_room), me=f"# Me\n\nAt first.\n\n## Part\n\nFrom [me](me.md) [too](#).\n\n{related}")
    async with app(sealed_room, "me").run_test(size=(80, 24)) as pilot:
        for keys in (["tab", "enter"], ["tab", "tab", "enter"], ["r", "1"]):
            before = (await press(pilot, "right_square_bracket")).view
            assert before.part == 1
            view = (await press(pilot, *keys)).view
            assert (view.essay.title, view.part, view.place) == ("Me", 0, 0)
            await press(pilot, "H")
            assert reader(pilot).view.at_related == (keys[0] == "r")
            await press(pilot, "home")


async def test_an_essay_deleted_meanwhile_is_said_and_one_stays(sealed_room: Path) -> None:
    folder = write(
        own(sealed_room),
        one="# One\n\nTo [two](two.md).\n\n## Related\n\n- [Two](two.md)\n",
        two="# Two\n\nIt ends.\n",
    )
    async with app(sealed_room, "one").run_test(size=(80, 24)) as pilot:
        await press(pilot, "r")
        (folder / "two.md").unlink()
        for keys in (("1",), ("b", "tab", "enter")):
            await press(pilot, *keys)
            assert title(pilot) == "One"
            assert status(pilot).startswith("two.md: no such file")


async def test_a_heading_that_is_not_there_is_said_in_the_essay_it_was_looked_for_in(
    sealed_room: Path,
) -> None:
    write(own(sealed_room), one="# One\n\nTo [two](two.md#gone).\n", two="# Two\n\nIt ends.\n")
    async with app(sealed_room, "one").run_test(size=(80, 24)) as pilot:
        await press(pilot, "tab", "enter")
        assert title(pilot) == "Two"
        assert status(pilot).startswith("no such heading here: gone")


async def test_a_text_from_standard_input_finds_the_library_and_can_be_come_back_to(
    sealed_room: Path,
) -> None:
    write(own(sealed_room), two="# Two\n\nBack to [nothing](streamed.md).\n")
    write(sealed_room, file="# In\n\nTo [two](two.md), [out](../x.md).\n\n## Related\n\n- Two\n")
    at = desk(sealed_room, ["pause.kind=none"])
    essay = at.find(str(sealed_room / "file.md"))
    at.paths.clear()
    streamed = essay._replace(id="streamed", slug="streamed", source="-")
    async with Quietread(at, at.opened(streamed, 80, 24)).run_test(size=(80, 24)) as pilot:
        await press(pilot, "tab", "tab", "enter")
        assert status(pilot).startswith("(not in this library)")
        for keys in (("r", "1"), ("tab", "enter")):
            await press(pilot, *keys)
            assert title(pilot) == "Two"
            await press(pilot, "H")
            assert title(pilot) == "In"
            await press(pilot, "home")


async def test_each_of_two_dozen_entries_is_two_keys_away(sealed_room: Path) -> None:
    names = [f"essay-{number}" for number in range(24)]
    related = "\n".join(f"- [{name}]({name}.md)" for name in names)
    texts = {name: f"# {name}\n\nIt ends.\n" for name in names}
    write(
        own(sealed_room),
        one=f"# One\n\nA sentence.\n\n## Part\n\nMore.\n\n## Related\n\n{related}\n",
        **texts,
    )
    async with app(sealed_room, "one").run_test(size=(80, 24)) as pilot:
        keys = [lead.key for lead in (await press(pilot, "r")).view.leads]
        assert keys[:10] == [*"123456789", "d"]
        assert len(set(keys)) == 24
        for number in (0, 8, 9, 23):
            await press(pilot, "home", "r", keys[number])
            assert title(pilot) == names[number]
            await press(pilot, "H")
            assert reader(pilot).view.lead == number
        await press(pilot, "home", keys[9])
        assert title(pilot) == "One"


async def test_back_on_related_one_reads_that_essay_again(sealed_room: Path) -> None:
    write(own(sealed_room), one="# One\n\nOn.\n\n## Related\n\n- [Two](two.md)\n", two="# Two\n\nHere.\n")
    stage = app(sealed_room, "one")
    async with stage.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r", "1")
        assert title(pilot) == "Two"
        stage.desk.clock = stage.desk.progress._clock = lambda: 2_000_000_000.0
        await press(pilot, "H")
        assert title(pilot) == "One"
        assert stage.desk.shelf()[0].entry.title == "One"
