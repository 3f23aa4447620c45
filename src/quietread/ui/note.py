"""The line a note is written in. It grows to a few rows, which is more than an Input can do."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.widgets import TextArea

from quietread.ui import messages
from quietread.ui.widgets import TypedLine, let_go


class NoteLine(TextArea, TypedLine):
    """Type a note: Enter keeps it, Escape leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "give", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        Binding("ctrl+j", "line", show=False, id="note.line"),
        Binding("ctrl+e", "editor", show=False, priority=True, id="note.editor"),
    ]

    def __init__(self, text: str, keys: str = "") -> None:
        """`keys`: what keys besides Enter and Escape do, said while nothing has been typed."""
        super().__init__(
            text,
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
    def needs(self) -> int:
        """Rows that what is typed takes."""
        return max(1, self.wrapped_document.height)

    @on(TextArea.Changed)
    def typed(self, event: TextArea.Changed) -> None:
        """Tell of the note as far as it has been typed."""
        event.stop()
        self.post_message(messages.NoteTyped(self.text))

    def caret(self) -> Offset:
        """Where on the screen the next letter goes."""
        return self.cursor_screen_offset

    def action_give(self) -> None:
        """Keep it; the next key is for the screen."""
        if let_go(self):
            self.screen.post_message(messages.NoteGiven(self.text))

    def action_leave(self) -> None:
        """Leave."""
        if let_go(self):
            self.screen.post_message(messages.NoteLeft())

    def action_line(self) -> None:
        """Begin a new row."""
        self.insert("\n")

    def action_editor(self) -> None:
        """Write it in the editor."""
        self.post_message(messages.NoteToEditor(self.text))
