"""States a screen would show, said in lines: how something is kept, where one is, what was begun, what is waited for."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from quietread.desk import Desk
from quietread.options import Options
from quietread.start import desk_for
from quietread.storage import stacks

Talk = Callable[..., str]

ONE = "# One\n\nFirst it is here. There is an old copy of a book in my house. The last is here.\n"
LOST = ONE.replace("There is an old copy of a book in my house.", "Gone.")


def two(text: str) -> str:
    """The same of another essay."""
    return text.replace("One", "Two").replace("The last", "The very last")


@pytest.fixture
def own(sealed_room: Path) -> Path:
    """The reader's own folder, with two essays."""
    folder = sealed_room / "data" / "quietread" / "essays"
    folder.mkdir(parents=True)
    (folder / "one.md").write_text(ONE, "utf-8")
    (folder / "two.md").write_text(two(ONE), "utf-8")
    return folder


def desk(sealed_room: Path) -> Desk:
    """A desk of another window."""
    names = ("DATA", "STATE", "CACHE", "CONFIG")
    return desk_for(Options(), {f"XDG_{name}_HOME": str(sealed_room / name.lower()) for name in names})[0]


def test_how_a_sentence_is_kept_is_said_with_its_number(own: Path, talk: Talk) -> None:
    typed = 'm 2 "old copy"\nm 2 book\nagain\nm\n\nm 2\nagain\nm 1-2\nm\n\nq\n'
    said = talk("--plain", "one", typed=typed)
    assert "Kept here: 2 (“old copy”, “book”).\n" in said
    assert "2. (kept: “old copy”, “book”) There is an old copy" in said
    assert "Kept here: 2 (3 marks).\n" in said
    assert "1. (kept) First it is here.\n2. (kept: 4 marks) There is" in said


def test_more_than_three_kept_sentences_are_counted_at_the_end(own: Path, talk: Talk) -> None:
    said = talk("--plain", "one", typed='m 1\nm 2\nm 3\nm 1-2\nm 2 "old copy"\n\nq\n')
    assert re.search(r"You kept:\nFirst.*\nFirst.*\nThere is.*\nAnd 2 more\.\n", said)


def test_what_there_is_to_look_at_is_said_of_each_essay_one_comes_to(own: Path, talk: Talk) -> None:
    for name, text in (("one", LOST), ("two", two(LOST))):
        talk("--plain", name, typed="m 2\nq\n")
        (own / f"{name}.md").write_text(text, "utf-8")
    said = talk("--plain", "one", typed="open two\nback\nq\n")
    assert said.count("1 thing to look at. look lists them.\n") == 3


def test_a_lost_mark_can_be_gone_to_noted_and_removed(own: Path, talk: Talk) -> None:
    talk("--plain", "one", typed="m 2\nq\n")
    (own / "one.md").write_text(LOST, "utf-8")
    said = talk("--plain", "two", typed="kept all\n1\ngrow\nnote lost\nkept\nunmark\nkept\nq\n")
    assert "No longer in the essay. It stood here once; note and unmark are about it.\n" in said
    assert "\nNo longer in the essay.\n>\nNoted.\n" in said
    assert "1. (no longer in the essay) There is an old copy of a book in my house. Note: lost.\n" in said
    assert "Unmarked: There is an old copy of a book in my house. u undoes.\n>\nNothing kept yet." in said


def test_a_note_that_was_begun_is_offered(own: Path, sealed_room: Path, talk: Talk) -> None:
    talk("--plain", "one", typed="m 1\nm 2\nnote so\nq\n")
    window = desk(sealed_room)
    essay = window.find("one")
    mark = window.keeping.open(essay).entries[1]
    window.keeping.store.draft(essay.id, mark.id, "so it was #book")
    window.close()
    said = talk("--plain", "one", typed="m 2\nnote\n\nnote\n1\nnote\nq\n")
    assert (
        said.count("Note: so.\n1. Begun, not kept: so it was #book.\nNumber keeps it, Enter leaves it.") == 2
    )
    assert ">\nNoted.\n>\nNote: so it was. Tags: book.\n>\n" in said


def test_a_note_has_as_many_lines_as_are_added(own: Path, talk: Talk) -> None:
    said = talk("--plain", "one", typed="add x\nm 1\nadd\nadd one #a\nadd two #b\nnote\nu\nnote\nq\n")
    assert "Nothing kept here; m keeps.\n" in said
    assert "Add TEXT adds a line to the note.\n" in said
    assert "Note: one two. Tags: b, a.\n" in said
    assert said.endswith("Note: one. Tags: a.\n>\nYour place is kept.\n")


def test_what_was_kept_last_can_be_listed_first(
    own: Path, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = iter(range(1_700_000_000, 1_800_000_000, 100))
    monkeypatch.setattr("time.time", lambda: float(next(seconds)))
    talk("--plain", "two", typed="m 1\nq\n")
    typed = "m 3\nm 1\nkept newest\nkept all newest\nkept oldest\nq\n"
    said = talk("--plain", "one", typed=typed)
    assert "Kept in this essay, newest first:\n1. First it is here.\n2. The last is here.\n" in said
    everywhere = "Kept everywhere, newest first:\nKept in One:\n1. First it is here.\n2. The last is here.\n"
    assert f"{everywhere}Kept in Two:\n3. First it is here.\n" in said
    assert "Kept oldest: kept, kept all, kept newest, or kept all newest.\n" in said


def test_where_one_is_names_essay_sentence_and_pause(own: Path, talk: Talk) -> None:
    words = " ".join(["word"] * 70)
    (own / "one.md").write_text(f"# One\n\nHere. There is {words}.\n\n## Two\n\nAnd there.\n", "utf-8")
    said = talk("--plain", "one", typed="find word\n1\ns\n\ns\n\ns\nq\n")
    assert "Section 1 of 2. At sentence 2 of 2.\nHere. There is word" in said
    assert ">\nOne. Section 1 of 2. At sentence 2 of 2. Under a minute left.\n" in said
    assert "Under a minute left. In the pause; Enter reads on.\n" in said
    assert ">\nOne. Section 2 of 2. Two. Under a minute left.\n" in said


def test_a_library_that_has_to_be_waited_for_is_named_before(
    own: Path, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stacks, "FEW", 0)
    (own / "one.md").write_text("# One\n\nTo [two](two.md).\n", "utf-8")
    for typed, listed in (("\n", "Also leads here:"), ("links\n", "Links in"), ("map\n", "The map around")):
        said = talk("--plain", str(own / "one.md"), typed=f"{typed}q\n")
        if typed == "\n":
            assert "Looking through the library.\n" in said
        else:
            assert listed in said


def test_a_file_without_words_says_so(tmp_path: Path, talk: Talk) -> None:
    (tmp_path / "bare.md").write_text("# Bare\n", "utf-8")
    for argv in (("--plain",), ()):
        assert "Bare.\n\nThere is nothing to read in this file.\n" in talk(
            *argv, str(tmp_path / "bare.md"), typed="q\n"
        ).replace("Enter reads on. m marks. ? lists the commands. q leaves and keeps your place.\n", "")
    assert "No sections.\n" in talk("--plain", str(tmp_path / "bare.md"), typed="contents\nq\n")
