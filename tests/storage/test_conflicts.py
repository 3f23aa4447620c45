"""Copies that sync tools leave, branches in git, and marks that went missing between two runs."""

from __future__ import annotations

import os
import random
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quietread.core.mark import annotated, made
from quietread.core.markdown import read_markdown
from quietread.core.merge import Sheet, merge2
from quietread.errors import StoreError
from quietread.storage import conflicts
from quietread.storage.changing import changed
from quietread.storage.conflicts import copies, merge_file, take_in
from quietread.storage.document import new_document, parsed
from quietread.storage.events import ARRIVED, ODD, UNREADABLE, Event
from quietread.storage.heads import Whereabouts, scan
from quietread.storage.marks import Store

LONG = bool(os.environ.get("QUIETREAD_LONG"))
NOW = datetime(2026, 3, 1, 21, 0, tzinfo=UTC)
ESSAY = read_markdown("# Sync\n\nOne is here. Two is here. Three is here.", "sync")
OLD = time.time() - 60

PATTERNS = [
    "sync.sync-conflict-20260301-210000-ABCDEFG.toml",
    "sync (Ann's conflicted copy 2026-03-01).toml",
    "sync (conflicted copy 2026-03-01 210000).toml",
    "sync_conflict-20260301-210000.toml",
    "sync_laptop_Mar-01-2100-2026_..Conflict_1.toml",
    "sync.Conflict.toml",
    "sync-LAPTOP.toml",
    "sync 2.toml",
    "sync (1).toml",
]


def document(*ids: str, essay: str = "sync", note: str = "") -> bytes:
    marks = {
        id_: {"id": id_, "created": NOW, "modified": NOW, "quote": f"words of {id_}", "start": n}
        | ({"note": f"{note} {id_}"} if note else {})
        for n, id_ in enumerate(ids)
    }
    return changed(new_document({"id": essay, "title": "Sync"}), Sheet(marks, {}), now=NOW).bytes


def aged(path: Path, data: bytes) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (OLD, OLD))
    return path


def where(room: Path) -> Whereabouts:
    return Whereabouts(room / "marks", room / "local", room / "locks")


@pytest.mark.parametrize("name", PATTERNS)
def test_a_copy_is_taken_in_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    main = aged(tmp_path / "marks" / "sync.toml", document("a", "b", note="mine") + b"# hand\n")
    copy = aged(tmp_path / "marks" / name, document("b", "c", note="theirs"))
    found = copies(scan(tmp_path / "marks").values())
    assert [(one.main, one.path) for one in found] == [(main, copy)]
    assert set(take_in(found[0], where(tmp_path), NOW)) == {"b", "c"}
    merged = parsed(main.read_bytes())
    assert set(merged.ids) == {"a", "b", "c"}
    assert {merged.sheet.marks["b"]["note"], *merged.sheet.marks["b"]["note_kept"]} == {"mine b", "theirs b"}  # type: ignore[misc]
    assert "# hand" in merged.text
    assert [path.name for path in main.parent.iterdir()] == ["sync.toml"]
    assert len(list((tmp_path / "local" / "merged").iterdir())) == 1


def test_look_alike_names_fresh_and_unreadable_copies_are_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "marks"
    aged(folder / "sync.toml", document("a"))
    aged(folder / "sync-2.toml", document("b", essay="another"))
    aged(folder / "sync.sync-conflict-1.toml", document("c") + b"broken = \n")
    (folder / "sync 2.toml").write_bytes(document("d"))
    aged(folder / ".syncthing.sync.toml.tmp", document("e"))
    aged(folder / "~syncthing~sync.toml", document("f"))
    (broken,) = copies(scan(folder).values())
    assert broken.path.name == "sync.sync-conflict-1.toml"
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(StoreError, match="cannot be merged"):
        take_in(broken, where(tmp_path), NOW)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("which", ["sync.toml", "sync 2.toml"])
