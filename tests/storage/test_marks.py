"""The store, as a reader meets it: what is kept is on the disk, whoever else writes the file."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quietread.core.essay import Essay
from quietread.core.mark import Mark, annotated, confirmed, made
from quietread.core.markdown import read_markdown
from quietread.core.notebook import FOUND, LOST, UNPLACED
from quietread.storage import keeper
from quietread.storage.events import BROKEN, CAME_IN, HELD, KEPT, MENDED, PLACED, PUT_BACK, READ, Event
from quietread.storage.marks import Store

TEXT = """\
# On Pencils

A pencil is a slow instrument. It cannot be hurried. Nobody has ever sharpened one in anger.

## The margin

What is written in a margin was meant for one reader. It is the smallest edition there is.
"""
NOW = datetime(2026, 3, 1, 21, 0, tzinfo=UTC)


@pytest.fixture
def essay() -> Essay:
    return read_markdown(TEXT, "on-pencils")


class Desk:
    """A store with its events noted, on folders that several stores may share."""

    def __init__(self, room: Path) -> None:
        self.room = room
        self.events: list[Event] = []
        self.time = NOW
        folders = room / "marks", room / "local", room / "locks"
        self.store = Store(*folders, tell=self.events.append, now=lambda: self.time)

    @property
    def file(self) -> Path:
        return self.room / "marks" / "on-pencils.toml"

    def kinds(self) -> list[str]:
        assert self.store.settle(10)
        return [event.kind for event in self.events]

    def data(self) -> dict[str, object]:
        return tomllib.loads(self.file.read_text(encoding="utf-8"))

    def ids(self) -> list[str]:
        marks = self.data().get("mark", [])
        assert isinstance(marks, list)
        return [mark["id"] for mark in marks]


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[list[Desk]]:
    made_desks = [Desk(tmp_path), Desk(tmp_path)]
    yield made_desks
    for desk in made_desks:
        desk.store.close()


@pytest.fixture
def desk(desks: list[Desk]) -> Desk:
    return desks[0]


def marked(essay: Essay, words: str, id_: str) -> Mark:
    start = essay.text.index(words)
    return made(essay, start, start + len(words), id=id_, now=NOW)


def test_a_mark_is_kept_and_can_be_read_by_a_person(desk: Desk, essay: Essay) -> None:
    desk.store.open(essay)
    mark = annotated(marked(essay, "It cannot be hurried.", "m1"), "Nor can I.\nReally. #work", now=NOW)
    desk.store.put(essay.id, mark)
    assert desk.kinds() == [KEPT]
    assert desk.events[0].ids == ("m1",)
    text = desk.file.read_text(encoding="utf-8")
    assert text == (
        "# quietread marks: plain TOML, yours to edit.\n"
        "# quietread keeps your comments and every key it does not know.\n"
        "format = 1\n\n"
        '[essay]\nid = "on-pencils"\ntitle = "On Pencils"\nsource = "-"\nlanguage = "en"\n\n'
        f'[[edition]]\nsha256 = "{essay.edition}"\nseen = 2026-03-01 21:00:00+00:00\n'
        f"words = {essay.words}\nchars = {essay.end}\n\n"
        '[[mark]]\nid = "m1"\nquote = "It cannot be hurried."\nnote = """\nNor can I.\nReally."""\n'
        'tags = ["work"]\ncreated = 2026-03-01 21:00:00+00:00\nmodified = 2026-03-01 21:00:00+00:00\n'
        'kind = "sentence"\nbefore = "A pencil is a slow instrument. "\n'
        'after = " Nobody has ever sharpened one in anger. The margin What is writ"\n'
        f'start = 31\nend = 52\nedition = "{essay.edition[:12]}"\n'
    )


def test_it_is_there_when_the_essay_is_opened_again(desks: list[Desk], essay: Essay) -> None:
    first, second = desks
    assert first.store.open(essay).entries == ()
    mark = marked(essay, "It cannot be hurried.", "m1")
    first.store.put(essay.id, mark)
    first.store.close()
    notebook = second.store.open(essay)
    assert [(entry.mark, entry.state) for entry in notebook.entries] == [(mark, FOUND)]


def test_opening_and_looking_writes_nothing(desks: list[Desk], essay: Essay) -> None:
    first, second = desks
    first.store.open(essay)
    first.store.begin()
    first.store.settle()
    assert not (first.room / "marks").exists()
    first.store.put(essay.id, marked(essay, "It cannot be hurried.", "m1"))
    first.store.close()
    before = first.file.read_bytes(), first.file.stat().st_mtime_ns
    second.store.open(essay)
    second.store.begin()
    second.store.close()
    assert (first.file.read_bytes(), first.file.stat().st_mtime_ns) == before


def test_two_windows_keep_both_their_marks(desks: list[Desk], essay: Essay) -> None:
    first, second = desks
    for desk in desks:
        desk.store.open(essay)
    first.store.put(essay.id, marked(essay, "It cannot be hurried.", "m1"))
    first.store.settle()
    second.store.put(essay.id, marked(essay, "What is written in a margin was meant for one reader.", "m2"))
    assert second.kinds() == [KEPT, CAME_IN]
    assert second.ids() == ["m1", "m2"]
    assert [entry.id for entry in second.store.notebook(essay.id).entries] == ["m1", "m2"]


def test_two_windows_editing_one_note_lose_no_word(desks: list[Desk], essay: Essay) -> None:
    first, second = desks
    mark = marked(essay, "It cannot be hurried.", "m1")
    first.store.open(essay)
    first.store.put(essay.id, mark)
    first.store.settle()
    second.store.open(essay)
    first.store.put(essay.id, annotated(mark, "mine", now=NOW + timedelta(minutes=1)))
    first.store.settle()
    second.store.put(essay.id, annotated(mark, "theirs", now=NOW + timedelta(minutes=2)))
    second.store.settle()
    kept = second.store.mark(essay.id, "m1")
    assert kept is not None
    assert (kept.note, kept.note_kept) == ("theirs", ("mine",))


def test_a_removed_mark_is_gone_and_undone_with_the_hands_own_lines(desk: Desk, essay: Essay) -> None:
    desk.store.open(essay)
    mark = marked(essay, "It cannot be hurried.", "m1")
    desk.store.put(essay.id, mark)
    desk.store.settle()
    desk.file.write_text(desk.file.read_text() + "stars = 5 # mine\n")
    desk.store.remove(essay.id, "m1")
    desk.store.settle()
    assert "hurried" in desk.file.read_text(), "the hand has changed it since: it stays"
    desk.store.remove(essay.id, "m1")
    desk.store.settle()
    assert "hurried" not in desk.file.read_text()
    assert desk.data()["removed"] == [{"id": "m1", "at": NOW}]
    desk.store.put(essay.id, mark)
    desk.store.settle()
    assert "removed" not in desk.data()
    assert "stars = 5 # mine" in desk.file.read_text()
    assert desk.store.mark(essay.id, "m1") == mark


def test_a_hand_may_delete_old_marks_but_a_stale_copy_not_todays(desks: list[Desk], essay: Essay) -> None:
    first, second = desks
    first.store.open(essay)
    first.store.put(essay.id, marked(essay, "It cannot be hurried.", "old"))
    first.store.close()
    stale = first.file.read_text()
    second.store.open(essay)
    second.store.put(essay.id, marked(essay, "A pencil is a slow instrument.", "new"))
    second.store.settle()
    head = stale[: stale.index("[[mark]]")]
    second.file.write_text(head + "# emptied by hand\n")
    second.store.put(essay.id, marked(essay, "Nobody has ever sharpened one in anger.", "newer"))
    second.store.settle()
    assert second.ids() == ["new", "newer"]
    assert "# emptied by hand" in second.file.read_text()
    assert [event.ids for event in second.events if event.kind == PUT_BACK] == [("new",)]


@pytest.mark.parametrize("accident", ["deleted", "emptied", "blanked"])
def test_a_file_that_is_suddenly_empty_is_an_accident(desk: Desk, essay: Essay, accident: str) -> None:
    desk.store.open(essay)
    desk.store.put(essay.id, marked(essay, "It cannot be hurried.", "m1"))
    desk.store.settle()
    if accident == "deleted":
        desk.file.unlink()
    else:
        desk.file.write_bytes(b"" if accident == "emptied" else b"\xef\xbb\xbf\r\n\n")
    desk.store.look()
    assert desk.kinds() == [KEPT, PUT_BACK]
    assert desk.ids() == ["m1"]


def test_a_renamed_file_is_followed(desk: Desk, essay: Essay) -> None:
    desk.store.open(essay)
    desk.store.put(essay.id, marked(essay, "It cannot be hurried.", "m1"))
    desk.store.settle()
    moved = desk.file.with_name("my pencils.toml")
    desk.file.rename(moved)
    desk.store.put(essay.id, marked(essay, "A pencil is a slow instrument.", "m2"))
    desk.store.settle()
    assert not desk.file.exists()
    assert "m1" in moved.read_text()
    assert "m2" in moved.read_text()


def test_a_file_by_another_name_is_found_and_a_name_taken_is_left_alone(
    desks: list[Desk], essay: Essay
) -> None:
    first, second = desks
    other = read_markdown(f"{TEXT}\n\nAnd more.", essay.slug)._replace(id="another", title="Other")
    for one in (essay, other):
        first.store.open(one)
        first.store.put(one.id, marked(one, "It cannot be hurried.", f"in-{one.id}"))
    first.store.close()
    assert sorted(path.name for path in first.file.parent.iterdir()) == [
        "on-pencils-2.toml",
        "on-pencils.toml",
    ]
    assert second.store.open(other).entries == ()
    second.store.begin()
    assert second.kinds() == [READ]
    assert [entry.id for entry in second.store.notebook("another").entries] == ["in-another"]


def test_a_broken_file_is_never_touched_and_takes_the_marks_when_mended(
    desk: Desk, essay: Essay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "LOOK_EVERY", 0.05)
    desk.store.open(essay)
    desk.store.put(essay.id, marked(essay, "It cannot be hurried.", "m1"))
    desk.store.settle()
    good = desk.file.read_text()
    broken = good + 'note = "he said "yes" to me"\n'
    desk.file.write_text(broken)
    desk.store.put(essay.id, marked(essay, "A pencil is a slow instrument.", "m2"))
    assert desk.kinds() == [KEPT, BROKEN, HELD]
    event = desk.events[1]
    assert event.line == broken.count("\n")
    assert event.column == 18
    assert desk.file.read_text() == broken
    assert [entry.id for entry in desk.store.notebook(essay.id).entries] == ["m2", "m1"]
    held = [path.read_text() for path in (desk.room / "local" / "recovery").iterdir()]
    assert len(held) == 1
    assert "A pencil is a slow instrument." in held[0]
    desk.file.write_text(good + "# mended\n")
    deadline = time.monotonic() + 5
    while MENDED not in desk.kinds() and time.monotonic() < deadline:
        time.sleep(0.1)
    desk.store.settle()
    assert desk.ids() == ["m2", "m1"], desk.events
    assert "# mended" in desk.file.read_text()
    assert not list((desk.room / "local" / "recovery").iterdir())


def test_a_new_edition_finds_its_marks_and_leaves_the_file_alone(desks: list[Desk], essay: Essay) -> None:
    first, second = desks
    first.store.open(essay)
    first.store.put(essay.id, marked(essay, "It cannot be hurried.", "m1"))
    first.store.put(essay.id, marked(essay, "Nobody has ever sharpened one in anger.", "m2"))
    first.store.close()
    before = first.file.read_bytes()
    text = TEXT.replace("A pencil", "New words first.\n\nA pencil").replace(
        " Nobody has ever sharpened one in anger.", ""
    )
    newer = read_markdown(text, "on-pencils")
    assert {entry.state for entry in second.store.open(newer).entries} == {UNPLACED}
    second.store.begin()
    assert PLACED in second.kinds()
    entries = {entry.id: entry for entry in second.store.notebook(newer.id).entries}
    assert entries["m1"].state == FOUND
    assert newer.text[entries["m1"].start : entries["m1"].end] == "It cannot be hurried."
    assert entries["m2"].state == LOST
    second.store.close()
    assert first.file.read_bytes() == before
    third = Desk(first.room)
    third.store.open(newer)
    third.store.begin()
    third.store.settle()
    entry = third.store.notebook(newer.id).get("m1")
    assert entry is not None
    third.store.put(newer.id, confirmed(entry.mark, newer, entry.start, entry.end, now=NOW))
    third.store.close()
    assert f'edition = "{newer.edition[:12]}"' in first.file.read_text()
