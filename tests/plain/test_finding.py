"""Looking for words in lines, and the kept sentence that returns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Talk = Callable[..., str]

MARKS = """\
format = 1
[essay]
id = "owls"
title = "Owls"
[[mark]]
id = "abcdefghjkmn"
created = 2020-01-02 10:00:00+00:00
modified = 2020-01-02 10:00:00+00:00
kind = "sentence"
quote = "They stand."
start = 25
end = 36
note = "so do millers"
"""


@pytest.fixture
def library(sealed_room: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    data = sealed_room / "data" / "quietread"
    (data / "essays").mkdir(parents=True)
    (data / "marks").mkdir()
    (data / "essays" / "owls.md").write_text(
        "# Owls\n\nOwls look.\n\n## Far on\n\nThey stand. A quern-\nstone.\n", "utf-8"
    )
    (data / "marks" / "owls.toml").write_text(MARKS, "utf-8")
    monkeypatch.chdir(data)
    return data


def test_a_kept_sentence_returns_before_the_shelf_and_leads_to_its_place(library: Path, talk: Talk) -> None:
    said = talk("--plain", typed="echo\ns\nq\n")
    assert said.startswith("Once kept: They stand. In Owls. echo goes there.\n")
    assert "Section 2 of 2. Far on." in said.partition("Number opens")[2]
    assert "Once kept" not in talk("--plain", typed="shelf owl\nq\n").partition("Number opens")[2]
    assert "Once kept" not in talk("--plain", "--set", "echo=false", typed="q\n")
    (library / "marks" / "owls.toml").unlink()
    assert "Nothing kept before today." in talk("--plain", typed="echo\nq\n")


def test_the_whole_library_and_what_is_kept_is_looked_through(library: Path, talk: Talk) -> None:
    said = talk("--plain", typed="find all quern-stone\nfind all quern- stone\n1\nfind all millers\nq\n")
    assert "Not found: quern-stone\n" in said
    assert "In Owls.\n1. Section 2: Owls look. Far on They stand. A quern- stone.\n" in said
    assert "In what you kept:\n1. They stand. Note: so do millers.\n" in said


def test_what_is_everywhere_is_not_listed_without_end(library: Path, talk: Talk) -> None:
    for number in range(30):
        (library / "essays" / f"more-{number}.md").write_text("# More\n\n" + "the thing. " * 5, "utf-8")
    said = talk("--plain", typed="find all the thing\nq\n")
    assert "And others; more words find fewer.\n" in said
    assert said.count("\nIn More.") < 20
    assert "And 2 more there.\n" in said
