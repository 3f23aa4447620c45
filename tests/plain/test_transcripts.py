"""The conversation, held against transcripts that were read by eye.

In a transcript `$` begins a session, `>` a line that is typed; the rest is what has to be answered. A line
`...` stands for any lines, and `...` at the end of one for the rest of it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

Talk = Callable[..., str]

DATA = Path(__file__).parents[1] / "data" / "transcripts"
FILES = sorted(DATA.glob("*.txt"))


@dataclass(frozen=True)
class Session:
    """One run of quietread."""

    argv: tuple[str, ...]
    typed: str
    said: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """What standard output has to be."""
        lines = self.said.splitlines(keepends=True)
        return re.compile("".join(map(_pattern, lines)))


def _pattern(line: str) -> str:
    if line == "...\n":
        return r"(?:.*\n)*?"
    if line.endswith("...\n"):
        return re.escape(line[:-4]) + r".*\n"
    return re.escape(line)


def sessions(path: Path) -> Iterator[Session]:
    """The sessions of a file, in order."""
    for text in re.split(r"^\$ quietread ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        command, _, talk = text.partition("\n")
        typed = re.findall(r"^>(?: (.*))?\n", talk, re.MULTILINE)
        said = re.sub(r"^>.*\n", ">\n", talk, flags=re.MULTILINE)
        yield Session(tuple(command.split()), "".join(f"{line}\n" for line in typed), said)


def test_there_are_transcripts() -> None:
    assert FILES


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_transcript(file: Path, talk: Talk, sealed_room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = sealed_room / "data" / "quietread" / "essays"
    shutil.copytree(DATA / "library", library)
    monkeypatch.chdir(library)
    for session in sessions(file):
        said = talk(*session.argv, typed=session.typed).replace(str(library), "LIBRARY")
        if not session.pattern.fullmatch(said):
            assert said == session.said
