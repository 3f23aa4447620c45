"""One walk, taken twice: by keys on the full screen, and by lines in the conversation."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from stage import desk, settled
from walk import LIBRARY, WALK, Step

from quietread.core.view import View
from quietread.plain.conversation import Conversation
from quietread.plain.lines import Lines
from quietread.ui.app import Quietread
from quietread.ui.reader import Reader
from quietread.ui.room import Room
from quietread.ui.widgets import Breath

SETS = ("pause.kind=still", "motion=still")
SIZE = (80, 24)
PAGES = re.compile(r"\d+/\d+")
"""How many pages a section has is about the screen."""
Row = tuple[tuple[str, str], ...]
"""Runs of text with their style words."""
CUT = re.compile(r"\w*…")


@dataclass(frozen=True)
class Seen:
    """What stood on the screen after a step."""

    room: str
    read: set[str]
    """Phrases of the essay's own text."""
    others: set[str]
    """All others."""
    signs: set[str]
    """What is seen and is no word: signs, and the style words text is drawn in."""
    view: View


def words(text: str) -> list[str]:
    """The words and numbers of a text, whatever their case; a minute is one however it is written."""
    found = re.findall(r"[^\W_]+", PAGES.sub("", CUT.sub("", text)).casefold())
    return ["minute" if word in ("min", "minutes") else word for word in found]


def phrases(text: str) -> set[str]:
    """What stands together on a row: words between wide gaps, signs and points."""
    return {" ".join(words(piece)) for piece in re.split(r"\s{2,}|\n|[^\w\s’'/…-]", text)} - {""}


def unsaid(phrase: str, said: Sequence[str], own: Collection[str]) -> bool:
    """Whether a phrase, but for words that are the screen's `own`, is missing in the words `said`."""
    known = f" {' '.join(said)} "
    pieces = " ".join("\n" if word in own else word for word in phrase.split()).split("\n")
    return any(f" {piece.strip()} " not in known for piece in pieces if piece.strip())


def seat(home: Path) -> Path:
    """A library in a home of its own."""
    folder = home / "data" / "quietread" / "essays"
    folder.mkdir(parents=True)
    for name, text in LIBRARY.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    return folder


async def seen(home: Path) -> list[Seen]:
    """The walk on the full screen."""
    folder = seat(home)
    at = desk(home, SETS)
    at.hints.begin()
    app = Quietread(at, at.open_slug("quiet", *SIZE))
    found: list[Seen] = []
    async with app.run_test(size=SIZE) as pilot:
        for step in WALK:
            rewrite(step, folder)
            await pilot.press(*step.keys.split())
            await settled(pilot)
            assert app.reader is not None or isinstance(app.screen, Room)
            view = app.reader.view if app.reader is not None else found[-1].view
            found.append(looked_at(app, view, home))
    return found


def looked_at(app: Quietread, view: View, home: Path) -> Seen:
    """The screen on top, and the breath if there is one."""
    room = app.screen
    assert isinstance(room, Room)
    rows = list(room.page.picture.rows)
    read: set[str] = set()
    signs = {sign for row in rows for text, style in row for sign in signs_of(text, style)}
    if isinstance(room, Reader) and not view.at_related and room.pausing is None:
        top = view.geometry.top
        shown = rows[top : top + len(view.page_rows)]
        del rows[top : top + len(view.page_rows)]
        read = phrases(lines_of([row for row in shown if not labelled(row)]))
    # the folder of the walk, wherever its name is broken, is the same to both
    said = re.sub(r"\s*".join(map(re.escape, str(home))), "", lines_of(rows))
    for breath in room.query(Breath):
        if breath.display:
            said += "\n".join(breath.render_line(y).text for y in range(breath.size.height))
    return Seen(type(room).__name__, read, phrases(said), signs, view)


def lines_of(rows: Sequence[Row]) -> str:
    """The text of rows."""
    return "\n".join("".join(text for text, _ in row) for row in rows)


def labelled(row: Row) -> bool:
    """Whether a letter to choose by covers one of the text."""
    return any(style == "label" for _, style in row)


def signs_of(text: str, style: str) -> Iterator[str]:
    """The style words of a run, and what it draws that is neither a letter nor what a keyboard has."""
    yield from (word for word in style.split() if "://" not in word)
    if "mark" in style.split():
        yield text[:1]
    yield from (char for char in text if not (char.isascii() or char.isalnum() or char in "“”’—…–"))


def told(home: Path) -> list[str]:
    """The walk in lines: what is said at each step. At the end of each one asks where one is, as an eye does
    that falls on the status row."""
    folder = seat(home)
    at = desk(home, SETS)
    out = io.StringIO()
    starts = [0]

    def typed() -> Iterator[str]:
        for step in WALK:
            rewrite(step, folder)
            for line in (*step.lines, "s"):
                yield f"{line}\n"
            starts.append(out.tell())

    class Script(io.StringIO):
        lines = typed()

        def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
            return next(self.lines, "")

    Conversation(at, Script(), Lines(out)).run(at.open_slug("quiet", *SIZE).essay)
    said = out.getvalue()
    return [said[start:end].replace(str(home), "") for start, end in pairwise(starts)]


def rewrite(step: Step, folder: Path) -> None:
    """Another edition of an essay, if a step comes upon one."""
    for name, text in step.rewritten.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
