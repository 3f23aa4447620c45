"""Two branches in a real git repository, set up as the page on marks says, and without."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quietread.core.merge import Sheet, Table
from quietread.storage.changing import changed
from quietread.storage.document import new_document, parsed
from quietread.storage.signs import merge_signs
from quietread.storage.whereabouts import Whereabouts

NOW = datetime(2026, 3, 1, 21, 0, tzinfo=UTC)
PAGE = Path(__file__).parents[2] / "docs" / "marks.md"
WHO = ("-c", "user.name=reader", "-c", "user.email=reader@example.org", "-c", "commit.gpgsign=false")

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")


class Repository:
    def __init__(self, room: Path) -> None:
        self.room, self.file = room, room / "e.toml"
        self.git("init", "-q", "-b", "home")

    def git(self, *arguments: str) -> int:
        command = ("git", *WHO, *arguments)
        return subprocess.run(command, cwd=self.room, capture_output=True, check=False).returncode

    def commit(self, marks: dict[str, Table]) -> None:
        before = parsed(self.file.read_bytes()) if self.file.exists() else new_document({"id": "e"})
        self.file.write_bytes(changed(before, Sheet(marks, {}), now=NOW).bytes)
        self.git("add", ".")
        assert self.git("commit", "-q", "-m", "marks") == 0

    def diverge(self, count: int) -> None:
        """Each branch has so many new marks and another note on the same old one."""
        old = {f"m{n}": mark(f"m{n}", 10 * n) for n in range(4)}
        self.commit(old)
        for hours, branch in enumerate(("away", "home")):
            if branch == "away":
                self.git("checkout", "-q", "-b", "away")
            else:
                self.git("checkout", "-q", "home")
            new = {f"{branch}{n}": mark(f"{branch}{n}", 5 * n + hours) for n in range(count)}
            noted = {**old["m2"], "note": f"from {branch}", "modified": NOW + timedelta(hours=hours)}
            self.commit({**old, **new, "m2": noted})


def mark(id_: str, start: int) -> Table:
    return {"id": id_, "quote": f"words of {id_}", "created": NOW, "modified": NOW, "start": start}


def whole(repository: Repository, count: int) -> None:
    document = parsed(repository.file.read_bytes())
    assert len(document.ids) == 4 + 2 * count
    noted = document.sheet.marks["m2"]
    assert (noted["note"], noted["note_kept"]) == ("from home", ["from away"])


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_with_our_driver_every_merge_is_clean(repository: Repository) -> None:
    page = PAGE.read_text("utf-8")
    (attributes,) = re.findall(r"^\*\.toml merge=\S+$", page, re.MULTILINE)
    (repository.room / ".gitattributes").write_text(f"{attributes}\n")
    for key, value in re.findall(r'^git config (merge\.\S+) "(.+)"$', page, re.MULTILINE):
        repository.git(
            "config", key, value.replace("quietread merge-file", f"{sys.executable} -m quietread merge-file")
        )
    repository.diverge(5)
    assert repository.git("merge", "-q", "away") == 0
    whole(repository, 5)


@pytest.mark.parametrize("style", ["merge", "diff3"])
def test_without_it_what_git_leaves_can_be_merged_afterwards(repository: Repository, style: str) -> None:
    repository.git("config", "merge.conflictStyle", style)
    repository.diverge(1)
    assert repository.git("merge", "-q", "away") == 1
    room = repository.room
    merge_signs(repository.file, Whereabouts(room, room / "local", room / "locks"), NOW)
    whole(repository, 1)
