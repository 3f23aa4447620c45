"""Themes from files: whatever lies in the reader's folder, there is always something to read by."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from quietread.core.theme import TERMINAL
from quietread.storage import config as storage
from quietread.storage.config import load_theme, load_themes, theme_named

GOOD = """\
kind = "dark"
bg = "#101010"
text = "#d8d8d0"
soft = "#a0a0a0"
muted = "#b0b0b0"
rule = "#404040"
accent = "#9cc3e6"
mark = "#e6b455"
mark_bg = "#35312b"
swell_lo = "#5f86b0"
swell_hi = "#bbd5ee"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    own = tmp_path / "themes"
    own.mkdir()
    return own


def test_the_bundled_ones_come_dark_first_and_without_complaint(tmp_path: Path) -> None:
    themes, problems = load_themes(tmp_path / "not there")
    assert list(themes) == ["bluehour", "contrast", "night", "contrast-light", "paper", "sepia", "terminal"]
    assert all(name == theme.name for name, theme in themes.items())
    assert problems == ()


def test_a_theme_of_ones_own_joins_them(folder: Path) -> None:
    (folder / "dusk.toml").write_text(GOOD, encoding="utf-8")
    themes, problems = load_themes(folder)
    assert themes["dusk"].bg == "#101010"
    assert len(themes) == 8
    assert problems == ()
    assert theme_named("dusk", folder) == (themes["dusk"], ())


def test_a_theme_of_ones_own_goes_before_a_bundled_one(folder: Path) -> None:
    (folder / "paper.toml").write_text(GOOD, encoding="utf-8-sig")
    assert load_themes(folder)[0]["paper"].bg == "#101010"
    theme, _ = theme_named("paper", folder)
    assert theme
    assert theme.bg == "#101010"


def test_all_it_misses_is_one_line(folder: Path) -> None:
    file = folder / "faint.toml"
    file.write_text(
        GOOD.replace('"#d8d8d0"', '"#808080"').replace('"#b0b0b0"', '"#707070"'), encoding="utf-8"
    )
    theme, problems = load_theme(file)
    assert theme
    assert len(problems) == 1
    assert problems[0].startswith(f"{file}: text on bg has contrast 4.")
    assert "muted on bg has contrast 3." in problems[0]
    assert "under 7:1" in problems[0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"kind = ", "not TOML"),
        (b'kind = "dark"\nbg = "#000000"\nbg = "#000000"', "not TOML"),
        (b"\xff\xfe\x00", "not UTF-8 text"),
        (b"#" * 100_000, "too large for a theme"),
        (b"", "kind: missing: dark, light or ansi"),
        (b'kind = "dark"', "bg: missing"),
    ],
)
def test_a_broken_file_is_news_and_the_others_are_there(folder: Path, content: bytes, said: str) -> None:
    (folder / "broken.toml").write_bytes(content)
    (folder / "dusk.toml").write_text(GOOD, encoding="utf-8")
    themes, problems = load_themes(folder)
    assert "broken" not in themes
    assert "dusk" in themes
    assert any(line.startswith(f"{folder / 'broken.toml'}:") and said in line for line in problems)
    theme, told = theme_named("broken", folder)
    assert theme is None
    assert told


def test_a_broken_namesake_leaves_the_bundled_one(folder: Path) -> None:
    (folder / "paper.toml").write_text("kind =", encoding="utf-8")
    theme, problems = theme_named("paper", folder)
    assert theme
    assert theme == load_themes(folder)[0]["paper"]
    assert len(problems) == 1


def test_what_is_no_theme_file_is_passed_over(folder: Path) -> None:
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    (folder / ".hidden.toml").write_text("kind =", encoding="utf-8")
    (folder / "deep.toml").mkdir()
    assert load_themes(folder)[1] == ()


@pytest.mark.skipif(sys.platform == "win32", reason="names and files Windows does not have")
def test_files_that_would_hurt_are_not_opened(folder: Path) -> None:
    os.mkfifo(folder / "pipe.toml")
    (folder / "esc\x1b[31m.toml").write_text(GOOD, encoding="utf-8")
    themes, problems = load_themes(folder)
    assert len(themes) == 7
    assert problems == ()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="everything can be read")
def test_a_file_that_may_not_be_read_is_told(folder: Path) -> None:
    file = folder / "shut.toml"
    file.write_text(GOOD, encoding="utf-8")
    file.chmod(0)
    assert load_themes(folder)[1] == (f"{file}: not read: permission denied",)


def test_a_name_nobody_has_names_the_nearest(folder: Path) -> None:
    assert theme_named("Papr", folder) == (None, ('no theme "Papr"; the nearest is paper',))
    assert theme_named("xyzzy", folder)[1][0].startswith('no theme "xyzzy"; there are bluehour, contrast')
    assert theme_named("../themes/paper", folder)[0] is None


def test_there_is_something_to_read_by_even_without_themes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere(kind: str) -> Path:
        raise FileNotFoundError(kind)

    monkeypatch.setattr(storage, "bundled", nowhere)
    assert load_themes(folder) == ({"terminal": TERMINAL}, ())
    assert theme_named("terminal", folder) == (TERMINAL, ())
    assert theme_named("paper", folder)[0] is None
