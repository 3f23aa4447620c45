"""What cannot be opened is one clear line, at once; what can is read from its very file."""

from __future__ import annotations

import io
import os
import socket
import sys
import threading
from pathlib import Path

import pytest

from quietread.core.source import MOST_BYTES
from quietread.errors import SourceError
from quietread.storage.cache import Cache
from quietread.storage.opening import open_essay, read_stream

posix = pytest.mark.skipif(sys.platform == "win32", reason="pipes and links as POSIX has them")
as_reader = pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read anything")


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache" / "library.db")


def refused(path: Path | str, cache: Cache) -> str:
    with pytest.raises(SourceError) as caught:
        open_essay(str(path), cache)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_folder_and_a_missing_file(tmp_path: Path, cache: Cache) -> None:
    assert refused(tmp_path, cache) == f"{tmp_path}: a folder, not an essay"
    assert refused(tmp_path / "no.md", cache) == f"{tmp_path / 'no.md'}: no such file"
    assert "no such file" in refused("", cache)
    assert refused(tmp_path / ("n" * 300), cache).startswith(str(tmp_path))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"one\0two", "NUL"),
        (b"word " * (MOST_BYTES // 5 + 1), "8 MiB"),
    ],
    ids=["nothing", "white", "binary", "large"],
)
def test_what_is_no_text(tmp_path: Path, cache: Cache, data: bytes, reason: str) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(data)
    said = refused(path, cache)
    assert said.startswith(f"{path}: ")
    assert reason in said


@posix
@pytest.mark.parametrize("writer", [False, True])
def test_a_pipe_is_never_waited_for(tmp_path: Path, cache: Cache, writer: bool) -> None:
    path = tmp_path / "pipe.md"
    os.mkfifo(path)
    handle = os.open(path, os.O_RDWR) if writer else None
    caught: list[str] = []
    thread = threading.Thread(target=lambda: caught.append(refused(path, cache)), daemon=True)
    thread.start()
    thread.join(5)
    if handle is not None:
        os.close(handle)
    assert "a pipe" in caught[0]


@posix
def test_devices_sockets_and_circles(tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "a device" in refused("/dev/zero", cache)
    with socket.socket(socket.AF_UNIX) as made:
        monkeypatch.chdir(tmp_path)  # socket names have to be short
        made.bind("s.md")
        assert "a socket" in refused(tmp_path / "s.md", cache)
    (tmp_path / "loop.md").symlink_to("loop.md")
    assert "circle" in refused(tmp_path / "loop.md", cache)
    (tmp_path / "a.md").write_text("words")
    assert "not a directory" in refused(tmp_path / "a.md" / "b.md", cache)


@as_reader
def test_a_file_that_may_not_be_read_until_it_may(tmp_path: Path, cache: Cache) -> None:
    path = tmp_path / "x.md"
    path.write_text("words")
    path.chmod(0)
    assert "no permission" in refused(path, cache)
    path.chmod(0o600)
    assert open_essay(str(path), cache).words == 1


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are always UTF-8")
def test_hostile_names_are_opened_and_shown_as_text(tmp_path: Path, cache: Cache) -> None:
    name = os.fsdecode(b"[red]\x1b[31m caf\xe9\n.md")
    path = f"{tmp_path}/{name}"
    Path(path).write_text("words")
    essay = open_essay(path, cache)
    assert not any(
        ord(one) < 32 or 0xD800 <= ord(one) < 0xE000 for one in essay.title + essay.slug + essay.source
    )
    assert "[red]" in essay.title
    Path(path).write_bytes(b"\0")
    assert "\x1b" not in refused(path, cache)


def test_where_an_essay_is(
    tmp_path: Path, cache: Cache, sealed_room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text("words")
    (sealed_room / "b.md").write_text("words")
    (sealed_room / "c.md").write_text("+++\nsource = 'https://example.com/c'\n+++\nwords")
    assert open_essay(str(tmp_path / "a.md"), cache).source == str(tmp_path / "a.md")
    monkeypatch.chdir(sealed_room)
    assert open_essay("b.md", cache).source == "~/b.md"
    assert open_essay("c.md", cache).source == "https://example.com/c"


def test_standard_input_is_read_to_its_end_and_has_the_same_limits() -> None:
    essay = read_stream(io.BytesIO(b"# Heard\n\nOne sentence. Another.\n"))
    assert (essay.title, essay.source, essay.words) == ("Heard", "-", 3)
    for data in (b"", b"\0", b"a" * (MOST_BYTES + 1)):
        with pytest.raises(SourceError, match=r"^-: "):
            read_stream(io.BytesIO(data))


def test_a_known_essay_opens_without_its_reader(
    tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Title\n\nFirst one. *Second* [one](b.md).\n\n## More\n\n> Quoted.\n")
    os.utime(path, (1, 1))
    first = open_essay(str(path), cache)
    monkeypatch.setattr("quietread.core.source.read", None)
    assert open_essay(str(path), cache) == first
    monkeypatch.chdir(tmp_path)
    cache.settle()
    assert open_essay("a.md", Cache(cache.path)) == first


def test_a_changed_file_is_read_again_however_quickly_it_changed(tmp_path: Path, cache: Cache) -> None:
    path = tmp_path / "a.md"
    for word in ("one", "two", "six"):
        path.write_text(word)
        assert open_essay(str(path), cache).text == word


def test_a_file_with_an_old_date_is_read_again_when_it_is_another_size(tmp_path: Path, cache: Cache) -> None:
    path = tmp_path / "a.md"
    for word in ("one", "three"):
        path.write_text(word)
        os.utime(path, (1, 1))
        assert open_essay(str(path), cache).text == word
