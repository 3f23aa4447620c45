"""Inside tmux the same cells stand as in a bare terminal, colours and attributes included."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyte
import pytest
from pty_session import Session

ESSAY = """\
# Cells

One — “quoted” — and a [link](https://example.org/) in it. 猫 is wide, é is not. Two comes after it.

## Still

{more}
"""
STEPS = (
    ("j", "›"),
    ("m", "▌"),
    ("f", "focus on"),
    ("'", "notebook"),
    ("q", "One —"),
    ("B", "in four, out six"),
)
COLS, ROWS = 80, 24

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not here")


class Tmux:
    """A server of our own with one window."""

    def __init__(self, folder: Path, *command: str) -> None:
        self._socket = str(folder / "socket")
        self.run("-f", os.devnull, "new-session", "-d", "-x", str(COLS), "-y", str(ROWS), *command)

    def run(self, *arguments: str) -> str:
        command = ["tmux", "-u", "-S", self._socket, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def cells(self) -> list[list[Any]]:
        """Every cell of the window."""
        screen = pyte.Screen(COLS, ROWS)
        rows = self.run("capture-pane", "-p", "-e", "-N").removesuffix("\n").split("\n")
        pyte.Stream(screen).feed("".join(f"\x1b[{number};1H{row}" for number, row in enumerate(rows, 1)))
        return [[screen.buffer[row][column] for column in range(COLS)] for row in range(ROWS)]

    def until(self, wanted: list[list[Any]]) -> list[list[Any]]:
        """What stands there once it is what is wanted, or after ten seconds."""
        end = time.monotonic() + 10
        while (found := self.cells()) != wanted and time.monotonic() < end:
            time.sleep(0.05)
        return found


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Callable[..., Tmux]]:
    made: list[Tmux] = []

    def opened(*command: str) -> Tmux:
        made.append(Tmux(tmp_path, *command))
        return made[0]

    yield opened
    for one in made:
        one.run("kill-server")


def test_tmux_shows_the_same_cells(
    start: Callable[..., Session],
    window: Callable[..., Tmux],
    tmp_path: Path,
    sealed_room: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other_room = tmp_path / "other"
    shutil.copytree(sealed_room, other_room)
    file = tmp_path / "cells.md"
    file.write_text(ESSAY.format(more="Some of it goes on. " * 30), encoding="utf-8")
    asked = (str(file), "--theme", "paper", "--set", "ambiguous=narrow")
    session = start(*asked)
    session.ready()
    for name in ("DATA", "STATE", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(other_room / name.lower()))
    monkeypatch.setenv("COLORTERM", "truecolor")
    other = window(sys.executable, "-m", "quietread", *asked)
    for keys, seen in (("", "One —"), *STEPS):
        if keys:
            session.send(keys)
            other.run("send-keys", "-l", keys)
        session.see(seen)
        session.settle()
        wanted = session.terminal.cells()
        assert other.until(wanted) == wanted, keys
