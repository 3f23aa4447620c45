"""Ground for measurements: folders of their own, an essay of so many words, and programs to start."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.session import Session, surroundings

COLS, ROWS = 100, 32
READER = str(Path(sys.executable).with_name("quietread"))
BARE = Path(__file__).with_name("bare.py")
OPENING = "It begins here."
SENTENCE = "Then somebody said, as people do, that the tide was late and the lamp was still lit. "


def prose(words: int) -> str:
    """An essay of about so many words, in sections of about 300, sentences of 17 and paragraphs of 85."""
    sections = max(1, words // 300)
    paragraphs = max(1, round(words / sections / 85))
    body = "\n\n".join([SENTENCE * 5] * paragraphs)
    parts = [
        f"## Part {number}\n\n{OPENING if number == 1 else ''} {body}" for number in range(1, sections + 1)
    ]
    return "# On Measuring\n\n" + "\n\n".join(parts) + "\n"


class Ground:
    """A reader's folders in a temporary folder, the first screen answered and no pauses between sections."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._essays = 0
        self.environ = {
            f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("DATA", "STATE", "CACHE", "CONFIG")
        }
        self.settings = folder / "config" / "quietread" / "config.toml"
        self.settings.parent.mkdir(parents=True)
        self.settings.write_text('[pause]\nkind = "none"\n', "utf-8")
        with self.reader("--welcome", environ={"QUIETREAD_INK": "0"}) as session:
            session.wait_for("begin")
            session.settle()
            session.send("3\r")
            session.settle()

    def essay(self, words: int, *, known: bool) -> Path:
        """The file of an essay that was never opened; `known`: it has been read into the cache."""
        self._essays += 1
        file = self.folder / f"measuring-{self._essays}.md"
        file.write_text(prose(words), "utf-8")
        os.utime(file, (1_700_000_000, 1_700_000_000))
        if known:
            self.run("outline", str(file))
        return file

    def run(self, *arguments: str) -> bytes:
        """What a command of quietread's answers."""
        command = (READER, *arguments)
        environ = surroundings(self.environ)
        return subprocess.run(command, env=environ, stdout=subprocess.PIPE, check=True).stdout

    def reader(self, *arguments: str, environ: Mapping[str, str] | None = None) -> Session:
        """quietread, started."""
        command = (READER, *arguments)
        return Session(command, COLS, ROWS, {**self.environ, **(environ or {})})

    def bare(self, file: Path) -> Session:
        """The bare app, started."""
        return Session((sys.executable, str(BARE), str(file)), COLS, ROWS, self.environ)


@contextmanager
def ground() -> Iterator[Ground]:
    """A ground for one benchmark, gone afterwards."""
    with TemporaryDirectory(prefix="quietread-") as folder:
        yield Ground(Path(folder))
