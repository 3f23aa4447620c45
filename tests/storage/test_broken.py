"""A file that cannot be read as a marks file is left as it is, whatever is wrong with it; nothing else suffers."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from broken import BROKEN_FILES, NOT_TEXT
from window import NOW, Window, sentence, soon

from quietread.core.markdown import read_markdown
from quietread.storage import keeper
from quietread.storage.events import BROKEN, HELD, KEPT, MENDED

OTHER = read_markdown("# Another\n\nAll is well here.", "another")
KINDS = [
    *((text.encode(), line) for text, line, *_ in BROKEN_FILES),
    *((raw, line) for raw, line, _ in NOT_TEXT),
]


@pytest.mark.parametrize(("broken", "line"), KINDS, ids=range(len(KINDS)))
def test_it_is_left_as_it_is_and_the_marks_are_held(tmp_path: Path, broken: bytes, line: int) -> None:
    window = Window(tmp_path)
    window.keep("One")
    window.file.write_bytes(broken)
    assert window.keep("Two") == HELD
    assert window.file.read_bytes() == broken
    event = next(event for event in window.events if event.kind == BROKEN)
    assert (event.path, event.line) == (str(window.file), line)
    assert "Two is here." in window.held()
    assert [entry.id for entry in window.store.notebook(window.essay.id).entries] == ["one", "two"]
    window.store.open(OTHER)
    window.store.put(OTHER.id, sentence(OTHER, "All"))
    assert window.store.settle(10)
    assert window.last() == KEPT
    window.store.close()
    assert window.file.read_bytes() == broken
    assert "is here" not in " ".join(event.words for event in window.events)


def names_no_essay(broken: bytes) -> bool:
    """Whether it is TOML and nobody's file: at a start it is not taken for that of an essay."""
    try:
        return "essay" not in tomllib.loads(broken.decode())
    except (ValueError, RecursionError):
        return False


AT_A_START = [one for one in KINDS if not names_no_essay(one[0])]


@pytest.mark.parametrize(("broken", "line"), AT_A_START, ids=range(len(AT_A_START)))
def test_broken_at_the_start_it_shows_the_last_good_copy(tmp_path: Path, broken: bytes, line: int) -> None:
    first = Window(tmp_path)
    first.keep("One", "Two")
    first.store.close()
    good = first.file.read_bytes()
    first.file.write_bytes(broken)
    second = Window(tmp_path).begin()
    assert [event.line for event in second.events if event.kind == BROKEN] == [line]
    assert [entry.id for entry in second.store.notebook(second.essay.id).entries] == ["one", "two"]
    assert second.keep("Three") == HELD
    second.kill()
    third = Window(tmp_path).begin()
    assert third.file.read_bytes() == broken
    assert [entry.id for entry in third.store.notebook(third.essay.id).entries] == ["one", "two", "three"]
    third.file.write_bytes(good)
    third.keep("Four")
    assert third.ids() == ["one", "two", "three", "four"]
    assert third.held() == ""
    third.store.close()


@pytest.mark.parametrize("name", ["removed", "mark"])
def test_brackets_that_are_missing_at_the_start(tmp_path: Path, name: str) -> None:
    first = Window(tmp_path)
    first.keep("One")
    first.store.close()
    whole = first.file.read_text()
    broken = whole.replace("[[mark]]", "[mark]") if name == "mark" else f"{whole}\n[removed]\nid = 'x'\n"
    first.file.write_text(broken)
    second = Window(tmp_path).begin()
    (event,) = (event for event in second.events if event.kind == BROKEN)
    assert f"[[{name}]] needs two brackets" in event.words
    assert broken.split("\n")[event.line - 1] == f"[{name}]"
    assert second.keep("Two") == HELD
    assert second.file.read_text() == broken
    second.file.write_text(whole)
    second.keep("Three")
    assert second.ids() == ["one", "two", "three"]
    second.store.close()


def test_mended_by_hand_it_takes_in_what_was_held_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "LOOK_EVERY", 0.02)
    window = Window(tmp_path)
    window.keep("One")
    good = window.file.read_bytes()
    window.file.write_bytes(good + b"note = yes\n")
    assert window.keep("Two") == HELD
    window.file.write_bytes(good + b"# mended\n")
    assert soon(lambda: window.last() == KEPT)
    assert window.ids() == ["one", "two"]
    assert MENDED in [event.kind for event in window.events]
    assert window.file.read_text().count("# mended") == 1
    window.store.close()


def test_brackets_two_hundred_deep_are_read(tmp_path: Path) -> None:
    window = Window(tmp_path)
    window.keep("One")
    deep = "[" * 200 + "]" * 200
    window.file.write_text(f"{window.file.read_text()}mine = {deep}\n")
    assert window.keep("Two") == KEPT
    assert tomllib.loads(window.file.read_text())["mark"][0]["created"] == NOW
    assert deep in window.file.read_text()
    window.store.close()
