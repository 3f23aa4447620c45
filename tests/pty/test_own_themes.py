"""A reader's own themes, whole and broken, at the start and while one reads."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pty_session import Session

from quietread.storage.paths import folders

Start = Callable[..., Session]
FAINT = """\
kind = "light"
bg = "#ffffff"
text = "#000000"
muted = "#777777"
accent = "#1e4e79"
"""


@pytest.fixture
def path(tmp_path: Path) -> str:
    file = tmp_path / "page.md"
    file.write_text("# Page\n\nSomething is said here.\n", encoding="utf-8")
    return str(file)


def own(name: str, text: str) -> Path:
    file = folders(os.environ).themes / f"{name}.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def lines(session: Session) -> list[str]:
    """What was said before the first page."""
    before = session.raw.partition(b"\x1b[?1049h")[0].decode()
    return [line for line in before.splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("text", "said", "ground"),
    [
        (FAINT, "muted on bg has contrast 4.48:1, under 7:1", "ffffff"),
        ("kind = ", "mine.toml:1: not TOML", "0f1b25"),
        ('kind = "blue"\n', "'blue' is not a kind of theme", "0f1b25"),
    ],
    ids=["faint", "broken", "of no kind"],
)
def test_what_is_wrong_with_it_is_said_once_and_one_can_read(
    text: str, said: str, ground: str, start: Start, path: str
) -> None:
    own("mine", text)
    session = start("--theme", "mine", path, cols=200)
    session.see("Something is said here.")
    session.ready()
    assert session.terminal.row(0)[0].bg == ground
    told = "\n".join(lines(session))
    assert told.count(said) == 1
    session.send("q")
    assert session.end() == 0
    assert session.raw.decode().count(said) == 1


def test_one_that_is_not_there_names_the_nearest(start: Start, path: str) -> None:
    session = start("--theme", "papre", path, cols=120)
    session.see("Something is said here.")
    assert len(lines(session)) == 1
    assert lines(session)[0].endswith('no theme "papre"; the nearest is paper')


def test_a_faint_one_says_so_when_it_is_put_on(start: Start, path: str) -> None:
    own("mine", FAINT)
    session = start("--theme", "contrast-light", path)
    session.ready()
    session.send("t")
    session.see("theme: mine · too faint somewhere")
    session.until(lambda: session.terminal.row(0)[0].bg == "ffffff")
