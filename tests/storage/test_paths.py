"""Where things are kept, looked up without touching anything."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from quietread.storage.paths import Folders, folders

KINDS = ("data", "state", "cache", "config")
posix = pytest.mark.skipif(sys.platform == "win32", reason="users and modes as POSIX has them")


def test_looking_up_makes_nothing(sealed_room: Path) -> None:
    before = sorted(sealed_room.rglob("*"))
    found = folders()
    assert (found.essays, found.themes, found.settings) == (
        sealed_room / "data" / "quietread" / "essays",
        sealed_room / "config" / "quietread" / "themes",
        sealed_room / "config" / "quietread" / "config.toml",
    )
    assert found.progress == sealed_room / "state" / "quietread" / "local" / "progress.db"
    assert found.library == sealed_room / "cache" / "quietread" / "library.db"
    assert sorted(sealed_room.rglob("*")) == before


@pytest.mark.parametrize("environ", [{}, {f"XDG_{kind.upper()}_HOME": "/x y/z" for kind in KINDS}])
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere they are platformdirs' own")
def test_on_linux_they_are_where_platformdirs_has_them(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from platformdirs import PlatformDirs

    for kind in KINDS:
        monkeypatch.delenv(f"XDG_{kind.upper()}_HOME")
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    theirs = PlatformDirs("quietread", appauthor=False)
    for kind in KINDS:
        assert getattr(folders(environ), kind) == Path(getattr(theirs, f"user_{kind}_dir"))


@pytest.mark.parametrize("value", ["", "relative/folder", "~/data"])
def test_what_is_no_absolute_folder_is_as_if_unset(value: str) -> None:
    assert folders({"XDG_DATA_HOME": value}).data == folders({}).data


@posix
@pytest.mark.parametrize("mode", [0o700, 0o755, 0o777, 0o770])
def test_locks_stand_where_only_this_user_writes(tmp_path: Path, mode: int) -> None:
    run = tmp_path / "run"
    run.mkdir()
    run.chmod(mode)
    found = folders({"XDG_RUNTIME_DIR": str(run), "XDG_STATE_HOME": "/s"})
    ours = mode & 0o022 == 0
    assert found.locks == (run / "quietread" if ours else Path("/s/quietread/local/locks"))


@pytest.mark.parametrize("run", ["/nowhere/at/all", "relative", "", __file__])
def test_without_a_runtime_folder_locks_are_local(run: str) -> None:
    found = folders({"XDG_RUNTIME_DIR": run})
    assert found.locks == found.local / "locks"


def test_marks_may_stand_where_the_reader_wants(sealed_room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Folders(*(Path("/") / kind for kind in KINDS))
    assert found.marks() == Path("/data/marks")
    assert found.marks("~/m") == sealed_room / "m"
    monkeypatch.chdir(sealed_room)
    assert found.marks("here") == sealed_room / "here"
