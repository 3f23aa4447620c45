"""The typed line: one for searches, filters and file names; and what it shares with that of notes."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input


class TypedLine:
    """What one types in."""

    @property
    def needs(self) -> int:
        """Rows that what is typed takes."""
        return 1

    def caret(self) -> Offset:
        """Where on the screen the next letter goes."""
        raise NotImplementedError


class Prompt(Input, TypedLine):
    """A line to type in: no border, no blinking; Enter gives the text, Escape leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("enter", "give", show=False, priority=True),
    ]

    class Given(Message):
        """Enter was pressed."""

        def __init__(self, prompt: Prompt, text: str) -> None:
            super().__init__()
            self.prompt, self.text = prompt, text

        @property
        def control(self) -> Prompt:
            """The prompt the text was typed in."""
            return self.prompt

    class Left(Message):
        """Escape was pressed; what was typed is still in the line."""

        def __init__(self, prompt: Prompt) -> None:
            super().__init__()
            self.prompt = prompt

        @property
        def control(self) -> Prompt:
            """The prompt that was left."""
            return self.prompt

    def __init__(self, text: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(text, placeholder=placeholder, id=id, compact=True, select_on_focus=False)
        self.cursor_blink = False

    def caret(self) -> Offset:
        """Where on the screen the next letter goes."""
        return self.cursor_screen_offset

    def action_give(self) -> None:
        """Hand the text over to the screen, for which the next key is."""
        if let_go(self):
            self.screen.post_message(self.Given(self, self.value))

    def action_leave(self) -> None:
        """Leave without giving."""
        if let_go(self):
            self.screen.post_message(self.Left(self))


def let_go(line: Widget) -> bool:
    """Take the focus from a line; False if an earlier key has done so, and this one came too soon after it."""
    typing = line.is_attached and line.screen.focused is line
    if typing:
        line.screen.set_focus(None)
    return typing
