"""A file of the reader's is wholly the old one or wholly the new one, and only then is it said to be kept."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from quietread.errors import StoreError
from quietread.storage import durable

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes and links as POSIX has them")
as_reader = pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anything")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "marks" / "essay.toml"
    path.parent.mkdir()
    path.write_bytes(b"old")
    return path


def intact(target: Path, data: bytes = b"old") -> bool:
    return target.read_bytes() == data and list(target.parent.iterdir()) == [target]


def test_it_replaces_and_says_what_stands_there_now(target: Path) -> None:
    seen = durable.replace(target, b"new")
    assert intact(target, b"new")
    assert seen == durable.look(target) == durable.read(target)[1]


def test_the_order_of_the_promise(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """fsync of the bytes, then the rename, then fsync of the folder: each one lost a mark when left out."""
    calls = []
    for name in ("write", "fsync", "replace"):
        true: Callable[..., object] = getattr(os, name)

        def noted(*args: object, name: str = name, true: Callable[..., object] = true) -> object:
            folder = isinstance(args[0], int) and stat.S_ISDIR(os.fstat(args[0]).st_mode)
            calls.append("fsync folder" if folder else name)
            return true(*args)

        monkeypatch.setattr(os, name, noted)
    durable.replace(target, b"new")
    wanted = ["write", "fsync", "replace"]
    assert calls == (wanted if sys.platform == "win32" else [*wanted, "fsync folder"])


@pytest.mark.parametrize("name", ["write", "fsync", "replace"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EBUSY, errno.EXDEV])
def test_a_failing_disk_leaves_the_old_file(
    target: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: int
) -> None:
    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, name, fail)
    with pytest.raises(StoreError):
        durable.replace(target, b"new")
    monkeypatch.undo()
    assert intact(target)


@pytest.mark.parametrize("taken", [1, 2, 4095])
def test_short_writes_are_completed(target: Path, monkeypatch: pytest.MonkeyPatch, taken: int) -> None:
    true = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: true(handle, data[:taken]))
    durable.replace(target, b"n" * 5000)
    assert intact(target, b"n" * 5000)


def test_a_disk_that_takes_nothing_or_lies_is_refused(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    true = os.write
    for lie in (lambda _handle, _data: 0, lambda handle, data: true(handle, data[:1]) and len(data)):
        monkeypatch.setattr(os, "write", lie)
        with pytest.raises(StoreError):
            durable.replace(target, b"new")
        monkeypatch.undo()
        assert intact(target)


def test_what_someone_else_wrote_meanwhile_is_not_overwritten(target: Path) -> None:
    data, seen = durable.read(target)
    assert data == b"old"
    target.write_bytes(b"theirs")
    with pytest.raises(durable.ChangedError):
        durable.replace(target, b"new", expect=seen)
    assert intact(target, b"theirs")
    with pytest.raises(durable.ChangedError):
        durable.replace(target, b"new", expect=durable.ABSENT)


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644])
def test_the_mode_of_an_old_file_stays(target: Path, mode: int) -> None:
    target.chmod(mode)
    durable.replace(target, b"new")
    assert stat.S_IMODE(target.stat().st_mode) == mode


@posix
@pytest.mark.parametrize("mask", [0o000, 0o077])
def test_a_new_file_is_for_its_owner_alone(target: Path, mask: int) -> None:
    old = os.umask(mask)
    try:
        durable.make_folder(target.parent / "deep" / "er")
        durable.replace(target.parent / "deep" / "er" / "new.toml", b"new")
    finally:
        os.umask(old)
    assert stat.S_IMODE((target.parent / "deep" / "er").stat().st_mode) == 0o700
    assert stat.S_IMODE((target.parent / "deep" / "er" / "new.toml").stat().st_mode) == 0o600


@posix
def test_links_stay_links(target: Path, tmp_path: Path) -> None:
    chain = [tmp_path / f"link{n}.toml" for n in range(3)]
    chain[0].symlink_to(Path("marks") / "essay.toml")
    chain[1].symlink_to(chain[0])
    chain[2].symlink_to(chain[1].name)
    durable.replace(chain[2], b"new")
    assert all(link.is_symlink() for link in chain)
    assert intact(target, b"new")


@posix
def test_links_to_nothing_and_in_circles_are_refused(tmp_path: Path) -> None:
    for name, leads in (("a", "b"), ("b", "a"), ("gone", "unplugged/essay.toml")):
        (tmp_path / name).symlink_to(leads)
        with pytest.raises(StoreError):
            durable.replace(tmp_path / name, b"new")
    assert not (tmp_path / "unplugged").exists()


@as_reader
def test_a_read_only_file_is_respected(target: Path) -> None:
    target.chmod(0o400)
    with pytest.raises(StoreError, match="read-only"):
        durable.replace(target, b"new")
    assert intact(target)


@posix
def test_a_read_only_file_is_respected_even_where_writing_would_succeed(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(StoreError, match="read-only"):
        durable.replace(target, b"new")
    assert intact(target)


def test_windows_is_asked_again_while_a_scanner_holds_the_file(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    true = os.replace
    asked: list[Path] = []
    slept: list[float] = []

    def held_twice(source: Path, to: Path) -> None:
        asked.append(to)
        if len(asked) < 3:
            error = PermissionError(errno.EACCES, "held")
            error.winerror = 32  # type: ignore[attr-defined, unused-ignore]
            raise error
        true(source, to)

    monkeypatch.setattr(os, "replace", held_twice)
    monkeypatch.setattr(time, "sleep", slept.append)
    durable.replace(target, b"new")
    assert intact(target, b"new")
    assert slept == [0.05, 0.1]


def test_the_lock_waits_and_then_says_so(target: Path, tmp_path: Path) -> None:
    with durable.hold(target, tmp_path / "locks") as ours:
        assert ours
        begun = time.monotonic()
        with pytest.raises(durable.LockedError), durable.hold(target, tmp_path / "locks", wait=0.1):
            pass
        assert time.monotonic() - begun >= 0.1
    with durable.hold(target, tmp_path / "locks", wait=0) as ours:
        assert ours


@posix
def test_a_killed_holder_frees_the_lock(target: Path, tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from quietread.storage.durable import hold\n"
        "with hold(Path(sys.argv[1]), Path(sys.argv[2])): print('held', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", code, str(target), str(tmp_path / "locks")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        try:
            with pytest.raises(durable.LockedError), durable.hold(target, tmp_path / "locks", wait=0.05):
                pass
        finally:
            holder.kill()
    with durable.hold(target, tmp_path / "locks", wait=0.1) as ours:
        assert ours


def test_without_locks_the_work_goes_on(
    target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(_handle: int) -> None:
        raise OSError(errno.ENOLCK, "no locks here")

    monkeypatch.setattr(durable, "_try", unknown)
    with durable.hold(target, tmp_path / "locks") as ours:
        assert not ours
