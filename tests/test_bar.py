"""A command that takes over a second shows how far it has come, to whoever looks; nobody else is shown anything."""

from __future__ import annotations

import io
import sys

import pytest

from quietread.commands import with_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("patience", "shown"), [(0.0, True), (60.0, False)])
def test_a_bar_is_for_those_who_wait(monkeypatch: pytest.MonkeyPatch, patience: float, shown: bool) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr("quietread.commands.PATIENCE", patience)
    assert list(with_progress(range(20))) == list(range(20))
    assert ("marks" in terminal.getvalue()) == shown


def test_a_pipe_is_shown_nothing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("quietread.commands.PATIENCE", 0.0)
    assert list(with_progress("abc")) == ["a", "b", "c"]
    assert capsys.readouterr().err == ""
