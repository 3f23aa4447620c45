"""A file too large to be parsed at every save: only the changed block is, and all of it when there is time."""

from __future__ import annotations

import threading
import time
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from window import Window

from quietread.core.mark import made
from quietread.core.markdown import read_markdown
from quietread.storage import changing, keeper, places
from quietread.storage.events import KEPT, Event
from quietread.storage.marks import Store
from quietread.storage.splice import Block
from quietread.storage.tables import mark_of

NOW = datetime(2026, 3, 1, 21, 0, tzinfo=UTC)
ESSAY = read_markdown("# Large\n\nOne is here. Two is here. Three is here.", "large")


def stray(name: str, data: bytes, array: bool) -> Block:
    """A block that says more than was checked."""
    return Block(name, data + b'\n[[mark]]\nid = "stray"\nquote = "from nowhere"\n', array)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(changing, "WHOLE", 0)
    folders = tmp_path / "marks", tmp_path / "local", tmp_path / "locks"
    events: list[Event] = []
    store = Store(*folders, tell=events.append, now=lambda: NOW)
    store.open(ESSAY)
    return store


def keep(store: Store, word: str) -> None:
    start = ESSAY.text.index(word)
    mark = made(ESSAY, start, ESSAY.text.index(".", start) + 1, id=word.lower(), now=NOW)
    store.put(ESSAY.id, mark)
    assert store.settle(10)


def ids(room: Path) -> list[str]:
    return [mark["id"] for mark in tomllib.loads((room / "marks" / "large.toml").read_text())["mark"]]


def test_a_save_parses_its_own_block_and_leaving_parses_all(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(store, "One")
    parsed: list[int] = []
    true = tomllib.loads

    def noted(text: str) -> dict[str, object]:
        parsed.append(text.count("[[mark]]"))
        return true(text)

    monkeypatch.setattr("tomllib.loads", noted)
    keep(store, "Two")
    keep(store, "Three")
    assert parsed == [1, 1]
    store.close()
    assert parsed == [1, 1, 3]


@pytest.mark.parametrize("when", ["leaving", "a quiet moment"])
def test_what_went_wrong_outside_the_block_is_written_anew(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    keep(store, "One")
    with monkeypatch.context() as patch:
        patch.setattr(changing, "Block", stray)
        keep(store, "Two")
    assert ids(tmp_path) == ["one", "two", "stray"]
    if when == "a quiet moment":
        monkeypatch.setattr(keeper, "QUIET", 0.0)
        store.draft(ESSAY.id, "one", None)
        end = time.monotonic() + 5
        while "stray" in ids(tmp_path) and time.monotonic() < end:
            time.sleep(0.01)
    else:
        store.close()
    assert ids(tmp_path) == ["one", "two"]
    copies = [path.read_text() for path in (tmp_path / "local" / "backups").rglob("*.toml")]
    assert any("from nowhere" in copy for copy in copies), "what was there is still to be had"
    store.close()


def test_more_marks_than_a_first_page_can_wait_for_come_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Window(tmp_path)
    assert first.keep("One", "Two", "Three") == KEPT
    first.store.close()
    monkeypatch.setattr(places, "AT_ONCE", 2)
    again = Window(tmp_path)
    assert again.store.notebook(again.essay.id).shown == ()
    again.begin()
    assert [kept.id for kept in again.store.notebook(again.essay.id).shown] == ["one", "two", "three"]
    again.store.close()
    hasty = Window(tmp_path)
    assert hasty.keep("Four") == KEPT
    hasty.store.remove(hasty.essay.id, "two")
    hasty.store.close()
    assert hasty.ids() == ["one", "three", "four"]


def test_the_notebook_of_many_marks_is_made_where_no_key_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Window(tmp_path)
    first.keep("One", "Two", "Three")
    first.store.close()
    monkeypatch.setattr(places, "AT_ONCE", 2)
    monkeypatch.setattr(keeper, "FEW", 2)
    made_by: list[str] = []

    def noted(*arguments: Any) -> Any:
        made_by.append(threading.current_thread().name)
        return mark_of(*arguments)

    monkeypatch.setattr(places, "mark_of", noted)
    again = Window(tmp_path).begin()
    assert len(again.store.notebook(again.essay.id).shown) == 3
    assert made_by == ["writer"] * 3
    again.store.close()
