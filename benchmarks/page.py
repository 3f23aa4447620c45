"""Reading: how the start goes with the length of an essay, what a page turn costs, and what reading at rest does."""

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


def main(runs: int = 20, turns: int = 100, seconds: float = 60.0) -> None:
    """Print the tables."""
    with ground() as here:
        _flat(here, runs)
        _turns(here, turns)
        _rest(here, seconds)


def _flat(here: Ground, runs: int) -> None:
    files = {words: here.essay(words, known=True) for words in (SHORT, LONG)}
    found: dict[int, list[float]] = {SHORT: [], LONG: []}
    for _ in range(runs):
        for words, file in files.items():
            with here.reader(str(file)) as session:
                found[words].append(text(session))
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
    with here.reader(str(here.essay(10 * SHORT, known=True))) as session:
        text(session)
        session.rest()
        found = [_turn(session) for _ in range(turns)]
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
    """Seconds from a key to the last byte it brought, frames and bytes."""
    size, pressed = len(session.raw), session.now
    session.send(" ")
    session.settle(QUIET)
    return session.stamps[-1][0] - pressed, session.raw.count(FRAME, size), len(session.raw) - size


def _rest(here: Ground, seconds: float) -> None:
    file = here.essay(SHORT, known=True)
    print(f"\n| at rest for {seconds:.0f} s | bytes | % of a core |")
    print("|---|---|---|")
    for name, started in (("reading", here.reader(str(file))), ("bare app", here.bare(file))):
        with started as session:
            text(session)
            # what is looked through and made ready in the background has its time first
            session.rest(3.0)
            written, used, began = len(session.raw), session.cpu(), session.now
            session.run(seconds)
            share = 100 * (session.cpu() - used) / (session.now - began)
            print(f"| {name} | {len(session.raw) - written} | {share:.2f} |", flush=True)


if __name__ == "__main__":
    main()
