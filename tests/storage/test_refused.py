"""Places that take nothing: full, read-only, immutable, another's. The file stays, the mark is held or handed back."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from window import Window

from quietread.core.markdown import read_markdown
from quietread.errors import StoreError
from quietread.storage import sheaf
from quietread.storage.durable import Seen, look
from quietread.storage.events import HELD, KEPT, NOT_SAVED

as_root = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="needs root to make such a place"
)
LONG_ESSAY = read_markdown("# Faults\n\n" + " ".join(f"N{n}x is one of many." for n in range(999)), "faults")


def run(*command: str | Path) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    opened = Window(tmp_path)
    assert opened.keep("One") == KEPT
    yield opened
    opened.store.close()


def refused(window: Window, expected: str) -> None:
    """The next mark is not kept, and nothing is the worse for it."""
    before = window.file.read_bytes()
    assert window.keep("Two") == expected
    assert window.file.read_bytes() == before
    assert window.litter() == []
    assert ("Two is here." in window.held()) == (expected == HELD)


def taken_again(window: Window) -> None:
    """As soon as it can be written, all of it is there."""
    assert window.keep("Three") == KEPT
    assert window.ids() == ["one", "two", "three"]
    assert window.held() == ""


def test_a_read_only_file(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        true = os.access
        patch.setattr(os, "access", lambda path, mode: Path(path) != window.file and true(path, mode))
        refused(window, HELD)
        assert "read-only" in window.events[-1].words
    taken_again(window)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder(window: Window) -> None:
    window.file.parent.chmod(0o500)
    refused(window, HELD)
    window.file.parent.chmod(0o700)
    taken_again(window)


@as_root
@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_nobody_may_change(window: Window, what: str) -> None:
    place = window.file if what == "file" else window.file.parent
    if not run("chattr", "+i", place):
        pytest.skip("this file system knows no such thing")
    try:
        refused(window, HELD)
    finally:
        run("chattr", "-i", place)
    taken_again(window)


@as_root
@pytest.mark.parametrize(("places", "expected"), [(("marks",), HELD), (("marks", "local"), NOT_SAVED)])
def test_a_disk_mounted_read_only(window: Window, places: tuple[str, ...], expected: str) -> None:
    mounted = [window.room / name for name in places]
    for place in mounted:
        if not run("mount", "--bind", place, place) or not run("mount", "-o", "remount,bind,ro", place):
            pytest.skip("no mounts here")
    try:
        refused(window, expected)
        if expected == NOT_SAVED:
            (text,) = window.store.close()
            assert tomllib.loads(text)["mark"][0]["quote"] == "Two is here."
    finally:
        for place in mounted:
            run("umount", place)
    if expected == HELD:
        taken_again(window)


@as_root
def test_a_disk_that_fills_up(tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    marks.mkdir()
    if not run("mount", "-t", "tmpfs", "-o", "size=32k,mode=700", "none", marks):
        pytest.skip("no mounts here")
    try:
        fills_up(Window(tmp_path, LONG_ESSAY))
    finally:
        run("umount", "-l", marks)


def fills_up(window: Window) -> None:
    kept: list[str] = []
    for number in range(999):
        if window.keep(f"N{number}x") != KEPT:
            break
        kept.append(f"n{number}x")
    assert len(kept) > 10
    assert window.ids() == kept
    assert f"N{len(kept)}x is one of many." in window.held()
    assert window.litter() == []
    assert run("mount", "-o", "remount,size=128k", window.file.parent)
    assert window.keep("N998x") == KEPT
    assert window.ids() == [*kept, f"n{len(kept)}x", "n998x"]
    assert window.held() == ""
    window.store.close()


@as_root
def test_a_disk_that_fills_up_would_end_a_file_written_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def naive(path: Path, data: bytes, **_: object) -> Seen:
        try:
            path.write_bytes(data)
        except OSError as error:
            raise StoreError("full", path=str(path)) from error
        return look(path)

    monkeypatch.setattr(sheaf, "replace", naive)
    with pytest.raises((AssertionError, tomllib.TOMLDecodeError)):
        test_a_disk_that_fills_up(tmp_path)


@as_root
def test_a_link_to_another_file_system(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    if not run("mount", "-t", "tmpfs", "-o", "size=1m", "none", elsewhere):
        pytest.skip("no mounts here")
    try:
        (elsewhere / "mine.toml").write_text("# mine\n[essay]\nid = 'faults'\n")
        (tmp_path / "marks").mkdir()
        window = Window(tmp_path)
        window.file.symlink_to(elsewhere / "mine.toml")
        assert window.keep("One", "Two") == KEPT
        assert window.file.is_symlink()
        assert window.ids() == ["one", "two"]
        assert [path.name for path in elsewhere.iterdir()] == ["mine.toml"]
        window.store.close()
    finally:
        run("umount", "-l", elsewhere)


@as_root
def test_the_owner_of_a_file_stays(window: Window) -> None:
    os.chown(window.file, 12345, 54321)
    assert window.keep("Two") == KEPT
    assert (window.file.stat().st_uid, window.file.stat().st_gid) == (12345, 54321)


@pytest.mark.skipif(sys.platform == "win32", reason="links as POSIX has them")
@pytest.mark.parametrize("leads", ["unplugged/faults.toml", "faults.toml"])
def test_a_link_to_nothing_or_to_itself(tmp_path: Path, leads: str) -> None:
    (tmp_path / "marks").mkdir()
    (tmp_path / "marks" / "faults.toml").symlink_to(leads)
    window = Window(tmp_path)
    assert window.keep("One") == HELD
    assert "One is here." in window.held()
    assert os.listdir(tmp_path / "marks") == ["faults.toml"]  # noqa: PTH208
    assert (tmp_path / "marks" / "faults.toml").is_symlink()
    window.store.close()
