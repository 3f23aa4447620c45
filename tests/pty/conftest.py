from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from discretion import Ear

if os.name == "nt":
    collect_ignore_glob = ["test_*.py"]
else:
    from pty_session import Session


@pytest.fixture(autouse=True)
def begun(sealed_room: Path) -> None:
    """The first screen has been answered, the terminals are known, and nothing pauses between sections."""
    from quietread.storage.paths import folders
    from quietread.storage.progress import Progress

    found = folders(os.environ)
    progress = Progress(found.progress)
    progress.save_welcomed()
    for terminal in ("xterm-256color", "xterm"):
        progress.save_told(terminal, {"background": "", "dash": ""})
    progress.close()
    found.settings.parent.mkdir(parents=True, exist_ok=True)
    found.settings.write_text('[pause]\nkind = "none"\n', encoding="utf-8")


@pytest.fixture
def start(ear: Ear) -> Iterator[Callable[..., Session]]:
    """Start quietread in a terminal; it is ended with the test."""
    sessions: list[Session] = []
    with ExitStack() as stack:

        def started(*arguments: str, **how: Any) -> Session:
            sessions.append(stack.enter_context(Session(*arguments, **how)))
            return sessions[-1]

        yield started
    for session in sessions:
        ear.hear(session.parting)
