"""A large library: how soon its shelf stands, and how soon it is listed, beside Python doing nothing."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.ground import READER, Ground, ground
from benchmarks.session import surroundings
from benchmarks.start import quartile

SIZES = (10, 10_000)
"""Essays of the reader's own."""


def main(sizes: tuple[int, ...] = SIZES, runs: int = 10) -> None:
    """Print the table, for libraries that have been looked through before: lower quartiles of `runs`."""
    found: dict[int, dict[str, float]] = {}
    for size in sizes:
        with ground() as here:
            _write(here, size)
            here.run("list")
            found[size] = _measured(here, runs)
    least = found[sizes[0]]
    print(f"| ms, lower quartile of {runs} |", " | ".join(f"{size:,} essays" for size in sizes), "|")
    print("|---" * (len(sizes) + 1) + "|")
    for name in least:
        cells = (f"{1000 * found[size][name]:.0f} ({found[size][name] / least[name]:.2f}×)" for size in sizes)
        print(f"| {name} | {' | '.join(cells)} |")
    print(f"\nlist of {sizes[0]} essays: {least['list'] / least['python -c pass']:.1f} × python -c pass")


def _write(here: Ground, count: int) -> None:
    folder = here.folder / "data" / "quietread" / "essays"
    folder.mkdir(parents=True)
    for number in range(count):
        text = f"# Essay {number:05}\n\nIt is about the number {number}, and what stands around it.\n"
        (folder / f"essay-{number:05}.md").write_text(text, "utf-8")


def _measured(here: Ground, runs: int) -> dict[str, float]:
    listed = here.run("list", "--json")
    first = json.loads(listed)["essays"][0]["title"]
    ways: dict[str, Callable[[], float]] = {
        "shelf": lambda: _shelf(here, first),
        "list": lambda: run(here, READER, "list"),
        "python -c pass": lambda: run(here, sys.executable, "-c", "pass"),
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(runs):
        for name, way in ways.items():
            taken[name].append(way())
    return {name: quartile(times) for name, times in taken.items()}


def _shelf(here: Ground, first: str) -> float:
    with here.reader() as session:
        took = session.wait_for(first)
        session.settle()
    if took is None:
        raise RuntimeError("the shelf never came")
    return took


def run(here: Ground, *command: str | Path) -> float:
    """Seconds a command takes."""
    began = time.perf_counter()
    subprocess.run(command, env=surroundings(here.environ), stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
