"""Everything that can go wrong with a disk: the old file stays, the mark is held, nothing is said too early."""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from window import ESSAY, Window, sentence

from quietread.core.markdown import read_markdown
from quietread.errors import StoreError
from quietread.storage import durable, keeper, sheaf
from quietread.storage.durable import Seen
from quietread.storage.events import HELD, KEPT, NOT_SAVED


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Window]:
    made_desk = Window(tmp_path)
    yield made_desk
    made_desk.store.close()


def failing_once(true: Callable[..., object], at: int, code: int) -> Callable[..., object]:
    calls = 0

    def call(*args: object, **more: object) -> object:
        nonlocal calls
        calls += 1
        if calls == at:
            raise OSError(code, os.strerror(code))
        return true(*args, **more)

    return call


def survives_a_failing_disk(
    desk: Window, monkeypatch: pytest.MonkeyPatch, name: str, at: int, code: int
) -> None:
    """One system call of a save fails: the mark is held, the file is whole, the next save takes both in."""
    desk.keep("One")
    before = desk.file.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, name, failing_once(getattr(os, name), at, code))
        desk.keep("Two")
    if desk.last() == HELD:
        assert "Two is here." in desk.held()
        assert desk.file.read_bytes() == before or desk.ids() == ["one", "two"]
    else:
        assert desk.last() == KEPT
        assert desk.ids() == ["one", "two"]
    assert desk.litter() == []
    desk.keep("Three")
    assert desk.last() == KEPT
    assert desk.ids() == ["one", "two", "three"]
    assert desk.held() == ""


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
@pytest.mark.parametrize("at", range(1, 7))
@pytest.mark.parametrize("name", ["write", "fsync", "replace"])
def test_a_failing_disk(desk: Window, monkeypatch: pytest.MonkeyPatch, name: str, at: int, code: int) -> None:
    survives_a_failing_disk(desk, monkeypatch, name, at, code)


def in_place(path: Path, data: bytes, **_: object) -> Seen:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        for start in range(0, len(data), 64):
            os.write(handle, data[start : start + 64])
    except OSError as error:
        raise StoreError("full", path=str(path)) from error
    finally:
        os.close(handle)
    return durable.look(path)


def test_writing_in_place_would_not_survive_it(desk: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheaf, "replace", in_place)
    with pytest.raises((AssertionError, tomllib.TOMLDecodeError)):
        survives_a_failing_disk(desk, monkeypatch, "write", 3, errno.ENOSPC)


