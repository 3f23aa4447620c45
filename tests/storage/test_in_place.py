"""A file that is mounted by itself cannot be replaced: it is written over, and a write cut short is finished."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quietread.core.mark import made
from quietread.core.markdown import read_markdown
from quietread.errors import StoreError
from quietread.storage import durable, in_place
from quietread.storage.durable import read, replace
from quietread.storage.events import HELD, KEPT, Event
from quietread.storage.in_place import PAGE, finish, folder, overwrite
from quietread.storage.marks import Store

NOW = datetime(2026, 3, 1, 21, 0, tzinfo=UTC)
ESSAY = read_markdown("# Mounted\n\nOne is here. Two is here. Three is here.", "mounted")
OLD = b"".join(b"old %04d\n" % n for n in range(400))
LONGER = b"".join(b"new %04d\n" % n for n in range(700))
SHORTER = b"".join(b"new %04d\n" % n for n in range(150))


@pytest.fixture
def mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file whose name cannot be given to another: the system says that it is busy."""
    path = tmp_path / "marks" / "mounted.toml"
    path.parent.mkdir()
    true = os.replace

    def busy(source: Path, target: Path) -> None:
        if Path(target) == path:
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
        true(source, target)

    monkeypatch.setattr(os, "replace", busy)
    return path


class Cut(BaseException):
    """The program ends here."""


def cut_after(writes: int, size: int) -> Callable[[int, bytes], int]:
    """An `os.write` that takes no more than `size` bytes at a time, and that many times."""
    true, calls = os.write, 0

    def write(handle: int, data: bytes) -> int:
        nonlocal calls
        calls += 1
        if calls > writes:
            raise Cut
        return true(handle, data[:size])

    return write


def test_it_is_written_over_and_nothing_is_left_beside_it(mounted: Path, tmp_path: Path) -> None:
    for data in (LONGER, SHORTER):
        mounted.write_bytes(OLD)
        inode = mounted.stat().st_ino
        seen = replace(mounted, data, expect=read(mounted)[1], local=tmp_path)
        assert (mounted.read_bytes(), mounted.stat().st_ino) == (data, inode)
        assert seen == durable.look(mounted)
        assert list(mounted.parent.iterdir()) == [mounted]
        assert list(folder(tmp_path).iterdir()) == []


def test_what_someone_else_wrote_meanwhile_is_not_written_over(mounted: Path, tmp_path: Path) -> None:
    mounted.write_bytes(OLD)
    seen = read(mounted)[1]
    mounted.write_bytes(b"theirs")
    with pytest.raises(durable.ChangedError):
        overwrite(mounted, LONGER, seen, tmp_path)
    assert mounted.read_bytes() == b"theirs"


@pytest.mark.parametrize("new", [LONGER, SHORTER], ids=["longer", "shorter"])
@pytest.mark.parametrize("writes", range(1, 36))
def test_wherever_it_is_cut_short_it_is_finished(
    mounted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: int, new: bytes
) -> None:
    mounted.write_bytes(OLD)
    with monkeypatch.context() as patch, suppress(Cut):
        patch.setattr(os, "write", cut_after(writes, 700))
        replace(mounted, new, local=tmp_path / "local")
    begun = mounted.read_bytes() not in (OLD, new)
    mended = finish(tmp_path / "local", tmp_path / "locks")
    assert mended == ([mounted] if begun else [])
    assert mounted.read_bytes() in ((new,) if begun else (OLD, new))
    assert list(folder(tmp_path / "local").glob("[0-9a-f]*")) == []


