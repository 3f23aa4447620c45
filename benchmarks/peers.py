"""quietread beside a bare Textual app and the readers that can be installed: start, page, memory, rest.

Each peer lives in an environment of its own under `build/peers`, made here the first time. One that cannot be
installed or does not show the text is said to be so, never left out.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import venv
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.epub import write_epub
from benchmarks.ground import COLS, OPENING, READER, ROWS, Ground, ground, prose
from benchmarks.session import Session

ENVIRONMENTS = Path(__file__).parents[1] / "build" / "peers"
MARK = OPENING.split()[1]
"""One word of the opening: some programs write what lies between words as moves of the cursor."""
BARE = "bare Textual app"
PAGE_DOWN = "\x1b[6~"
REST = 10.0
"""Seconds of rest that are looked at."""
PATIENCE = 60.0
"""Seconds until a program is given up."""


@dataclass
class Program:
    """Something that shows an essay."""

    name: str
    command: Callable[[Path, Path], tuple[str, ...]]
    """From the essay as Markdown and as EPUB to the command line."""
    key: str = " "
    """The key that shows the next page."""
    quiet: float = 0.5
    """Seconds without a byte after which it is taken to be at rest: longer for what shows its text early."""
    back: str = ""
    """The key that leads to the start again, where the place is remembered."""


@dataclass
class Figures:
    """What was measured of one program."""

    starts: list[float] = field(default_factory=list)
    """Seconds to the first text."""
    pages: list[float] = field(default_factory=list)
    """Seconds from a key to the last byte it brought; none for what has no pages."""
    memory: float = 0.0
    """MiB resident, after the pages."""
    cpu: float = 0.0
    """Percent of a core, at rest."""
    written: float = 0.0
    """Bytes a second, at rest."""
    wrong: str = ""
    """Why there are none."""


def installed(package: str, command: str) -> str:
    """The path of a peer's program, in its own environment; "" if it cannot be installed."""
    room = ENVIRONMENTS / package
    found = room / "bin" / command
    if not found.exists():
        venv.create(room, with_pip=True, clear=True)
        pip = [str(room / "bin" / "pip"), "install", "-q", package]
        subprocess.run(pip, check=False, capture_output=True)
    return str(found) if found.exists() else ""


def programs() -> list[Program]:
    """Everything that is compared. A command line that begins with "" could not be installed."""
    frogmouth, hike = installed("frogmouth", "frogmouth"), installed("hike", "hike")
    baca, epy = installed("baca", "baca"), installed("epy-reader", "epy")
    less = shutil.which("less") or ""
    bare = str(Path(__file__).with_name("bare.py"))
    return [
        Program("quietread", lambda text, book: (READER, str(text)), quiet=2.0, back="\x1b[H"),
        Program(BARE, lambda text, book: (sys.executable, bare, str(text)), PAGE_DOWN),
        Program("less", lambda text, book: (less, str(text))),
        Program("epy", lambda text, book: (epy, str(book))),
        Program("baca", lambda text, book: (baca, str(book))),
        Program("frogmouth", lambda text, book: (frogmouth, str(text)), PAGE_DOWN),
        Program("hike", lambda text, book: (hike, str(text)), PAGE_DOWN, quiet=2.0),
    ]


def main(rounds: int = 10, words: tuple[int, ...] = (2_000, 100_000)) -> None:
    """Print one table for each length of essay."""
    for count in words:
        with ground() as here:
            compare(here, count, rounds)


def compare(here: Ground, words: int, rounds: int) -> None:
    """Measure all programs by turns, and print how they compare."""
    text = here.essay(words, known=True)
    book = text.with_suffix(".epub")
    write_epub(book, prose(words))
    found = {program.name: Figures() for program in programs()}
    for number in range(rounds + 1):
        for program in programs():
            figures = found[program.name]
            if not figures.wrong:
                one_run(here, program, program.command(text, book), figures, last=number == rounds)
        if number == 0:  # the first start compiles and fills caches
            for figures in found.values():
                figures.starts.clear()
                figures.pages.clear()
    print(
        f"\n| {words:,} words | to the first text, ms | × bare | key to screen, ms | memory, MiB | rest, % of a core | rest, bytes/s |"
    )
    print("|---|---|---|---|---|---|---|")
    bare = statistics.median(found[BARE].starts)
    for name, figures in found.items():
        if figures.wrong:
            print(f"| {name} | {figures.wrong} | | | | | |")
            continue
        start = statistics.median(figures.starts)
        page = f"{1000 * statistics.median(figures.pages):.1f}" if figures.pages else "–"
        print(
            f"| {name} | {1000 * start:.0f} | {start / bare:.2f} | {page}"
            f" | {figures.memory:.0f} | {figures.cpu:.2f} | {figures.written:.0f} |",
            flush=True,
        )


def one_run(
    here: Ground, program: Program, command: tuple[str, ...], figures: Figures, *, last: bool
) -> None:
    """Start once and turn two pages; the last time also rest for a while."""
    if not command[0]:
        figures.wrong = "cannot be installed here"
        return
    environ = {**here.environ, "HOME": str(here.folder)}
    with Session(command, COLS, ROWS, environ) as session:
        start = session.wait_for(MARK, PATIENCE)
        if start is None:
            figures.wrong = "never showed the text"
            return
        figures.starts.append(start)
        session.settle(program.quiet)
        for _ in range(2):
            pressed = session.now
            session.send(program.key)
            session.settle(program.quiet)
            if session.stamps[-1][0] > pressed:
                figures.pages.append(session.stamps[-1][0] - pressed)
        session.send(program.back)
        session.settle(program.quiet)
        if last:
            figures.memory = session.rss()
            used, written, began = session.cpu(), len(session.raw), session.now
            session.run(REST)
            took = session.now - began
            figures.cpu = 100 * (session.cpu() - used) / took
            figures.written = (len(session.raw) - written) / took


if __name__ == "__main__":
    main()
