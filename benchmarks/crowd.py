"""Several windows that keep marks in one file at the same moment: how long each waits until it is kept.

Taken where temporary files go: let that be a disk, not memory (`TMPDIR`).
"""

from __future__ import annotations

import statistics
import tomllib
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.marks import ESSAY, Window, sentences

MARKS = 200
CROWDS = (1, 2, 4, 8)


def main() -> None:
    """Print the table."""
    print("| windows | marks | lost | doubled | a save, ms, median | 95 of 100 |")
    print("|---|---|---|---|---|---|")
    for windows in CROWDS:
        with TemporaryDirectory(prefix="quietread-") as folder:
            print(row(Path(folder), windows), flush=True)


def row(folder: Path, windows: int) -> str:
    """One line: so many windows, each keeping its share of the marks without a pause."""
    spawned = get_context("spawn")
    barrier = spawned.Barrier(windows)
    with spawned.Pool(windows, initializer=_wait_for, initargs=(barrier,)) as pool:
        shares = pool.starmap(_keep, [(folder, nth, windows) for nth in range(windows)], chunksize=1)
    (file,) = (folder / "marks").glob("*.toml")
    ids = [mark["id"] for mark in tomllib.loads(file.read_text("utf-8"))["mark"]]
    seconds = [one for share in shares for one in share]
    slow = statistics.quantiles(seconds, n=20)[-1]
    lost, doubled = MARKS - len(set(ids)), len(ids) - len(set(ids))
    return f"| {windows} | {MARKS} | {lost} | {doubled} | {1000 * statistics.median(seconds):.1f} | {1000 * slow:.1f} |"


_barrier: Barrier


def _wait_for(barrier: Barrier) -> None:
    global _barrier  # noqa: PLW0603  (a pool hands nothing else to its processes before their work)
    _barrier = barrier


def _keep(folder: Path, nth: int, windows: int) -> list[float]:
    marks = sentences(MARKS)[nth::windows]
    window = Window(folder)
    window.store.open(ESSAY)
    _barrier.wait()
    seconds = [window.keep(mark) for mark in marks]
    window.store.close()
    return seconds


if __name__ == "__main__":
    main()
