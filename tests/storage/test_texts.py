"""Searching the library's texts: the index changes how soon an answer comes, never what it is."""

from __future__ import annotations

import os
import random
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from quietread.core.find import find
from quietread.storage import texts as module
from quietread.storage.cache import Cache
from quietread.storage.library import Library, Shelves, look_through
from quietread.storage.opening import open_essay
from quietread.storage.texts import Texts, supported

WRITTEN = {
    "walk": "A walker walks.\nThe side-\nwalk “ends” here — or does it?",
    "street": "Auf der Straße steht ein ﬁnster blickender Mann.\n\nNach Jahreszeit verschieden.",
    "tokyo": "東京都に住む。春眠\n不覚暁。",
    "quotes": "She said \"no*\" AND (NEAR) he said OR 'nothing'; 100% of it.",
    "naive": "Naïve café, Ångström, Łódź.",
    "late": "Nothing but the last wörd",
}
QUERIES = (
    *("walk", "alk", "Walk", "lker w", "ends\" here - or", "walks. the side", "strasse", "FINSTER", "zeit"),
    *("東京", "京都に", "眠不", "暁。", "東", "no*", '"no*"', "AND", "(near)", "100%", "'", '"', "*", "a", "rd", "d"),
    *("naive", "angstrom", "lodz", "wörd", "xyzzy", "xy", "NEAR(", "", " ", "…"),
)  # fmt: skip


class Room:
    """A reader's essays, and what is found in them."""

    def __init__(self, root: Path) -> None:
        self.shelves = Shelves(root / "own", bundled=False)
        self.shelves.own.mkdir()
        self.cache = Cache(root / "cache" / "library.db")
        self.texts = Texts(self.cache)
        for name, text in WRITTEN.items():
            self.put(name, text)

    def put(self, name: str, text: str) -> None:
        file = self.shelves.own / f"{name}.md"
        file.write_text(f"# {name}\n\n{text}\n", "utf-8")
        os.utime(file, (time.time() - 100 - len(text),) * 2)

    def look(self) -> Library:
        return look_through(self.shelves, self.cache)

    def found(self, query: str) -> list[tuple[str, tuple[tuple[int, int], ...]]]:
        return [(one.entry.slug, one.spans) for one in self.texts.find(self.look().entries, query)]

    def slugs(self, query: str) -> list[str]:
        return [slug for slug, _ in self.found(query)]

    def read(self, query: str) -> int:
        """How many texts are read to answer."""
        totals: list[int] = []
        list(self.texts.find(self.look().entries, query, lambda done, total: totals.append(total)))
        return totals[-1]

    def indexed(self) -> int:
        """How many texts the next `renew` indexes."""
        totals = [0]
        self.texts.renew(lambda done, total: totals.append(total))
        return totals[-1]

    def truth(self, query: str) -> list[tuple[str, tuple[tuple[int, int], ...]]]:
        essays = [(entry.slug, open_essay(entry.path, self.cache).text) for entry in self.look().entries]
        return [(slug, spans) for slug, text in essays if (spans := find(text, query))]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    found = Room(tmp_path.resolve())
    yield found
    found.cache.close()


def test_the_index_changes_no_answer(room: Room) -> None:
    before = {query: room.found(query) for query in QUERIES}
    room.look()
    assert room.indexed() == len(WRITTEN)
    assert {query: room.found(query) for query in QUERIES} == before
    assert before == {query: room.truth(query) for query in QUERIES}
    assert sum(map(bool, before.values())) > 20


def test_random_pieces_of_the_texts_are_found(room: Room) -> None:
    room.look()
    room.texts.renew()
    chance = random.Random(5)
    for _ in range(60):
        text = WRITTEN[chance.choice(list(WRITTEN))]
        start = chance.randrange(len(text))
        query = text[start : start + chance.randint(1, 9)]
        assert room.found(query) == room.truth(query), query


@pytest.mark.skipif(not supported(), reason="this SQLite has no trigrams")
def test_with_the_index_only_what_may_hold_the_words_is_read(room: Room) -> None:
    room.look()
    assert room.read("sidewalk zeit") == len(WRITTEN)
    room.texts.renew()
    assert (room.read("sidewalk zeit"), room.read("jahreszeit"), room.read("東京")) == (0, 1, 1)


