"""A settings file in which nothing is right: every mistake is named, and one reads all the same."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pty_session import Session

from quietread.cli import main
from quietread.storage.paths import folders

MISTAKES = {
    "measure = 90": "measure: 90 is not allowed: 30 to 80",
    'overlap = "two"': 'overlap: "two" is not allowed: 0 to 4',
    "airy = 1": "airy: 1 is not allowed: true or false",
    'focus = "yes"': 'focus: "yes" is not allowed: true or false',
    "split = 50": "split: 50 is not allowed: 0 or 100 to 2000",
    'theme = "bluhour"': 'theme: no theme "bluhour"; the nearest is bluehour',
    'motion = "fast"': 'motion: "fast" is not allowed: "auto", "moving" or "still"',
    'plain = "maybe"': 'plain: "maybe" is not allowed: "auto", true or false',
    'ambiguous = "both"': 'ambiguous: "both" is not allowed: "auto", "narrow" or "wide"',
    'library = "~/essays"': 'library: "~/essays" is not allowed: a list of folders, like ["~/essays"]',
    "marks_dir = 3": 'marks_dir: 3 is not allowed: a folder, or "" for the usual one',
    "mesure = 60": "mesure: no such setting; the nearest is measure",
    "[pause]": "",
    'kind = "slow"': 'pause.kind: "slow" is not allowed: "moving", "still" or "none"',
    "preset = [1, 2, 3, 4]": "pause.preset: [1, 2, 3, 4] is not allowed: ",
    "breaths = 9": "pause.breaths: 9 is not allowed: 1 to 6",
    'words = "om"': 'pause.words: "om" is not allowed: "breathe", "rest" or "none"',
    'shape = "square"': 'pause.shape: "square" is not allowed: "swell", "line" or "words"',
    'after = "later"': 'pause.after: "later" is not allowed: "go" or "wait"',
    "fps = 99": "pause.fps: 99 is not allowed: 5 to 30",
    "[keys]": "",
    'undoo = "x"': "keys.undoo: no such command; the nearest is undo",
    'undo = "gg"': 'keys.undo: "gg" is not a key: ',
    'copy = "n"': 'keys.copy: "n" was for search.next, which now has no key',
    'redo = "n"': 'keys.redo: "n" is copy\'s already',
    "[colours]": "colours: no such table: [pause] and [keys] are the only ones",
}
"""Line by line, and what is said of it."""


@pytest.fixture
def file() -> Path:
    found = folders(os.environ).settings
    found.parent.mkdir(parents=True, exist_ok=True)
    found.write_text("\n".join(MISTAKES) + "\n", "utf-8")
    return found


def expected(file: Path) -> set[str]:
    return {f"{file}:{line}:{said}" for line, said in enumerate(MISTAKES.values(), 1) if said}


def test_each_is_named_with_file_line_and_what_is_allowed(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["config"]) == 1
    lines = [line.removeprefix("quietread: ") for line in capsys.readouterr().err.splitlines()]
    assert len(lines) == len(expected(file)) >= 20
    for start in expected(file):
        assert sum(line.startswith(start) for line in lines) == 1, start


@pytest.mark.parametrize("asked", [["essay"], []], ids=["essay", "shelf"])
def test_one_reads_all_the_same_and_is_told(
    asked: list[str], file: Path, tmp_path: Path, start: Callable[..., Session]
) -> None:
    essay = tmp_path / "essay.md"
    essay.write_text("# Walking\n\nOne word after another.\n", "utf-8")
    session = start(*(str(essay) for _ in asked))
    count = len(expected(file))
    session.see(f"{count} things in the settings to look at · quietread config")
    session.see("One word after another." if asked else "Enough for Twenty-One")
    session.ready()
    session.send("q")
    assert session.end() == 0
    assert file.read_text("utf-8") == "\n".join(MISTAKES) + "\n"
