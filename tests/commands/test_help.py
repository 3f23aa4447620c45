"""`--help` is one screen, plain in a pipe and Rich on a terminal; what is misspelt names its nearest."""

from __future__ import annotations

import io
import re
import sys

import pytest

from quietread import __version__
from quietread.arguments import ABOUT_COMMANDS, EXAMPLES, OPTIONS, command_parser, print_help
from quietread.cli import main
from quietread.core.wrap import cells
from quietread.options import COMMANDS, split_command


def printed(argv: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as ended:
        main(argv)
    assert ended.value.code == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def test_the_overview_fits_a_screen_and_names_everything(capsys: pytest.CaptureFixture[str]) -> None:
    rows = printed(["--help"], capsys).splitlines()
    assert len(rows) <= 24
    assert max(map(cells, rows)) <= 80
    for name, metavar, words, _ in OPTIONS:
        assert any(f"{name} {metavar}".rstrip() in row and words in row for row in rows)
    for name, words in COMMANDS.items():
        assert any(f"  {name} " in row and words in row for row in rows)


def test_the_essays_of_the_examples_are_there(capsys: pytest.CaptureFixture[str]) -> None:
    named = re.findall(r"^  quietread (?:--plain )?([a-z]+) ", EXAMPLES, re.MULTILINE)
    assert len(named) == 2
    for name in named:
        assert main(["outline", name]) == 0
    assert len(capsys.readouterr().out) > 100


def test_what_takes_a_value_is_known_before_anything_is_parsed() -> None:
    for name, metavar, _, _ in OPTIONS:
        words = [name, "list"] if metavar else [name, "x", "list"]
        assert split_command(words) == (words, None, [])


def test_every_command_is_told_of_in_both_lengths_and_has_a_parser() -> None:
    assert list(COMMANDS) == list(ABOUT_COMMANDS)
    for name in COMMANDS:
        assert ABOUT_COMMANDS[name] in command_parser(name).format_help()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_names_stand_out_on_a_terminal_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    text = command_parser("marks").format_help()
    for stream, coloured in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr(sys, "stdout", stream)
        print_help(text, None)
        shown = stream.getvalue()
        assert ("\x1b[" in shown) is coloured
        assert re.sub(r"\x1b\[[\d;]*m", "", shown) == text


def test_without_colour_there_is_none_in_the_help(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setenv("NO_COLOR", "1")
    print_help("options:\n  --json  as JSON\n", None)
    assert not re.search(r"\x1b\[(?:\d+;)*(?:3\d|4\d|9\d)", stream.getvalue())


def test_the_version_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(["--version"], capsys) == f"quietread {__version__}\n"


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--mesure", "3"], "not understood: --mesure; the nearest is --measure"),
        (["marks", "--fromat", "md"], "--fromat; the nearest is --format"),
        (["marks", "--format", "pdf"], '--format: "pdf" is not allowed: md, json, csv'),
        (["enough", "watched"], "not understood: watched; quietread --help"),
        (["config", "--edit", "--default"], "--default and --edit cannot be together"),
        (["--theme"], "--theme: a value is missing"),
        (["conifg"], "the nearest command is config"),
        (["add"], "missing: FILE; quietread add --help shows what there is"),
        (["--wrap", "wide"], '--wrap: "wide" is not allowed: a whole number'),
        (["completion", "tcsh"], 'SHELL: "tcsh" is not allowed: bash, zsh, fish'),
    ],
)
def test_what_cannot_be_obeyed_is_one_line_and_status_2(
    argv: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("quietread: ")
    assert said in err
    assert err.count("\n") == 1
