from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pty_session import Session

Start = Callable[..., Session]
DATA = Path(__file__).parents[1] / "data"
MOUSE = {9, 1000, 1001, 1002, 1003, 1005, 1006, 1015}


@pytest.fixture
def hostile(tmp_path: Path) -> str:
    path = tmp_path / "a[red]b [oops] 日本.md"
    path.write_bytes((DATA / "hostile.md").read_bytes())
    return str(path)


@pytest.fixture
def path(tmp_path: Path) -> str:
    file = tmp_path / "pages.md"
    file.write_text("# Pages\n\n" + "Something is said here, and more of it. " * 200, encoding="utf-8")
    return str(file)


def test_at_rest_nothing_is_written(start: Start, path: str) -> None:
    session = start(path)
    session.ready()
    session.see_change(" ")
    count = len(session.raw)
    assert not session.read(10 if os.environ.get("QUIETREAD_LONG") else 2)
    assert len(session.raw) == count


def test_a_page_turn_is_one_frame(start: Start, path: str) -> None:
    session = start(path)
    session.ready()
    for _ in range(3):
        count = len(session.raw)
        session.see_change(" ")
        frame = session.raw[count:]
        assert frame.count(b"\x1b[?2026h") == frame.count(b"\x1b[?2026l") == 1
        assert frame.startswith(b"\x1b[?2026h")
        assert re.fullmatch(rb"(\x1b\[\d+;\d+H)?", frame.partition(b"\x1b[?2026l")[2])


def test_no_mouse_mode_is_ever_set(start: Start, path: str) -> None:
    session = start(path)
    seen: set[int] = set()
    session.terminal.after = lambda sequence: seen.update(session.terminal.modes)
    session.ready()
    session.see_change("g")
    session.send("\x03")
    session.end()
    assert 1049 in seen
    assert not seen & MOUSE


@pytest.mark.parametrize("keys", ["", "   ", "g", "r", "/the\r", "H", "?", "'", "m", "jw", "o", "G"])
def test_nothing_in_a_file_reaches_the_terminal_but_as_text(keys: str, start: Start, hostile: str) -> None:
    session = start(hostile)
    titles: list[str] = []
    session.terminal.after = lambda piece: titles.append(piece) if piece.startswith("\x1b]0;") else None
    session.ready()
    for key in keys:
        session.send(key)
        session.settle(0.1)
    session.resize(50, 18)
    session.settle()
    session.send("\x03")
    assert session.end() == 0
    assert session.trouble == []
    assert titles == []
    drawn = session.raw.decode()
    assert not re.search("[\x80-\x9f\u202a-\u202e\u2066-\u2069\u200f\ufeff]", drawn)
    assert "\x1b[2J" not in drawn


def test_brackets_stand_as_they_are_written(start: Start, hostile: str) -> None:
    session = start(hostile, cols=120, rows=40)
    session.see("Here is [sic] and [/oops] and [red]red[/red]")
    session.ready()
    session.see_change("]")
    session.see("日 本 語 の [ 見 出 し ]" if "日 本" in session.terminal.text else "[見出し] heading")
    session.see_change("]")
    session.see("[/oops]")
    session.see_change("r")
    session.see("The [red] one")
    session.see("(not in this library)")
