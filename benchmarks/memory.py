"""Resident memory of a reader at rest, beside a bare Textual app with the same text."""

from __future__ import annotations

import statistics

from benchmarks.ground import ground
from benchmarks.session import Session
from benchmarks.start import text

SIZES = (2_000, 100_000)
"""Words of the essays."""


def main(runs: int = 5) -> None:
    """Print the table: medians of `runs`."""
    print("| resident memory, MiB | quietread | bare app | × |")
    print("|---|---|---|---|")
    with ground() as here:
        for words in SIZES:
            file = here.essay(words, known=True)
            ours = statistics.median(_rss(here.reader(str(file))) for _ in range(runs))
            bare = statistics.median(_rss(here.bare(file)) for _ in range(runs))
            print(f"| {words:,} words | {ours:.1f} | {bare:.1f} | {ours / bare:.2f} |", flush=True)


def _rss(started: Session) -> float:
    with started as session:
        text(session)
        session.rest(2.0)
        return session.rss()


if __name__ == "__main__":
    main()
