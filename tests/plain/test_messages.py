"""No message of the full screen is missing in the conversation."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import pytest
from spoken import ESSAY, SAID, TESTED, UNSAID, WORDS

import quietread
from quietread.storage.library import Shelves

SOURCE = Path(quietread.__file__).parent
SCREENS = sorted((SOURCE / "ui").glob("*.py"))
DESK = "desk editing finding journey keeping noted offers"
CORE = "find frame notebook pause picker picture related_page wrap"
SPEAKERS = [
    *SCREENS,
    *(SOURCE / f"{name}.py" for name in DESK.split()),
    *(SOURCE / "core" / f"{name}.py" for name in CORE.split()),
]
"""The modules that have something to say on a screen. What the map draws is compared in `tests/ui/walk.py`."""
LETTERS = "ßss ẞSS æae ÆAE œoe ŒOE øo ØO đd ĐD ðd ÐD þth ÞTh łl ŁL ħh ĦH ıi"
NO_MESSAGE = {"{}", "text", "soft", "accent", "strong", *LETTERS.split(" ")}
"""Names of styles, and letters that stand for others."""
Talk = Callable[..., str]


def messages(source: Path) -> Iterator[str]:
    """The texts of several words in a module, `{}` for what is put into them; no docstrings.

    Nor what is raised outside the screens: the conversation says every error as it is.
    """
    tree = ast.parse(source.read_text("utf-8"))
    passed = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and source.parent.name != "ui":
            passed |= {id(one) for one in ast.walk(node)}
        elif isinstance(node, ast.JoinedStr):
            passed |= {id(one) for one in node.values}
    for node in ast.walk(tree):
        if id(node) in passed:
            continue
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in node.values)
        else:
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
        if " " in text.strip() and any(map(str.isalpha, text)) and not {*text.split()} <= NO_MESSAGE:
            yield text


def test_every_message_is_said_or_has_a_reason_not_to_be() -> None:
    here = [message for message, _, _ in SAID]
    listed = [*here, *chain(*TESTED.values()), *chain(*UNSAID.values())]
    assert sorted(listed) == sorted({message for source in SPEAKERS for message in messages(source)})


def test_the_tests_that_are_named_exist() -> None:
    tests = Path(__file__).parents[1]
    text = "".join(
        file.read_text("utf-8") for name in ("plain", "ui") for file in (tests / name).glob("test_*.py")
    )
    assert [name for name in TESTED if f"def {name}(" not in text] == []


def test_the_messages_are_said(
    sealed_room: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, talk: Talk
) -> None:
    folder = sealed_room / "data" / "quietread" / "essays"
    folder.mkdir(parents=True)
    (folder / "walking.md").write_text(ESSAY, "utf-8")
    (folder / "resting.md").write_text("# Resting\n\nHere one rests.\n", "utf-8")
    (folder / "bare.md").write_text("# Bare\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    typed = "".join(f"{lines}\n" for _, lines, _ in SAID)
    answers = talk("--plain", "walking", typed=typed).replace(WORDS, "WORDS").replace(str(tmp_path), "FOLDER")
    heard = answers.split("\n>\n")[1:]
    missing = []
    for message, lines, said in SAID:
        count = lines.count("\n") + 1
        if said not in heard[count - 1].split("\n"):
            missing.append((message, said, heard[count - 1]))
        del heard[:count]
    assert missing == []


BY_HAND = """\
format = 1
[essay]
id = "gone"
title = "Gone"
[[mark]]
id = "abcdefghjkmn"
created = 2020-01-02 10:00:00+00:00
modified = 2020-01-02 10:00:00+00:00
kind = "sentence"
quote = ""
start = 25
end = 36
note = "so do millers"
note_kept = ["so did millers"]
"""


def test_marks_without_an_essay_or_words_of_it_are_listed_as_what_they_are(
    sealed_room: Path, talk: Talk
) -> None:
    marks = sealed_room / "data" / "quietread" / "marks"
    marks.mkdir(parents=True)
    (marks / "gone.toml").write_text(BY_HAND, "utf-8")
    said = talk("--plain", typed="kept all\n1\nq\n")
    assert (
        "1. (a note without words of the essay). Note: so do millers. Also noted: so did millers.\n" in said
    )
    assert "\nIts essay is not in this library.\n" in said


def test_an_empty_shelf_says_how_to_fill_it(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quietread.desk.Shelves", lambda own, others: Shelves(own, others, bundled=False))
    assert talk("--plain", typed="q\n").startswith("No essays here. quietread add FILE brings one in.\n")