@pytest.mark.skipif(not supported(), reason="this SQLite has no trigrams")
def test_what_changes_is_found_at_once_and_indexed_alone(room: Room) -> None:
    room.look()
    room.texts.renew()
    room.put("walk", "A swimmer swims, and that is all there is to say of it.")
    room.put("new", "Another swimmer.")
    assert (room.slugs("swimmer"), room.slugs("sidewalk"), room.slugs("walker")) == (["new", "walk"], [], [])
    assert room.indexed() == 2
    assert (room.slugs("swimmer"), room.read("swimmer"), room.indexed()) == (["new", "walk"], 2, 0)
    (room.shelves.own / "walk.md").unlink()
    assert room.slugs("swimmer") == ["new"]


def test_without_the_index_everything_is_read(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TABLE", "no_such_module(words)")
    supported.cache_clear()
    try:
        room.look()
        assert (room.indexed(), room.read("walk")) == (0, len(WRITTEN))
        assert {query: room.found(query) for query in QUERIES} == {
            query: room.truth(query) for query in QUERIES
        }
    finally:
        supported.cache_clear()


@pytest.mark.parametrize("harm", ["DROP TABLE trigram", "DELETE FROM trigram_data", "DROP TABLE indexed"])
def test_a_broken_index_changes_no_answer(room: Room, harm: str) -> None:
    room.look()
    room.texts.renew()
    room.cache.close()
    with sqlite3.connect(room.cache.path) as connection:
        connection.execute(harm)
    connection.close()
    for query in ("walk", "東", "xyzzy", "walk"):
        assert room.found(query) == room.truth(query)
    room.texts.renew()
    assert room.found("walk") == room.truth("walk")


def test_what_has_been_indexed_is_kept_when_it_is_left(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_BATCH", 2)
    room.look()

    def leave(done: int, total: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    if supported():
        with pytest.raises(KeyboardInterrupt):
            room.texts.renew(leave)
        assert room.indexed() == len(WRITTEN) - 4
    assert room.found("zeit") == room.truth("zeit")


@pytest.mark.skipif(not supported(), reason="this SQLite has no trigrams")
def test_a_large_library_can_be_indexed_in_several_goes(room: Room) -> None:
    room.look()
    room.texts.renew(most=2)
    assert room.read("xyzzy") == len(WRITTEN) - 2
    assert room.indexed() == len(WRITTEN) - 2


@pytest.mark.skipif(not supported(), reason="this SQLite has no trigrams")
def test_what_was_packed_in_a_way_of_another_time_is_read_afresh(room: Room) -> None:
    room.look()
    room.cache.tell(("UPDATE essay SET packed = replace(packed, ?, ?)", [('"format":', '"format":9')]))
    assert room.found("zeit") == room.truth("zeit")
    room.cache.tell(("UPDATE essay SET packed = replace(packed, ?, ?)", [('"format":', '"format":9')]))
    room.texts.renew()
    assert (room.read("zeit"), room.found("zeit")) == (1, room.truth("zeit"))


def test_two_windows_index_the_same_library(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_BATCH", 1)
    room.look()
    others = [Texts(Cache(room.cache.path)) for _ in range(2)]
    threads = [Thread(target=one.renew) for one in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {query: room.found(query) for query in QUERIES} == {query: room.truth(query) for query in QUERIES}


@pytest.mark.skipif(not supported(), reason="this SQLite has no trigrams")
def test_an_index_of_mostly_what_is_gone_is_begun_anew(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_DEAD", 0)
    for number in range(9):
        room.put("walk", f"Edition {'x' * number} of a swimmer.")
        room.look()
        room.texts.renew()
        assert room.slugs("swimmer") == ["walk"]
    made = room.cache.ask("SELECT seq FROM sqlite_sequence WHERE name = 'indexed'")
    assert made[0][0] < len(WRITTEN) + 9
    room.texts.renew()
    assert room.read("swimmer") == 1
