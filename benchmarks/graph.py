"""What a large library costs a reader who follows its links: the graph, Related, the map."""

from __future__ import annotations

import random
import statistics
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from quietread.core.atlas import Atlas
from quietread.core.atlas_layout import moved
from quietread.core.atlas_picture import atlas_picture
from quietread.core.parts import Place
from quietread.desk import Desk
from quietread.journey import Chart
from quietread.options import Options
from quietread.start import desk_for
from quietread.storage.library import Entry

SIZES = (10, 1_000, 10_000)
TRIES = 20
MARKED = 500
"""Essays of which something is kept, if there are so many."""
COLS, ROWS = 80, 24

Figures = dict[str, float]
"""Milliseconds of processor time, by what is done."""


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Print the table: for each size of library milliseconds, and how many times those of the smallest."""
    found = {size: _measured(size) for size in sizes}
    print(f"| ms, median of {TRIES} |", " | ".join(f"{size:,} essays" for size in sizes), "|")
    print("|---" * (len(sizes) + 1) + "|")
    least = found[sizes[0]]
    for name, first in least.items():
        cells = [f"{first:.2f}"]
        cells += [f"{found[size][name]:.2f} ({found[size][name] / first:.1f}×)" for size in sizes[1:]]
        print(f"| {name} | {' | '.join(cells)} |")


def library(folder: Path, count: int) -> None:
    """Essays with three links each, and one in ten that every tenth leads to."""
    chance = random.Random(count)
    folder.mkdir(parents=True)
    for at in range(count):
        one, two, three = (chance.randrange(count) for _ in range(3))
        text = f"# The Title of Essay {at}\n\nA sentence that leads [on](essay-{one}.md). Another one.\n\n"
        related = f"## Related\n\n- [Essay](essay-{two // 10 * 10}.md) - why\n- The Title of Essay {three}\n"
        (folder / f"essay-{at}.md").write_text(text + related, "utf-8")


def _read(desk: Desk, entries: Sequence[Entry]) -> None:
    """Every second essay has been opened, and of some of those a sentence is kept."""
    desk.marks_folder.mkdir(parents=True)
    for entry in entries[::2]:
        desk.progress.save(entry.id, entry.path, Place(0, "", ""))
    for entry in entries[: 2 * MARKED : 2]:
        text = f'[essay]\nid = "{entry.id}"\n\n[[mark]]\nquote = "A sentence that leads on."\n'
        (desk.marks_folder / f"{entry.slug}.toml").write_text(text, "utf-8")


def _measured(count: int) -> Figures:
    with TemporaryDirectory(prefix="quietread-") as home:
        library(Path(home) / "data" / "quietread" / "essays", count)
        first = _desk(home)
        _read(first, first.look_again().entries)
        first.close()
        desk = _desk(home)
        figures = {"the library from its index (worker)": _once(desk.library)}
        figures["every link followed (worker)"] = _once(desk.library().graph.prepare)
        view = desk.open_slug("essay-0", COLS, ROWS)
        essay = view.essay
        desk.tally.counts()
        figures["Related"] = _median(lambda: desk.leads(essay))
        figures["the map opened"] = _median(lambda: _map(desk, view.essay.slug))
        atlas = _map(desk, view.essay.slug)
        chart = Chart(desk, essay)
        steps = desk.library().graph.targets("essay-0")
        figures["a step on it"] = _median(lambda: atlas_picture(_stepped(atlas)))
        figures["a walk to the next essay"] = _median(lambda: [chart.around(slug) for slug in steps])
        desk.close()
        return figures


def _map(desk: Desk, slug: str) -> Atlas:
    chart = Chart(desk, desk.open_slug(slug, COLS, ROWS).essay)
    atlas = Atlas(chart.around(chart.first), COLS, ROWS, reading=chart.here)
    atlas_picture(atlas)
    return atlas


def _stepped(atlas: Atlas) -> Atlas:
    found = moved(atlas, 1, 0)
    return found if isinstance(found, Atlas) else atlas


def _desk(home: str) -> Desk:
    environ = {f"XDG_{name}_HOME": f"{home}/{name.lower()}" for name in ("DATA", "STATE", "CACHE", "CONFIG")}
    return desk_for(Options(), environ)[0]


def _once(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return 1000 * (process_time() - begun)


def _median(work: Callable[[], object]) -> float:
    return statistics.median(_once(work) for _ in range(TRIES))


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
