"""What authors are told of their essays."""

from __future__ import annotations

from pathlib import Path

import pytest

from quietread.storage.cache import Cache
from quietread.storage.check import check
from quietread.storage.library import Shelves, remembered

LONG = "word " * 401


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache" / "library.db")


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def shelves(tmp_path: Path) -> Shelves:
    own = tmp_path / "own"
    put(own / "a.md", "# A\n\nwords\n\n## Related\n\n- Bee\n- Draft\n")
    put(own / "b.md", "# Bee\n\nwords\n\n## Related\n\n- A\n")
    return Shelves(own, bundled=False)


def told(shelves: Shelves, cache: Cache, *paths: Path) -> list[str]:
    return list(check([str(path) for path in paths], shelves, cache))


def test_the_whole_library(shelves: Shelves, cache: Cache) -> None:
    put(shelves.own / "bad.md", "\0")
    put(shelves.own / "sub" / "a.md", f"# Also A\n\n{LONG}\n\n## Empty\n\n## Full\n\nwords [x](gone.md)\n")
    lines = told(shelves, cache)
    assert [line.replace(str(shelves.own), "") for line in lines] == [
        "/bad.md: not a text (it has NUL bytes)",
        "/sub/a.md: named a-2, since /a.md is a",
        "/a.md: leads to no essay here: Draft",
        "/sub/a.md: section 1: 401 words, over 400",
        "/sub/a.md: section 2 (Full): no words under the heading before it, Empty",
        "/sub/a.md: leads to no essay here: gone.md",
        "/sub/a.md: no essay leads here",
    ]


def test_a_good_library_is_silent(shelves: Shelves, cache: Cache) -> None:
    put(shelves.own / "draft.md", "# Draft\n\nwords\n\n## Related\n\n- A\n- Bee\n")
    assert told(shelves, cache) == []


def test_a_draft_elsewhere_may_lead_into_the_library_and_to_what_stands_beside_it(
    shelves: Shelves, cache: Cache, tmp_path: Path
) -> None:
    draft = put(
        tmp_path / "desk" / "draft.md",
        "# Draft\n\n[x](beside.md) [y](sub/deep.md)\n\n## Related\n\n- Bee\n- Nobody\n",
    )
    put(tmp_path / "desk" / "beside.md", "words [back](draft.md)")
    put(tmp_path / "desk" / "sub" / "deep.md", "words")
    assert told(shelves, cache, draft) == [
        f"{draft}: leads to no essay here: Nobody",
        f"{draft}: leads to no essay here: sub/deep.md",
    ]
    assert f"{draft}: leads to no essay here: Nobody" in told(shelves, cache, tmp_path / "desk")
    assert not any("sub/deep" in line for line in told(shelves, cache, tmp_path / "desk") if "draft" in line)


def test_checking_elsewhere_leaves_the_library_as_it_was(
    shelves: Shelves, cache: Cache, tmp_path: Path
) -> None:
    told(shelves, cache)
    before = remembered(shelves, cache)
    told(shelves, cache, put(tmp_path / "desk" / "a.md", "# Other A\n\nwords"))
    assert remembered(shelves, cache) == before


def test_only_what_was_asked_for(shelves: Shelves, cache: Cache, tmp_path: Path) -> None:
    assert told(shelves, cache, shelves.own / "b.md") == []
    assert told(shelves, cache, shelves.own / "a.md") == [
        f"{shelves.own / 'a.md'}: leads to no essay here: Draft"
    ]
    gone = tmp_path / "gone.md"
    assert told(shelves, cache, gone) == [f"{gone}: no such file"]
    empty = put(tmp_path / "odd name", " ")
    assert told(shelves, cache, empty) == [f"{empty}: empty"]


def test_bytes_that_are_no_utf8_are_told(shelves: Shelves, cache: Cache) -> None:
    (shelves.own / "b.md").write_bytes(b"# Bee\n\ncaf\xe9\n\n## Related\n\n- A\n")
    assert any("Windows-1252" in line for line in told(shelves, cache))


def test_headings_that_are_not_there_and_addresses_that_nothing_opens(shelves: Shelves, cache: Cache) -> None:
    put(
        shelves.own / "b.md",
        "# Bee\n\n[1](a.md#top) [2](a.md#none) [3](#bee) [4](#none) [5](#) [6](https://example.com#x)\n\n"
        '<a href="file:///etc/passwd">7</a> <a href="javascript:x">8</a> [9](mailto:a@example.com)\n',
    )
    assert [line.partition("b.md: ")[2] for line in told(shelves, cache, shelves.own / "b.md")] == [
        "no such heading there: a.md#none",
        "no such heading here: #none",
        "opens nothing here: file:///etc/passwd",
        "opens nothing here: javascript:x",
    ]


def test_of_two_essays_with_one_title_the_one_that_no_title_leads_to_is_told(
    shelves: Shelves, cache: Cache
) -> None:
    put(shelves.own / "c.md", "# “Bee”\n\nwords [x](a.md)\n")
    put(shelves.own / "d.md", "# D\n\nwords [x](c.md) [y](a.md) [me](d.md)\n\n## Related\n\n- Bee\n")
    lines = [line.replace(str(shelves.own), "") for line in told(shelves, cache)]
    assert "/c.md: its title leads to b, which has it or is named so" in lines
    assert "/d.md: leads to itself: d.md" in lines
    assert not any("/b.md" in line for line in lines)
