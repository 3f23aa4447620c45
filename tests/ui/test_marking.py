"""Keeping by keys, and how few of them it takes."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from stage import essay, reader, reading, screen, settled

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


async def test_a_note_is_two_keys_and_its_words(sealed_room: Path) -> None:
    async with reading(sealed_room, TEXT).run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        await pilot.pause()
        await pilot.press(*"ink", "space", "#", *"pen", "enter")
        await settled(pilot)
        (mark,) = kept(sealed_room)
        assert (mark["quote"], mark["note"], mark["tags"]) == ("One is short.", "ink", ["pen"])
        assert "noted · u undoes" in screen(pilot)
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("ctrl+j", "x", "escape", "a")
        await pilot.pause()
        await pilot.press("enter")
        await settled(pilot)
        (mark,) = kept(sealed_room)
        assert mark["note"] == "ink #pen\nx"


async def test_a_note_from_the_editor(sealed_room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from quietread.ui import noting

    monkeypatch.setenv("EDITOR", "writer")
    monkeypatch.setattr(noting, "edited", lambda editor, text, folder: f"{editor} wrote this")
    app = reading(sealed_room, TEXT)
    monkeypatch.setattr(app, "suspend", _nothing)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("ctrl+e")
        await settled(pilot)
        assert kept(sealed_room)[0]["note"] == "writer wrote this"


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


def _nothing() -> object:
    from contextlib import nullcontext

    return nullcontext()
