"""One run of the program, as the store sees it, over folders that several runs may share."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from quietread.core.essay import Essay
from quietread.core.mark import Mark, made
from quietread.core.markdown import read_markdown
from quietread.storage import durable
from quietread.storage.events import HELD, KEPT, NOT_SAVED, Event
from quietread.storage.marks import Store

NOW = datetime(2026, 3, 1, 21, 0, tzinfo=UTC)
ESSAY = read_markdown(
    "# Faults\n\nOne is here. Two is here. Three is here. Four is here. Five is here.", "faults"
)


class Window:
    """A store with an essay open, its events noted."""

    def __init__(self, room: Path, essay: Essay = ESSAY, now: Callable[[], datetime] = lambda: NOW) -> None:
        self.room, self.essay, self._now = room, essay, now
        self.events: list[Event] = []
        self.file = room / "marks" / f"{essay.slug}.toml"
        self.store = Store(room / "marks", room / "local", room / "locks", tell=self.events.append, now=now)
        self.store.open(essay)

    def begin(self) -> Window:
        """The page stands: what earlier runs left is put right."""
        self.store.begin()
        assert self.store.settle(10)
        return self

    def keep(self, *words: str) -> str:
        """Keep the sentences that begin so; what became of the last."""
        for word in words:
            self.store.put(self.essay.id, sentence(self.essay, word, self._now()))
            assert self.store.settle(10)
        return self.last()

    def last(self) -> str:
        """What became of the last mark, "" if nothing has been told yet."""
        told = [event.kind for event in self.events if event.kind in (KEPT, HELD, NOT_SAVED)]
        return told[-1] if told else ""

    def ids(self) -> list[str]:
        """The marks in the file."""
        return [mark["id"] for mark in tomllib.loads(self.file.read_text("utf-8")).get("mark", [])]

    def held(self) -> str:
        """What is in the recovery files."""
        return "".join(path.read_text() for path in (self.room / "local" / "recovery").glob("*.toml"))

    def litter(self) -> list[Path]:
        """Temporary files that were left behind."""
        return list(self.room.rglob(f"{durable.PREFIX}*"))

    def kill(self) -> None:
        """It ends without a word."""
        self.store._working = None


def sentence(essay: Essay, word: str, now: datetime = NOW) -> Mark:
    """A mark of the sentence that begins so; its id is that word in small letters."""
    start = essay.text.index(word)
    return made(essay, start, essay.text.index(".", start) + 1, id=word.lower(), now=now)


def soon(true: Callable[[], bool], patience: float = 5.0) -> bool:
    """Whether it comes true by itself within so many seconds."""
    end = time.monotonic() + patience
    while not true() and time.monotonic() < end:
        time.sleep(0.01)
    return true()
