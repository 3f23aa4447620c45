"""Keeping one mark among many, beside a bare durable replace of the same bytes; and opening them again.

Taken where temporary files go: let that be a disk, not memory (`TMPDIR`).
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory, mkstemp

from quietread.core.mark import Mark, annotated, made
from quietread.core.markdown import read_markdown
from quietread.core.merge import Sheet
from quietread.storage.changing import changed
from quietread.storage.document import new_document
from quietread.storage.events import KEPT, READ, Event
from quietread.storage.heads import about
from quietread.storage.marks import Store
from quietread.storage.tables import table_of

NOW = datetime(2026, 3, 1, 21, 0, tzinfo=UTC)
SAVES = {100: 80, 1_000: 80, 10_000: 20}
"""How many are measured at each number of marks: half of them before that number is reached, half after."""
OPENINGS = 7


def main(share: float = 1.0) -> None:
    """Print the table. `share`: of the usual number of saves, for a quick look."""
    print("| marks | KB | bare ms | a mark ms | × bare | a note ms | × bare | open ms |")
    print("|---|---|---|---|---|---|---|---|")
    for marks, saves in SAVES.items():
        with TemporaryDirectory(prefix="quietread-") as folder:
            print(row(Path(folder), marks, max(4, int(saves * share))), flush=True)


def row(folder: Path, marks: int, saves: int) -> str:
    """One line: lower quartiles of so many saves, each right beside a bare one: what disturbs one disturbs both."""
    all_of_them = sentences(marks + saves)
    already = marks - saves // 2
    file = folder / "marks" / "measured.toml"
    file.parent.mkdir()
    tables = {mark.id: table_of(mark) for mark in all_of_them[:already]}
    file.write_bytes(changed(new_document(about(ESSAY)), Sheet(tables, {}), now=NOW).bytes)
    opening = statistics.median(Window(folder).open() for _ in range(OPENINGS))
    window = Window(folder)
    window.open()
    window.keep(all_of_them[-1])  # the first save of a run makes a backup as well
    found: dict[str, list[float]] = {"bare": [], "mark": [], "note": []}
    for mark in all_of_them[already : already + saves]:
        found["bare"].append(took(partial(bare, folder / "bare.toml", file.read_bytes())))
        found["mark"].append(window.keep(mark))
        found["note"].append(window.keep(annotated(mark, "worth coming back to", now=NOW)))
    window.store.close()
    ms = {name: 1000 * statistics.quantiles(values, n=4)[0] for name, values in found.items()}
    kept = " | ".join(f"{ms[name]:.2f} | {ms[name] / ms['bare']:.2f}" for name in ("mark", "note"))
    size = file.stat().st_size / 1000
    return f"| {marks:,} | {size:,.0f} | {ms['bare']:.2f} | {kept} | {1000 * opening:.1f} |"


ESSAY = read_markdown(
    "# On Measuring\n\n"
    + "\n\n".join(f"What was said the {n}th time wasn’t said as loudly as before." for n in range(10_200)),
    "measured",
)


def sentences(count: int) -> list[Mark]:
    """So many marks in reading order, every third with a note."""
    blocks = [block for section in ESSAY.sections for block in section.body][:count]
    marks = [made(ESSAY, block.start, block.end, id=f"m{n:011}", now=NOW) for n, block in enumerate(blocks)]
    return [annotated(mark, "Yes. #quiet", now=NOW) if n % 3 == 0 else mark for n, mark in enumerate(marks)]


class Window:
    """A store, as one run of the program has, and when it has told what is waited for."""

    def __init__(self, folder: Path) -> None:
        self.told: SimpleQueue[float] = SimpleQueue()
        self.store = Store(
            folder / "marks", folder / "local", folder / "locks", tell=self.hear, now=lambda: NOW
        )

    def open(self) -> float:
        """Seconds until the marks of the essay are there; many of them are read by the store's thread."""
        began = time.perf_counter()
        if self.store.open(ESSAY).entries:
            return time.perf_counter() - began
        self.store.begin()
        return self.told.get() - began

    def hear(self, event: Event) -> None:
        """Note when “kept” may be said, or the marks are there."""
        if event.kind in (KEPT, READ):
            self.told.put(time.perf_counter())

    def keep(self, mark: Mark) -> float:
        """Seconds from the reader's key until “kept” may be said: the mark is on the disk."""
        began = time.perf_counter()
        self.store.put(ESSAY.id, mark)
        return self.told.get() - began


def bare(path: Path, data: bytes) -> None:
    """The least that a durable replace can be: a temporary file, fsync, rename, fsync of the folder."""
    handle, name = mkstemp(dir=path.parent)
    os.write(handle, data)
    os.fsync(handle)
    os.close(handle)
    os.replace(name, path)  # noqa: PTH105
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def took(work: Callable[[], object]) -> float:
    """Seconds."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
