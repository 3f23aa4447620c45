"""The library: what is in it, what stands in for what, and that looking again is cheap and right."""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from quietread.storage.cache import Cache
from quietread.storage.index import Shelves, look_through, remembered, remembered_path
from quietread.storage.library import Library, listed
from quietread.storage.opening import open_essay


class Place:
    """A reader's folders."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.cache = Cache(root / "cache" / "library.db")
        self.shelves = Shelves(root / "own", (root / "more", root / "most"), bundled=False)
        (root / "more").mkdir()
        (root / "most").mkdir()

    def put(self, name: str, text: str = "Some words.\n", age: int = 100) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (time.time() - age,) * 2)
        return path

    def look(self) -> Library:
        return look_through(self.shelves, self.cache)

    def slugs(self) -> list[str]:
        return [entry.slug for entry in self.look().entries]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path.resolve())


ESSAY = """---
title: The Margin
author: A. Reader
why: what a pencil is for
lang: en-GB
id: the-margin-1
---

Before the first heading [here](other.md) and [there](https://example.com) and [below](#one).

## One

Text.

## Related

- Pencils — a short history
- [Ink](../ink.md)
"""


def test_what_is_known_of_an_essay(place: Place) -> None:
    path = place.put("own/margin.md", ESSAY)
    (entry,) = place.look().entries
    assert (entry.slug, entry.id, entry.title, entry.author) == (
        "margin",
        "the-margin-1",
        "The Margin",
        "A. Reader",
    )
    assert (entry.why, entry.line, entry.lang) == ("what a pencil is for",) * 2 + ("en-GB",)
    assert (entry.words, entry.minutes, entry.sections, entry.bundled) == (10, 1, 2, False)
    assert entry.path == str(path)
    assert entry.links == ("other.md",)
    assert [(one.title, one.why, one.href) for one in entry.related] == [
        ("Pencils", "a short history", ""),
        ("Ink", "", "../ink.md"),
    ]


def test_without_a_why_the_line_is_the_first_words(place: Place) -> None:
    place.put("own/a.md", "# A Title\n\n## A heading\n\n" + "word " * 100)
    place.put("own/b.md", "# B\n\n" + "x" * 500)
    place.put("own/c.md", "# C\n\nShort.")
    lines = [entry.line for entry in place.look().entries]
    assert lines[0].startswith("word word")
    assert lines[0].endswith("word…")
    assert all(len(line) <= 161 for line in lines)
    assert lines[2] == "Short."


def test_of_two_with_one_slug_the_later_is_named_2_and_that_is_said(place: Place) -> None:
    place.put("more/b/pencils.md", "# M\n\n[a](x.md)")
    place.put("own/pencils.md", "# O\n\na")
    place.put("most/Pencils.txt", "P\n\na")
    place.put("most/pencils-2.md", "# N\n\na")
    library = place.look()
    assert [(entry.slug, entry.id, entry.title) for entry in library.entries] == [
        ("pencils", "pencils", "O"),
        ("pencils-2", "pencils-2", "M"),
        ("pencils-3", "pencils-3", "P"),
        ("pencils-2-2", "pencils-2-2", "N"),
    ]
    assert len(library.problems) == 3
    assert "pencils-3" in library.problems[1]
    assert str(place.root / "own" / "pencils.md") in library.problems[0]
    essay = open_essay(str(place.root / "more" / "b" / "pencils.md"), place.cache)
    assert (essay.slug, essay.id) == ("pencils-2", "pencils-2")


def test_an_id_of_its_own_stays(place: Place) -> None:
    place.put("own/a.md", "---\nid: mine\n---\nwords")
    place.put("more/a.md", "---\nid: yours\n---\nwords")
    assert [(entry.slug, entry.id) for entry in place.look().entries] == [("a", "mine"), ("a-2", "yours")]


def test_ones_own_stands_in_for_a_bundled_one_and_that_is_said(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.put("ours/rest.md", "# Rest\n\nours")
    place.put("ours/walk.md", "# Walk\n\nours")
    monkeypatch.setattr("quietread.storage.looking.bundled", lambda kind: place.root / "ours")
    place.shelves = Shelves(place.root / "own", (place.root / "more",))
    assert [(entry.slug, entry.bundled) for entry in place.look().entries] == [("rest", True), ("walk", True)]
    assert open_essay(str(place.root / "ours" / "walk.md"), place.cache).source == "quietread:walk"
    mine = place.put("more/deep/rest.txt", "Rest\n\nmine")
    library = place.look()
    assert [(entry.slug, entry.bundled) for entry in library.entries] == [("walk", True), ("rest", False)]
    assert library.problems == (f"{mine}: read in place of the bundled rest",)
    mine.unlink()
    assert place.slugs() == ["rest", "walk"]


def test_one_bad_file_is_a_problem_and_not_the_end(place: Place) -> None:
    place.put("own/a.md")
    place.put("own/b.md", "\0")
    place.put("own/c.md", "  \n")
    for _ in range(2):
        library = place.look()
        assert [entry.slug for entry in library.entries] == ["a"]
        assert [one.split(": ")[0] for one in library.problems] == [
            str(place.root / "own" / name) for name in ("b.md", "c.md")
        ]
    place.put("own/b.md", "now words")
    assert place.slugs() == ["a", "b"]


def test_a_folder_that_is_named_and_missing_is_said_the_readers_own_is_not(place: Place) -> None:
    shutil.rmtree(place.root / "most")
    assert place.look().problems == (f"{place.root / 'most'}: no such folder",)


def test_looking_again_reads_only_what_changed(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("own/a.md", "own/b.md", "more/c.md", "more/bad.md"):
        place.put(name, "\0" if "bad" in name else "words")
    told: list[tuple[int, int]] = []
    first = look_through(place.shelves, place.cache, lambda *numbers: told.append(numbers))
    assert told == [(0, 4), (4, 4)]
    told.clear()
    assert look_through(place.shelves, place.cache, lambda *numbers: told.append(numbers)) == first
    assert told == []
    place.put("own/b.md", "other words")
    place.put("most/d.md")
    (place.root / "own" / "a.md").unlink()
    library = look_through(place.shelves, Cache(place.cache.path), lambda *numbers: told.append(numbers))
    assert told[-1] == (2, 2)
    assert [(entry.slug, entry.words) for entry in library.entries] == [("b", 2), ("c", 1), ("d", 2)]


def test_what_was_read_before_the_work_was_ended_is_not_read_again(place: Place) -> None:
    for number in range(150):
        place.put(f"own/{number:03}.md")

    def stop(done: int, total: int) -> None:
        if done:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        look_through(place.shelves, place.cache, stop)
    told: list[tuple[int, int]] = []
    library = look_through(place.shelves, place.cache, lambda *numbers: told.append(numbers))
    assert told[0] == (0, 150 - 64)
    assert len(library.entries) == 150


def test_the_library_is_remembered_as_it_was_last_seen(place: Place) -> None:
    assert remembered(place.shelves, place.cache) is None
    place.put("own/a.md", ESSAY)
    place.put("own/b.md", "\0")
    library = place.look()
    assert remembered(place.shelves, Cache(place.cache.path)) == library
    place.put("own/c.md")
    assert remembered(place.shelves, place.cache) == library
    assert remembered(Shelves(place.root / "own", bundled=False), place.cache) is None


def test_a_slug_is_found_without_looking_only_while_that_is_certain(place: Place) -> None:
    path = place.put("own/sub/a.md")
    place.look()
    old = time.time() - 10
    for folder in (place.root, *(one for one in place.root.rglob("*") if one.is_dir())):
        os.utime(folder, (old, old))
    place.look()
    assert remembered_path("a", place.shelves, place.cache) == str(path)
    assert remembered_path("b", place.shelves, place.cache) is None
    place.put("own/sub/b.md")
    assert remembered_path("a", place.shelves, place.cache) is None
    place.look()
    path.unlink()
    assert remembered_path("a", place.shelves, place.cache) is None


def test_a_folder_that_appears_makes_it_uncertain(place: Place) -> None:
    place.put("more/a.md")
    for folder in ("more", "most"):
        os.utime(place.root / folder, (1, 1))
    place.look()
    assert remembered_path("a", place.shelves, place.cache)
    place.put("own/a.md")
    assert remembered_path("a", place.shelves, place.cache) is None


def test_a_new_file_in_a_folder_just_looked_at_is_not_missed(place: Place) -> None:
    place.put("own/a.md")
    place.look()
    for number in range(20):
        place.put(f"own/n{number}.md")
        assert remembered_path("a", place.shelves, place.cache) is None or len(place.slugs()) == number + 2


def test_the_graph_knows_where_the_essays_are(place: Place) -> None:
    place.put("own/a.md", "# A\n\nwords [c](../more/c.md) [out](../secret.md)\n\n## Related\n\n- Bee\n")
    place.put("own/sub/b.md", "# Bee\n\nwords [up](../a.md)")
    place.put("more/c.md", "# C\n\nwords")
    place.put("secret.md", "# Secret\n\nwords")
    library = place.look()
    assert library.graph.targets("a") == ("b", "c")
    assert library.graph.backlinks("a") == ("b",)
    assert library.graph.problems("a") == ("leads to no essay here: ../secret.md",)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are always UTF-8")
def test_hostile_names_stay_text(place: Place) -> None:
    (place.root / "own").mkdir()
    for name in (
        b"[red].md",
        b"a\x1b[31mb.md",
        b"new\nline.md",
        b"caf\xe9.md",
        b"\xe2\x80\xaeevil.md",
        b"'; DROP.md",
    ):
        Path(os.fsdecode(os.fsencode(place.root / "own") + b"/" + name)).write_text("words")
    for _ in range(2):
        library = place.look()
        assert len(library.entries) == 6
        for entry in library.entries:
            assert open_essay(entry.path, place.cache).text == "words"
            assert not any(ord(one) < 32 or one in "\u202e" for one in entry.title + entry.slug)
        text = json.dumps(listed(library, {}, {}), ensure_ascii=False)
        text.encode()
    assert remembered(place.shelves, place.cache) == library


def test_the_list_as_json(place: Place) -> None:
    place.put("own/a.md", ESSAY)
    place.put("own/b.md", "# B\n\nTwo words.")
    found = listed(place.look(), {"the-margin-1": "under way"}, {"the-margin-1": 3})
    assert list(found) == ["essays", "problems"]
    assert found["essays"][0] == {
        "slug": "a",
        "title": "The Margin",
        "author": "A. Reader",
        "why": "what a pencil is for",
        "words": 10,
        "minutes": 1,
        "sections": 2,
        "path": str(place.root / "own" / "a.md"),
        "bundled": False,
        "state": "under way",
        "marks": 3,
    }
    assert (found["essays"][1]["state"], found["essays"][1]["marks"]) == ("unread", 0)
    assert json.loads(json.dumps(found)) == found


def worked(look: Callable[[], Library | None]) -> tuple[float, Library]:
    """The processor time of a look, and what it saw; whatever else the machine does has no part in it."""
    before = time.process_time()
    seen = look()
    assert seen is not None
    return time.process_time() - before, seen


def test_ten_thousand_essays_are_shown_from_the_index_in_a_fraction_of_looking(place: Place) -> None:
    text = "# Essay {0}\n\nSome words of number {0}.\n\n## Related\n\n- Essay {1}\n"
    chance = random.Random(3)
    for number in range(10_000):
        folder = place.root / "own" / str(number % 20)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"e{number}.md").write_text(text.format(number, chance.randrange(10_000)))
    time.sleep(0.1)
    cold, first = worked(place.look)
    assert len(first.entries) == 10_000
    warm, shown = worked(lambda: remembered(place.shelves, Cache(place.cache.path)))
    assert shown == first
    assert warm < cold / 10
    again, seen = worked(place.look)
    assert seen == first
    assert again < cold / 4


def test_an_interrupted_look_leaves_no_half_truth(place: Place) -> None:
    for number in range(100):
        place.put(f"own/{number:03}.md", f"---\nid: old-{number}\n---\nwords")
    place.look()
    for number in range(100):
        place.put(f"own/{number:03}.md", f"---\nid: new-{number}\n---\nother words")

    def stop(done: int, total: int) -> None:
        if done:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        look_through(place.shelves, place.cache, stop)
    assert remembered(place.shelves, place.cache) is None
    assert [entry.id for entry in place.look().entries] == [f"new-{number}" for number in range(100)]
    assert remembered(place.shelves, place.cache) == place.look()
