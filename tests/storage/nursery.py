"""Forks writers that keep marks until they are killed or done, and says what they were told is kept.

Reads lines "folder round sabotage writers marks" and answers with the pids of so many writers, then, when all
of them have ended, with "dead". A writer says "kept ID"; one whose sabotage is "typing" types a note and says
"typed LETTERS MOMENT", and so does one of "typing-put-off", with drafts that wait for a pause.
"""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from quietread.core.mark import made
from quietread.core.markdown import read_markdown
from quietread.storage import (
    collect,
    conflicts,
    document,
    durable,
    keeper,
    marks,
    recovery,
    sheaf,
    watch,
    writer,
)
from quietread.storage.durable import Seen, look
from quietread.storage.events import KEPT, Event


class Nursery:
    """The test's end of it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._pids: list[int] = []

    def ask(self, folder: Path, round_: int, sabotage: str, *, writers: int, count: int) -> None:
        """Have so many writers keep so many marks each."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{folder} {round_} {sabotage} {writers} {count}\n")
        self._process.stdin.flush()
        self._pids = []

    def hear(self) -> list[str]:
        """The words of the next line of a writer."""
        assert self._process.stdout is not None
        words = self._process.stdout.readline().split()
        if words[0] != "pids":
            return words
        self._pids = [int(pid) for pid in words[1:]]
        return self.hear()

    def rest(self) -> Iterator[list[str]]:
        """What is said until all have ended."""
        while (words := self.hear()) != ["dead"]:
            yield words

    def kill(self) -> None:
        """End every writer without a word."""
        for pid in self._pids:
            os.kill(pid, signal.SIGKILL)

    def close(self) -> None:
        """No more rounds."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._process.wait()


ESSAY = read_markdown(
    "# Kill\n\n" + " ".join(f"Sentence number {n} of the essay." for n in range(400)), "kill"
)
NOW = datetime(2026, 3, 1, 21, 0, tzinfo=UTC)
WARM = (collect, conflicts, keeper, watch, writer)


def naive(path: Path, data: bytes, **_: object) -> Seen:
    """How files are written by those who have not been bitten yet."""
    with path.open("wb") as file:
        for start in range(0, len(data), 512):
            file.write(data[start : start + 512])
            file.flush()
    return look(path)


def blind(self: sheaf.Sheaf, path: Path, raw: bytes) -> object:
    """Write what was loaded, whatever stands there now."""
    return (self.document() or document.new_document(self.about)), {}


def put_off(self: recovery.Drafts, essay: str, id_: str, text: str) -> None:
    """Write a draft when nothing has been typed for a while."""
    with self._guard:
        self._waiting[id_] = essay, text, time.monotonic() + recovery.AFTER


def unlocked(_handle: int) -> None:
    """As on a network folder that knows no locks."""
    raise OSError(errno.ENOLCK, "no locks here")


def write(folder: Path, name: str, sabotage: str, count: int) -> None:
    if sabotage == "naive":
        patch.object(sheaf, "replace", naive).start()
    elif sabotage == "blind":
        patch.object(sheaf.Sheaf, "_taken_in", blind).start()
    elif sabotage == "unlocked":
        patch.object(durable, "_try", unlocked).start()
    elif sabotage.startswith("typing"):
        patch.object(recovery, "AFTER", 0.1).start()
        if sabotage == "typing-put-off":
            patch.object(recovery.Drafts, "put", put_off).start()

    def tell(event: Event) -> None:
        if event.kind == KEPT:
            os.write(1, "".join(f"kept {id_}\n" for id_ in event.ids).encode())

    store = marks.Store(folder / "marks", folder / "local", folder / "locks", tell=tell, now=lambda: NOW)
    store.open(ESSAY)
    if sabotage.startswith("typing"):
        type_on(store, name)
    for number, sentence in enumerate(ESSAY.sections[0].body[0].sentences[:count]):
        store.put(ESSAY.id, made(ESSAY, sentence.start, sentence.end, id=f"{name}x{number}", now=NOW))
        store.settle()
        if sabotage == "unlocked":
            time.sleep(random.uniform(0.01, 0.05))
    if sabotage == "unlocked":
        # what another window has written over since the last look is seen when the reader acts again
        time.sleep(random.uniform(0.1, 0.5))
        store.look()
        store.settle()
    store.close()


def type_on(store: marks.Store, id_: str) -> None:
    """Type without a pause."""
    for letters in range(1, 100_000):
        store.draft(ESSAY.id, id_, "x" * letters)
        os.write(1, f"typed {letters} {time.monotonic()}\n".encode())
        time.sleep(0.003)


def main() -> None:
    for line in sys.stdin:
        folder, round_, sabotage, writers, count = line.split()
        pids = []
        for name in "abcdefgh"[: int(writers)]:
            pid = os.fork()
            if pid == 0:
                write(Path(folder), f"{round_}{name}", sabotage, int(count))
                os._exit(0)
            pids.append(pid)
        os.write(1, f"pids {' '.join(map(str, pids))}\n".encode())
        for pid in pids:
            os.waitpid(pid, 0)
        os.write(1, b"dead\n")


if __name__ == "__main__":
    main()
