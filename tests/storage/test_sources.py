"""Which files are essays of a library, whatever else lies about."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from quietread.storage.looking import find_sources
from quietread.storage.paths import shown

posix = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes as POSIX has them")
as_reader = pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read anything")


def names(*folders: Path) -> list[str]:
    return [os.path.basename(source.path) for source in find_sources(None, folders).sources]  # noqa: PTH119


def make(folder: Path, *files: str) -> Path:
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text("words")
    return folder


def test_only_text_that_is_not_hidden_in_the_order_of_paths(tmp_path: Path) -> None:
    make(
        tmp_path,
        "b.md",
        "a.markdown",
        "C.TXT",
        "sub/deep/z.md",
        "no.html",
        "none",
        ".hidden.md",
        ".git/x.md",
        "b.md~",
    )
    assert names(tmp_path) == ["C.TXT", "a.markdown", "b.md", "z.md"]


def test_folders_come_in_the_order_they_are_named_and_each_once(tmp_path: Path) -> None:
    make(tmp_path, "two/b.md", "one/a.md", "one/in/c.md")
    assert names(tmp_path / "two", tmp_path / "one", tmp_path / "one" / "in") == ["b.md", "a.md", "c.md"]
    assert names(tmp_path / "one" / "in", tmp_path / "one") == ["c.md", "a.md"]


def test_a_named_folder_may_be_hidden(tmp_path: Path) -> None:
    assert names(make(tmp_path / ".essays", "a.md")) == ["a.md"]


@posix
def test_what_is_no_regular_file_is_passed_over(tmp_path: Path) -> None:
    make(tmp_path, "a.md")
    (tmp_path / "folder.md").mkdir()
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "device.md").symlink_to("/dev/zero")
    (tmp_path / "nothing.md").symlink_to("nowhere")
    (tmp_path / "self.md").symlink_to("self.md")
    assert names(tmp_path) == ["a.md"]
    assert find_sources(None, [tmp_path]).problems == ()


@posix
def test_links_are_followed_but_never_in_circles_nor_twice(tmp_path: Path) -> None:
    make(tmp_path, "lib/a.md", "lib/sub/b.md", "outside/c.md", "outside/d.md")
    (tmp_path / "lib" / "sub" / "up").symlink_to(tmp_path / "lib")
    (tmp_path / "lib" / "0.md").symlink_to("a.md")
    (tmp_path / "lib" / "c1.md").symlink_to(tmp_path / "outside" / "c.md")
    (tmp_path / "lib" / "c2.md").symlink_to(tmp_path / "outside" / "c.md")
    assert names(tmp_path / "lib") == ["a.md", "c1.md", "b.md"]
    (tmp_path / "lib" / "out").symlink_to(tmp_path / "outside")
    assert sorted(names(tmp_path / "lib")) == ["a.md", "b.md", "c.md", "d.md"]


def test_a_missing_folder_is_known_to_be_missing(tmp_path: Path) -> None:
    found = find_sources(None, [tmp_path / "none"])
    assert found.folders == ((str(tmp_path / "none"), 0),)
    assert (found.sources, found.problems) == ((), ())


def test_a_file_in_a_folders_place_is_a_problem(tmp_path: Path) -> None:
    make(tmp_path, "a.md")
    found = find_sources(None, [tmp_path / "a.md"])
    assert found.sources == ()
    assert str(tmp_path / "a.md") in found.problems[0]


@as_reader
def test_a_folder_that_may_not_be_read_is_a_problem_and_the_rest_is_found(tmp_path: Path) -> None:
    make(tmp_path, "a.md", "locked/b.md")
    (tmp_path / "locked").chmod(0)
    found = find_sources(None, [tmp_path])
    (tmp_path / "locked").chmod(0o700)
    assert [Path(source.path).name for source in found.sources] == ["a.md"]
    assert "permission denied" in found.problems[0]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are always UTF-8")
def test_names_that_are_no_utf8_are_found_and_can_be_shown(tmp_path: Path) -> None:
    name = b"caf\xe9 \x1b[31m[red]\n.md"
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("words")
    found = find_sources(None, [tmp_path]).sources
    assert os.fsencode(found[0].path).endswith(name)
    assert shown(found[0].path) == f"{tmp_path}/caf� [red] .md"


def test_deep_folders_are_no_trouble(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["d"] * 300)
    assert names(make(tmp_path, str(folder.relative_to(tmp_path) / "a.md"))) == ["a.md"]
    assert find_sources(None, [tmp_path], deep=False).sources == ()
