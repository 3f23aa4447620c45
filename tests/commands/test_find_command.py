"""quietread find and quietread echo, as a script meets them."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quietread.cli import main

ESSAY = """\
# On Owls

They stand, and look at nothing. “Don’t move,” said nobody.

## Far on

The quern-
stone turns. The quernstone turns the quernstone. A café.
"""
MARKS = """\
format = 1
[essay]
id = "on-owls"
title = "On Owls"
[[mark]]
id = "abcdefghjkmn"
created = {day} 10:00:00+00:00
modified = {day} 10:00:00+00:00
kind = "phrase"
quote = "look at nothing"
section = "Where / Owls"
note = "as millers do"
tags = ["mill"]
[[mark]]
id = "bcdefghjkmnp"
created = {day} 11:00:00+00:00
modified = {day} 11:00:00+00:00
kind = "phrase"
quote = "The quernstone"
"""
LAST_YEAR = f"{int(time.strftime('%Y')) - 1}-{time.strftime('%m-%d')}".replace("02-29", "02-28")


@pytest.fixture
def home(sealed_room: Path) -> Path:
    for folder, name, text in (
        ("essays", "on-owls.md", ESSAY),
        ("marks", "on-owls.toml", MARKS.format(day=LAST_YEAR)),
    ):
        path = sealed_room / "data" / "quietread" / folder
        path.mkdir(parents=True)
        (path / name).write_text(text, "utf-8")
    return sealed_room


def test_find_says_each_sentence_once_and_then_what_is_kept(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["find", "quernstone"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "on-owls: The quernstone turns the quernstone.",
        "on-owls: kept: The quernstone",
    ]
    assert main(["find", "\"don't", "move"]) == 0
    assert capsys.readouterr().out == "on-owls: “Don’t move,” said nobody.\n"
    assert main(["find", "MILLER"]) == 1
    assert main(["find", "miller"]) == 0
    assert capsys.readouterr().out == "on-owls: kept: look at nothing (as millers do)\n"


def test_find_as_json_is_as_documented(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "--json", "look at nothing"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "hits": [
            {"slug": "on-owls", "section": "", "quote": "They stand, and look at nothing.", "note": None},
            {
                "slug": "on-owls",
                "section": "Where / Owls",
                "quote": "look at nothing",
                "note": "as millers do",
            },
        ]
    }
    assert main(["find", "--json", "cafe"]) == 0
    assert json.loads(capsys.readouterr().out)["hits"][0]["section"] == "Far on"
    assert main(["find", "--json", "xyzzy"]) == 1
    assert json.loads(capsys.readouterr().out) == {"hits": []}


def test_find_says_what_it_did_not_find_and_wants_words(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["find", "no such words"]) == 1
    assert capsys.readouterr() == ("", "quietread: not found: no such words\n")
    assert main(["find"]) == 2
    assert main(["find", " "]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_new_essay_is_found_at_once(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "ptarmigan"]) == 1
    (home / "data" / "quietread" / "essays" / "birds.md").write_text("# Birds\n\nThe ptarmigan.\n", "utf-8")
    assert main(["find", "ptarmigan"]) == 0
    assert capsys.readouterr().out == "birds: The ptarmigan.\n"


def test_who_looks_on_is_told_how_far_a_long_search_is(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("quietread.commands.PATIENCE", 0.0)
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    assert main(["find", "quernstone"]) == 0
    said = screen.getvalue()
    assert all(
        words in said for words in ("looking through the library", "looking for it", "the next search quick")
    )


def test_echo_gives_one_sentence_a_day(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert main(["echo"]) == 0
        said = "look at nothing\n  On Owls, Where / Owls\n  as millers do\n  #mill\n"
        assert capsys.readouterr().out == said
    assert main(["forget", "abcdefghjkmn"]) == 0
    capsys.readouterr()
    assert main(["echo"]) == 0
    assert capsys.readouterr().out == "The quernstone\n  On Owls\n"
    (home / "data" / "quietread" / "marks" / "on-owls.toml").unlink()
    assert main(["echo"]) == 1
    assert capsys.readouterr() == ("", "quietread: nothing kept before today\n")


def test_what_is_forgotten_leaves_no_trace_of_its_return(home: Path) -> None:
    assert main(["echo"]) == 0
    progress = home / "state" / "quietread" / "local" / "progress.db"
    assert b"abcdefghjkmn" in _bytes(progress)
    assert main(["forget", "on-owls"]) == 0
    from quietread.storage.progress import Progress

    kept = Progress(progress)
    assert kept.echoes() == {}
    kept.close()


@pytest.mark.parametrize("command", [["find", "owls"], ["echo"]])
def test_neither_waits_for_textual(home: Path, command: list[str]) -> None:
    code = (
        f"import sys; from quietread.cli import main; main({command!r}); sys.exit('textual' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0


def _bytes(path: Path) -> bytes:
    return b"".join(one.read_bytes() for one in path.parent.glob(f"{path.name}*"))
