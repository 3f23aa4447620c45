from __future__ import annotations

import os
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from emulator import TOGETHER
from pty_session import Session

Start = Callable[..., Session]

DATA = Path(__file__).parents[1] / "data"
PLAIN = "# Plain Matters\n\n" + "\n\n".join(
    f"Paragraph {number} is here. " + "It says one thing, and then it says another — quietly. " * 9
    for number in range(1, 7)
)
SIZES = ((100, 32), (80, 24), (200, 60), (60, 15))
EVERY = list(product(SIZES, ("plain", "hostile"), ("truecolor", ""), ("fresh", "resumed")))
TELLING = (("plain", "truecolor", "fresh"), ("hostile", "", "resumed"))
CASES = [case for case in EVERY if os.environ.get("QUIETREAD_LONG") or case[1:] in TELLING]


@pytest.fixture(params=["plain", "hostile"])
def text(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return essay(request.param, tmp_path)


def essay(kind: str, folder: Path) -> str:
    if kind == "hostile":
        path = folder / "a[red]b [oops] 日本.md"
        path.write_bytes((DATA / "hostile.md").read_bytes())
    else:
        path = folder / "plain.md"
        path.write_text(PLAIN, encoding="utf-8")
    return str(path)


def inked(session: Session) -> list[list[Any]]:
    """Read until the first ink stands; its cells."""
    ends: list[list[list[Any]]] = []

    def look(sequence: str) -> None:
        if sequence == f"\x1b[?{TOGETHER}l" and not ends:
            ends.append(session.terminal.cells())

    session.terminal.after = look
    session.until(lambda: bool(ends))
    return ends[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join(map(str, (*case[0], *case[1:]))))
def test_no_cell_changes_when_textual_takes_over(
    case: tuple[tuple[int, int], str, str, str], start: Start, tmp_path: Path
) -> None:
    size, kind, colours, visit = case
    path = essay(kind, tmp_path)
    how: dict[str, Any] = {"cols": size[0], "rows": size[1], "env": {"COLORTERM": colours}}
    if visit == "resumed":
        before = start(path, **how)
        before.ready()
        before.see_change(" ")
        before.send("q")
        assert before.end() == 0
    session = start(path, **how)
    terminal = session.terminal
    changed: list[str] = []
    standing: list[list[Any]] = []

    def look(sequence: str) -> None:
        if standing:
            rows = [row for row in terminal.screen.dirty if terminal.row(row) != standing[row]]
            changed.extend(f"row {row} after {sequence!r}" for row in rows)
            terminal.screen.dirty.clear()
        elif sequence == f"\x1b[?{TOGETHER}l":
            assert 1004 not in terminal.modes, "Textual was there before the ink"
            standing.extend(terminal.cells())
            terminal.screen.dirty.clear()

    terminal.after = look
    session.ready()
    session.settle(0.3)
    assert standing
    assert any("".join(cell.data for cell in row).strip() for row in standing)
    assert changed == []
    assert len(session.raw) > 3 * size[0] * size[1], "Textual has drawn nothing"
    session.send("q")
    assert session.end() == 0
    assert session.trouble == []


def test_the_ink_draws_what_stands_without_it(text: str, start: Start) -> None:
    with_ink, without = start(text), start(text, env={"QUIETREAD_INK": "0"})
    first = inked(with_ink)
    without.ready()
    assert first == without.terminal.cells()
    assert b"\x1b[?1004h" in without.raw.partition(b"\x1b[?1049h")[2][:40], "Textual did not begin it"


@pytest.mark.parametrize(
    "env",
    [{"NO_COLOR": "1"}, {"COLORTERM": "", "TERM": "xterm"}, {"QUIETREAD_INK": "0"}],
    ids=["no colour", "16 colours", "asked"],
)
def test_no_ink_where_the_frame_cannot_be_foretold(env: dict[str, str], start: Start, tmp_path: Path) -> None:
    session = start(essay("plain", tmp_path), env=env)
    session.see("Paragraph 1 is here")
    session.ready()
    assert session.raw.index(b"\x1b[?1004h") < session.raw.index(b"Paragraph 1")
    session.send("q")
    assert session.end() == 0
    assert session.trouble == []


def test_the_screen_follows_the_cursor_when_tracked(start: Start, tmp_path: Path) -> None:
    session = start(essay("plain", tmp_path), "--track")
    session.see("Paragraph 1 is here")
    session.ready()
    assert session.raw.index(b"\x1b[?1004h") < session.raw.index(b"Paragraph 1")


@pytest.mark.parametrize("early", [True, False], ids=["before the ink", "on the ink"])
def test_keys_typed_before_textual_is_there_arrive_in_order(
    early: bool, start: Start, tmp_path: Path
) -> None:
    path = tmp_path / "many.md"
    path.write_text("".join(f"## {name}\n\nOne line.\n\n" for name in "abcdefgh"), encoding="utf-8")
    session = start(str(path))
    if not early:
        inked(session)
    session.send(" ]\x1b[Cb ")  # b, c, d, c, d
    session.see("· · · ● · · · ·")
    session.send("[[ü")
    session.see("· ● · · · · · ·")
    session.settle()
    assert session.terminal.lines[2].strip() == "b"


def test_ctrl_c_during_the_ink_quits(start: Start, tmp_path: Path) -> None:
    session = start(essay("plain", tmp_path))
    inked(session)
    session.send("\x03")
    assert session.end() == 0
    assert session.trouble == []


@pytest.mark.parametrize("size", [(120, 40), (50, 14)])
def test_a_resize_during_the_ink_is_followed(size: tuple[int, int], start: Start, tmp_path: Path) -> None:
    path = essay("plain", tmp_path)
    session = start(path)
    inked(session)
    session.resize(*size)
    session.ready()
    other = start(path, cols=size[0], rows=size[1])
    other.ready()
    assert session.terminal.lines == other.terminal.lines
    session.see_change(" ")
    session.send("q")
    assert session.end() == 0


def test_an_import_that_fails_leaves_the_terminal_whole(start: Start, tmp_path: Path) -> None:
    broken = tmp_path / "broken" / "textual"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("raise ImportError('half installed')\n", encoding="utf-8")
    path = os.pathsep.join(filter(None, (str(broken.parent), os.environ.get("PYTHONPATH", ""))))
    session = start(essay("plain", tmp_path), env={"PYTHONPATH": path})
    inked(session)
    assert session.end() == 1
    assert session.trouble == []
    assert "half installed" in session.terminal.text
    assert "Paragraph 1" not in session.terminal.text
