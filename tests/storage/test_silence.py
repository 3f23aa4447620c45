"""What one keeps is nobody's business: no line of a log, of a fault or of a refusal holds a word of it."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest
from broken import BROKEN_FILES, NOT_TEXT
from window import ESSAY, NOW, Window, sentence

from quietread.core.mark import annotated
from quietread.errors import QuietreadError
from quietread.storage import sheaf
from quietread.storage.coming_and_going import read_incoming
from quietread.storage.conflicts import Copy, take_in
from quietread.storage.document import parsed
from quietread.storage.events import HELD
from quietread.storage.heads import Whereabouts
from quietread.storage.recovery import waiting

NOTE = "zanzibar"
MARK = annotated(sentence(ESSAY, "One"), NOTE, now=NOW)
WORDS = (NOTE, "is here")


def silent(text: str) -> bool:
    return not any(word in text for word in WORDS)


def test_a_fault_of_our_own_shows_no_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    window = Window(tmp_path)
    monkeypatch.setattr(sheaf, "replace", lambda *_, **__: 1 / 0)
    monkeypatch.setattr(threading, "excepthook", threading.__excepthook__)
    window.store.put(ESSAY.id, MARK)
    work = window.store._working
    assert work is not None
    assert work.writer._thread is not None
    work.writer._thread.join(10)
    said = "".join(capfd.readouterr())
    assert "ZeroDivisionError" in said, "the test sees what would be seen"
    assert silent(said)
    assert window.last() == HELD
    assert silent(str(window.events))
    assert waiting(tmp_path / "local")[0].changes["one"].after is not None


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO])
def test_a_refusal_shows_no_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    window = Window(tmp_path)

    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "write", refuse)
    window.store.put(ESSAY.id, MARK)
    assert window.store.settle(10)
    assert window.events
    assert silent(str(window.events))
    monkeypatch.undo()
    window.store.close()


BROKEN = [*(text.encode() for text, *_ in BROKEN_FILES), *(raw for raw, *_ in NOT_TEXT)]


@pytest.mark.parametrize("broken", BROKEN, ids=range(len(BROKEN)))
def test_what_is_said_of_a_broken_file_shows_no_word(tmp_path: Path, broken: bytes) -> None:
    window = Window(tmp_path)
    window.store.put(ESSAY.id, MARK)
    assert window.store.settle(10)
    data = window.file.read_bytes() + b"\n" + broken
    window.file.write_bytes(data)
    said = []
    window.keep("Two")
    said.append(str(window.events))
    for work in (
        lambda: parsed(data),
        lambda: read_incoming(window.file, data, NOW),
        lambda: take_in(
            Copy(window.file, window.file, "faults"),
            Whereabouts(tmp_path / "marks", tmp_path / "local", tmp_path / "locks"),
            NOW,
        ),
    ):
        try:
            work()
        except (QuietreadError, ValueError, RecursionError) as error:
            said.append(str(error))
    assert len(said) == 4
    assert all(silent(words) for words in said), said
    window.store.close()
