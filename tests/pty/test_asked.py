"""What the terminal is asked at its first start: it answers, it answers late, or it never does."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from emulator import TOGETHER
from pty_session import Session

from quietread.core.terminal import ASKED
from quietread.core.theme import Theme
from quietread.storage.config import theme_named
from quietread.storage.paths import folders
from quietread.storage.progress import Progress

Start = Callable[..., Session]
LIGHT = "rgb:fafa/f7f7/f0f0"
QUESTION = b"\x1b[c"
AT_ONCE, LATE, NEVER = 0.0, 1.0, None
SHOWN = " of eight"
TERMINAL = "asked xterm-256color"


@pytest.fixture
def path(tmp_path: Path) -> str:
    file = tmp_path / "many.md"
    file.write_text(
        "".join(f"## {name} of eight\n\nOne line — so.\n\n" for name in "abcdefgh"), encoding="utf-8"
    )
    return str(file)


@pytest.fixture
def ask(start: Start) -> Start:
    """Start in a terminal of which nothing is remembered."""

    def asking(*arguments: str, **how: Any) -> Session:
        return start(*arguments, **{**how, "env": {"TERM_PROGRAM": "asked", **how.get("env", {})}})

    return asking


def remembered() -> dict[str, str]:
    progress = Progress(folders(os.environ).progress)
    found = progress.told(TERMINAL, ASKED)
    progress.close()
    return found


def theme(name: str) -> Theme:
    found, _ = theme_named(name, Path("nowhere"))
    assert found
    return found


def ground(session: Session) -> str:
    """The colour behind the first cell."""
    return f"#{session.terminal.row(0)[0].bg}"


@pytest.mark.parametrize("ink", ["0", "1"])
@pytest.mark.parametrize("answers", [AT_ONCE, LATE, NEVER], ids=["at once", "late", "never"])
def test_no_key_is_lost_and_no_answer_is_one(answers: float | None, ink: str, ask: Start, path: str) -> None:
    session = ask(path, answers=answers, background=LIGHT, env={"QUIETREAD_INK": ink})
    session.send(" ]")  # b, c
    session.until(lambda: QUESTION in session.raw)
    session.send("\x1b[Cb")  # d, c
    session.ready()
    session.send("]")  # d
    session.see("d of eight")
    if answers:
        session.settle(answers + 0.3)
    session.send("]ü\x1b[C")  # e, f
    session.see("f of eight")
    session.settle(0.3)
    assert "f of eight" in session.terminal.text
    session.send("q")
    assert session.end() == 0
    assert session.trouble == []
    if answers is NEVER:
        assert remembered() == {"background": "", "dash": ""}
    else:
        assert remembered() == {"background": "#faf7f0", "dash": "narrow"}


@pytest.mark.parametrize("answers", [AT_ONCE, LATE, NEVER], ids=["at once", "late", "never"])
def test_the_page_that_was_inked_stays_as_it_is(answers: float | None, ask: Start, path: str) -> None:
    session = ask(path, answers=answers, background=LIGHT)
    changed: list[str] = []
    standing: list[list[Any]] = []

    def look(sequence: str) -> None:
        if standing and standing != session.terminal.cells():
            changed.append(sequence)
        elif not standing and sequence == f"\x1b[?{TOGETHER}l":
            standing.extend(session.terminal.cells())

    session.terminal.after = look
    session.ready()
    session.settle((answers or 0) + 0.3)
    assert standing
    assert changed == []
    assert ground(session) == theme("bluehour").bg


def test_the_next_start_wears_what_the_terminal_told(ask: Start, path: str) -> None:
    first = ask(path, answers=AT_ONCE, background=LIGHT)
    first.ready()
    first.send("q")
    first.end()
    second = ask(path, answers=AT_ONCE, background="rgb:0000/0000/0000")
    second.ready()
    assert QUESTION not in second.raw
    assert ground(second) == theme("paper").bg


def test_without_ink_the_answer_is_worn_at_once(ask: Start) -> None:
    session = ask(answers=AT_ONCE, background=LIGHT)
    session.see("quietread")
    assert ground(session) == theme("paper").bg


def test_the_question_leaves_no_trace_on_the_shells_screen(ask: Start, path: str) -> None:
    session = ask(path, answers=AT_ONCE, background=LIGHT)
    session.terminal.screen.draw("typed before")
    session.until(lambda: 1049 in session.terminal.modes)
    session.ready()
    session.send("q")
    session.end()
    assert session.terminal.text == "typed before"
    assert session.trouble == []


@pytest.mark.parametrize(
    ("arguments", "env"),
    [
        ((), {"SSH_CONNECTION": "1 2 3 4"}),
        (("--set", "plain=false"), {"TERM": "dumb"}),
        (("--theme", "night", "--set", "ambiguous=narrow"), {}),
        (("--plain",), {}),
    ],
    ids=["over SSH", "dumb", "all is fixed", "plain"],
)
def test_it_is_not_asked_where_that_is_of_no_use(
    arguments: tuple[str, ...], env: dict[str, str], ask: Start, path: str
) -> None:
    session = ask(*arguments, path, answers=AT_ONCE, background=LIGHT, env=env)
    session.see("a of eight")
    session.settle()
    assert QUESTION not in session.raw
    assert b"\x1b[6n" not in session.raw


@pytest.mark.parametrize(
    "env", [{"NO_COLOR": "1"}, {"COLORTERM": "", "TERM": "xterm"}], ids=["no colour", "16"]
)
def test_without_colours_only_the_dash_is_asked_for(env: dict[str, str], ask: Start, path: str) -> None:
    session = ask(path, answers=AT_ONCE, background=LIGHT, env=env)
    session.ready()
    assert b"\x1b[6n" in session.raw
    assert b"\x1b]11" not in session.raw


def test_a_terminal_that_draws_a_dash_over_two_cells_gets_ascii_signs(
    ask: Start, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyte.screens

    narrow = pyte.screens.wcwidth
    monkeypatch.setattr("pyte.screens.wcwidth", lambda char: 2 if char == "—" else narrow(char))
    session = ask(path, answers=AT_ONCE, background=LIGHT, env={"QUIETREAD_INK": "0"})
    session.see("One line -- so.")
    assert remembered() == {"background": "#faf7f0", "dash": "wide"}


def test_a_signal_while_the_terminal_is_asked_leaves_it_whole(ask: Start, path: str) -> None:
    session = ask(path, answers=NEVER, env={"QUIETREAD_INK": "0"})
    session.until(lambda: QUESTION in session.raw)
    session.signal(15)
    assert session.end() == 128 + 15
    assert session.trouble == []


def test_an_editor_gets_the_terminal_as_it_was(ask: Start, path: str, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text(
        '#!/bin/sh\nstty -a < /dev/tty > "$0.modes"; echo and typed >> "$1"\n', encoding="utf-8"
    )
    editor.chmod(0o755)
    session = ask(path, answers=NEVER, background=LIGHT, env={"EDITOR": str(editor), "QUIETREAD_INK": "0"})
    session.ready()
    session.send("a")
    session.settle()
    session.send("\x05")
    session.see("noted")
    modes = Path(f"{editor}.modes").read_text(encoding="utf-8").split()
    assert {"echo", "icanon", "isig", "icrnl"} <= set(modes)
    session.see_change("]")
    session.see("b of eight")
