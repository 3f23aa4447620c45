"""`quietread map` where nothing is drawn: the essays in lines, and for Graphviz."""

from __future__ import annotations

from pathlib import Path

import pytest

from quietread.cli import main


@pytest.fixture
def essays(sealed_room: Path) -> Path:
    folder = sealed_room / "data" / "quietread" / "essays"
    folder.mkdir(parents=True)
    (folder / "ash.md").write_text('# The "Ash"\n\nA tree.\n\n## Related\n\n- [Birch](birch.md)\n', "utf-8")
    (folder / "birch.md").write_text("# Birch\n\nBack to [it](ash.md).\n", "utf-8")
    return folder


def test_every_essay_and_where_it_leads(essays: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["map"]) == 0
    lines = capsys.readouterr().out.splitlines()
    at = lines.index('The "Ash" (1 min, unread)')
    assert lines[at + 1] == "  leads to Birch"
    assert "  leads to When Love Isn’t Enough" in lines


def test_what_lies_around_one(essays: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["map", "birch"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:4] == [
        "Birch (1 min, unread)",
        "Leads to:",
        '  The "Ash" (1 min, unread, leads back here)',
        "No essay leads here.",
    ]


def test_for_graphviz_around_one(essays: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["map", "birch", "--dot"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "digraph essays {",
        '  "birch" [label="Birch"];',
        '  "ash" [label="The \\"Ash\\""];',
        '  "birch" -> "ash";',
        '  "ash" -> "birch";',
        "}",
    ]


def test_what_is_no_essay_is_said(essays: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["map", "no-such-tree"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
