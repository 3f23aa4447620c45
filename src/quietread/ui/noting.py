"""The skill of writing notes on what was kept."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from textual import on
from textual.widgets import TextArea

from quietread.core.mark import join_tags
from quietread.core.text import clean
from quietread.core.view import View
from quietread.desk import Desk
from quietread.errors import QuietreadError
from quietread.ui import messages
from quietread.ui.marking import Marking
from quietread.ui.paint import Paint

ROWS = 6
"""Rows of a note that are shown at once."""


class Noting(Marking):
    """Opens the note's line over the status row, and keeps what is written in it."""

    def __init__(self, desk: Desk, paint: Paint, view: View) -> None:
        super().__init__(desk, paint, view)
        self.noted = ""
        """The mark whose note is being written."""

    async def action_mark_note(self) -> None:
        """A note on the mark at hand; where there is none, the sentence one is at is kept first."""
        # the widget brings a text editor's imports with it, which nobody needs who only reads
        from quietread.ui.note import NoteLine

        essay, here = self.view.essay, self.view.reading
        if here is None or self.query("#note"):
            return
        if self.desk.keeping.at_hand(essay, here) is None:
            self.keep((here.start, here.end))
        entry = self.desk.keeping.at_hand(essay, here)
        if entry is None:
            return
        self.noted = entry.id
        offered = self.desk.keeping.draft(entry.id) or join_tags(entry.mark.note, entry.mark.tags)
        line = NoteLine(offered)
        await self.mount(line)
        self.place_note()
        line.focus()
        if entry.mark.note_kept:
            self.say("also: " + " / ".join(" ".join(one.split()) for one in entry.mark.note_kept))

    def resize(self, cols: int, rows: int) -> None:
        """The line stays where notes are written."""
        super().resize(cols, rows)
        self.place_note()

    def place_note(self) -> None:
        """Lay the line over the status row, growing upwards."""
        for line in self.query("#note").results(TextArea):
            shape = self.view.geometry
            height = min(ROWS, max(1, line.wrapped_document.height))
            bottom = shape.status if shape.status is not None else self.view.rows - 1
            line.styles.width = shape.measure
            line.styles.height = height
            line.styles.offset = (shape.left, max(0, bottom - height + 1))

    @on(TextArea.Changed, "#note")
    def note_typed(self, event: TextArea.Changed) -> None:
        """The line grows with the note, and the draft is kept."""
        self.place_note()
        self.desk.keeping.keep_draft(self.view.essay, self.noted, event.text_area.text)

    async def end_note(self) -> None:
        """Take the line away."""
        await self.query("#note").remove()
        self.set_focus(None)

    def write_note(self, text: str) -> None:
        """Keep what was written as the note."""
        words = clean(text)
        self.attempt(lambda: self.desk.keeping.annotate(self.view.essay, self.noted, words))

    @on(messages.NoteGiven)
    async def note_given(self, event: messages.NoteGiven) -> None:
        """Enter: the note is kept."""
        await self.end_note()
        self.write_note(event.text)

    @on(messages.NoteLeft)
    async def note_left(self) -> None:
        """Escape: nothing is kept, but what was typed is offered again."""
        await self.end_note()
        self.draw()

    @on(messages.NoteToEditor)
    async def note_editor(self, event: messages.NoteToEditor) -> None:
        """Ctrl+E: the note is written in the reader's own editor."""
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if not editor:
            self.say("no editor: set VISUAL or EDITOR")
            return
        try:
            with self.app.suspend():
                text = edited(editor, event.text, self.desk.folders.local)
        except QuietreadError as error:
            self.say(error.message)
            return
        await self.end_note()
        self.write_note(text)


def edited(editor: str, text: str, folder: Path) -> str:
    """`text` after an editor had it. Raises QuietreadError if the editor fails: nothing is changed then."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix="note-", suffix=".txt", dir=folder)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        try:
            status = subprocess.run([*shlex.split(editor), name], check=False).returncode
        except (OSError, ValueError) as error:
            raise QuietreadError(f"the editor did not start: {error}") from error
        if status:
            raise QuietreadError(f"the editor ended with {status}; the note is as it was")
        return Path(name).read_text("utf-8", "replace").rstrip("\n")
    finally:
        Path(name).unlink(missing_ok=True)
