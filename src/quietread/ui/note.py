"""The line a note is written in. It grows to a few rows, which is more than an Input can do."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from quietread.ui import messages


class NoteLine(TextArea):
    """Type a note: Enter keeps it, Escape leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "give", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        Binding("ctrl+j", "line", show=False, id="note.line"),
        Binding("ctrl+e", "editor", show=False, priority=True, id="note.editor"),
    ]

    def __init__(self, text: str) -> None:
        super().__init__(
            text,
            id="note",
            soft_wrap=True,
            show_line_numbers=False,
            compact=True,
            tab_behavior="focus",
            highlight_cursor_line=False,
        )
        self.cursor_blink = False
        self.move_cursor(self.document.end)

    def action_give(self) -> None:
        """Keep it."""
        self.post_message(messages.NoteGiven(self.text))

    def action_leave(self) -> None:
        """Leave."""
        self.post_message(messages.NoteLeft())

    def action_line(self) -> None:
        """Begin a new row."""
        self.insert("\n")

    def action_editor(self) -> None:
        """Write it in the editor."""
        self.post_message(messages.NoteToEditor(self.text))
