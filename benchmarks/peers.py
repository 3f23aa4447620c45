"""quietread beside a bare Textual app and the readers that can be installed: start, next page and memory.

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
from functools import cache
from pathlib import Path

from benchmarks.epub import write_epub
from benchmarks.ground import COLS, OPENING, READER, ROWS, Ground, ground, prose
from benchmarks.session import Session

ENVIRONMENTS = Path(__file__).parents[1] / "build" / "peers"
MARK = OPENING.split()[1]
"""One word of the opening: some programs write what lies between words as moves of the cursor."""
OURS, BARE = "**quietread**", "bare Textual app"
PAGE_DOWN = "\x1b[6~"
PAGES = 2
"""Turned in every run."""
PATIENCE, LIMIT = 60.0, 10.0
"""Seconds until a program is given up, and until a page is."""
SLOW = 3.0
"""Seconds to the first text above which a program is started in every third round only, lest this take an hour."""


@dataclass(frozen=True)
class Program:
    """Something that shows an essay."""

    name: str
    command: Callable[[Path, Path], tuple[str, ...]]
    """From the essay as Markdown and as EPUB to the command line; begins with "" if it cannot be installed."""
    key: str = " "
    """The key that shows the next page; "" where there are no pages."""
    back: str = ""
    """The key that leads to the start again, where the place is remembered."""

    def started(self, here: Ground, text: Path, book: Path) -> Session:
        """The program with the essay open, among folders of its own."""
        environ = {**here.environ, "HOME": str(here.folder)}
        return Session(self.command(text, book), COLS, ROWS, environ)


@dataclass
class Figures:
    """What was measured of one program, an entry each time."""

    starts: list[float] = field(default_factory=list)
    """Seconds to the first text."""
    pages: list[float] = field(default_factory=list)
    """Seconds from a key to the last byte it brought; none for what has no pages."""
    memory: list[float] = field(default_factory=list)
    """MiB resident, after the pages."""
    wrong: str = ""
    """Why there are none."""
    slow: bool = False
    """Whether it is started in every third round only."""


@cache
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
    """Everything that is compared."""
    frogmouth, hike = installed("frogmouth", "frogmouth"), installed("hike", "hike")
    baca, epy = installed("baca", "baca"), installed("epy-reader", "epy")
    less = shutil.which("less") or ""
    bare = str(Path(__file__).with_name("bare.py"))
    return [
        Program(OURS, lambda text, book: (READER, str(text)), back="\x1b[H"),
        Program(BARE, lambda text, book: (sys.executable, bare, str(text)), key=""),
        Program("less", lambda text, book: (less, str(text))),
        Program("epy", lambda text, book: (epy, str(book))),
        Program("baca", lambda text, book: (baca, str(book))),
        Program("frogmouth", lambda text, book: (frogmouth, str(text)), PAGE_DOWN),
        Program("hike", lambda text, book: (hike, str(text)), PAGE_DOWN),
    ]


def opened(here: Ground, words: int) -> tuple[Path, Path]:
    """An essay as Markdown, known already, and as EPUB."""
    text = here.essay(words, known=True)
    book = text.with_suffix(".epub")
    write_epub(book, prose(words))
    return text, book


def main(rounds: int = 10, words: tuple[int, ...] = (2_000, 100_000)) -> None:
    """Print one table for each length of essay."""
    for count in words:
        with ground() as here:
            compare(here, count, rounds)
        print(flush=True)


def compare(here: Ground, words: int, rounds: int) -> None:
    """Measure all programs by turns, and print how they compare."""
    text, book = opened(here, words)
    found = {program: Figures() for program in programs()}
    for number in range(rounds + 1):
        for program, figures in found.items():
            if not figures.wrong and (number % 3 == 1 or not figures.slow):
                one_run(program, here, text, book, figures)
        if number == 0:  # the first start compiles and fills caches
            for figures in found.values():
                figures.slow = any(start > SLOW for start in figures.starts)
                for values in (figures.starts, figures.pages, figures.memory):
                    values.clear()
    print(f"| {words:,} words | starts | to the first text, ms | × bare | key to screen, ms | memory, MiB |")
    print("|---|---|---|---|---|---|")
    bare = statistics.median(next(one.starts for program, one in found.items() if program.name == BARE))
    for program, figures in found.items():
        if figures.wrong:
            print(f"| {program.name} | | {figures.wrong} | | | |")
            continue
        start, memory = statistics.median(figures.starts), statistics.median(figures.memory)
        page = "–" if not program.key else f"not in {LIMIT:.0f} s"
        if figures.pages:
            page = f"{1000 * statistics.median(figures.pages):.1f}"
        print(
            f"| {program.name} | {len(figures.starts)} | {1000 * start:.0f} | {start / bare:.2f} | {page} | {memory:.0f} |",
            flush=True,
        )


def one_run(program: Program, here: Ground, text: Path, book: Path, figures: Figures) -> None:
    """Start once, turn two pages, look at the memory."""
    if not program.command(text, book)[0]:
        figures.wrong = "cannot be installed here"
        return
    with program.started(here, text, book) as session:
        start = session.wait_for(MARK, PATIENCE)
        if start is None:
            figures.wrong = f"never showed the text in {PATIENCE:.0f} s"
            return
        figures.starts.append(start)
        session.idle()
        for _ in range(PAGES if program.key else 0):
            took = session.answer(program.key, limit=LIMIT)
            if took is not None:
                figures.pages.append(took)
        figures.memory.append(session.rss())
        if program.back:
            session.send(program.back)
            session.settle()


if __name__ == "__main__":
    main()
