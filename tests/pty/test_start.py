from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pty_session import Session

from quietread.storage.paths import folders

Start = Callable[..., Session]
SIZES = [(20, 4), (300, 100), (40, 12), (29, 30), (120, 7), (80, 24), (47, 15), (200, 16), (48, 20), (19, 3)]


@pytest.fixture
def path(tmp_path: Path) -> str:
    file = tmp_path / "pages.md"
    body = "\n\n".join(
        f"## Part {part}\n\n" + " ".join(f"word{part}x{n}" for n in range(300)) for part in range(1, 5)
    )
    file.write_text(f"# Pages\n\n{body}\n", encoding="utf-8")
    return str(file)


def test_the_first_screen_comes_once(start: Start, path: str) -> None:
    folders(os.environ).progress.unlink()
    session = start(path)
    session.see("This reader shows one section at a time.")
    session.ready()
    session.send("q")
    assert session.end() == 0
    again = start(path)
    again.see("enter begin")
    again.ready()
    again.send("3\r")
    again.see("word1x0")
    again.see("space read on m mark ? keys")
    again.see_change("]")
    again.send("q")
    assert again.end() == 0
    assert 'kind = "none"' in folders(os.environ).settings.read_text(encoding="utf-8")
    third = start(path)
    third.see("where you were")
    assert "enter begin" not in third.terminal.text
    asked = start("--welcome", path)
    asked.see("enter begin")


def test_an_essay_from_a_pipe_is_read_with_keys_from_the_terminal(start: Start, path: str) -> None:
    with open(path, "rb") as file:  # noqa: PTH123
        session = start("-", stdin=file.fileno())
        session.see("word1x0")
        session.ready()
        session.see_change("]")
        session.see("word2x0")
        session.send("q")
        assert session.end() == 0
    assert session.trouble == []


def test_the_shelf_opens_and_is_left(start: Start) -> None:
    session = start()
    session.see("quietread")
    session.ready()
    session.see_change("\r")
    session.see_change("\x7f")
    session.see("where you were, a moment ago")
    session.send("q")
    assert session.end() == 0
    assert session.trouble == []


def test_fifty_resizes_keep_the_first_visible_word(start: Start, path: str) -> None:
    session = start(path)
    session.ready()
    session.see_change("]")
    session.see_change(" ")
    first = next(line for line in session.terminal.lines[2:] if line.strip()).split()
    word = next(found for found in first if found.startswith("word"))
    rounds = 5 if os.environ.get("QUIETREAD_LONG") else 1
    for cols, rows in SIZES * rounds:
        session.resize(cols, rows)
        if cols < 20 or rows < 4:
            session.settle(0.2)
        else:
            session.see(word)
            session.settle(0.05)
    session.resize(80, 24)
    session.see(word)
    session.send("q")
    assert session.end() == 0


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.write_bytes(b"\x00\x01"), "not a text"),
        (lambda path: path.mkdir(), "folder"),
        (lambda path: None, "no such file"),
        (lambda path: path.write_bytes(b""), "empty"),
        (lambda path: path.write_bytes(b"x" * (8 * 2**20 + 1)), "8 MiB"),
        (os.mkfifo, "pipe"),
    ],
    ids=["binary", "folder", "missing", "empty", "large", "fifo"],
)
def test_what_cannot_be_read_is_one_line(
    make: Callable[[Path], object], said: str, start: Start, tmp_path: Path
) -> None:
    path = tmp_path / "given.md"
    make(path)
    session = start(str(path), cols=200)
    assert session.end() == 2
    assert b"\x1b[?1049h" not in session.raw
    lines = [line for line in session.raw.decode().splitlines() if line.strip()]
    assert len(lines) == 1
    assert "given.md" in lines[0]
    assert said in lines[0]
    assert session.trouble == []


def test_help_fits_a_screen() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "quietread", "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert len(said.splitlines()) <= 45
    assert max(map(len, said.splitlines())) <= 100
