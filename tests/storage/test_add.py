"""Bringing essays in never overwrites any, and never brings in what cannot be read."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from quietread.errors import SourceError, StoreError
from quietread.storage.looking import find_sources
from quietread.storage.opening import add


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "essays"


def put(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)


def inside(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_a_copy_is_made_and_said(folder: Path, tmp_path: Path) -> None:
    path = put(tmp_path / "a.md", "# Title\n\nWords.\n")
    assert add(path, folder) == f"Title: now in {folder / 'a.md'}"
    assert add(path, folder) == f"Title: already in {folder / 'a.md'}"
    assert inside(folder) == {"a.md": "# Title\n\nWords.\n"}
    assert Path(path).exists()


def test_another_essay_of_that_name_stays(folder: Path, tmp_path: Path) -> None:
    for number, text in enumerate(("one", "two", "three", "two", "one")):
        add(put(tmp_path / str(number) / "a.md", text), folder)
    assert inside(folder) == {"a.md": "one", "a-2.md": "two", "a-3.md": "three"}


@pytest.mark.skipif(sys.platform == "win32", reason="such names and modes only elsewhere")
@pytest.mark.parametrize(
    ("name", "copy"),
    [
        ("notes", "notes.txt"),
        ("v1.2", "v1.2.txt"),
        (".hidden.md", "hidden.md"),
        ("a\n\x1b[31mb.MD", "a b.MD"),
    ],
)
def test_the_copy_is_listed_under_a_name_that_can_be_shown(
    folder: Path, tmp_path: Path, name: str, copy: str
) -> None:
    add(put(tmp_path / name, "words"), folder)
    assert [Path(one.path).name for one in find_sources(None, [folder]).sources] == [copy]
    assert stat.S_IMODE((folder / copy).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("text", ["", "\0", "  \n"])
def test_what_is_no_essay_stays_out(folder: Path, tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError):
        add(put(tmp_path / "a.md", text), folder)
    with pytest.raises(SourceError):
        add(str(tmp_path), folder)
    assert not folder.exists()


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    path = put(tmp_path / "a.md", "words")
    with pytest.raises(StoreError):
        add(path, Path(path) / "essays")


@pytest.mark.skipif(sys.platform == "win32", reason="links as POSIX has them")
def test_a_link_to_nothing_is_not_written_through(folder: Path, tmp_path: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "a.md").symlink_to(tmp_path / "elsewhere.md")
    with pytest.raises(StoreError, match="is a link to a place that is not there"):
        add(put(tmp_path / "a.md", "words"), folder)
    assert not (tmp_path / "elsewhere.md").exists()
