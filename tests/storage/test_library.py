"""The library: what is in it, what stands in for what, and what is said of it."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from folders import ESSAY, Place

from quietread.storage.library import Shelves, listed, remembered
from quietread.storage.opening import open_essay


def test_what_is_known_of_an_essay(place: Place) -> None:
    path = place.put("own/margin.md", ESSAY)
    (entry,) = place.look().entries
    assert (entry.slug, entry.id, entry.title, entry.author) == (
        "margin",
        "the-margin-1",
        "The Margin",
        "A. Reader",
    )
    assert (entry.why, entry.line) == ("what a pencil is for",) * 2
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


def test_the_graph_knows_where_the_essays_are(place: Place) -> None:
    place.put("own/a.md", "# A\n\nwords [c](../more/c.md) [out](../secret.md)\n\n## Related\n\n- Bee\n")
    place.put("own/sub/b.md", "# Bee\n\nwords [up](../a.md)")
    place.put("more/c.md", "# C\n\nwords")
    place.put("secret.md", "# Secret\n\nwords")
    library = place.look()
    assert library.graph.targets("a") == ("b", "c")
    assert library.graph.backlinks("a") == ("b",)
    assert tuple(library.graph.problems("a")) == ("leads to no essay here: ../secret.md",)


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
