"""Lines for a pipe, a file, a terminal that can do nothing else, or a voice."""

from __future__ import annotations

from typing import TextIO

from quietread.core.essay import Essay
from quietread.core.parts import Part
from quietread.core.picture import NOTHING
from quietread.core.text import clean
from quietread.core.wrap import wrap
from quietread.plain.answers import about, announced, body, named, printed, standing


class Lines:
    """Writes lines, each at once: whoever listens may stand behind a pipe, or be gone the next moment."""

    def __init__(self, stream: TextIO, measure: int | None = None) -> None:
        """`measure`: cells of a line; None: a paragraph is a line."""
        self._stream = stream
        self.measure = measure

    def say(self, text: str = "") -> None:
        """A line, or several; nothing in it is left that a terminal would obey."""
        for line in clean(text).split("\n"):
            for row in self._rows(line.rstrip()):
                self._stream.write(f"{row}\n")
                self._stream.flush()

    def ask(self, prompt: str) -> None:
        """A prompt that waits for an answer on its own line."""
        self._stream.write(prompt)
        self._stream.flush()

    def _rows(self, line: str) -> list[str]:
        if self.measure is None or not line:
            return [line]
        words = line.lstrip(" ")
        room = line[: len(line) - len(words)]
        cells = max(1, self.measure - len(room))
        return [room + words[start:end] for start, end in wrap(words, cells)]


def print_section(lines: Lines, essay: Essay, part: Part, count: int, *, apart: bool, start: int = 0) -> None:
    """A section with its number; from the paragraph on that holds offset `start`."""
    lines.say(" ".join(filter(None, (announced(essay, part, count), standing(part, start)))))
    blocks = body(essay, part)
    shown = tuple(block for block in blocks if block.end > start)
    for line in printed(shown or blocks, apart=apart):
        lines.say(line)


def print_rest(lines: Lines, essay: Essay, parts: tuple[Part, ...], first: int) -> None:
    """The essay from the part with index `first` to its end, and what it names as related."""
    for part in parts[first:]:
        print_section(lines, essay, part, len(parts), apart=True)
        lines.say()
    for line in named(essay.related):
        lines.say(line)


def print_essay(lines: Lines, essay: Essay, parts: tuple[Part, ...]) -> None:
    """The whole essay."""
    for line in about(essay, len(parts)):
        lines.say(line)
    lines.say()
    if not parts:
        lines.say(NOTHING)
    print_rest(lines, essay, parts, 0)
