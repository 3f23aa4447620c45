"""A terminal that draws ambiguous signs over two cells, as East Asian ones may: no sign of ours is one of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unicodedata import combining, east_asian_width

import pytest
from pty_session import Session

ESSAY = """\
# Broad — “signs”

It’s one — and a [link](https://example.org/)… Two comes after it, and it’s quiet.

> Слово за словом читатель идёт дальше, и ни одна буква не пропадает у самого края страницы, где кончается строка.

## Später

{more}

## Related

- [The Price of Being Alone](the-price-of-being-alone) — it’s near
"""
ESC = "\x1b"
KEYS = (
    "j",
    "m",
    "a",
    "now",
    "\r",
    "w",
    ESC,
    "\t",
    "o",
    "q",
    "g",
    "q",
    "'",
    "q",
    "?",
    "q",
    "\x10",
    ESC,
    "/one",
    "\r",
)
LATER = ("n", "f", "r", "b", "]", "B", " ", "H", "/w", ESC)


def is_broad(char: str) -> bool:
    return east_asian_width(char) == "A" and not combining(char)


@pytest.fixture
def broad(monkeypatch: pytest.MonkeyPatch) -> None:
    import pyte.screens

    width = pyte.screens.wcwidth
    monkeypatch.setattr("pyte.screens.wcwidth", lambda char: 2 if is_broad(char) else width(char))


@pytest.mark.usefixtures("broad")
def test_every_screen_is_in_signs_of_one_cell(start: Callable[..., Session], tmp_path: Path) -> None:
    file = tmp_path / "broad.md"
    file.write_text(ESSAY.format(more="Said — and said again. " * 40), encoding="utf-8")
    session = start(
        str(file),
        "--set",
        "pause.kind=moving",
        answers=0.0,
        env={"TERM_PROGRAM": "asked", "QUIETREAD_INK": "0"},
    )
    session.see('Broad -- "signs"')
    session.ready()
    letters = {char for char in ESSAY if char.isalpha()}
    for key in ("", *KEYS, *LATER):
        session.send(key)
        session.settle(0.3 if key == ESC else 0.08)
        seen = {char for line in session.terminal.lines for char in line if is_broad(char)}
        assert seen <= letters, key
    session.see("quietread")


@pytest.mark.usefixtures("broad")
@pytest.mark.parametrize("cols", [80, 44])
def test_no_letter_is_lost_at_the_margin(cols: int, start: Callable[..., Session], tmp_path: Path) -> None:
    file = tmp_path / "broad.md"
    file.write_text(ESSAY.format(more=""), encoding="utf-8")
    session = start(str(file), "--set", "ambiguous=wide", cols=cols, rows=40)
    session.see("It's one -- and a link...")
    session.ready()
    words = next(line for line in ESSAY.splitlines() if line.startswith("> "))[2:].split()
    shown = " ".join(session.terminal.text.split())
    assert all(word in shown for word in words)
