"""The index: looking again is cheap, and never shows a library that is no more."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from typing import Any

import pytest
from folders import ESSAY, Place

from quietread.storage import opening
from quietread.storage.cache import Cache
from quietread.storage.library import Library, Shelves, look_through, remembered, remembered_path


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


def test_what_was_read_before_the_work_was_ended_is_not_read_again(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(150):
        place.put(f"own/{number:03}.md")

    def stop(done: int, total: int) -> None:
        if done:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        look_through(place.shelves, place.cache, stop)
    read: list[str] = []

    def read_essay(path: str, real: Callable[..., Any] = opening.read_essay) -> Any:
        read.append(path)
        return real(path)

    monkeypatch.setattr(opening, "read_essay", read_essay)
    assert len(place.look().entries) == 150
    assert len(read) == 150 - 64


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
    before = place.look()
    for number in range(100):
        place.put(f"own/{number:03}.md", f"---\nid: new-{number}\n---\nother words")

    def stop(done: int, total: int) -> None:
        if done:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        look_through(place.shelves, place.cache, stop)
    assert remembered(place.shelves, place.cache) == before
    assert [entry.id for entry in place.look().entries] == [f"new-{number}" for number in range(100)]
    assert remembered(place.shelves, place.cache) == place.look()
