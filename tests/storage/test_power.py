"""Power cuts: what was said to be kept is there when the disk comes back, without what the system had yet to write.

A file system of its own in a file, shut down by the kernel without writing its log (FS_IOC_SHUTDOWN), and
mounted again. Root alone can do that; elsewhere these tests are left out.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import struct
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quietread.core.mark import made
from quietread.core.markdown import read_markdown
from quietread.storage import durable
from quietread.storage.events import KEPT, Event
from quietread.storage.marks import Store

LONG = bool(os.environ.get("QUIETREAD_LONG"))
CUTS = 100 if LONG else 6
"""On each file system."""

SHUTDOWN = 0x8004587D
WITHOUT_LOG = 2

NOW = datetime(2026, 3, 1, 21, 0, tzinfo=UTC)
ESSAY = read_markdown("# Power\n\n" + " ".join(f"Sentence {n} of it." for n in range(300)), "power")
FORMS = ("new", "existing", "symlinked")


def run(*command: str | Path) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


class Disk:
    """A file system in a file."""

    def __init__(self, room: Path, kind: str) -> None:
        self.image, self.folder = room / "image", room / "disk"
        self.folder.mkdir()
        with self.image.open("wb") as file:
            file.truncate(320 * 2**20 if kind == "xfs" else 32 * 2**20)
        made = {"ext4": ("mkfs.ext4", "-q"), "xfs": ("mkfs.xfs", "-q")}[kind]
        if not shutil.which(made[0]) or not run(*made, self.image) or not self.plug_in():
            pytest.skip(f"needs root, loop devices and {made[0]}")

    def plug_in(self) -> bool:
        return run("mount", "-o", "loop", self.image, self.folder)

    def cut(self) -> None:
        """The power is gone, and comes back."""
        handle = os.open(self.folder, os.O_RDONLY)
        fcntl.ioctl(handle, SHUTDOWN, struct.pack("I", WITHOUT_LOG))
        os.close(handle)
        assert run("umount", self.folder)
        assert self.plug_in()


@pytest.fixture(params=["ext4", "xfs"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root can cut the power of a file system")
    plugged_in = Disk(tmp_path, request.param)
    yield plugged_in
    run("umount", "-l", plugged_in.folder)


def one_cut(disk: Disk, number: int) -> tuple[list[str], list[str]]:
    """Marks are kept until the power goes. Returns the ids said to be kept, and those there afterwards."""
    form, room = FORMS[number % len(FORMS)], disk.folder / f"room{number}"
    events: list[Event] = []
    marks = room / "marks"
    marks.mkdir(parents=True, mode=0o700)
    file = marks / "power.toml"
    if form != "new":
        real = room / "dotfiles" / "mine.toml" if form == "symlinked" else file
        real.parent.mkdir(exist_ok=True)
        real.write_text("# mine\n[essay]\nid = 'power'\n")
        if form == "symlinked":
            file.symlink_to(Path("..") / "dotfiles" / "mine.toml")
    os.sync()
    store = Store(marks, room / "local", room / "locks", tell=events.append, now=lambda: NOW)
    store.open(ESSAY)
    for sentence in ESSAY.sections[0].body[0].sentences[: 2 + number % 3]:
        store.put(ESSAY.id, made(ESSAY, sentence.start, sentence.end, id=f"at{sentence.start}", now=NOW))
        assert store.settle(10)
    disk.cut()
    assert store._working is not None
    store._working.writer.stop(10)
    told = [id_ for event in events if event.kind == KEPT for id_ in event.ids]
    text = file.read_text() if file.exists() else ""
    return told, [mark["id"] for mark in tomllib.loads(text).get("mark", [])]


def test_what_was_kept_survives_the_power(disk: Disk) -> None:
    for number in range(CUTS):
        told, there = one_cut(disk, number)
        assert told
        assert there == told, f"cut {number}"


def test_without_syncing_the_folder_it_would_not(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "sync_folder", lambda folder: None)
    cuts = [one_cut(disk, number) for number in range(CUTS)]
    lost = [number for number, (told, there) in enumerate(cuts) if told != there]
    assert len(lost) >= 0.9 * CUTS
