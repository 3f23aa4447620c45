"""The bytes that set colours, on every screen there is, in terminals with many, few and none of them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pty_session import Session

Start = Callable[..., Session]
COLOURLESS = {"", *map(str, (0, 1, 3, 4, 7, *range(22, 28), 39, 49))}
ESSAY = """\
# Colours

One is [a link](https://example.org/) and stays. Two comes *after* it, with `code` and **weight**.

{more}

## Later

{more}
"""
ESC = "\x1b"
MOVING = "--set", "pause.kind=moving"
WALK = (
    ("", "One is a link"),
    ("j", "›"),
    ("m", "kept · u undoes"),
    ("w", "ane bs"),
    (ESC, "One is"),
    ("aa note\r", "noted"),
    (ESC, "One is a link"),
    ("m", "ane is"),
    (ESC, "One is a link"),
    ("\t", "https://example.org"),
    ("/weight", "and weight. Some"),
    ("\r", "1 of 1"),
    ("n", "1 of 1, from the start"),
    ("f", "focus on"),
    ("g", "Later"),
    ("q?", "turning pages"),
    ("q'", "notebook"),
    ("q\x10", "commands"),
    ("th", "theme"),
    (ESC, "One is a link"),
    ("o", "example.org"),
    ("q", "One is a link"),
    ("r", "One is a link and stays. Colours"),
    ("t", ""),
    ("]B", "breathe"),
    (" H", "quietread"),
    ("/x", "x"),
)
"""What is typed, and what is seen then: every screen, and everything a page can show."""
SHORT = 4
LONG = bool(os.environ.get("QUIETREAD_LONG"))


@pytest.fixture
def path(tmp_path: Path) -> str:
    file = tmp_path / "colours.md"
    more = "Some of it goes on for a while, as it will. " * 12
    file.write_text(ESSAY.format(more=more), encoding="utf-8")
    return str(file)


def walked(session: Session, *, far: bool = LONG) -> set[str]:
    """The parameters of every SGR sequence written on the way, through all screens if it is `far`."""
    session.ready()
    for keys, seen in WALK if far else WALK[:SHORT]:
        session.send(keys)
        session.settle(0.3 if keys == ESC else 0.05)  # or the next key would be one with Alt
        session.see(seen)
    session.send("\x03")
    assert session.end() == 0
    assert session.trouble == []
    return set(re.findall(r"\x1b\[([\d;:]*)m", session.raw.decode()))


@pytest.mark.parametrize(
    ("env", "far"),
    [
        ({"NO_COLOR": "1"}, True),
        ({"NO_COLOR": "yes", "TERM": "xterm", "COLORTERM": ""}, LONG),
        ({"TERM": "xterm", "COLORTERM": ""}, LONG),
    ],
    ids=["no colour", "no colour and few", "sixteen"],
)
def test_without_colours_only_attributes_are_written(
    env: dict[str, str], far: bool, start: Start, path: str
) -> None:
    said = walked(start(path, *MOVING, env=env), far=far)
    assert {code for one in said for code in re.split("[;:]", one)} <= COLOURLESS
    assert {"1", "4", "7"} <= {code for one in said for code in one.split(";")}


@pytest.mark.parametrize(
    ("env", "kind", "far"),
    [
        ({"COLORTERM": ""}, "5", True),
        ({"TERM": "xterm", "COLORTERM": "24bit"}, "2", LONG),
        ({"NO_COLOR": ""}, "2", LONG),
    ],
    ids=["256", "all", "NO_COLOR empty"],
)
def test_colours_are_written_as_the_terminal_takes_them(
    env: dict[str, str], kind: str, far: bool, start: Start, path: str
) -> None:
    said = walked(start(path, *MOVING, env=env), far=far)
    kinds = {found for one in said for found in re.findall(r"(?:^|;)[34]8;([25]);", one)}
    assert kinds == {kind}
    rest = {re.sub(r"(?:^|;)[34]8;(?:5;\d+|2;\d+;\d+;\d+)", "", one) for one in said}
    assert {code for one in rest for code in one.split(";")} <= COLOURLESS


def test_the_first_screen_and_a_still_breath_keep_to_it_too(start: Start, path: str) -> None:
    session = start("--welcome", "--motion", "still", path, env={"NO_COLOR": "1"})
    session.see("enter begin")
    session.ready()
    session.send("2\r")
    session.see("One is a link")
    session.send("B")
    session.see("in four, out six")
    session.settle()
    session.send("\x03")
    assert session.end() == 0
    said = re.findall(r"\x1b\[([\d;:]*)m", session.raw.decode())
    assert {code for one in said for code in one.split(";")} <= COLOURLESS


def test_a_theme_asked_for_goes_before_no_colour(start: Start, path: str) -> None:
    session = start("--theme", "paper", path, env={"NO_COLOR": "1"})
    session.see("One is a link")
    session.ready()
    assert session.terminal.row(0)[0].bg == "faf7f0"


def test_swatches_are_drawn_on_a_terminal_and_nowhere_else(start: Start) -> None:
    def swatched(env: dict[str, str]) -> set[str]:
        session = start("themes", env=env)
        assert session.end() == 0
        assert session.trouble == []
        assert "bluehour" in session.terminal.text
        return set(re.findall(r"\x1b\[([\d;:]*)m", session.raw.decode()))

    assert any(";48;2;15;27;37" in one for one in swatched({}))
    assert all("8;2" not in one for one in swatched({"COLORTERM": ""}))
    colourless = swatched({"NO_COLOR": "1"})
    assert {code for one in colourless for code in one.split(";")} == {"0", "1", "4", "7", ""}
    assert swatched({"TERM": "dumb"}) == set()