def tells_the_truth(desk: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    """KEPT is told after the folder is on the disk, never before."""
    told: list[str] = []
    real_sync, real_replace = durable.sync_folder, os.replace

    def sync(folder: Path) -> None:
        real_sync(folder)
        if folder == desk.file.parent:
            told.append("folder synced")

    def rename(source: Path, target: Path) -> None:
        real_replace(source, target)
        if Path(target) == desk.file:
            told.append("renamed")

    monkeypatch.setattr(durable, "sync_folder", sync)
    monkeypatch.setattr(os, "replace", rename)
    desk.store._tell = lambda event: told.append(event.kind)
    desk.keep("One", "Two")
    assert told == ["renamed", "folder synced", KEPT] * 2


def test_kept_is_said_last(desk: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    tells_the_truth(desk, monkeypatch)


def test_without_syncing_the_folder_it_would_be_a_lie(desk: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    swap = durable._swap

    def hasty(*args: object) -> Seen:
        with monkeypatch.context() as patch:
            patch.setattr(durable, "sync_folder", lambda folder: None)
            return swap(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(durable, "_swap", hasty)
    with pytest.raises(AssertionError):
        tells_the_truth(desk, monkeypatch)


def test_both_places_refused_is_said_and_the_words_are_handed_back(
    desk: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.keep("One")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        desk.keep("Two")
        assert desk.last() == NOT_SAVED
        lost = desk.store.close()
    assert desk.ids() == ["one"]
    assert len(lost) == 1
    assert tomllib.loads(lost[0])["mark"][0]["quote"] == "Two is here."


def test_what_was_held_goes_in_at_the_next_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Window(tmp_path)
    desk.keep("One")
    monkeypatch.setattr(sheaf, "replace", lambda *_, **__: (_ for _ in ()).throw(StoreError("read-only")))
    desk.keep("Two")
    assert desk.last() == HELD
    desk.kill()
    monkeypatch.undo()
    after = Window(tmp_path)
    after.store.begin()
    after.store.settle()
    assert after.ids() == ["one", "two"]
    assert after.held() == ""
    after.store.close()


@pytest.mark.parametrize("first", [(), ("One",)])
def test_what_was_held_and_taken_back_does_not_come_in(tmp_path: Path, first: tuple[str, ...]) -> None:
    other = Window(tmp_path)
    other.keep("One")  # so that the folder is known to have held marks
    other.store.close()
    essay = read_markdown("# Other\n\nOne is here. Two is here.", "other")
    desk = Window(tmp_path, essay).begin()
    if first:
        desk.keep(*first)
    (tmp_path / "marks").rename(tmp_path / "away")
    desk.keep("Two")
    assert desk.last() == HELD
    assert "Two is here." in desk.held()
    desk.store.remove(essay.id, "two")
    assert desk.store.close() == []
    assert "Two is here." not in desk.held()
    (tmp_path / "away").rename(tmp_path / "marks")
    after = Window(tmp_path, essay).begin()
    assert after.held() == ""
    assert after.file.exists() == bool(first)
    assert [entry.id for entry in after.store.notebook(essay.id).entries] == [word.lower() for word in first]
    after.store.close()


def test_without_locks_it_works_all_the_same(desk: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_handle: int) -> None:
        raise OSError(errno.ENOLCK, "no locks here")

    monkeypatch.setattr(durable, "_try", unknown)
    desk.keep("One", "Two")
    assert desk.ids() == ["one", "two"]


def test_a_folder_that_held_marks_and_is_gone_is_not_made_anew(tmp_path: Path) -> None:
    desk = Window(tmp_path)
    desk.keep("One")
    desk.store.close()
    (tmp_path / "marks").rename(tmp_path / "unplugged")
    after = Window(tmp_path)
    after.keep("Two")
    assert after.last() == HELD
    assert not (tmp_path / "marks").exists()
    (tmp_path / "unplugged").rename(tmp_path / "marks")
    after.keep("Three")
    assert after.ids() == ["one", "two", "three"]
    after.store.close()


def test_a_draft_survives_a_kill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quietread.storage.recovery.AFTER", 0.05)
    desk = Window(tmp_path)
    desk.store.draft(ESSAY.id, "one", "half a thou")
    desk.store.draft(ESSAY.id, "one", "half a thought")
    deadline = time.monotonic() + 5
    while not list((tmp_path / "local").rglob("one.toml")) and time.monotonic() < deadline:
        time.sleep(0.02)
    desk.kill()
    after = Window(tmp_path)
    assert after.store.draft_of("one") == "half a thought"
    after.store.draft(ESSAY.id, "one", None)
    after.store.close()
    assert Window(tmp_path).store.draft_of("one") is None


@pytest.mark.skipif(sys.platform == "win32", reason="modes as POSIX has them")
def test_what_is_private_is_readable_by_its_owner_alone(desk: Window) -> None:
    desk.keep("One")
    desk.store.close()
    for path in (desk.room / "marks", desk.room / "local", *desk.room.rglob("*.toml")):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


def test_a_bug_in_the_writer_does_not_end_the_saving(desk: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("threading.excepthook", lambda _: None)
    with monkeypatch.context() as patch:
        patch.setattr(keeper.Keeper, "commit", lambda *_: 1 / 0)
        desk.store.put(ESSAY.id, sentence(ESSAY, "One"))
        work = desk.store._working
        assert work is not None
        assert work.writer._thread is not None
        work.writer._thread.join(5)
    assert desk.last() == HELD
    assert "One is here." in desk.held()
    desk.keep("Two")
    assert desk.ids() == ["one", "two"]
