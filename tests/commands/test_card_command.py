"""`quietread card`: one mark, by the first letters of its id, as a picture; nobody's file is written over."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from quietread.cli import main

MARKS = """\
format = 1
[essay]
id = "on-pencils"
title = "On Pencils"
author = "A. Writer"
[[mark]]
id = "4g7zwyrd6z1r"
quote = "It cannot be hurried."
[[mark]]
id = "4gxxwyrd6z1r"
quote = "Nobody has ever sharpened one in anger."
[[mark]]
id = "9n"
note = "a note without words"
[[mark]]
id = "9nn"
quote = "Another."
"""


@pytest.fixture(autouse=True)
def marks(sealed_room: Path) -> None:
    folder = sealed_room / "data/quietread/marks"
    folder.mkdir(parents=True)
    (folder / "on-pencils.toml").write_text(MARKS, "utf-8")


def drawn(text: str) -> str:
    return " ".join(" ".join(ElementTree.fromstring(text).itertext()).split())


def test_the_first_letters_are_enough(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["card", "4g7"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "It cannot be hurried. On Pencils, A. Writer" in drawn(out)
    assert "#0f1b25" in out.lower()


def test_the_theme_asked_for_is_the_one_it_is_drawn_in(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--theme", "paper", "card", "4g7"]) == 0
    assert "#faf7f0" in capsys.readouterr().out.lower()


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["card", "4g"], 'several marks begin with "4g": 4g7zwyrd6z1r, 4gxxwyrd6z1r'),
        (["card", "zz"], 'no mark begins with "zz"; quietread marks --ids lists them'),
        (["card", "9n"], "9n has no words of an essay, only a note"),
        (["card", "4g7", "-o", "card.png"], "card.png: a card is SVG: the name has to end in .svg"),
        (["--theme", "terminal", "card", "4g7"], "the theme terminal has no colours to draw in"),
        (["--theme", "papre", "card", "4g7"], '--theme: no theme "papre"; the nearest is paper'),
        (["card", "4g7", "-o", "no/where.svg"], "there is no such folder"),
    ],
)
def test_what_cannot_be_drawn_is_one_line_and_nothing_is_written(
    argv: list[str],
    said: str,
    sealed_room: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(sealed_room)
    before = sorted(sealed_room.iterdir())
    assert main(argv) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert said in err
    assert [one for one in sorted(sealed_room.iterdir()) if one not in before] in (
        [],
        [sealed_room / "state"],
    )


def test_a_card_is_written_again_but_never_over_another_file(
    sealed_room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = sealed_room / "card.svg"
    assert main(["card", "4g7", "-o", str(file)]) == 0
    assert capsys.readouterr().out == f"written: {file}\n"
    assert "hurried" in drawn(file.read_text("utf-8"))
    assert main(["card", "4gx", "-o", str(file)]) == 0
    assert "anger" in drawn(file.read_text("utf-8"))
    file.write_text("<svg>mine</svg>", "utf-8")
    capsys.readouterr()
    assert main(["card", "4g7", "-o", str(file)]) == 2
    assert "is there already, and not as quietread wrote it; nothing was written" in capsys.readouterr().err
    assert file.read_text("utf-8") == "<svg>mine</svg>"


def test_the_ids_are_listed_with_the_first_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["marks", "--ids"]) == 0
    assert capsys.readouterr().out.splitlines()[:2] == [
        "4g7zwyrd6z1r  It cannot be hurried.",
        "4gxxwyrd6z1r  Nobody has ever sharpened one in anger.",
    ]
