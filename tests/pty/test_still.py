"""The breath in a terminal: it goes while somebody looks, and writes nothing when nobody does."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pty_session import Session

ESSAY = "# Breath\n\n" + "\n\n".join(
    f"## Section {number}\n\n" + "Something to be read, at length and without hurry. " * 12
    for number in range(3)
)
FOCUS_OUT, FOCUS_IN = "\x1b[O", "\x1b[I"


def test_it_stands_still_without_the_focus_and_goes_on_with_it(
    start: Callable[..., Session], tmp_path: Path
) -> None:
    file = tmp_path / "breath.md"
    file.write_text(ESSAY, encoding="utf-8")
    session = start(str(file), "--set", "pause.kind=moving")
    session.ready()
    session.see("at length")
    session.send(" ")
    session.see("breathe in")
    session.send(FOCUS_OUT)
    written(session, 0.3)
    assert written(session, 1.0) == 0
    session.send(FOCUS_IN)
    assert written(session, 1.0) > 0
    session.send(" ")
    session.see("Section 1")


def test_a_still_breath_writes_nothing_once_it_stands(start: Callable[..., Session], tmp_path: Path) -> None:
    file = tmp_path / "breath.md"
    file.write_text(ESSAY, encoding="utf-8")
    session = start(str(file), "--set", "pause.kind=still")
    session.ready()
    session.send(" ")
    session.see("in four, out six")
    session.settle()
    assert written(session, 1.0) == 0


def written(session: Session, seconds: float) -> int:
    """Bytes that come within `seconds`."""
    size = len(session.raw)
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        session.read(left)
    return len(session.raw) - size


@pytest.mark.parametrize(
    ("asked", "env"),
    [
        (("--motion", "still"), {}),
        ((), {"REDUCED_MOTION": "1"}),
        ((), {"QUIETREAD_MOTION": "none"}),
        ((), {"TEXTUAL_ANIMATIONS": "none"}),
    ],
    ids=["flag", "REDUCED_MOTION", "QUIETREAD_MOTION", "TEXTUAL_ANIMATIONS"],
)
def test_where_nothing_is_to_move_each_key_is_one_frame(
    asked: tuple[str, ...], env: dict[str, str], start: Callable[..., Session], tmp_path: Path
) -> None:
    file = tmp_path / "breath.md"
    file.write_text(ESSAY, encoding="utf-8")
    session = start(str(file), "--set", "pause.kind=moving", *asked, env=env)
    session.ready()
    for key, seen in (("j", "›"), ("m", "kept"), (" ", "in four, out six"), (" ", "Section 1")):
        count = len(session.raw)
        session.send(key)
        session.see(seen)
        session.settle(0.3)
        assert session.raw[count:].count(b"\x1b[?2026h") <= 2, "a mark is drawn, and then said to be kept"
        assert written(session, 0.3) == 0
