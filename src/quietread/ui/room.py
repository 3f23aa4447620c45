"""What every screen has in common: one page of rows, the reader's keys, and the ways out."""

from __future__ import annotations

from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from quietread.core.commands import BY_ID, COMMANDS, Command
from quietread.core.frame import Picture
from quietread.core.keys import Keymap
from quietread.desk import Desk
from quietread.ui import messages
from quietread.ui.patience import Patient
from quietread.ui.widgets import Page, Paint, TypedLine

LONGEST_COPY = 8192
"""Bytes; terminals cut or drop longer ones."""


class Room(Screen[None]):
    """A screen that is one picture, drawn again when what it shows has changed."""

    CONTEXT: ClassVar[str] = "lists"
    """Where its keys are pressed: one of `core.commands.CONTEXTS`."""

    app = getters.app(Patient)
    page = getters.query_one(Page)

    def __init__(self, desk: Desk, paint: Paint) -> None:
        super().__init__()
        self.desk = desk
        self.paint = paint

    def compose(self) -> ComposeResult:
        """The page, whole from its first frame."""
        yield Page(self.drawing(), self.paint)

    def post_message(self, message: Message) -> bool:
        """Take a message; the app is told at once of a way that is asked for, before the next key."""
        taken = super().post_message(message)
        if taken and isinstance(message, messages.Way):
            self.app.expect(message, self)
        return taken

    def drawing(self) -> Picture:
        """What the screen shows now."""
        raise NotImplementedError

    def resize(self, cols: int, rows: int) -> None:
        """The screen has another size."""
        raise NotImplementedError

    def clear(self) -> bool:
        """Take away what stands only until the next key; whether there was anything."""
        return False

    def say(self, message: str) -> None:
        """A message, until the next key."""
        raise NotImplementedError

    def can(self, action: str) -> bool:
        """Whether something comes of an action here."""
        return callable(getattr(self, f"action_{action}", None))

    def copy(self, text: str) -> None:
        """Send text to the terminal's clipboard. Nothing tells whether the terminal has taken it."""
        size = len(text.encode())
        if not text:
            self.say("nothing to copy here")
        elif size > LONGEST_COPY:
            most = LONGEST_COPY // 1024
            self.say(f"too long for the clipboard: {-(-size // 1024)} KB, {most} is the most")
        else:
            self.app.copy_to_clipboard(text)
            self.say("sent to the clipboard")

    def marks_changed(self, said: str) -> None:
        """Marks are not as they were, and this may be said of it; "" for nothing."""
        if said:
            self.say(said)

    def draw(self) -> None:
        """Bring the screen up to date, and the terminal's cursor to where one is."""
        for page in self.query(Page):  # none on a screen that was left before it was built
            page.show(self.drawing())
        self.place_cursor()

    @on(events.ScreenResume)
    def shown_again(self) -> None:
        """What stood over this screen is gone, and its cursor with it."""
        for page in self.query(Page):
            page.show(page.picture)
        self.place_cursor()

    def place_cursor(self) -> None:
        """While one types, the cursor is where the next letter goes."""
        if isinstance(self.focused, TypedLine):
            self.app.cursor_position = self.focused.caret()

    def type_in(self, line: Widget) -> None:
        """Type in this line from now on; the cursor goes there once it lies where it belongs."""
        self.set_focus(line)
        self.call_after_refresh(self.place_cursor)
        self.call_after_refresh(line.refresh)

    def recolour(self, paint: Paint) -> None:
        """Show the same in another theme."""
        self.paint = paint
        self.page.recolour(paint)

    @on(events.Resize)
    def fit(self, event: events.Resize) -> None:
        """Set everything anew for the new size; the place stays."""
        self.resize(event.size.width, event.size.height)
        self.draw()

    @on(events.Key)
    def heard(self, event: events.Key) -> None:
        """A key takes away what stood only until the next key; its command, if it has one, draws then."""
        if self.clear() and not self.knows(event.key):
            self.draw()

    def knows(self, key: str) -> bool:
        """Whether a key is bound to a command here."""
        return key in self.active_bindings

    def action_quit_now(self) -> None:
        """Leave quietread from anywhere."""
        self.post_message(messages.Leave())

    def action_repaint(self) -> None:
        """Draw every cell again."""
        self.app.refresh(repaint=True, layout=True)
        self.page.refresh()

    async def action_suspend(self) -> None:
        """Go back to the shell for a while."""
        await self.run_action("app.suspend_process")

    def action_theme_next(self) -> None:
        """The next theme."""
        self.post_message(messages.Theme(1))

    def action_theme_previous(self) -> None:
        """The theme before."""
        self.post_message(messages.Theme(-1))

    def action_palette(self) -> None:
        """Every command by its name."""
        self.post_message(messages.Open("palette"))

    def action_notebook(self) -> None:
        """Everything kept."""
        self.post_message(messages.Open("notebook"))

    def action_help(self) -> None:
        """The keys."""
        self.post_message(messages.Open("keys"))


NO_KEY = "no_key"
"""A key nobody can press: Textual's keymap cannot take the last key from a binding, only give it another."""


def bindings(context: str) -> list[BindingType]:
    """A binding for every command that does something in a context, with the default keys.

    The command `section.next` calls `action_section_next`; `number` calls `action_number(n)`.
    """
    found: list[BindingType] = []
    for one in COMMANDS:
        if not one.words(context):
            continue
        if one.id == "number":
            found += [
                Binding(key, f"number({number})", one.words(context), id=f"number.{number}", show=False)
                for number, key in enumerate(one.keys, 1)
            ]
        else:
            keys = ",".join(one.keys) or NO_KEY
            found.append(Binding(keys, action_name(one), one.words(context), id=one.id, show=False))
    return found


def action_name(one: Command) -> str:
    """The name of the action that carries a command out."""
    return one.id.replace(".", "_")


def textual_keymap(keymap: Keymap) -> dict[str, str]:
    """The reader's changes, as `App.set_keymap` takes them."""
    changes: dict[str, str] = {}
    for id in keymap.changed:  # noqa: A001
        keys = keymap.keys(id)
        if id == "number":
            for number, _ in enumerate(BY_ID[id].keys, 1):
                changes[f"number.{number}"] = keys[number - 1] if number <= len(keys) else NO_KEY
        else:
            changes[id] = ",".join(keys) or NO_KEY
    return changes
