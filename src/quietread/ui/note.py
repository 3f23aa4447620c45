"""The line a note is written in. It grows to a few rows, which is more than an Input can do."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from quietread.core.keys import hint
from quietread.core.mark import Mark, join_tags
from quietread.core.text import clean
from quietread.editing import edit, editor
from quietread.errors import QuietreadError
from quietread.ui.marking import KeepingRoom
from quietread.ui.widgets import TypedLine


class NoteLine(TextArea, TypedLine):
    """The note of a mark: Enter keeps it, Escape leaves, and what was typed is offered again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "give", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        Binding("ctrl+j", "line", show=False, id="note.line"),
        Binding("ctrl+e", "editor", show=False, priority=True, id="note.editor"),
    ]

    def __init__(self, room: KeepingRoom, essay: str, mark: Mark) -> None:
        """Begin with the note there is, or with what was typed and not kept.

        Wordings of it that another machine had stand below: what is kept replaces all of them.
        """
        self._room = room
        self._keeping = room.desk.keeping
        self._ids = essay, mark.id
        wordings = "\n".join(filter(None, (mark.note, *mark.note_kept)))
        keys = hint(room.desk.key, ("note.line", "new row"), ("note.editor", "your editor"))
        super().__init__(
            self._keeping.store.draft_of(mark.id) or join_tags(wordings, mark.tags),
            id="note",
            soft_wrap=True,
            show_line_numbers=False,
            compact=True,
            tab_behavior="focus",
            highlight_cursor_line=False,
            placeholder="   ".join(filter(None, ("enter keeps", "esc leaves", keys))),
        )
        self.cursor_blink = False
        self.move_cursor(self.document.end)

    @property
    def typed(self) -> str:
        """The note as far as it has been typed."""
        return self.text

    @property
    def needs(self) -> int:
        """Rows that the note takes as it is wrapped now."""
        return max(1, self.wrapped_document.height)

    @on(TextArea.Changed)
    def _grow(self, event: TextArea.Changed) -> None:
        event.stop()
        self._room.lay_lines()
        self._room.call_after_refresh(self._room.place_cursor)
        self._keeping.store.draft(*self._ids, self.text)

    def _keep(self, text: str) -> None:
        if self.hand_over(self.Given(self, text)):
            self._room.attempt(partial(self._keeping.annotate, *self._ids, clean(text)))

    def action_give(self) -> None:
        """Keep the note."""
        self._keep(self.text)

    def action_line(self) -> None:
        """Begin a new line of the note."""
        self.insert("\n")

    def action_editor(self) -> None:
        """Go on with the note in the reader's own editor."""
        try:
            command = editor()
            with self.app.suspend():
                text = edited(command, self.text, self._room.desk.folders.local)
        except QuietreadError as error:
            self._room.complain(error)
        else:
            self._keep(text)


def edited(command: str, text: str, folder: Path) -> str:
    """`text` after an editor had it. Raises QuietreadError if the editor fails: nothing is changed then."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="note-", dir=folder) as own:
        path = Path(own) / "note.txt"
        path.write_text(text, "utf-8")
        edit(command, path)
        return path.read_text("utf-8", "replace").rstrip("\n")
