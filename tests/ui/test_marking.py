"""Keeping by keys, and how few of them it takes."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from stage import essay, reader, reading, screen, settled

from quietread.ui.app import Quietread

TEXT = "# Marks\n\nOne is short. Two is a little longer than one. Three ends here.\n\n> Four is said by somebody.\n"
LONG = "# Long\n\n" + " ".join(
    f"Sentence number {n} runs on until it has filled most of a row of text." for n in range(30)
)


def kept(home: Path) -> list[dict[str, object]]:
    """The marks on the disk."""
    files = sorted((home / "data/quietread/marks").glob("*.toml"))
    return [mark for file in files for mark in tomllib.loads(file.read_text("utf-8")).get("mark", [])]


@pytest.mark.parametrize(
    ("keys", "quotes"),
    [
        ("m m", ["One is short."]),
        ("m s", ["Two is a little longer than one."]),
        ("m f", ["Four is said by somebody."]),
        ("m enter", ["One is short."]),
        ("m down m", ["Two is a little longer than one."]),
        ("m j k j enter", ["Two is a little longer than one."]),
        ("m p", ["One is short. Two is a little longer than one. Three ends here."]),
        ("M s", ["Four is said by somebody."]),
        ("M M", ["One is short. Two is a little longer than one. Three ends here."]),
        ("M m", ["One is short. Two is a little longer than one. Three ends here."]),
        ("m M s", ["Four is said by somebody."]),
        ("j m", ["One is short."]),
        ("j j m", ["Two is a little longer than one."]),
        ("j M", ["One is short. Two is a little longer than one. Three ends here."]),
        ("w s b d", ["is a little"]),
        ("w w a b", ["One is"]),
        ("w enter c enter", ["short."]),
        ("j w a a", ["One"]),
        ("j w c a", ["One is short"]),
        ("j w a enter", ["One is short."]),
        ("m escape", []),
        ("m q", []),
        ("m m m m", ["One is short."]),
        ("j m m", []),
        ("m m m s", ["One is short.", "Two is a little longer than one."]),
    ],
)
async def test_keys_keep(sealed_room: Path, keys: str, quotes: list[str]) -> None:
    async with reading(sealed_room, TEXT).run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys.split())
        await settled(pilot)
        assert [mark["quote"] for mark in kept(sealed_room)] == quotes
        assert reader(pilot).picker is None
        assert reader(pilot).view.labels == ()


@pytest.mark.parametrize(
    ("change", "most"),
    [
        (lambda home: "m m", 2),
        (lambda home: "m d", 2),
        (lambda home: "j m", 2),
        (lambda home: "w d a b", 4),
        (lambda home: "j w a b", 4),
    ],
    ids=["here", "anywhere", "cursor", "phrase anywhere", "phrase at the cursor"],
)
async def test_never_more_keys_than_promised(
    sealed_room: Path, change: Callable[[Path], str], most: int
) -> None:
    keys = change(sealed_room).split()
    async with reading(sealed_room, TEXT).run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await settled(pilot)
        assert len(keys) <= most
        assert len(kept(sealed_room)) == 1


async def test_kept_is_said_when_it_is_on_the_disk(sealed_room: Path) -> None:
    async with reading(sealed_room, TEXT).run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "m")
        await settled(pilot)
        assert "kept · u undoes" in screen(pilot)
        assert "▌" in screen(pilot)
        await pilot.press("j")
        assert "kept ·" not in screen(pilot)


async def test_undo_and_redo(sealed_room: Path) -> None:
    async with reading(sealed_room, TEXT).run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "m")
        await settled(pilot)
        first = kept(sealed_room)
        await pilot.press("u")
        await settled(pilot)
        assert "undone: not kept" in screen(pilot)
        assert kept(sealed_room) == []
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert kept(sealed_room) == first
        await pilot.press("ctrl+r")
        assert "nothing to redo" in screen(pilot)
        await pilot.press("u", "u")
        assert "nothing to undo" in screen(pilot)


async def test_grow_and_shrink(sealed_room: Path) -> None:
    async with reading(sealed_room, TEXT).run_test(size=(80, 24)) as pilot:
        await pilot.press("w", "a", "a", "a", ">")
        await settled(pilot)
        assert kept(sealed_room)[0]["quote"] == "One is short."
        await pilot.press("<")
        assert "one sentence" in screen(pilot)
        await pilot.press(">", ">", ">")
        await settled(pilot)
        assert str(kept(sealed_room)[0]["quote"]).endswith("somebody.")
        await pilot.press(">")
        assert "end of the section" in screen(pilot)
        await pilot.press("<")
        await settled(pilot)
        assert str(kept(sealed_room)[0]["quote"]).endswith("Three ends here.")


async def test_overlapping_marks_are_both_seen(sealed_room: Path) -> None:
    async with reading(sealed_room, TEXT).run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "m", "M", "M")
        await settled(pilot)
        assert len(kept(sealed_room)) == 2
        assert "█" in screen(pilot)


async def test_a_sentence_of_many_words_has_labels_of_two_letters(sealed_room: Path) -> None:
    words = " ".join(f"word{n}" for n in range(60))
    async with reading(sealed_room, f"# Long\n\n{words}.\n").run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "w")
        keys = [label.key for label in reader(pilot).view.labels]
        assert {len(key) for key in keys} == {2}
        assert len(keys) == len(set(keys)) == 60
        await pilot.press(*keys[3], *keys[5])
        await settled(pilot)
        assert kept(sealed_room)[0]["quote"] == "word3 word4 word5"


async def test_undo_goes_over_essays_and_says_where(sealed_room: Path) -> None:
    async with reading(sealed_room, TEXT).run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "m")
        await settled(pilot)
        (sealed_room / "other.md").write_text("# Other\n\nElsewhere is a place. So is here.\n", "utf-8")
        app = pilot.app
        assert isinstance(app, Quietread)
        app.show(app.desk.open_path(str(sealed_room / "other.md"), 80, 24))
        await pilot.press("m", "m")
        await settled(pilot)
        assert len(kept(sealed_room)) == 2
        await pilot.press("u", "u")
        await settled(pilot)
        assert "undone: not kept, in Marks" in screen(pilot)
        assert "Elsewhere is a place." in screen(pilot)
        assert kept(sealed_room) == []


async def test_a_tint_settles_in_five_steps_and_no_timer_is_left(sealed_room: Path) -> None:
    async with reading(sealed_room, TEXT).run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "m")
        room = reader(pilot)
        assert room.view.settling is not None
        for _ in range(40):
            if room.settling is None:
                break
            await pilot.pause(0.05)
        assert room.settling is None
        assert room.view.settling is None


async def test_where_nothing_moves_a_tint_is_there_at_once(sealed_room: Path) -> None:
    app = reading(sealed_room, TEXT, sets=("motion=still",))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "m")
        assert reader(pilot).settling is None
        assert reader(pilot).view.settling is None
        assert len(reader(pilot).view.kept) == 1


async def test_the_picker_says_what_a_letter_decides_and_leaves_no_trace(sealed_room: Path) -> None:
    async with reading(sealed_room, TEXT).run_test(size=(80, 24)) as pilot:
        before = screen(pilot)
        for keys, said in (
            ("m", "keep which sentence"),
            ("M", "keep which paragraph"),
            ("w", "a phrase of which"),
        ):
            await pilot.press(keys)
            assert said in screen(pilot)
            await pilot.press("escape")
            assert screen(pilot) == before
        await pilot.press("w", "s")
        assert "from which word" in screen(pilot)
        await pilot.press("b")
        assert "to which word · enter to the end" in screen(pilot)
        await pilot.press("escape")
        assert screen(pilot) == before


async def test_every_sentence_of_a_full_page_has_its_own_label(sealed_room: Path) -> None:
    async with reading(sealed_room, LONG).run_test(size=(80, 24)) as pilot:
        await pilot.press("m")
        view = reader(pilot).view
        keys = [label.key for label in view.labels]
        assert len(keys) == len(set(keys)) == len(view.sentences)
        assert not {"m", "p", "j", "k", "q"} & set(keys)


async def test_a_mark_goes_over_a_page_break(sealed_room: Path) -> None:
    async with reading(sealed_room, LONG).run_test(size=(80, 24)) as pilot:
        await pilot.press("M", "M")
        await settled(pilot)
        await pilot.press("space")
        assert screen(pilot).count("▌") >= 10
        assert len(kept(sealed_room)) == 1


async def test_the_cursor_goes_along_to_the_next_page_and_not_to_the_next_section(sealed_room: Path) -> None:
    text = f"{LONG}\n\n## Next\n\nHere is something else.\n"
    async with reading(sealed_room, text, sets=("pause.kind=none",)).run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "j", "space", "m")
        await settled(pilot)
        view = reader(pilot).view
        assert view.page_number == 1
        first = next(one for one in view.sentences if one.start >= view.place)
        assert kept(sealed_room)[0]["quote"] == view.essay.text[first.start : first.end]
        await pilot.press("right_square_bracket")
        assert reader(pilot).view.cursor is None


async def test_marks_are_there_again_and_in_their_place_at_another_measure(sealed_room: Path) -> None:
    async with reading(sealed_room, essay()).run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "d")
        await settled(pilot)
        quote = kept(sealed_room)[0]["quote"]
    async with reading(sealed_room, essay(), sets=("measure=40",)).run_test(size=(60, 30)) as pilot:
        view = reader(pilot).view
        (drawn,) = view.kept
        assert view.essay.text[drawn.start : drawn.end] == quote
        assert "▌" in screen(pilot)
