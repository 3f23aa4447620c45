"""A git repository with one marks file in it, and two branches that both go on with it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quietread.core.merge import Sheet, Table
from quietread.storage.changing import changed
from quietread.storage.document import new_document, parsed

NOW = datetime(2026, 3, 1, 21, 0, tzinfo=UTC)
PAGE = Path(__file__).parents[2] / "docs" / "marks.md"
WHO = ("-c", "user.name=reader", "-c", "user.email=reader@example.org", "-c", "commit.gpgsign=false")
LENGTH = 1000
"""Characters of the essay that the marks are of."""
OLD = 4
"""Marks that both branches begin with."""


class Repository:
    """In a room of its own; the file is `e.toml`."""

    def __init__(self, room: Path) -> None:
        room.mkdir(exist_ok=True)
        self.room, self.file = room, room / "e.toml"
        self.git("init", "-q", "-b", "home")

    def git(self, *arguments: str) -> int:
        command = ("git", *WHO, *arguments)
        return subprocess.run(command, cwd=self.room, capture_output=True, check=False).returncode

    def use_our_driver(self) -> None:
        """Set it up as the page on marks says."""
        page = PAGE.read_text("utf-8")
        (attributes,) = re.findall(r"^\*\.toml merge=\S+$", page, re.MULTILINE)
        (self.room / ".gitattributes").write_text(f"{attributes}\n")
        ours = f"{sys.executable} -m quietread merge-file"
        for key, value in re.findall(r'^git config (merge\.\S+) "(.+)"$', page, re.MULTILINE):
            self.git("config", key, value.replace("quietread merge-file", ours))

    def diverge(self, away: Iterable[int], home: Iterable[int], *, note: bool) -> None:
        """Each branch keeps what begins there; `note`: and each writes its own note for the same old mark."""
        old = {f"m{n}": mark(f"m{n}", n * LENGTH // OLD) for n in range(OLD)}
        self._commit(old)
        self.git("branch", "away")
        for hours, (branch, starts) in enumerate((("home", home), ("away", away))):
            self.git("checkout", "-q", branch)
            new = {f"{branch}{n}": mark(f"{branch}{n}", start) for n, start in enumerate(starts)}
            said = {"note": f"from {branch}", "modified": NOW + timedelta(hours=1 - hours)}
            self._commit({**old, **new, **({"m2": {**old["m2"], **said}} if note else {})})
        self.git("checkout", "-q", "home")

    def _commit(self, marks: dict[str, Table]) -> None:
        before = parsed(self.file.read_bytes()) if self.file.exists() else new_document({"id": "e"})
        self.file.write_bytes(changed(before, Sheet(marks, {}), now=NOW).bytes)
        self.git("add", ".")
        assert self.git("commit", "-q", "-m", "marks") == 0


def mark(id_: str, start: int) -> Table:
    return {"id": id_, "quote": f"words of {id_}", "created": NOW, "modified": NOW, "start": start}
