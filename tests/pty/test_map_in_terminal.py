"""`quietread map` in a terminal: a picture to walk on, and essays left unread until one is chosen."""

from __future__ import annotations

import os
from collections.abc import Callable

from pty_session import Session

from quietread.storage.paths import folders
from quietread.storage.progress import Progress


def test_the_map_opens_by_its_command_and_reads_nothing_by_itself(start: Callable[..., Session]) -> None:
    session = start("map", "when-love")
    session.see("arrows walk")
    session.see("it leads to")
    session.send("\x1b[C")
    session.see("leads back here")
    session.send("q")
    session.see("Enough for Twenty-One")
    session.send("q")
    assert session.end() == 0
    progress = Progress(folders(os.environ).progress)
    assert progress.states() == {}
    progress.close()
