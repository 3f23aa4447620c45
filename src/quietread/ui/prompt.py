"""The typed line: one for notes, searches, filters and file names."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input


class Prompt(Input):
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

    def action_give(self) -> None:
        """Hand the text over."""
        self.post_message(self.Given(self, self.value))

    def action_leave(self) -> None:
        """Leave without giving."""
        self.post_message(self.Left(self))
