"""What can be tried of Windows without one: a scanner at every replace, its locks, its line ends, its missing calls."""

from __future__ import annotations

import errno
import os
import sys
import time
import types
from collections.abc import Callable
from pathlib import Path

import pytest
from window import Window

from quietread.core.markdown import read_markdown
from quietread.errors import StoreError
from quietread.storage import durable
from quietread.storage.events import HELD, KEPT

LONG = bool(os.environ.get("QUIETREAD_LONG"))
SAVES = 300 if LONG else 60
ESSAY = read_markdown("# Faults\n\n" + " ".join(f"N{n}x is one of many." for n in range(SAVES)), "faults")


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Windows, as far as the writing of files can tell; what it has waited."""
    monkeypatch.setattr(sys, "platform", "win32")
    for name in ("getuid", "getgid", "fchown", "O_DIRECTORY"):
        monkeypatch.delattr(os, name, raising=False)
    monkeypatch.setitem(sys.modules, "msvcrt", msvcrt(lambda *_: None))
    found: list[float] = []
    monkeypatch.setattr(time, "sleep", found.append)
    return found


def msvcrt(locking: Callable[[int, int, int], None]) -> types.ModuleType:
    module = types.ModuleType("msvcrt")
    module.LK_NBLCK, module.locking = 1, locking  # type: ignore[attr-defined]
    return module


def held(code: int) -> PermissionError:
    error = PermissionError(errno.EACCES, "The process cannot access the file")
    error.winerror = code  # type: ignore[attr-defined, unused-ignore]
    return error


def test_a_scanner_at_every_replace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slept: list[float]
) -> None:
    true, calls = os.replace, 0

    def scanned(source: Path, target: Path) -> None:
        nonlocal calls
        calls += 1
        if calls % 2:
            raise held((5, 32, 33)[calls % 3])
        true(source, target)

    monkeypatch.setattr(os, "replace", scanned)
    window = Window(tmp_path, ESSAY)
    for number in range(SAVES):
        assert window.keep(f"N{number}x") == KEPT
    assert window.ids() == [f"n{number}x" for number in range(SAVES)]
    assert window.litter() == []
    assert len(slept) >= SAVES
    window.store.close()


def test_one_that_never_lets_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slept: list[float]) -> None:
    window = Window(tmp_path, ESSAY)
    assert window.keep("N0x") == KEPT
    slept.clear()
    true = os.replace

    def scanned(source: Path, target: Path) -> None:
        if Path(target) == window.file:
            raise held(32)
        true(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", scanned)
        assert window.keep("N1x") == HELD
    assert 2.5 <= sum(slept) <= 2.6, "then it gives up"
    assert window.litter() == []
    assert window.keep("N2x") == KEPT
    assert window.ids() == ["n0x", "n1x", "n2x"]
    window.store.close()


def test_an_error_that_is_no_scanner_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slept: list[float]
) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise held(1314)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(StoreError):
        durable.replace(tmp_path / "file", b"new")
    assert slept == []


def test_line_ends_of_windows_stay(tmp_path: Path, slept: list[float]) -> None:
    window = Window(tmp_path, ESSAY)
    window.file.parent.mkdir(parents=True)
    window.file.write_bytes(b"# mine\r\n[essay]\r\nid = 'faults'\r\n\r\n")
    window.keep("N0x", "N1x")
    data = window.file.read_bytes()
    assert data.startswith(b"# mine\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") > 20
    window.store.close()


def test_its_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`msvcrt.locking` of one byte: taken, it raises PermissionError at once."""
    taken: set[int] = set()

    def locking(handle: int, mode: int, size: int) -> None:
        assert (mode, size) == (1, 1)
        name = os.fstat(handle).st_ino
        if name in taken:
            raise PermissionError(errno.EACCES, "Permission denied")
        taken.add(name)

    monkeypatch.setitem(sys.modules, "msvcrt", msvcrt(locking))
    monkeypatch.setattr(sys, "platform", "win32")
    file = tmp_path / "essay.toml"
    began = time.monotonic()
    with (
        durable.hold(file, tmp_path / "locks") as ours,
        pytest.raises(durable.LockedError),
        durable.hold(file, tmp_path / "locks", wait=0.05),
    ):
        pass
    assert ours
    assert time.monotonic() - began >= 0.05
