"""Where the marks of another edition are is searched for once, and is there at once from then on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quietread.core import anchor
from quietread.core.essay import Essay
from quietread.core.mark import Mark, made
from quietread.core.markdown import read_markdown
from quietread.core.notebook import FOUND, LOST, UNPLACED, Kept
from quietread.storage.cache import Cache
from quietread.storage.events import PLACED, Event
from quietread.storage.marks import Store
from quietread.storage.places import LIMIT, remember

NOW = datetime(2026, 3, 1, 21, 0, tzinfo=UTC)
OLD = read_markdown("# Post\n\nA letter takes its time. The stamp is the smallest of pictures.", "post")
NEW = read_markdown("# Post\n\nNew words come first here.\n\nA letter takes its time, still.", "post")
NEWER = read_markdown("# Post\n\nThe stamp is the smallest of pictures.\n\nA letter takes its time.", "post")


class Desk:
    def __init__(self, room: Path) -> None:
        self.file, self.events = room / "marks" / "post.toml", list[Event]()
        self.cache = Cache(room / "cache" / "library.db")
        folders = room / "marks", room / "local", room / "locks"
        self.store = Store(*folders, tell=self.events.append, now=lambda: NOW, cache=self.cache)

    def open(self, essay: Essay) -> dict[str, tuple[str, str]]:
        """Each mark's state as it is shown at once, and the words it stands at."""
        entries = self.store.open(essay).entries
        return {entry.id: (entry.state, essay.text[entry.start : entry.end]) for entry in entries}

    def search(self) -> list[str]:
        """The ids of the marks that were looked for or remembered since."""
        self.store.begin()
        assert self.store.settle(10)
        return [id_ for event in self.events if event.kind == PLACED for id_ in event.ids]

    def close(self) -> None:
        self.store.close()
        self.cache.close()


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A room in which two marks were kept in the old edition."""
    desk = Desk(tmp_path)
    desk.open(OLD)
    for id_, words in (("m1", "A letter takes its time."), ("m2", "The stamp is the smallest of pictures.")):
        start = OLD.text.index(words)
        desk.store.put(OLD.id, made(OLD, start, start + len(words), id=id_, now=NOW))
    desk.close()
    return tmp_path


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    true = anchor.locate_all

    def noted(text: str, marks: Iterable[Mark]) -> dict[str, Kept]:
        places = true(text, marks)
        found.extend(places)
        return places

    monkeypatch.setattr(anchor, "locate_all", noted)
    return found


def test_a_new_edition_is_searched_once_and_its_file_left_alone(room: Path, searched: list[str]) -> None:
    before = (room / "marks" / "post.toml").read_bytes()
    first = Desk(room)
    assert {state for state, _ in first.open(NEW).values()} == {UNPLACED}
    first.search()
    first.close()
    assert sorted(searched) == ["m1", "m2"]
    second = Desk(room)
    shown = second.open(NEW)
    assert shown["m1"][1].startswith("A letter takes its time")
    assert shown["m2"][0] == LOST
    assert second.search() == []
    second.close()
    assert sorted(searched) == ["m1", "m2"]
    assert (room / "marks" / "post.toml").read_bytes() == before


def test_a_mark_whose_words_were_changed_by_hand_is_searched_anew(room: Path, searched: list[str]) -> None:
    first = Desk(room)
    first.open(NEWER)
    first.search()
    first.close()
    text = first.file.read_text()
    first.file.write_text(text.replace('quote = "A letter takes its time."', 'quote = "A letter takes"'))
    second = Desk(room)
    assert second.open(NEWER)["m1"][0] == UNPLACED
    assert second.open(NEWER)["m2"][0] == FOUND
    assert second.search() == ["m1"]
    assert sorted(searched) == ["m1", "m1", "m2"]
    second.close()


def test_another_edition_in_the_same_run_has_places_of_its_own(room: Path) -> None:
    desk = Desk(room)
    desk.open(NEW)
    desk.search()
    desk.open(NEWER)
    desk.search()
    entry = desk.store.notebook(NEWER.id).get("m1")
    assert entry is not None
    assert (entry.state, NEWER.text[entry.start : entry.end]) == (FOUND, "A letter takes its time.")
    assert desk.open(OLD)["m1"] == (FOUND, "A letter takes its time.")
    desk.close()


def test_the_cache_may_be_lost_and_never_holds_a_word(room: Path, searched: list[str]) -> None:
    first = Desk(room)
    first.open(NEW)
    first.search()
    first.close()
    for path in (room / "cache").iterdir():
        assert b"letter" not in path.read_bytes()
        path.unlink()
    second = Desk(room)
    assert second.open(NEW)["m1"][0] == UNPLACED
    second.search()
    entry = second.store.notebook(NEW.id).get("m1")
    assert entry is not None
    assert entry.state != UNPLACED
    assert len(searched) == 4
    second.close()


def test_what_is_remembered_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quietread.storage.places.LIMIT", 3)
    assert LIMIT > 3
    cache = Cache(tmp_path / "library.db")
    mark = made(OLD, 0, 4, id="m", now=NOW)
    place = anchor.locate_all(OLD.text, [mark])["m"]
    for number in range(5):
        remember(cache, OLD, {f"m{number}": place})
    assert cache.ask("SELECT mark FROM anchored ORDER BY rowid") == [("m2",), ("m3",), ("m4",)]
    cache.close()
