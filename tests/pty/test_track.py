"""Track mode: the terminal's own cursor, shown, on what is being read, chosen, typed or said, on every screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pty_session import Session

ESSAY = """\
# Track

One is short. Two comes after it, [with a link](https://example.org/) in it. Three says the word again.

## Further

Four is the last, and the word stands in it.
"""
ESC, DOWN, TAB = "\x1b", "\x1b[B", "\t"
WALK = (
    ("", "One is short."),
    ("jj", "Two comes after"),
    ("m", "Two comes after"),
    (ESC, "Two comes after"),
    ("m", "swo comes"),
    (DOWN, "dhree says"),
    ("a", "One is short."),
    ("w", "ane is short."),
    (ESC, "One is short."),
    (TAB, "with a link"),
    ("o", "1 with a link"),
    ("q", "with a link"),
    (ESC, "One is short."),
    ("g", "Track"),
    (DOWN, "Further"),
    ("q", "One is short."),
    ("'", "One is short."),
    (DOWN, "Two comes after"),
    ("a", "enter keeps"),
    ("now", "|"),
    ("\r", "Two comes after"),
    ("q", "One is short."),
    ("?", "read on"),
    (DOWN, "previous page"),
    ("q", "One is short."),
    ("\x10", "|"),
    ("the", "|"),
    (DOWN, "last page of the essay"),
    (ESC, "One is short."),
    ("/word", "|"),
    ("\r", "word again"),
    ("n", "word stands"),
    ("r", ""),
    ("b", "word stands"),
    ("B", "in four, out six"),
    (" ", "word stands"),
    ("H", "Enough for"),
    ("/wat", "|"),
    (ESC, "Enough for"),
)
"""What is typed, and what stands at the cursor then; `|`: the cursor is behind what was typed."""


def at_cursor(session: Session) -> str:
    screen = session.terminal.screen
    row = session.terminal.lines[screen.cursor.y]
    return " ".join(row[screen.cursor.x :].split())


def before_cursor(session: Session) -> str:
    screen = session.terminal.screen
    return session.terminal.lines[screen.cursor.y][: screen.cursor.x].strip()


def test_the_cursor_is_where_one_is_on_every_screen(start: Callable[..., Session], tmp_path: Path) -> None:
    file = tmp_path / "track.md"
    file.write_text(ESSAY, encoding="utf-8")
    session = start(str(file), "--track", "--set", "pause.kind=moving")
    session.ready()
    for step, (keys, there) in enumerate(WALK):
        session.send(keys)
        if there == "|":
            typed = keys if keys.isalpha() and len(keys) > 1 else keys[1:]
            session.until(lambda typed=typed: before_cursor(session) == typed and not at_cursor(session))  # type: ignore[misc]
        else:
            session.until(lambda there=there: at_cursor(session).startswith(there))  # type: ignore[misc]
        assert 25 in session.terminal.modes, step
        session.settle(0.25 if keys == ESC else 0.05)


def test_it_stands_on_the_choice_of_the_first_screen(start: Callable[..., Session]) -> None:
    session = start("--track", "--welcome")
    session.see("enter begin")
    session.ready()
    assert at_cursor(session).startswith("3 no pause")
    session.send("\x1b[A")
    session.until(lambda: at_cursor(session).startswith("2 a still breath"))


def test_nothing_moves_in_it(start: Callable[..., Session], tmp_path: Path) -> None:
    file = tmp_path / "long.md"
    file.write_text(
        "# Long\n\n" + "\n\n".join(f"## {n}\n\n" + "Some words to read. " * 30 for n in range(3)),
        encoding="utf-8",
    )
    session = start(str(file), "--track", "--set", "pause.kind=moving")
    session.ready()
    session.send(" ")
    session.see("in four, out six")
    session.settle()
    assert not session.read(0.7)
    count = len(session.raw)
    session.send(" ")
    session.see("Some words")
    session.settle()
    assert session.raw[count:].count(b"\x1b[?2026h") <= 2, "it faded in"
