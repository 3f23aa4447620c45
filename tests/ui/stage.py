"""An app on a stage: an essay of our own, settings, and what a reader sees."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from textual.pilot import Pilot
from textual.worker import WorkerCancelled, WorkerFailed

from quietread.desk import Desk
from quietread.options import Options
from quietread.start import desk_for, look_at_terminal
from quietread.ui.app import Quietread
from quietread.ui.reader import Reader

DESKS: list[Desk] = []
"""Desks made for a test; closed when it is over."""
ENVIRON = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


def paragraph(number: int, sentences: int = 4) -> str:
    """A paragraph whose every sentence says where it stands."""
    return " ".join(
        f"Sentence {one} of paragraph {number} is here to be read and goes on for a little while."
        for one in range(1, sentences + 1)
    )


def essay(sections: int = 3, paragraphs: int = 2, related: str = "") -> str:
    """Markdown of so many sections, each of more than sixty words."""
    parts = ["# On Standing Still"]
    number = 0
    for section in range(sections):
        if section:
            parts.append(f"## Part {section + 1}")
        for _ in range(paragraphs):
            number += 1
            parts.append(paragraph(number))
    if related:
        parts += ["## Related", related]
    return "\n\n".join(parts) + "\n"


def desk(home: Path, sets: Sequence[str] = ()) -> Desk:
    """A desk in the sealed room; `sets` are settings as `KEY=VALUE`."""
    environ = {
        **ENVIRON,
        **{f"XDG_{name}_HOME": str(home / name.lower()) for name in ("DATA", "STATE", "CACHE", "CONFIG")},
    }
    found, problems = desk_for(Options(set=sets), environ)
    assert not problems
    assert not look_at_terminal(found, environ)
    DESKS.append(found)
    return found


def reading(
    home: Path,
    text: str,
    *,
    sets: Sequence[str] = (),
    size: tuple[int, int] = (80, 24),
    name: str = "standing.md",
) -> Quietread:
    """The app with an essay open, past the first screen."""
    file = home / name
    if not file.exists():
        file.write_text(text, "utf-8")
    at = desk(home, sets)
    return Quietread(at, at.open_path(str(file), *size))


def screen(pilot: Pilot[None]) -> str:
    """What stands on the page, row by row."""
    room = pilot.app.screen
    assert isinstance(room, Reader)
    return "\n".join("".join(text for text, _ in row) for row in room.page.picture.rows)


def reader(pilot: Pilot[None]) -> Reader:
    """The reading screen."""
    room = pilot.app.screen
    assert isinstance(room, Reader)
    return room


async def press(pilot: Pilot[None], *keys: str) -> Reader:
    """Press keys, one after the other; the reading screen that is there then."""
    await pilot.press(*keys)
    await pilot.pause()
    return reader(pilot)


def status(pilot: Pilot[None]) -> str:
    """The status row of the reading screen, on a screen of 24 rows."""
    return screen(pilot).split("\n")[22].strip()


async def settled(pilot: Pilot[None]) -> None:
    """Wait until the store has told what became of everything, and what is gathered has been."""
    app = pilot.app
    assert isinstance(app, Quietread)
    assert app.desk.keeping.store.settle()
    for worker in list(app.workers):
        with suppress(WorkerFailed, WorkerCancelled):
            await worker.wait()
    await pilot.pause()
    await pilot.pause()
