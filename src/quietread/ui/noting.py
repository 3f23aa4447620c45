"""The skill of writing notes, on the page and in the notebook."""

from __future__ import annotations

import os
from pathlib import Path

from textual import on

from quietread.core.frame import Geometry
from quietread.core.keys import hint
from quietread.core.mark import Mark, join_tags
from quietread.core.text import clean
from quietread.errors import QuietreadError
from quietread.ui import messages
from quietread.ui.marking import Marking
from quietread.ui.room import Room
from quietread.ui.widgets import TypedLine

ROWS = 6
"""Rows of a note that are shown at once."""


class NoteWriting(Room):
    """A room in which the note of a mark can be written, in a line over the status row."""

    noted: tuple[str, str] = ("", "")
    """The essay and the mark whose note is being written, by their ids."""

    def shape(self) -> Geometry:
        """Where things stand on this screen."""
        raise NotImplementedError

    def noted_now(self) -> None:
        """A note has been kept."""
        raise NotImplementedError

    async def open_note(self, essay: str, mark: Mark) -> None:
        """Begin to write: with the note there is, or with what was typed and not kept.

        Wordings of it that another machine had stand below: what is kept replaces all of them.
        """
        # the widget brings a text editor's imports with it, which nobody needs who only reads
        from quietread.ui.note import NoteLine

        if self.query("#note"):
            return
        self.noted = essay, mark.id
        wordings = "\n".join(filter(None, (mark.note, *mark.note_kept)))
        text = self.desk.keeping.store.draft_of(mark.id) or join_tags(wordings, mark.tags)
        line = NoteLine(text, hint(self.desk.key, ("note.line", "new row"), ("note.editor", "your editor")))
        await self.mount(line)
        self.place_note()
        self.type_in(line)

    def place_note(self) -> None:
        """Lay the line over the status row, growing upwards."""
        shape = self.shape()
        bottom = shape.status if shape.status is not None else shape.rows - 1
        for line in self.query("#note"):
            height = min(ROWS, line.needs if isinstance(line, TypedLine) else 1)
            line.styles.width = shape.measure
            line.styles.height = height
            line.styles.offset = (shape.left, max(0, bottom - height + 1))

    @on(messages.NoteTyped)
    def note_typed(self, event: messages.NoteTyped) -> None:
        """The line grows with the note, and the draft is kept."""
        self.place_note()
        self.call_after_refresh(self.place_cursor)
        self.desk.keeping.store.draft(*self.noted, event.text)

    @on(messages.NoteGiven)
    async def note_given(self, event: messages.NoteGiven) -> None:
        """Enter: the note is kept."""
        await self.query("#note").remove()
        self.write_note(event.text)

    @on(messages.NoteLeft)
    async def note_left(self) -> None:
        """Escape: nothing is kept, but what was typed is offered again."""
        await self.query("#note").remove()
        self.draw()

    @on(messages.NoteToEditor)
    async def note_to_editor(self, event: messages.NoteToEditor) -> None:
        """Ctrl+E: the note is written in the reader's own editor."""
        from quietread.editing import editor

        try:
            command = editor()
            with self.app.suspend():
                text = edited(command, event.text, self.desk.folders.local)
        except QuietreadError as error:
            self.say(error.message)
            return
        await self.query("#note").remove()
        self.write_note(text)

    def write_note(self, text: str) -> None:
        """Keep what was written as the note."""
        self.desk.keeping.annotate(*self.noted, clean(text))
        self.noted_now()


class Noting(Marking, NoteWriting):
    """Notes on the page."""

    async def action_mark_note(self) -> None:
        """A note on the mark at hand; where there is none, the sentence one is at is kept first."""
        essay, here = self.view.essay, self.view.reading
        if here is None:
            return
        if self.at_hand is None:
            self.keep((here.start, here.end))
        entry = self.at_hand
        if entry is not None:
            await self.open_note(essay.id, entry.mark)

    def resize(self, cols: int, rows: int) -> None:
        """The line stays where notes are written."""
        super().resize(cols, rows)
        self.place_note()

    def shape(self) -> Geometry:
        """The page's geometry."""
        return self.view.geometry

    def noted_now(self) -> None:
        """Nothing on the page changes; the message comes when the note is on the disk."""


def edited(command: str, text: str, folder: Path) -> str:
    """`text` after an editor had it. Raises QuietreadError if the editor fails: nothing is changed then."""
    import tempfile

    from quietread.editing import edit

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix="note-", suffix=".txt", dir=folder)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        edit(command, Path(name))
        return Path(name).read_text("utf-8", "replace").rstrip("\n")
    finally:
        Path(name).unlink(missing_ok=True)
