from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from emulator import TOGETHER
from pty_session import Session

from quietread.storage.paths import folders
from quietread.storage.progress import Progress

Start = Callable[..., Session]


@pytest.fixture
def path(tmp_path: Path) -> str:
    file = tmp_path / "pages.md"
    body = "\n\n".join(
        f"Page words {n}. " + "Something is said here, and more of it. " * 12 for n in range(12)
    )
    file.write_text(f"# Pages\n\n{body}\n", encoding="utf-8")
    return str(file)


def place(essay: str = "pages") -> int:
    """The offset kept for the essay, -1 if none is."""
    progress = Progress(folders(os.environ).progress)
    try:
        seen = progress.seen(essay)
    finally:
        progress.close()
    return -1 if seen is None else seen.place.offset


def turned(session: Session, pages: int) -> None:
    session.ready()
    for _ in range(pages):
        session.see_change(" ")


@pytest.mark.parametrize("key", ["q", "\x03"], ids=["q", "ctrl+c"])
def test_leaving_keeps_the_place_and_gives_the_terminal_back(key: str, start: Start, path: str) -> None:
    session = start(path)
    turned(session, 3)
    here = session.terminal.lines[2].strip(" ›")
    session.send(key)
    assert session.end() == 0
    assert session.trouble == []
    again = start(path)
    again.ready()
    assert f"› {here}" in again.terminal.text.replace("›   ", "› ")
    assert "where you were, a moment ago" in again.terminal.text


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("when", ["ink", "import", "takeover", "drawing", "reading", "shelf"])
def test_a_signal_keeps_the_place_and_gives_the_terminal_back(
    number: signal.Signals, when: str, start: Start, path: str
) -> None:
    session = start(path) if when != "shelf" else start()
    if when == "ink":
        session.until(lambda: f"\x1b[?{TOGETHER}l".encode() in session.raw)
    elif when == "import":
        session.until(lambda: f"\x1b[?{TOGETHER}l".encode() in session.raw)
        time.sleep(0.1)
    elif when == "drawing":
        session.until(lambda: session.raw.count(f"\x1b[?{TOGETHER}l".encode()) == 2)
    elif when == "takeover":
        session.until(lambda: 1004 in session.terminal.modes)
    elif when == "reading":
        turned(session, 2)
    else:
        session.ready()
    session.signal(number)
    assert session.end() == 128 + number
    assert session.trouble == []
    assert "Traceback" not in session.terminal.text
    if when == "reading":
        assert place() > 1000


def test_a_terminal_that_goes_away_ends_the_reading(start: Start, path: str) -> None:
    session = start(path)
    turned(session, 2)
    session.hang_up()
    assert session.wait() == 128 + signal.SIGHUP
    assert place() > 1000


def test_a_kill_loses_at_most_one_page(start: Start, path: str) -> None:
    session = start(path)
    turned(session, 2)
    before = place()
    session.see_change(" ")
    session.signal(signal.SIGKILL)
    assert session.end() == 128 + signal.SIGKILL
    assert place() >= before > 0


def test_ctrl_z_suspends_and_comes_back_whole(start: Start, path: str) -> None:
    session = start(path)
    turned(session, 1)
    shown = session.terminal.lines
    session.send("\x1a")
    session.until(lambda: stopped(session.pid))
    session.settle()
    assert session.trouble == []
    assert session.terminal.lines != shown
    session.signal(signal.SIGCONT)
    session.until(lambda: session.terminal.lines == shown)
    assert session.modes[3] == session.modes[3] & ~0o12  # neither canonical nor echoing
    session.see_change(" ")
    session.send("q")
    assert session.end() == 0
    assert session.trouble == []


def stopped(pid: int) -> bool:
    time.sleep(0.01)
    state = Path(f"/proc/{pid}/stat")
    if not state.exists():
        pytest.skip("how a process is doing is not told here")
    return state.read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] == "T"


def test_a_fault_is_one_line_and_the_terminal_is_whole(start: Start, path: str, tmp_path: Path) -> None:
    broken = tmp_path / "site" / "sitecustomize.py"
    broken.parent.mkdir()
    broken.write_text(
        "import quietread.core.walk as walk\n"
        "def turn(view):\n    secret = 'what one reads'\n    raise ValueError(secret)\n"
        "walk.next_page = turn\n",
        encoding="utf-8",
    )
    searched = os.pathsep.join(filter(None, (str(broken.parent), os.environ.get("PYTHONPATH", ""))))
    session = start(path, env={"PYTHONPATH": searched})
    session.ready()
    session.send(" ")
    assert session.end() == 1
    assert session.trouble == []
    assert "stopped by a fault of its own; your place and marks are kept" in session.terminal.text
    assert "secret" not in session.terminal.text
    assert place() >= 0
