"""A reader's desk: the library, the essay that is open, where one was, what is kept.

The full screen and the conversation of lines both work at it, so that they do the same things.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quietread.core import walk
from quietread.core.duration import ago
from quietread.core.essay import Essay
from quietread.core.parts import find_place, parts, place_of
from quietread.core.settings import Settled
from quietread.core.terminal import Terminal
from quietread.core.view import Drawn, Lead, Manner, View
from quietread.core.wrap import RIGHT_TO_LEFT, runs_right_to_left
from quietread.errors import NotFoundError
from quietread.offers import EVERYTHING, Hints, Shelved, leads
from quietread.storage.cache import Cache
from quietread.storage.library import Library, Shelves
from quietread.storage.opening import open_essay, read_stream, resolve, settled_path
from quietread.storage.paths import Folders, first_path
from quietread.storage.progress import Progress
from quietread.storage.stacks import Stacks

if TYPE_CHECKING:
    from datetime import datetime

    from quietread.core.keys import Keymap
    from quietread.keeping import Keeping
    from quietread.storage.config import Memory
    from quietread.storage.events import Event
    from quietread.storage.heads import Finder

LOOKING = "looking through the library"
"""Said on Related until it is known what that offers."""


class Desk:
    """Everything of one run. What the first page can do without is looked at, and imported, when it is needed."""

    def __init__(
        self,
        folders: Folders,
        settled: Settled,
        *,
        look: Terminal,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.folders = folders
        self.settled = settled
        self.look = look
        self.clock = clock
        others = tuple(Path(path).expanduser() for path in settled.settings.library)
        self.shelves = Shelves(folders.essays, others)
        self.cache = Cache(folders.library)
        self.progress = Progress(folders.progress, clock)
        self.began = settled.settings
        """The settings before anything was changed."""
        self.paths: dict[str, str] = {}
        """Files of the essays opened in this run, by id; what came from standard input has none."""
        self.stacks = Stacks(self.shelves, self.cache)
        self.library = self.stacks.library
        self.look_again = self.stacks.look_again
        self._unopened: list[Essay] = []
        """Those opened before the store of marks was needed."""
        self._left_for_related: View | None = None
        self.hints = Hints(self.key)
        self.hear: Callable[[Event], object] = lambda event: None
        """Is told what becomes of marks, in the store's thread."""

    @cached_property
    def keymap(self) -> Keymap:
        """Which keys do what; the default ones unless set."""
        from quietread.core.keys import DEFAULT

        return DEFAULT

    def key(self, name: str) -> str:
        """The key that hints name for a command, "" if it has none."""
        return self.keymap.named(name, plain=not self.look.narrow)

    @cached_property
    def memory(self) -> Memory:
        """Keeps settings that are changed while reading."""
        from quietread.storage.config import Memory

        return Memory(self.folders.settings)

    @cached_property
    def keeping(self) -> Keeping:
        """The reader's marks."""
        from quietread.keeping import Keeping
        from quietread.storage.marks import Store

        settings = self.settled.settings
        store = Store(
            self.marks_folder,
            self.folders.local,
            self.folders.locks,
            tell=self._told,
            now=self.now,
            chosen=bool(settings.marks_dir),
            hashed=settings.hashed,
            cache=self.cache,
        )
        keeping = Keeping(store, self.progress, self.now, self.key)
        for essay in self._unopened:
            keeping.open(essay)
        return keeping

    def _told(self, event: Event) -> None:
        self.hear(event)

    @cached_property
    def tally(self) -> Finder:
        """Counts the marks of each essay."""
        from quietread.storage.heads import Finder

        return Finder(self.marks_folder)

    @property
    def marks_folder(self) -> Path:
        """Where the marks files are."""
        return self.folders.marks(self.settled.settings.marks_dir)

    def now(self) -> datetime:
        """The time, with this place's offset, in whole seconds."""
        from datetime import datetime

        return datetime.fromtimestamp(int(self.clock())).astimezone()

    @property
    def manner(self) -> Manner:
        """How the page looks, by the settings and this terminal."""
        now = self.settled.settings
        return Manner(now.measure, now.overlap, now.airy, now.focus, now.status, self.look.narrow)

    def find(self, name: str) -> Essay:
        """What ESSAY on the command line means. Raises NotFoundError naming the nearest, and SourceError."""
        if name == "-":
            return read_stream(sys.stdin.buffer)
        return self._open(resolve(name, self.shelves, self.cache))

    def _open(self, path: str) -> Essay:
        essay = open_essay(path, self.cache)
        self.paths[essay.id] = settled_path(path)
        return essay

    def open_path(self, path: str, cols: int, rows: int) -> View:
        """The essay in a file, where it was left. Raises SourceError."""
        return self.opened(self._open(path), cols, rows)

    def open_slug(self, slug: str, cols: int, rows: int) -> View:
        """An essay of the library, where it was left. Raises NotFoundError and SourceError."""
        entry = self.stacks.entry(slug)
        if entry is None:
            raise NotFoundError(f"{slug} is no longer in this library")
        return self.open_path(entry.path, cols, rows)

    def opened(self, essay: Essay, cols: int, rows: int) -> View:
        """An essay where it was left, or at its start."""
        view = walk.opened(essay, parts(essay, self.settled.settings.split), cols, rows, self.manner)
        view = view._replace(kept=self._drawn(essay))
        seen = self.progress.seen(essay.id)
        if seen is not None and (offset := find_place(essay, seen.place)) > 0:
            said = f"where you were, {ago(self.clock() - seen.seen)}"
            view = walk.go(view, offset)._replace(arrow=offset, message=said)
        elif runs_right_to_left(
            " ".join(block.text for section in essay.sections[:1] for block in section.blocks)
        ):
            view = view._replace(message=RIGHT_TO_LEFT)  # who comes back knows it
        message = self.hints.noticed() or view.message
        return view._replace(message=message, hint="" if message else self.hints.on_page)

    def _drawn(self, essay: Essay) -> tuple[Drawn, ...]:
        """The marks of an essay that is being opened."""
        file = first_path(self.marks_folder, essay.slug, essay.id, hashed=self.settled.settings.hashed)
        if "keeping" not in vars(self) and not file.exists():
            self._unopened.append(essay)
            return ()
        self.keeping.open(essay)
        return self.keeping.drawn(essay)

    def arrived(self, view: View, *, reading_on: bool = False) -> View:
        """Keep the place one has come to, and look up what Related shows there.

        `reading_on`: not by a jump; an essay whose Related page is reached so has been read.
        """
        if self.hints.on_page:
            view = view._replace(hint=self.hints.turned())
        if not view.at_related:
            self._left_for_related = None
            self.keep(view)
            return view
        if reading_on:
            self.keep(walk.last(view), read=True)
        else:
            self.progress.touch(view.essay.id)
        quotes = tuple(one.mark.quote for one in self.keeping.notebook(view.essay).shown)
        view = view._replace(quotes=quotes, way_out=self.hints.way_out)
        if not self.stacks.prepared:
            return view._replace(message=LOOKING)
        return view._replace(leads=self.leads(view.essay))

    def keep(self, view: View, *, read: bool = False) -> None:
        """Keep the place of a view; its essay is under way then, or `read`."""
        essay, path = view.essay, self.paths.get(view.essay.id)
        if path is not None:
            self.progress.save(essay.id, path, place_of(essay, view.place), read=read)

    def leave_for_related(self, view: View | None) -> None:
        """Related was asked for in the text, and back leads to this very view; None: it was not."""
        self._left_for_related = view

    def came_from(self, view: View) -> View | None:
        """Where one left the text for Related, None if one came by reading on."""
        return self._left_for_related if view.at_related else None

    def begin(self, pause: str) -> None:
        """The first screen has been answered."""
        self.hints.begin()
        self.progress.save_welcomed()
        self.remember("pause.kind", pause)

    def remember(self, key: str, value: object) -> None:
        """Change a setting, from now on and, soon, in the reader's file."""
        changed: dict[str, Any] = {key.replace(".", "_"): value}
        self.settled = self.settled._replace(settings=self.settled.settings._replace(**changed))
        self.memory.remember(key, value)

    def leads(self, essay: Essay) -> tuple[Lead, ...]:
        """What the Related page of an essay offers."""
        path, states = self.paths.get(essay.id, ""), self.progress.states()
        return leads(essay, path, self.around(essay), states, self.keymap.entries())

    def around(self, essay: Essay) -> Library:
        """The library as seen from an essay, with what that names beside it if it is none of the library."""
        return self.stacks.around(essay, self.paths.get(essay.id, ""))

    def is_file_of(self, essay: Essay, slug: str) -> bool:
        """Whether an essay that was opened is the one of this slug, and not only named so."""
        entry = self.stacks.entry(slug)
        return entry is not None and entry.path == self.paths.get(essay.id)

    def shelf(self) -> tuple[Shelved, ...]:
        """Every essay, the one read last before all others."""
        library, states, latest = self.library(), self.progress.states(), self.progress.latest()
        first = library.by_id.get(latest.id) if latest else None
        groups = [(one, EVERYTHING) for one in library.entries if one is not first]
        if first and latest:
            groups.insert(0, (first, f"where you were, {ago(self.clock() - latest.seen)}"))
        return tuple(Shelved(one, group, states.get(one.id, "")) for one, group in groups)

    def close(self) -> None:
        """Wait until everything is on the disk; what could be kept nowhere is said, to be copied."""
        kept = self.keeping.store.close() if "keeping" in vars(self) else ()
        changes = self.memory.close() if "memory" in vars(self) else ()
        for unsaved in (*kept, *(f"quietread: {line}" for line in changes)):
            print(unsaved, file=sys.stderr)  # noqa: T201
        self.progress.close()
        self.cache.close()