def test_without_the_record_a_write_cut_short_would_be_the_end(
    mounted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def empty(record: Path, _: bytes) -> None:
        record.parent.mkdir(parents=True, exist_ok=True)
        record.touch()

    monkeypatch.setattr(in_place, "put", empty)
    with pytest.raises(AssertionError):
        test_wherever_it_is_cut_short_it_is_finished(mounted, tmp_path, monkeypatch, 12, LONGER)


def cut_at_once(path: Path, new: bytes, local: Path) -> None:
    """Both versions are on the disk, and the program ends before the file is touched."""
    with suppress(StoreError), pytest.MonkeyPatch.context() as patch:
        patch.setattr("quietread.storage.in_place.fill", lambda *_: (_ for _ in ()).throw(OSError(5, "cut")))
        replace(path, new, local=local)


def test_after_a_power_cut_any_page_may_be_either(mounted: Path, tmp_path: Path) -> None:
    new = LONGER[: len(OLD)]
    mounted.write_bytes(OLD)
    cut_at_once(mounted, new, tmp_path / "local")
    pages = [
        (OLD, new, bytes(len(OLD)))[n % 3][n * PAGE : (n + 1) * PAGE] for n in range(len(OLD) // PAGE + 1)
    ]
    mounted.write_bytes(b"".join(pages))
    assert finish(tmp_path / "local", tmp_path / "locks") == [mounted]
    assert mounted.read_bytes() == new


@pytest.mark.parametrize(
    "hand", [LONGER.replace(b"0300", b"mine"), OLD + b"mine\n", b"mine\n" + LONGER, b"mine"]
)
def test_what_a_hand_has_written_since_is_left_alone(mounted: Path, tmp_path: Path, hand: bytes) -> None:
    mounted.write_bytes(OLD)
    cut_at_once(mounted, LONGER, tmp_path / "local")
    mounted.write_bytes(hand)
    assert finish(tmp_path / "local", tmp_path / "locks") == []
    assert mounted.read_bytes() == hand


class Desk:
    def __init__(self, room: Path) -> None:
        self.room, self.events = room, list[Event]()
        folders = room / "marks", room / "local", room / "locks"
        self.store = Store(*folders, tell=self.events.append, now=lambda: NOW)
        self.store.open(ESSAY)

    def keep(self, word: str) -> str:
        start = ESSAY.text.index(word)
        mark = made(ESSAY, start, ESSAY.text.index(".", start) + 1, id=word.lower(), now=NOW)
        self.store.put(ESSAY.id, mark)
        assert self.store.settle(10)
        return self.events[-1].kind

    def ids(self) -> list[str]:
        text = (self.room / "marks" / "mounted.toml").read_text()
        return [mark["id"] for mark in tomllib.loads(text)["mark"]]


def test_a_full_disk_leaves_the_old_file_and_the_mark_held(
    mounted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounted.write_text("[essay]\nid = 'mounted'\n")
    desk = Desk(tmp_path)
    assert desk.keep("One") == KEPT
    before = mounted.read_bytes()
    calls: list[int] = []
    true = durable.fill

    def full(handle: int, data: bytes) -> None:
        calls.append(handle)
        if len(calls) == 1:
            os.write(handle, data[:300].upper())
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        true(handle, data)

    with monkeypatch.context() as patch:
        patch.setattr(in_place, "fill", full)
        assert desk.keep("Two") == HELD
    assert len(calls) == 2
    assert mounted.read_bytes() == before
    assert desk.keep("Three") == KEPT
    assert desk.ids() == ["one", "two", "three"]
    desk.store.close()


@pytest.fixture
def really_mounted(tmp_path: Path) -> Iterator[Path]:
    """A file mounted over itself, as a container has it; only root can do that, and not everywhere."""
    path = tmp_path / "marks" / "mounted.toml"
    path.parent.mkdir()
    path.write_text("# mine\n[essay]\nid = 'mounted'\n")
    command = ["mount", "--bind", str(path), str(path)]
    if (
        sys.platform != "linux"
        or os.geteuid() != 0
        or subprocess.run(command, capture_output=True, check=False).returncode
    ):
        pytest.skip("needs root and bind mounts")
    yield path
    subprocess.run(["umount", str(path)], check=True)


def test_a_file_that_is_really_mounted_takes_marks(really_mounted: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="busy"):
        replace(really_mounted, b"new")
    desk = Desk(tmp_path)
    assert [desk.keep(word) for word in ("One", "Two", "Three")] == [KEPT] * 3
    assert desk.ids() == ["one", "two", "three"]
    assert really_mounted.read_text().startswith("# mine\n")
    desk.store.close()
