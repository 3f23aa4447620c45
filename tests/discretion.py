"""What is kept is nobody's business: an ear on all that every test makes the program say beside its screens.

Listened to are log lines of any library, errors of ours, events of the store, the trace of a fault in its thread, all
that goes to the standard error of this process and of those that are started, and what a terminal shows once the
program has left its screen. No line of a quote or a note that the test has kept may be in any of it.
"""

from __future__ import annotations

import logging
import subprocess
import tomllib
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from quietread.errors import NotFoundError, QuietreadError
from quietread.storage import recovery
from quietread.storage.events import Event, Finding
from quietread.storage.keeper import Keeper
from quietread.storage.sheaf import Sheaf

TELLING = 8
"""Letters from which a line is taken for the reader's own: shorter ones are in words of ours, too."""


class Ear(logging.Handler):
    """Hears everything from `listen` on; what it holds is of one test."""

    def __init__(self) -> None:
        super().__init__(level=logging.NOTSET)
        self.kept: set[str] = set()
        self.said: list[str] = []

    def listen(self, patch: pytest.MonkeyPatch) -> None:
        """Hear what is kept and what is said, until `patch` is undone."""

        def also(owner: type, name: str, hear: Callable[..., None]) -> None:
            true = getattr(owner, name)

            def heard(*arguments: Any, **named: Any) -> Any:
                result = true(*arguments, **named)
                hear(result, *arguments)
                return result

            patch.setattr(owner, name, heard)

        also(Sheaf, "put", lambda _, __, mark: self.keep((mark.quote, mark.note)))
        also(QuietreadError, "__init__", lambda _, error, *__: self.hear_error(error))
        also(Event, "__new__", lambda event, *_: self.hear(event.words))
        also(Finding, "__new__", lambda finding, *_: self.hear(finding.words))
        also(Keeper, "fault", lambda *_: self.hear(traceback.format_exc()))
        also(pytest.CaptureFixture, "readouterr", lambda both, *_: self.hear(both.err))
        also(subprocess.Popen, "communicate", lambda both, *_: self.hear(both[1]))
        patch.setattr(logging.getLogger(), "level", logging.DEBUG)
        logging.getLogger().addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """A line of a log, with the trace that may come with it."""
        self.hear(self.format(record))

    def keep(self, words: Iterable[object]) -> None:
        """Quotes and notes of the test."""
        lines = (line.strip() for text in words if isinstance(text, str) for line in text.splitlines())
        self.kept |= {line for line in lines if len(line) >= TELLING}

    def hear(self, text: str | bytes | None) -> None:
        """Something that was said. What could be saved nowhere is handed back, and that is all right."""
        text = text.decode("utf-8", "replace") if isinstance(text, bytes) else text or ""
        self.said.append(text.partition(recovery._HEAD)[0])

    def hear_error(self, error: QuietreadError) -> None:
        """Only that something was not found is said in the words of whoever asked."""
        if not isinstance(error, NotFoundError):
            self.hear(str(error))

    def leaks(self, home: Path) -> list[str]:
        """Kept lines in what was said; `home`: where there may be marks files of other processes, too."""
        for file in home.glob("data/quietread/marks/*.toml"):
            try:
                marks = tomllib.loads(file.read_bytes().decode()).get("mark", [])
                self.keep(mark.get(key) for mark in marks for key in ("quote", "note"))
            except (ValueError, AttributeError):
                continue  # broken on purpose
        everything = "\n".join(dict.fromkeys(self.said))
        return sorted(words for words in self.kept if words in everything)
