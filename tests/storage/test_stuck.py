"""Another window holds the lock and does not finish: the mark is held, and goes in when it is gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from window import Window

from quietread.storage.events import HELD, KEPT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGSTOP")
HOLD = """\
import sys, time
from pathlib import Path
from quietread.storage.durable import hold
with hold(Path(sys.argv[1]), Path(sys.argv[2])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    opened = Window(tmp_path)
    opened.keep("One")
    yield opened
    opened.store.close()


@pytest.fixture
def holder(window: Window) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-c", HOLD, str(window.file), str(window.room / "locks")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process
        process.kill()


def test_stopped_it_costs_two_seconds_and_killed_nothing(
    window: Window, holder: subprocess.Popen[bytes]
) -> None:
    os.kill(holder.pid, signal.SIGSTOP)
    began = time.monotonic()
    assert window.keep("Two") == HELD
    assert time.monotonic() - began >= 2.0
    assert window.ids() == ["one"]
    assert "Two is here." in window.held()
    holder.kill()
    holder.wait()
    assert window.keep("Three") == KEPT
    assert window.ids() == ["one", "two", "three"]
    assert window.held() == ""
