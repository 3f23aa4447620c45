"""A room without windows: no test sees the reader's folders, colours, locale or clock."""

from __future__ import annotations

import logging
import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

import sabotage
from bites import BITES
from discretion import Ear
from quietread.storage.cache import Cache
from quietread.storage.progress import Progress
from sabotage import BITE

settings.register_profile("calm", deadline=None)  # how long an example takes says how busy the machine is
settings.load_profile("calm")

DROPPED = (
    "COLUMNS",
    "LINES",
    "NO_COLOR",
    "COLORTERM",
    "COLORFGBG",
    "REDUCED_MOTION",
    "VISUAL",
    "EDITOR",
    "SSH_TTY",
    "SSH_CONNECTION",
    "SSH_CLIENT",
    "TERM_PROGRAM",
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put behind each test of a fault the tests that it can fail."""
    items[:] = sabotage.with_companions(items, BITES)


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Take the protection away from what has to fail without it."""
    return (yield from sabotage.called(pyfuncitem))


@pytest.fixture(autouse=True)
def sealed_room(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Point every folder the reader owns into a temporary one, and drop what would change behaviour."""
    for name in list(os.environ):
        if name.startswith("TEXTUAL_SNAPSHOT_"):  # where the snapshot plugin keeps its report
            continue
        if name in DROPPED or name.startswith(("TEXTUAL_", "QUIETREAD_")):
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    for name in ("DATA", "STATE", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("TERM", "xterm-256color")
    return home


@pytest.fixture(autouse=True)
def closed_databases(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close every database a test has opened: Python 3.13 warns of one that is left open, in whatever test comes next."""
    made: list[Cache | Progress] = []

    def watch(kind: type[Any]) -> None:
        begin = kind.__init__

        def remembered(one: Any, *arguments: Any, **named: Any) -> None:
            made.append(one)
            begin(one, *arguments, **named)

        monkeypatch.setattr(kind, "__init__", remembered)

    watch(Cache)
    watch(Progress)
    yield
    for one in made:
        one.close()


@pytest.fixture(scope="session")
def whole_run() -> Iterator[Ear]:
    """One ear for all tests."""
    listening = Ear()
    with pytest.MonkeyPatch.context() as patch:
        listening.listen(patch)
        yield listening
    logging.getLogger().removeHandler(listening)


@pytest.fixture(autouse=True)
def ear(whole_run: Ear, sealed_room: Path, request: pytest.FixtureRequest) -> Iterator[Ear]:
    """No test makes the program say a word of what is kept, but on its screens and where it is asked to."""
    whole_run.kept.clear()
    whole_run.said.clear()
    yield whole_run
    for _, kind, text in request.node._report_sections:
        if kind == "stderr":
            whole_run.hear(text)
    if BITE not in request.node.stash:
        assert whole_run.leaks(sealed_room) == []
