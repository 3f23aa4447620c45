"""Run by test_kill.py: forks writers that keep marks until they are killed, and says what they were told is kept.

Reads lines "folder round sabotage" and answers with the pids of two writers; a writer says "kept ID".
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from quietread.core.mark import made
from quietread.core.markdown import read_markdown
from quietread.storage import collect, conflicts, document, keeper, marks, sheaf, watch, writer
from quietread.storage.durable import Seen, look
from quietread.storage.events import KEPT, Event

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
    known = self._known()
    return (known or document.new_document(self.essay)), sheaf.Report()


def write(folder: Path, name: str, sabotage: str) -> None:
    if sabotage == "naive":
        patch.object(sheaf, "replace", naive).start()
    elif sabotage == "blind":
        patch.object(sheaf.Sheaf, "_taken_in", blind).start()

    def tell(event: Event) -> None:
        if event.kind == KEPT:
            os.write(1, "".join(f"kept {id_}\n" for id_ in event.ids).encode())

    store = marks.Store(folder / "marks", folder / "local", folder / "locks", tell=tell, now=lambda: NOW)
    store.open(ESSAY)
    for number, sentence in enumerate(ESSAY.sections[0].body[0].sentences):
        store.put(ESSAY.id, made(ESSAY, sentence.start, sentence.end, id=f"{name}x{number}", now=NOW))
        store.settle()


def main() -> None:
    for line in sys.stdin:
        folder, round_, sabotage = line.split()
        pids = []
        for name in ("a", "b"):
            pid = os.fork()
            if pid == 0:
                write(Path(folder), f"{round_}{name}", sabotage)
                os._exit(0)
            pids.append(pid)
        os.write(1, f"pids {pids[0]} {pids[1]}\n".encode())
        for pid in pids:
            os.waitpid(pid, 0)
        os.write(1, b"dead\n")


if __name__ == "__main__":
    main()
