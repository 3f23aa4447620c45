"""The longest stretch in which the full screen hears no key, while marks are made, listed and undone.

Counted is the processor time of the thread that hears keys, from one turn of its loop to the next: the disk,
and other programs, have no part in it. What the first use of a screen imports is done before.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.pilot import Pilot

from quietread.core.mark import made, sentences_from
from quietread.core.markdown import read_markdown
from quietread.core.merge import Sheet
from quietread.options import Options
from quietread.start import desk_for, look_at_terminal
from quietread.storage.changing import changed
from quietread.storage.document import new_document
from quietread.storage.heads import about
from quietread.storage.tables import table_of
from quietread.ui.app import Quietread

NOW = datetime(2026, 3, 1, tzinfo=UTC)
LIMIT = 16.0
"""Milliseconds that the loop may be busy at a stretch."""
SIZES = (100, 1_000, 10_000)
STEPS = {
    "keep by label": ("m", "g"),
    "keep at the cursor": ("j", "j", "m"),
    "grow, shrink": (">", "<"),
    "undo, redo": ("u", "u", "ctrl+r"),
    "turn the page": ("space",),
    "open the notebook": ("'",),
    "down the list": ("j", "j", "space", "end", "home"),
    "remove, undo": ("d", "u"),
    "filter": ("/", "n", "u", "m", "enter", "escape"),
    "the whole library": ("tab",),
    "newest first": ("o",),
    "jump to the mark": ("enter",),
}


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Print the table."""
    print(
        f"| longest stretch, ms (of {LIMIT:.0f}) | " + " | ".join(f"{size:,} marks" for size in sizes) + " |"
    )
    print("|---|" + "---|" * len(sizes))
    found = [asyncio.run(measured(size)) for size in sizes]
    for name in found[0]:
        print(f"| {name} | " + " | ".join(f"{one[name]:.1f}" for one in found) + " |", flush=True)


async def measured(size: int) -> dict[str, float]:
    """The longest stretch of each step, in milliseconds, in an essay of which so much is kept."""
    with TemporaryDirectory(prefix="quietread-") as folder:
        home = Path(folder)
        app = reader(home, size)
        async with app.run_test(size=(80, 24)) as pilot:
            async with stretches() as opening:
                await quiet(app, pilot)
            for key in ("m", "escape", "'", "tab", "escape"):
                await pilot.press(NAMES.get(key, key))
            await quiet(app, pilot)
            found = {"after opening": 1000 * opening[0]}
            for name, keys in STEPS.items():
                async with stretches() as longest:
                    for key in keys:
                        await pilot.press(NAMES.get(key, key))
                    await quiet(app, pilot)
                found[name] = 1000 * longest[0]
        app.desk.close()
        return found


NAMES = {"'": "apostrophe", ">": "greater_than_sign", "<": "less_than_sign", "/": "slash"}


async def quiet(app: Quietread, pilot: Pilot[None]) -> None:
    """Wait until the store and every worker have done what they were asked."""
    await asyncio.to_thread(app.desk.keeping.store.settle)
    await app.workers.wait_for_complete()
    await pilot.pause()


@asynccontextmanager
async def stretches() -> AsyncIterator[list[float]]:
    """The longest stretch between two turns of the loop, in seconds of its own processor time."""
    longest, running = [0.0], True

    async def turn() -> None:
        last = time.thread_time()
        while running:
            await asyncio.sleep(0)
            now = time.thread_time()
            longest[0] = max(longest[0], now - last)
            last = now
            await asyncio.sleep(0.0005)

    task = asyncio.create_task(turn())
    try:
        yield longest
    finally:
        running = False
        await task


def reader(home: Path, size: int) -> Quietread:
    """The app with an essay open of which `size` sentences are kept."""
    body = " ".join(
        f"Sentence number {number} is kept because of what it says." for number in range(size + 200)
    )
    paragraphs = [body.split(". ")[at : at + 8] for at in range(0, size + 200, 8)]
    text = "# Measured\n\n" + "\n\n".join(". ".join(one).rstrip(".") + "." for one in paragraphs) + "\n"
    file = home / "measured.md"
    file.write_text(text, "utf-8")
    environ = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("DATA", "STATE", "CACHE", "CONFIG")}
    desk, _ = desk_for(
        Options(set=("pause.kind=none",)), {**environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    )
    look_at_terminal(desk, environ)
    essay = read_markdown(text, "measured")
    marks = [
        made(essay, one.start, one.end, id=f"mark{number:08}", now=NOW)
        for number, one in enumerate(islice(sentences_from(essay, 0), 100, 100 + size))
    ]
    tables = {mark.id: table_of(mark) for mark in marks}
    folder = desk.marks_folder
    folder.mkdir(parents=True)
    written = changed(new_document(about(essay)), Sheet(tables, {}), now=NOW)
    (folder / "measured.toml").write_bytes(written.bytes)
    return Quietread(desk, desk.open_path(str(file), 80, 24))


if __name__ == "__main__":
    main()
