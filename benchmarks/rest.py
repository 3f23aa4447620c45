"""What is written and worked while nobody does anything: quietread reading and breathing, a bare app, the peers."""

from __future__ import annotations

from contextlib import ExitStack

from benchmarks.ground import Ground, ground
from benchmarks.peers import MARK, OURS, PATIENCE, opened, programs
from benchmarks.session import Session

WORDS = 2_000
SETTLING = 3.0
"""Seconds in which everything that is made ready in the background has its time."""
PAGES = 10
"""More than a section has."""
BREATH = "breathe in"
"""What stands in the breath first."""


def main(seconds: float = 60.0) -> None:
    """Print the table; all programs rest at the same time, then ours breathes for as long."""
    print(f"| {seconds:.0f} s without a key, {WORDS:,} words | % of a core | bytes/s |")
    print("|---|---|---|")
    with ground() as here:
        _resting(here, seconds)
        _breathing(here, seconds)


def _resting(here: Ground, seconds: float) -> None:
    text, book = opened(here, WORDS)
    resting: dict[str, Session] = {}
    with ExitStack() as sessions:
        for program in programs():
            if not program.command(text, book)[0]:
                _say(program.name, "cannot be installed here", "")
                continue
            session = sessions.enter_context(program.started(here, text, book))
            if session.wait_for(MARK, PATIENCE) is None:
                _say(program.name, f"never showed the text in {PATIENCE:.0f} s", "")
                continue
            session.idle()
            resting[program.name] = session
        _watch(resting, SETTLING)
        for name, (share, written) in _watch(resting, seconds).items():
            _say(name, f"{share:.2f}", f"{written:.0f}")


def _breathing(here: Ground, seconds: float) -> None:
    here.settings.write_text("[pause]\nbreaths = 6\n", "utf-8")
    with here.reader(str(here.essay(WORDS, known=True))) as session:
        session.rest()
        for _ in range(PAGES):
            session.answer(" ")
            if BREATH.encode() in session.raw:
                break
        else:
            raise RuntimeError("the breath never came")
        cost = _watch({OURS: session}, min(seconds, 50.0))[OURS]  # six breaths take sixty
    _say(f"{OURS}, in the breath", f"{cost[0]:.2f}", f"{cost[1]:.0f}")


def _watch(sessions: dict[str, Session], seconds: float) -> dict[str, tuple[float, float]]:
    """Percent of a core and bytes a second of each, over the same stretch of time."""
    began = {name: (one.now, one.cpu(), len(one.raw)) for name, one in sessions.items()}
    ends = {name: one.now + seconds for name, one in sessions.items()}
    while any(one.now < ends[name] for name, one in sessions.items()):
        for one in sessions.values():
            one.read(0.02)
    found = {}
    for name, one in sessions.items():
        then, used, written = began[name]
        took = one.now - then
        found[name] = 100 * (one.cpu() - used) / took, (len(one.raw) - written) / took
    return found


def _say(name: str, share: str, written: str) -> None:
    print(f"| {name} | {share} | {written} |", flush=True)


if __name__ == "__main__":
    main()