def test_a_file_of_a_newer_quietread_is_only_read(tmp_path: Path, which: str) -> None:
    main = aged(tmp_path / "marks" / "sync.toml", document("a"))
    copy = aged(tmp_path / "marks" / "sync 2.toml", document("b"))
    newer = main.with_name(which)
    aged(newer, newer.read_bytes().replace(b"format = 1", b"format = 2"))
    before = main.read_bytes(), copy.read_bytes()
    with pytest.raises(StoreError, match="format 2"):
        take_in(copies(scan(main.parent).values())[0], where(tmp_path), NOW)
    assert (main.read_bytes(), copy.read_bytes()) == before
    assert merge_file(tmp_path / "no ancestor", main, copy) == 1
    assert main.read_bytes() == before[0]


def test_a_copy_that_changes_while_it_is_taken_in_is_taken_in_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aged(tmp_path / "marks" / "sync.toml", document("a"))
    copy = aged(tmp_path / "marks" / "sync 2.toml", document("b"))
    with monkeypatch.context() as patch:
        patch.setattr(
            conflicts, "merge2", lambda *both: (copy.write_bytes(document("b", "c")), merge2(*both))[1]
        )
        take_in(copies(scan(tmp_path / "marks").values())[0], where(tmp_path), NOW)
    assert copy.exists()
    aged(copy, copy.read_bytes())
    take_in(copies(scan(tmp_path / "marks").values())[0], where(tmp_path), NOW)
    assert set(parsed((tmp_path / "marks" / "sync.toml").read_bytes()).ids) == {"a", "b", "c"}


@pytest.mark.parametrize("broken", [b"note = yes\n", b"x = " + b"[" * 5000], ids=["no value", "too deep"])
def test_a_copy_that_cannot_be_read_is_named_with_its_line(tmp_path: Path, broken: bytes) -> None:
    good = document("a", "b")
    aged(tmp_path / "marks" / "sync.toml", good)
    copy = aged(tmp_path / "marks" / "sync 2.toml", good + broken)
    desk = Desk(tmp_path)
    (finding,) = (one for one in desk.store.findings if one.kind == UNREADABLE)
    assert finding.path == str(copy)
    assert finding.line == (good.count(b"\n") + 1 if b"yes" in broken else 1)
    assert "sync 2.toml cannot be read" in finding.words
    desk.store.close()


def test_two_machines_agree_after_one_exchange(tmp_path: Path) -> None:
    dice, words = random.Random(4), set[str]()
    for round_ in range(1000 if LONG else 40):
        base = parsed(document("a", "b", "c", note="base"))
        sides = []
        for side in ("left", "right"):
            marks = dict(base.sheet.marks)
            for n in range(dice.randrange(4)):
                id_ = dice.choice(["a", "b", "c", f"{side}{n}"])
                note = f"{side} {round_} {n}"
                words.add(note)
                old = marks.get(id_, {"id": id_, "created": NOW, "quote": f"words of {id_}", "start": n})
                before = old.get("note_kept", [])
                assert isinstance(before, list)
                kept = [*before, *([str(old["note"])] if old.get("note") in words else [])]
                marks[id_] = {**old, "note": note, "modified": NOW + timedelta(seconds=dice.randrange(5))}
                if kept:
                    marks[id_] = {**marks[id_], "note_kept": sorted(kept)}
            sides.append(changed(base, Sheet(marks, {}), now=NOW).bytes)
        results = []
        for n, (mine, theirs) in enumerate([sides, sides[::-1]]):
            room = tmp_path / f"{round_}-{n}"
            room.mkdir()
            aged(room / "marks" / "sync.toml", mine)
            aged(room / "marks" / "sync.sync-conflict-x.toml", theirs)
            for copy in copies(scan(room / "marks").values()):
                take_in(copy, where(room), NOW)
            results.append(parsed((room / "marks" / "sync.toml").read_bytes()))
        assert results[0].sheet == results[1].sheet
        said = {word for word in words if any(word in side.decode() for side in sides)}
        assert all(word in results[0].text for word in said)


