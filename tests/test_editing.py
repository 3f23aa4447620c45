"""The reader's own editor begins where it should."""

from __future__ import annotations

from pathlib import Path

import pytest

from quietread.editing import at_line, edit
from quietread.errors import QuietreadError

FILE = Path("/notes/a b.toml")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("vim", ["vim", "+41", "/notes/a b.toml"]),
        ("/usr/bin/nvim -n", ["/usr/bin/nvim", "-n", "+41", "/notes/a b.toml"]),
        ("nano", ["nano", "+41,18", "/notes/a b.toml"]),
        ("emacs -nw", ["emacs", "-nw", "+41:18", "/notes/a b.toml"]),
        ("micro", ["micro", "+41:18", "/notes/a b.toml"]),
        ("hx", ["hx", "/notes/a b.toml:41:18"]),
        ("code --wait", ["code", "--wait", "--goto", "/notes/a b.toml:41:18"]),
        ("subl -w", ["subl", "-w", "/notes/a b.toml:41:18"]),
        ("'my editor' -x", ["my editor", "-x", "/notes/a b.toml"]),
    ],
)
def test_an_editor_we_know_opens_a_file_at_a_line(command: str, words: list[str]) -> None:
    assert at_line(command, FILE, 41, 18) == words


def test_without_a_line_only_the_file_is_named() -> None:
    assert at_line("vim", FILE) == ["vim", str(FILE)]
    assert at_line("code -w", FILE) == ["code", "-w", str(FILE)]


@pytest.mark.parametrize("command", ["no-such-editor", "'", " ", "false"])
def test_an_editor_that_does_not_do_is_said(command: str, tmp_path: Path) -> None:
    with pytest.raises(QuietreadError, match="the editor"):
        edit(command, tmp_path / "note", 3)
