"""Start to the first text, and to the first key handled, beside a bare Textual app with the same text."""

from __future__ import annotations

import statistics

from benchmarks.ground import OPENING, Ground, ground
from benchmarks.session import Session

NO_INK = {"QUIETREAD_INK": "0"}
WORDS = 2_000


def main(runs: int = 20) -> None:
    """Print the table: the lower quartile of each, and how it compares with the bare app."""
    with ground() as here:
        rounds = [one_round(here) for _ in range(runs + 1)][1:]
    bare = quartile([found["bare app"] for found in rounds])
    print(f"| start of {WORDS:,} words, lower quartile of {runs} alternating | ms | × bare |")
    print("|---|---|---|")
    for name in rounds[0]:
        took = quartile([found[name] for found in rounds])
        print(f"| {name} | {1000 * took:.0f} | {took / bare:.2f} |", flush=True)
    with_ink, without = (
        quartile([found[f"first key, {name}"] for found in rounds]) for name in ("ink", "no ink")
    )
    print(f"\nfirst key with ink: {with_ink / without:.2f} × without")


def one_round(here: Ground) -> dict[str, float]:
    """Seconds from the start for everything once, in one order, so that what disturbs one disturbs all."""
    found = {}
    file = here.essay(WORDS, known=True)
    with here.bare(file) as session:
        found["bare app"] = text(session)
    with here.reader(str(here.essay(WORDS, known=False))) as session:
        found["text, essay new"] = text(session)
    with here.reader(str(file)) as session:
        found["text, essay known"] = text(session)
        found["first key, ink"] = key(session)
    with here.reader(str(here.essay(WORDS, known=True)), environ=NO_INK) as session:
        found["text, no ink"] = text(session)
        found["first key, no ink"] = key(session)
    return found


def text(session: Session) -> float:
    """When the opening words had been written."""
    took = session.wait_for(OPENING)
    if took is None:
        raise RuntimeError("the text never came")
    return took


def key(session: Session) -> float:
    """When the section a key goes to had been written; it is pressed as soon as the text stands."""
    session.send("]")
    took = session.wait_for("Part 2")
    if took is None:
        raise RuntimeError("the key was never heard")
    return took


def quartile(values: list[float]) -> float:
    """The lower quartile."""
    return statistics.quantiles(values, n=4, method="inclusive")[0]


if __name__ == "__main__":
    main()
