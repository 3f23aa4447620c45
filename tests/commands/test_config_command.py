"""`quietread config`: what is in force and why, and a file that is opened, never damaged, and looked at again."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from quietread.cli import main
from quietread.commands.setup import default_text


@pytest.fixture
def file(sealed_room: Path) -> Path:
    return sealed_room / "config/quietread/config.toml"


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True)
    file.write_text(text, "utf-8")


def typing(monkeypatch: pytest.MonkeyPatch, home: Path, text: str, status: int = 0) -> None:
    """An editor that adds `text` to the file and ends."""
    script = home / "my editor.py"
    script.write_text(
        f"import sys\nopen(sys.argv[1], 'a').write({text!r})\nsys.exit({status})\n", encoding="utf-8"
    )
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{script}"')


def test_paths_values_and_where_each_came_from(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(file, 'measure = 50\n[keys]\nundo = "x"\n')
    assert main(["--theme", "paper", "config"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert f"settings  {file}" in out
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert f"measure = 50 {file}:1" in lines
    assert 'theme = "paper" --theme' in lines
    assert "overlap = 2 default" in lines
    assert f'"undo" = "x" {file}:3' in lines


def test_what_cannot_be_is_said_with_its_line_and_in_the_exit_status(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(file, 'measure = 5\ntheme = "papre"\n[keys]\nundoo = "x"\n')
    assert main(["config"]) == 1
    out, err = capsys.readouterr()
    assert "measure = 66" in out
    assert err.splitlines() == [
        f"quietread: {file}:1:measure: 5 is not allowed: 30 to 80",
        f"quietread: {file}:4:keys.undoo: no such command; the nearest is undo",
        f'quietread: {file}:2:theme: no theme "papre"; the nearest is paper',
    ]


def test_edit_begins_with_the_defaults_and_says_what_is_wrong_afterwards(
    file: Path, sealed_room: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typing(monkeypatch, sealed_room, "undo = 3\n")
    assert main(["config", "--edit"]) == 1
    out, err = capsys.readouterr()
    line = default_text().count("\n") + 1
    assert (out, err.splitlines()) == (
        "",
        [
            f'quietread: {file}:{line}:keys.undo: 3 is not allowed: a key like "space", a list of keys, or [] for none'
        ],
    )
    assert file.read_text("utf-8") == default_text() + "undo = 3\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600 or sys.platform == "win32"


def test_edit_leaves_a_file_as_it_is_and_may_find_nothing_wrong(
    file: Path, sealed_room: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(file, "# mine\nmeasure = 1\n")
    typing(monkeypatch, sealed_room, "overlap = 1\n")
    monkeypatch.setenv("VISUAL", "")
    assert main(["config", "--edit"]) == 1
    assert file.read_text("utf-8") == "# mine\nmeasure = 1\noverlap = 1\n"
    file.write_text("measure = 60\n", "utf-8")
    capsys.readouterr()
    assert main(["config", "--edit"]) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("editor", "said"),
    [("", "no editor: set VISUAL or EDITOR; the file is "), ("no-such-editor", "the editor did not start")],
)
def test_without_an_editor_nothing_happens(
    editor: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EDITOR", editor)
    assert main(["config", "--edit"]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"quietread: {said}")
    assert err.count("\n") == 1


def test_an_editor_that_fails_is_said(
    sealed_room: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typing(monkeypatch, sealed_room, "", status=3)
    assert main(["config", "--edit"]) == 2
    assert capsys.readouterr().err == "quietread: the editor ended with 3\n"


def test_default_prints_the_file_and_nothing_else(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(file, "measure = 1\n")
    assert main(["config", "--default"]) == 0
    assert capsys.readouterr() == (default_text().rstrip() + "\n", "")
