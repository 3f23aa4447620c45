"""Reading: how the start goes with the length of an essay, and what a page turn costs."""

from __future__ import annotations

import statistics

from benchmarks.ground import Ground, ground
from benchmarks.session import Session
from benchmarks.start import quartile, text

SHORT, LONG = 2_000, 100_000
"""Words of the essays."""
FRAME = b"\x1b[?2026h"
"""What Textual begins a frame with, where the terminal knows such brackets."""
QUIET = 0.3
"""Seconds without a byte after which a turn is over; also longer than keys are held to be repeating."""


def main(runs: int = 20, turns: int = 100) -> None:
    """Print the tables."""
    with ground() as here:
        _flat(here, runs)
        _turns(here, turns)


def starts(here: Ground, runs: int) -> dict[int, list[float]]:
    """Seconds to the first text of a short and a long essay, by turns; the first round is thrown away."""
    files = {words: here.essay(words, known=True) for words in (SHORT, LONG)}
    found: dict[int, list[float]] = {SHORT: [], LONG: []}
    for number in range(runs + 1):
        for words, file in files.items():
            with here.reader(str(file)) as session:
                took = text(session)
            if number:
                found[words].append(took)
    return found


def turned(here: Ground, turns: int) -> list[tuple[float, int, int]]:
    """What page turns, one after the other, took: seconds from the key to the last byte, frames and bytes."""
    with here.reader(str(here.essay(10 * SHORT, known=True))) as session:
        text(session)
        session.rest()
        return [_turn(session) for _ in range(turns)]


def _flat(here: Ground, runs: int) -> None:
    found = starts(here, runs)
    print(
        f"| first text of an essay that was read before, lower quartile of {runs} | ms | × {SHORT:,} words |"
    )
    print("|---|---|---|")
    least = quartile(found[SHORT])
    for words, times in found.items():
        print(
            f"| {words:,} words | {1000 * quartile(times):.0f} | {quartile(times) / least:.2f} |", flush=True
        )


def _turns(here: Ground, turns: int) -> None:
    found = turned(here, turns)
    took = [1000 * one[0] for one in found]
    print(f"\n| {turns} page turns | median | p99 | most |")
    print("|---|---|---|---|")
    print(
        f"| key to last byte, ms | {statistics.median(took):.1f} | {statistics.quantiles(took, n=100)[-1]:.1f} "
        f"| {max(took):.1f} |"
    )
    for name, values in (("frames", [one[1] for one in found]), ("bytes", [one[2] for one in found])):
        print(f"| {name} | {statistics.median(values):.0f} | | {max(values)} |", flush=True)


def _turn(session: Session) -> tuple[float, int, int]:
    size = len(session.raw)
    took = session.answer(" ", QUIET)
    if took is None:
        raise RuntimeError("the page never came")
    return took, session.raw.count(FRAME, size), len(session.raw) - size


if __name__ == "__main__":
    main()