@pytest.mark.parametrize("count", [1, 5])
def test_git_branches_always_merge(tmp_path: Path, count: int) -> None:
    base = document("m00", "m50", note="base")
    paths = [tmp_path / name for name in ("ancestor", "ours", "theirs")]
    sides = []
    for side in ("ours", "theirs"):
        marks = {**parsed(base).sheet.marks}
        for n in range(count):
            marks[f"{side}{n}"] = {
                "id": f"{side}{n}",
                "created": NOW,
                "modified": NOW,
                "quote": "q",
                "start": n,
            }
        marks["m50"] = {**marks["m50"], "note": f"{side} wrote this", "modified": NOW}
        del marks["m00"]
        sides.append(changed(parsed(base), Sheet(marks, {"m00": NOW}), now=NOW).bytes)
    for path, data in zip(paths, [base, sides[0] + b"# ours by hand\n", sides[1]], strict=True):
        path.write_bytes(data)
    assert merge_file(*paths) == 0
    merged = parsed(paths[1].read_bytes())
    assert set(merged.ids) == {"m50", *(f"{side}{n}" for side in ("ours", "theirs") for n in range(count))}
    assert merged.sheet.removed == {"m00": NOW}
    assert "# ours by hand" in merged.text
    assert "ours wrote this" in merged.text
    assert "theirs wrote this" in merged.text


def test_git_is_told_when_a_side_is_no_marks_file(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("ancestor", "ours", "theirs")]
    for path, data in zip(paths, [b"", document("a"), b"<<<<<<<\n"], strict=True):
        path.write_bytes(data)
    assert merge_file(*paths) == 1
    assert paths[1].read_bytes() == document("a")
    paths[2].write_bytes(document("b"))
    assert merge_file(*paths) == 0
    assert set(parsed(paths[1].read_bytes()).ids) == {"a", "b"}


class Desk:
    def __init__(self, room: Path) -> None:
        self.file, self.events = room / "marks" / "sync.toml", list[Event]()
        self.store = Store(
            room / "marks", room / "local", room / "locks", tell=self.events.append, now=lambda: NOW
        )
        self.store.open(ESSAY)
        self.store.begin()
        self.store.settle()

    def keep(self, *words: str) -> None:
        for word in words:
            start = ESSAY.text.index(word)
            self.store.put(ESSAY.id, made(ESSAY, start, start + len(word) + 9, id=word.lower(), now=NOW))
        self.store.settle()


def test_what_came_in_and_what_is_odd_is_there_to_look_at(tmp_path: Path) -> None:
    aged(tmp_path / "marks" / "sync.toml", document("a") + b"\n[[mark]]\nquote = 5\ncreated = 'yesterday'\n")
    aged(tmp_path / "marks" / "sync 2.toml", document("b"))
    desk = Desk(tmp_path)
    kinds = {finding.kind: finding for finding in desk.store.findings}
    assert kinds[ARRIVED].ids == ("b",)
    assert "created" in kinds[ODD].words
    assert "quote" in kinds[ODD].words
    text = desk.file.read_text().split("\n")
    assert text[kinds[ODD].line - 1] == "[[mark]]"
    assert "quote = 5" in text
    desk.store.close()


def test_a_note_kept_in_two_places_is_settled_by_the_reader(tmp_path: Path) -> None:
    start = ESSAY.text.index("One")
    mark = annotated(made(ESSAY, start, start + 12, id="a", now=NOW), "mine", now=NOW)
    desk = Desk(tmp_path)
    desk.store.put(ESSAY.id, mark)
    desk.store.settle()
    theirs = (
        desk.file.read_bytes()
        .replace(b'"mine"', b'"theirs"')
        .replace(b"21:00:00+00:00\nkind", b"22:00:00+00:00\nkind")
    )
    aged(desk.file.with_name("sync (1).toml"), theirs)
    desk.store._looked = 0.0
    desk.store.look()
    desk.store.settle()
    both = desk.store.mark(ESSAY.id, "a")
    assert both is not None
    assert (both.note, both.note_kept) == ("theirs", ("mine",))
    desk.store.put(ESSAY.id, annotated(both, "both, in one", now=NOW + timedelta(hours=2)))
    desk.store.settle()
    assert "mine" not in desk.file.read_text()
    assert "theirs" not in desk.file.read_text()
    desk.store.close()
