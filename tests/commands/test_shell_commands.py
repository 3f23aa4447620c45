"""Completion as shells do it, with the reader's essays in it, and a manual page that man can read."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from quietread.arguments import OPTIONS, SHELLS
from quietread.cli import main
from quietread.options import COMMANDS

LINES = {
    "quietread walk": {"walking-slowly"},
    "quietread con": {"config"},
    "quietread --the": {"--theme"},
    "quietread --theme se": {"sepia"},
    "quietread --motion s": {"still"},
    "quietread --theme paper out": {"outline"},
    "quietread outline walk": {"walking-slowly"},
    "quietread marks --format j": {"json", "jsonld"},
    "quietread completion f": {"fish"},
}
"""What is typed before Tab, and what is offered."""

BASH = """
source "$1"; shift
for line in "$@"; do
  COMP_WORDS=($line); COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 )); COMPREPLY=()
  _shtab_quietread; echo "${COMPREPLY[*]}"
done
"""
FISH = 'source $argv[1]; for line in $argv[2..]; echo (complete -C "$line" | string split -f1 \\t); end'


def script(shell: str, capsys: pytest.CaptureFixture[str], folder: Path) -> Path:
    assert main(["completion", shell]) == 0
    file = folder / f"completion.{shell}"
    file.write_text(capsys.readouterr().out, "utf-8")
    return file


def has(shell: str) -> str:
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"no {shell} here")
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="shells as POSIX has them")
@pytest.mark.parametrize(("shell", "program"), [("bash", BASH), ("fish", FISH)], ids=["bash", "fish"])
def test_a_shell_offers_commands_options_and_essays(
    shell: str, program: str, capsys: pytest.CaptureFixture[str], sealed_room: Path
) -> None:
    found = has(shell)
    essays = sealed_room / "data/quietread/essays"
    essays.mkdir(parents=True)
    (essays / "walking-slowly.md").write_text("# Walking Slowly\n\nOne word after another.\n", "utf-8")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    file = script(shell, capsys, sealed_room)
    dashes = ["--"] if shell == "bash" else []
    answer = subprocess.run(
        [found, "-c", program, *dashes, str(file), *LINES],
        env={**os.environ, "PATH": path},
        cwd=essays.parent,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert answer.stderr == ""
    offered = [set(line.split()) for line in answer.stdout.splitlines()]
    assert dict(zip(LINES, offered, strict=True)) == LINES


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_and_option_is_in_the_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    text = capsys.readouterr().out
    options = [f"-l {one[0][2:]}" if shell == "fish" else one[0] for one in OPTIONS]
    for name in (*COMMANDS, *options):
        assert re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text), name


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_can_read_its_script(
    shell: str, capsys: pytest.CaptureFixture[str], sealed_room: Path
) -> None:
    found = has(shell)
    file = script(shell, capsys, sealed_room)
    subprocess.run([found, "-n", str(file)], check=True, timeout=60)


def test_the_manual_page_has_every_command_option_and_exit_status(
    capsys: pytest.CaptureFixture[str], sealed_room: Path
) -> None:
    assert main(["man"]) == 0
    text = capsys.readouterr().out
    assert text.startswith(".TH QUIETREAD")
    plain = text.replace("\\-", "-").replace("\\fB", "").replace("\\fR", "")
    for name in (*(f"quietread {one}" for one in COMMANDS), *(one[0] for one in OPTIONS)):
        assert name in plain
    for status in ("0", "1", "2"):
        assert f".B {status}\n" in text
    man = shutil.which("man")
    if man is not None and sys.platform == "linux":
        page = sealed_room / "quietread.1"
        page.write_text(text, "utf-8")
        shown = subprocess.run(
            [man, "--warnings", "-l", str(page)], capture_output=True, text=True, check=True, timeout=60
        )
        assert "EXIT STATUS" in shown.stdout
        assert shown.stderr == ""


@pytest.mark.parametrize(
    ("argv", "module", "library"),
    [(["completion", "bash"], "shtab", "shtab"), (["man"], "argparse_manpage.manpage", "argparse-manpage")],
)
def test_without_the_extra_one_line_says_what_brings_it(
    argv: list[str],
    module: str,
    library: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    assert main(argv) == 2
    said = f"quietread: {argv[0]} needs {library}; pip install 'quietread[shell]' brings it\n"
    assert capsys.readouterr() == ("", said)
