"""Completion in zsh, which tells what it offers only to a terminal."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pty_session import Session

from quietread.cli import main

OFFERED = {
    "quietread walk": "walking-slowly",
    "quietread con": "config",
    "quietread --the": "--theme",
    "quietread --theme se": "sepia",
    "quietread outline walk": "walking-slowly",
}
"""What is typed before Tab, and what it becomes."""


@pytest.mark.skipif(shutil.which("zsh") is None, reason="no zsh here")
def test_commands_options_and_essays_are_completed(
    start: Callable[..., Session], capsys: pytest.CaptureFixture[str], sealed_room: Path
) -> None:
    essays = sealed_room / "data/quietread/essays"
    essays.mkdir(parents=True)
    (essays / "walking-slowly.md").write_text("# Walking Slowly\n\nOne word after another.\n", "utf-8")
    assert main(["completion", "zsh"]) == 0
    script = sealed_room / "_quietread"
    script.write_text(capsys.readouterr().out, "utf-8")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    session = start("-f", "-i", program=["zsh"], env={"PATH": path, "PS1": "ready> "})
    session.see("ready>")
    session.send(f'autoload -Uz compinit; compinit -u -D; eval "$(<{script})"; clear; print be""gun\r')
    session.see("begun")
    for line, whole in OFFERED.items():
        session.send(f"{line}\t")
        session.see(f"{line.rpartition(' ')[0]} {whole}")
        session.send("\x15")
