"""Random bytes typed into a real terminal that changes its size: it is always given back as it was."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from emulator import ALTERNATE
from pty_session import Session

LONG = bool(os.environ.get("QUIETREAD_LONG"))
BURSTS = 400 if LONG else 25
ENDS = (0, 128 + signal.SIGINT)
"""As ctrl+c ends it; the second where it comes while the terminal is lent to a browser or an editor."""
WHOLE = [
    "\x1b[A",
    "\x1b[B",
    "\x1b[6~",
    "\x1b[H",
    "\x1b[I",
    "\x1b[O",
    "\x1b",
    "\r",
    "\t",
    "\x1b[Z",
    "\x10",
    "\x12",
    "\x0c",
]
WHOLE += [
    "\x1b[200~[/pasted]\n\x1b[201~",
    "\x1bOP",
    "\x1b[1;5C",
    "\x1b[M !!",
    "\x1b[?2026;2$y",
    "言",
    "é",
    "m",
    " ",
    "'",
    "w",
]


@pytest.mark.parametrize("seed", range(10) if LONG else [3])
def test_the_terminal_is_whole_after_any_keys(
    seed: int, start: Callable[..., Session], tmp_path: Path
) -> None:
    dice = random.Random(seed)
    browser, editor = tmp_path / "browser", tmp_path / "editor"
    for program in (browser, editor):
        program.write_text("#!/bin/sh\nexit 0\n")
        program.chmod(0o755)
    essay = tmp_path / "keys.md"
    parts = [f"## Part {n}\n\n" + f"Sentence {n} leads [away](https://example.org). " * 30 for n in range(5)]
    essay.write_text("# Any Keys\n\n" + "\n\n".join(parts) + "\n", "utf-8")
    session = start(
        str(essay),
        env={"BROWSER": str(browser), "VISUAL": str(editor), "HOME": str(tmp_path), "QUIETREAD_DEBUG": "1"},
    )
    session.ready()
    for number in range(BURSTS):
        session.send("".join(typed(dice) for _ in range(dice.randint(1, 12))))
        if dice.random() < 0.2:
            session.resize(dice.choice([1, 20, 40, 80, 133]), dice.choice([1, 4, 12, 24, 50]))
        session.read(0.05)
        if number % 10 == 9:
            session.settle(0.3)  # whoever types faster than is read would wait for ctrl+c to have its turn
    session.settle(0.3)
    come_back(session)
    session.send("\x03")
    status = session.end(60)
    told = session.raw[session.raw.rfind(b"Traceback") :][-4000:].decode("utf-8", "replace")
    assert b"Traceback" not in session.raw, told
    assert status in ENDS, told
    assert session.trouble == []


def come_back(session: Session) -> None:
    """Bring it back from the shell the palette has led to, again if what was typed there leads there at once."""
    for _ in range(10):
        if ALTERNATE in session.terminal.modes:
            break
        with suppress(ProcessLookupError):  # or the palette has led out
            session.signal(signal.SIGCONT)
        session.settle(0.5)


def typed(dice: random.Random) -> str:
    """A key, none that leaves or writes a file of its own choosing."""
    if dice.random() < 0.5:
        return dice.choice(WHOLE)
    return chr(dice.choice([code for code in range(33, 127) if chr(code) not in "qe/"]))
