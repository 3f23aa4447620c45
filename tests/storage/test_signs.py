"""Git has left both versions in a marks file: one command makes one of them, and no word is lost."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from quietread.errors import StoreError
from quietread.storage.conflicts import merge_signs, sides
from quietread.storage.document import parsed
from quietread.storage.heads import Whereabouts

NOW = datetime(2026, 3, 1, 21, 0, tzinfo=UTC)
FILE = """\
# mine
[essay]
id = "e"

[[mark]]
id = "a"
quote = "q"
<<<<<<< HEAD
note = "ours"
modified = 2026-03-01T20:00:00Z
{base}=======
note = "theirs"
modified = 2026-03-01T21:00:00Z
>>>>>>> other
start = 1
<<<<<<< HEAD

[[mark]]
id = "b"
quote = "r"
start = 2
{nothing}=======

[[mark]]
id = "c"
quote = "s"
start = 3
>>>>>>> other
"""
MERGE = FILE.format(base="", nothing="")
DIFF3 = FILE.format(base='||||||| base\nnote = "old"\n', nothing="||||||| base\n")


@pytest.fixture
def where(tmp_path: Path) -> Whereabouts:
    (tmp_path / "marks").mkdir()
    return Whereabouts(tmp_path / "marks", tmp_path / "local", tmp_path / "locks")


@pytest.mark.parametrize(
    "text", [MERGE, DIFF3, MERGE.replace("\n", "\r\n")], ids=["merge", "diff3", "windows"]
)
def test_both_versions_become_one(where: Whereabouts, text: str) -> None:
    path = where.marks / "e.toml"
    path.write_bytes(text.encode())
    merge_signs(path, where, NOW)
    document = parsed(path.read_bytes())
    assert document.ids == ("a", "b", "c")
    mark = document.sheet.marks["a"]
    assert (mark["note"], mark["note_kept"]) == ("theirs", ["ours"])
    assert document.text.startswith("# mine")
    copies = [copy.read_bytes() for copy in (where.local / "backups").rglob("*.toml")]
    assert copies == [text.encode()]


def test_what_was_removed_on_one_side_is_known_by_the_base(where: Whereabouts) -> None:
    removed = DIFF3.replace(
        '[[mark]]\nid = "b"\nquote = "r"\nstart = 2\n||||||| base\n',
        '||||||| base\n\n[[mark]]\nid = "c"\nquote = "s"\nstart = 3\n',
    )
    ours, base, theirs = sides(removed)
    assert base is not None
    assert ('"c"' in ours, '"c"' in base, '"c"' in theirs) == (False, True, True)
    path = where.marks / "e.toml"
    path.write_text(removed)
    merge_signs(path, where, NOW)
    assert parsed(path.read_bytes()).ids == ("a",)


@pytest.mark.parametrize(
    "text",
    [
        "[essay]\nid = 'e'\n",
        MERGE.replace(">>>>>>> other\n", "", 1),
        MERGE.replace("<<<<<<< HEAD\n", "", 1),
        MERGE.replace("=======\n", "", 1),
        MERGE.replace('note = "theirs"', "note = theirs"),
        "format = 2\n" + MERGE,
    ],
)
def test_anything_else_is_left_as_it_is(where: Whereabouts, text: str) -> None:
    path = where.marks / "e.toml"
    path.write_text(text)
    with pytest.raises(StoreError):
        merge_signs(path, where, NOW)
    assert path.read_text() == text
