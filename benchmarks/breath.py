"""What a breath costs: bytes and processor time a second, and how soon a key brings the next section."""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.session import Session

SIZES = ((80, 24), (120, 40), (200, 60))
COLOURS = {
    "truecolor": {"COLORTERM": "truecolor"},
    "256": {"COLORTERM": ""},
    "16": {"COLORTERM": "", "TERM": "xterm"},
    "SSH": {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"},
}
SECONDS = 10.0
SECTIONS = 24
ESSAY = "# Breath\n\n" + "\n\n".join(
    f"## Section {number}\n\n" + "Something to be read, at length and without hurry. " * 12
    for number in range(SECTIONS)
)


def main(tries: int = 20) -> None:
    """Print the table."""
    print("| screen | colours | KB/s | % of a core | breath is still: bytes/s |")
    print("|---|---|---|---|---|")
    for cols, rows in SIZES:
        for name, environ in COLOURS.items():
            if name == "SSH" and cols != 80:
                continue
            moving = cost(cols, rows, environ)
            still = cost(cols, rows, {**environ, "QUIETREAD_MOTION": "still"})
            print(
                f"| {cols}×{rows} | {name} | {moving[0] / 1000:.1f} | {moving[1]:.1f} | {still[0]:.0f} |",
                flush=True,
            )
    median, p95 = skips(tries)
    print(f"\nkey in the breath to the next section: median {median:.0f} ms, p95 {p95:.0f} ms")


def _open(folder: str, cols: int, rows: int, environ: Mapping[str, str]) -> Session:
    file = Path(folder) / "breath.md"
    file.write_text(ESSAY, "utf-8")
    found = {f"XDG_{name}_HOME": f"{folder}/{name.lower()}" for name in ("DATA", "STATE", "CACHE", "CONFIG")}
    session = Session((sys.executable, "-m", "quietread", str(file)), cols, rows, {**found, **environ})
    session.wait_for("begin")
    session.settle()
    session.send("\r")
    session.wait_for("at length")
    session.settle()
    return session


def cost(cols: int, rows: int, environ: Mapping[str, str] | None = None) -> tuple[float, float]:
    """Bytes a second and percent of a core while the breath moves, from its first inhale to its last exhale."""
    with tempfile.TemporaryDirectory() as folder, _open(folder, cols, rows, environ or {}) as session:
        session.send(" ")
        session.run(0.8)
        written, used, began = len(session.raw), session.cpu(), session.now
        session.run(SECONDS)
        took = session.now - began
        return (len(session.raw) - written) / took, 100 * (session.cpu() - used) / took


def skips(tries: int = 10) -> tuple[float, float]:
    """Milliseconds from a key in the breath to the heading of the next section: the median, and the 95th percentile.

    There are no more tries than the essay has sections to go to.
    """
    found = []
    with tempfile.TemporaryDirectory() as folder, _open(folder, 80, 24, {}) as session:
        for number in range(1, min(tries, SECTIONS - 1) + 1):
            session.send(" ")
            session.run(1.0)
            size, pressed = len(session.raw), session.now
            session.send(" ")
            while f"Section {number}".encode() not in session.raw[size:]:
                session.read(0.01)
            found.append(1000 * (session.now - pressed))
            session.run(0.4)
    return statistics.median(found), statistics.quantiles(found, n=20, method="inclusive")[-1]


if __name__ == "__main__":
    main()
