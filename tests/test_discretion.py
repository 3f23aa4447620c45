"""The ear that hears every test hears what it should."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from window import ESSAY, NOW, Window, sentence

from discretion import Ear
from quietread.core.mark import annotated
from quietread.errors import StoreError
from quietread.storage.events import HELD, Event
from quietread.storage.keeper import Keeper

QUOTE, NOTE = "One is here.", "of all places\n  zanzibar"


def run(said: str) -> None:
    code = f"import sys; sys.stderr.write({said!r})"
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)


def fault(said: str) -> None:
    try:
        raise RuntimeError(said)
    except RuntimeError:
        Keeper.fault(SimpleNamespace(sheaves={}))  # type: ignore[arg-type]


WAYS: dict[str, Callable[[str], object]] = {
    "a log": logging.getLogger("any").debug,
    "an error": lambda said: StoreError(f"could not write {said}"),
    "an event": lambda said: Event(HELD, words=said),
    "a fault in the thread": fault,
    "another process": run,
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("words", [QUOTE, "zanzibar"])
def test_it_hears(ear: Ear, tmp_path: Path, sealed_room: Path, way: str, words: str) -> None:
    window = Window(tmp_path)
    window.store.put(ESSAY.id, annotated(sentence(ESSAY, "One"), NOTE, now=NOW))
    window.store.close()
    WAYS[way](f"before {words} after")
    assert ear.leaks(sealed_room) == [words]
    ear.said.clear()


@pytest.mark.parametrize("stream", ["capsys", "capfd"])
def test_it_hears_what_a_test_has_captured(
    ear: Ear, sealed_room: Path, request: pytest.FixtureRequest, stream: str
) -> None:
    captured = request.getfixturevalue(stream)
    ear.keep([QUOTE])
    sys.stderr.write(QUOTE)
    captured.readouterr()
    assert ear.leaks(sealed_room) == [QUOTE]
    ear.said.clear()


def test_it_knows_what_another_process_has_kept(ear: Ear, sealed_room: Path) -> None:
    marks = sealed_room / "data" / "quietread" / "marks"
    marks.mkdir(parents=True)
    (marks / "e.toml").write_text(f"[[mark]]\nquote = '{QUOTE}'\n")
    logging.getLogger("any").error("kept: %s", QUOTE)
    assert ear.leaks(sealed_room) == [QUOTE]
    ear.said.clear()
