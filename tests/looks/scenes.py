"""The screens that are looked at: each the real app, brought there by keys, at a time of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unittest.mock import patch

from textual.pilot import Pilot

from quietread.core import walk
from quietread.core.essay import Essay
from quietread.core.mark import sentences_from
from quietread.core.parts import place_of
from quietread.desk import Desk
from quietread.options import Options
from quietread.start import desk_for, look_at_terminal
from quietread.storage.progress import Progress
from quietread.ui import motion
from quietread.ui.app import Quietread

NOON = 1_767_960_000.0
"""When everything happens, unless it was days ago."""
DAY = 86_400
ESSAY = "the-price-of-being-alone"
KEPT = (
    ("We sell being alone, at seven pesos", "the sentence that names the price #solitude"),
    ("A hand’s breadth is all they show you", ""),
    ("It’s the voice you want.", "said of a shut door"),
)
"""What has been kept of the essay: words of a sentence, and what was noted."""
FULL = 4.6
"""Seconds of a pause after which its first breath is nearly in."""
STEP = 0.9
"""Seconds that pass between two looks at the clock; more than one would be taken for a machine that slept."""
TRUECOLOR = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


@dataclass(frozen=True)
class Scene:
    """A screen, and the way to it."""

    name: str
    keys: tuple[str, ...] = ()
    at: str = ""
    """Words of the essay that is open, at the place one is at; "" for the shelf or the welcome."""
    welcome: bool = False
    breathes: bool = False


SECTION = "And then you look down."
SCENES = {
    scene.name: scene
    for scene in (
        Scene("reading", ("f5",), at=SECTION),
        Scene("breath", ("B",), at=SECTION, breathes=True),
        Scene("picker", ("m",), at=SECTION),
        Scene("related", ("r",), at=SECTION),
        Scene("notebook", ("apostrophe",), at=SECTION),
        Scene("shelf"),
        Scene("welcome", welcome=True),
        Scene("map", ("G",), at=SECTION),
    )
}


@contextmanager
def seated(home: Path, environ: Mapping[str, str], sets: Sequence[str]) -> Iterator[Desk]:
    """A desk in a home of its own, where one has read three days ago, and kept something."""
    around = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("DATA", "STATE", "CACHE", "CONFIG")}
    desk, problems = desk_for(Options(set=sets), {**around, **environ})
    assert not [*problems, *look_at_terminal(desk, {**around, **environ})]
    desk.clock = lambda: NOON
    try:
        for days, name in ((9, "watched-over-by-strangers"), (3, ESSAY)):
            progress = Progress(desk.folders.progress, partial(float, NOON - days * DAY))
            view = desk.open_slug(name, 80, 24)
            place = place_of(view.essay, len(view.essay.text) // days)
            progress.save(view.essay.id, desk.paths[view.essay.id], place, read=days > 5)
            progress.close()
        keep(desk, desk.open_slug(ESSAY, 80, 24).essay)
        yield desk
    finally:
        desk.close()


def keep(desk: Desk, essay: Essay) -> None:
    """Keep some sentences, and note something on two of them."""
    every = [one for section in essay.sections for one in sentences_from(essay, section.start)]
    for words, note in KEPT:
        at = essay.text.index(words)
        sentence = next(one for one in every if one.start <= at < one.end)
        kept = desk.keeping.keep(essay, sentence.start, sentence.end)
        if note:
            desk.keeping.annotate(essay.id, kept.id, note)
    desk.keeping.store.settle()


@contextmanager
def staged(
    scene: Scene,
    home: Path,
    size: tuple[int, int],
    environ: Mapping[str, str] = TRUECOLOR,
    sets: Sequence[str] = (),
) -> Iterator[Quietread]:
    """The app before it is run, for a screen of `size`."""
    with seated(home, environ, sets) as desk, patch.object(motion, "monotonic", Clock()):
        view = None
        if scene.at:
            view = desk.open_slug(ESSAY, *size)
            view = walk.go(view, view.essay.text.index(scene.at))
        yield Quietread(desk, view, welcome=scene.welcome)


async def go(scene: Scene, pilot: Pilot[None]) -> None:
    """The way to a scene, once the app runs."""
    await pilot.app.workers.wait_for_complete()
    await pilot.press(*scene.keys)
    await pilot.app.workers.wait_for_complete()
    clock = vars(motion)["monotonic"]
    while scene.breathes and isinstance(clock, Clock) and clock.now < FULL:
        await pilot.pause(0.02)
    await pilot.pause(0.1)


class Clock:
    """Goes on at every look by as much as a breath lets pass, until the breath is full."""

    def __init__(self) -> None:
        self.now = -STEP

    def __call__(self) -> float:
        """Seconds."""
        self.now = min(self.now + STEP, FULL)
        return self.now
