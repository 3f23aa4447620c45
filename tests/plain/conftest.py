from __future__ import annotations

import gc
import io
import sys
from collections.abc import Callable, Iterator

import pytest

from quietread.cli import main


@pytest.fixture
def talk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., str]]:
    """Runs quietread with lines for its input, and gives what it writes to standard output."""

    def run(*argv: str, typed: str = "", status: int = 0) -> str:
        out = io.StringIO()
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        monkeypatch.setattr(sys, "stdout", out)
        assert main(argv) == status
        return out.getvalue()

    yield run
    gc.enable()
