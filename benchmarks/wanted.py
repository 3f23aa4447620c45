"""What is asked of starting, reading and breathing, and what was measured: one table, most of it as ratios."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator

from benchmarks import breath, page, start
from benchmarks.ground import READER, Ground, ground
from benchmarks.library import run
from benchmarks.start import quartile


def main(runs: int = 15, turns: int = 60) -> None:
    """Print the table; ratios are of lower quartiles of `runs` by turns."""
    print("| | measured | wanted |")
    print("|---|---|---|")
    with ground() as here:
        for what, measured, wanted in (*_starting(here, runs), *_turning(here, turns), *_breathing()):
            print(f"| {what} | {measured} | {wanted} |", flush=True)


def _starting(here: Ground, runs: int) -> Iterator[tuple[str, str, str]]:
    rounds = [start.one_round(here) for _ in range(runs + 1)][1:]
    least = {name: quartile([found[name] for found in rounds]) for name in rounds[0]}
    bare = least["bare app"]
    new, known = least["text, essay new"] / bare, least["text, essay known"] / bare
    key = least["first key, ink"] / least["first key, no ink"]
    yield "first text, essay not read before", f"{new:.2f} × a bare Textual app with the same text", "0.45"
    yield "first text, essay read before", f"{known:.2f} ×", "0.30"
    yield "first key, with ink beside without", f"{key:.2f} ×", "1.05"
    sizes = page.starts(here, runs)
    longer = quartile(sizes[page.LONG]) / quartile(sizes[page.SHORT])
    yield (
        f"first text of {page.LONG:,} words beside {page.SHORT:,}, read before",
        f"{longer:.2f} ×",
        "1.3",
    )
    took: dict[str, list[float]] = {"list": [], "pass": []}
    for _ in range(runs + 1):
        took["list"].append(run(here, READER, "list"))
        took["pass"].append(run(here, sys.executable, "-c", "pass"))
    listing = quartile(took["list"][1:]) / quartile(took["pass"][1:])
    yield "`quietread list`", f"{listing:.1f} × `python -c pass`", "5"


def _turning(here: Ground, turns: int) -> Iterator[tuple[str, str, str]]:
    found = page.turned(here, turns)
    took = [1000 * one[0] for one in found]
    p99 = statistics.quantiles(took, n=100, method="inclusive")[-1]
    frames, size = (statistics.median(one[place] for one in found) for place in (1, 2))
    yield (
        f"page turn, key to last byte, of {turns}",
        f"{statistics.median(took):.1f} ms median, {p99:.1f} ms p99; frames: {frames:.0f}, {size / 1000:.1f} KB",
        "16 and 50 ms, one frame",
    )


def _breathing() -> Iterator[tuple[str, str, str]]:
    for cols, rows, wanted in ((80, 24, "8 KB/s, 6 %"), (200, 60, "12 KB/s, 8 %")):
        size, share = breath.cost(cols, rows)
        yield f"the breath on {cols} × {rows}", f"{size / 1000:.1f} KB/s, {share:.1f} % of a core", wanted
    size, _ = breath.cost(80, 24, {"QUIETREAD_MOTION": "still"})
    yield "the breath, standing still", f"{size:.0f} bytes/s", "0"
    median, p95 = breath.skips(20)
    yield "a key in the breath to the next section", f"{median:.0f} ms median, {p95:.0f} ms p95", "50 ms p95"


if __name__ == "__main__":
    main()
