"""What every screen has in common: one picture, the reader's keys, and a line to type in."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.screen import Screen

from quietread.core.commands import BY_ID, COMMANDS, Command
from quietread.core.frame import Geometry, Picture
from quietread.core.keys import Keymap
from quietread.errors import QuietreadError
from quietread.ui.widgets import Page, TypedLine

if TYPE_CHECKING:
    from quietread.ui.app import Quietread

LONGEST_COPY = 8192
"""Bytes; terminals cut or drop longer ones."""
MOST_ROWS = 6
"""Rows of what is typed that are shown at once."""
NO_KEY = "no_key"
"""Nobody can press it: Textual's keymap cannot take the last key from a binding, only give it another."""
STEPS = {"down": 1, "next": 1, "right": 1, "wider": 1, "up": -1, "previous": -1, "left": -1, "narrower": -1}
"""The last words of commands that are two ways of one."""
EVERYWHERE = {
    "quit.now": "app.quit",
    "suspend": "app.suspend_process",
    "theme.next": "app.theme(1)",
    "theme.previous": "app.theme(-1)",
}
"""Commands that the app carries out, whichever screen is shown."""


def action_name(command: Command) -> str:
    """A command's action: `focus_mode` for `focus.mode`, `step_section(1)` for `section.next`."""
    what, _, way = command.id.rpartition(".")
    if command.id in EVERYWHERE:
        return EVERYWHERE[command.id]
    return f"step_{what}({STEPS[way]})" if way in STEPS else command.id.replace(".", "_")


def bindings(context: str) -> list[BindingType]:
    """Every command that does something in a context, with its default keys; a binding for each digit."""
    found: list[BindingType] = []
    for one in COMMANDS:
        said, name = one.words(context), action_name(one)
        if said and one.id == "number":
            digits = enumerate(one.keys, 1)
            found += [Binding(key, f"{name}({n})", said, id=f"{name}.{n}", show=False) for n, key in digits]
        elif said:
            found.append(Binding(",".join(one.keys) or NO_KEY, name, said, id=one.id, show=False))
    return found


def textual_keymap(keymap: Keymap) -> dict[str, str]:
    """The keys a reader has changed, as `App.set_keymap` takes them."""
    changes: dict[str, str] = {}
    for name in keymap.changed:
        keys = keymap.keys(name)
        if name == "number":
            digits = range(len(BY_ID[name].keys))
            changes |= {f"number.{n + 1}": keys[n] if n < len(keys) else NO_KEY for n in digits}
        else:
            changes[name] = ",".join(keys) or NO_KEY
    return changes


class Room(Screen[None]):
    """A screen that is one picture, drawn again when what it shows has changed."""

    CONTEXT: ClassVar[str] = "lists"
    """Where its keys are pressed: one of `core.commands.CONTEXTS`."""

    page = getters.query_one(Page)
    if TYPE_CHECKING:
        app = getters.app(Quietread)

    def __init__(self) -> None:
        super().__init__()
        self.desk = self.app.desk
        self.message = ""
        """Stands until the next key."""

    def drawing(self) -> Picture:
        """What the screen shows now."""
        raise NotImplementedError

    @property
    def geometry(self) -> Geometry:
        """Where things stand on a screen on which one can type."""
        raise NotImplementedError

    def resize(self, cols: int, rows: int) -> None:
        """The screen has another size."""

    def clear(self) -> bool:
        """Take away what stands until the next key; whether there was anything."""
        said, self.message = self.message, ""
        return bool(said)

    def say(self, message: str) -> None:
        """Say something in the row for messages, until the next key."""
        self.message = message
        self.draw()

    def complain(self, error: QuietreadError) -> None:
        """Say what cannot be. Of a path the folders go: a row is short, and the reason stands at its end."""
        self.say(f"{PurePath(error.path).name}: {error.message}" if error.path else error.message)

    def compose(self) -> ComposeResult:
        """The page, which is all there is until a line is typed in."""
        yield Page(self.drawing(), self.app.paint)

    def draw(self) -> None:
        """Bring the screen up to date."""
        for page in self.query(Page):  # none on a screen that was left before it was built
            page.show(self.drawing())
        self.place_cursor()

    @on(events.ScreenResume)
    def place_cursor(self) -> None:
        """Put the terminal's cursor where the next letter goes, or where the picture has one."""
        if isinstance(self.focused, TypedLine):
            self.app.cursor_position = self.focused.cursor_screen_offset
        else:
            for page in self.query(Page):
                self.app.cursor_position = Offset(*page.picture.cursor)

    @on(events.Resize)
    def _fit(self, event: events.Resize) -> None:
        self.resize(event.size.width, event.size.height)
        self.lay_lines()
        self.draw()

    @on(events.Key)
    def _clear(self, event: events.Key) -> None:
        # a command draws, if the key has one
        if self.clear() and not self.knows(event.key):
            self.draw()

    def knows(self, key: str) -> bool:
        """Whether a key is bound to a command here."""
        return key in self.active_bindings

    def can(self, command: Command) -> bool:
        """Whether something comes of a command here."""
        name = action_name(command).partition("(")[0]
        target = self.app if name.startswith("app.") else self
        return hasattr(target, f"action_{name.removeprefix('app.')}")

    async def carry_out(self, command: Command) -> None:
        """Do what the command's key would do."""
        await self.run_action(action_name(command))

    def arrive(self) -> None:
        """Bring at once what is on its way here."""

    def marks_changed(self, said: str) -> None:
        """Marks are not as they were; `said`: what there is to say of it."""
        if said:
            self.say(said)

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

    @property
    def lines(self) -> tuple[TypedLine, ...]:
        """The line one types in, if there is one."""
        return tuple(one for one in self.children if isinstance(one, TypedLine))

    async def type_in(self, line: TypedLine) -> None:
        """Type in this; a key on its way while a line came does not bring another."""
        if not self.lines and self.is_attached:
            await self.mount(line)
            self.lay_lines()
            self.type_on(line)

    def type_on(self, line: TypedLine) -> None:
        """Type in a line that is there. The cursor goes to it once it lies where it belongs."""
        self.set_focus(line)
        self.call_after_refresh(self.place_cursor)
        self.call_after_refresh(line.refresh)

    def lay_lines(self) -> None:
        """Lay what is typed over the status row, growing upwards."""
        for line in self.lines:
            shape = self.geometry
            bottom = shape.status if shape.status is not None else shape.rows - 1
            line.styles.height = height = min(MOST_ROWS, line.needs)
            line.styles.width = shape.measure
            line.styles.offset = (shape.left, max(0, bottom - height + 1))

    def action_repaint(self) -> None:
        """Draw every cell anew, whatever another program has left there."""
        self.app.refresh(repaint=True, layout=True)
        self.page.refresh()

    def action_help(self) -> None:
        """The keys of this screen."""
        from quietread.ui.choices import Keys

        self.app.push_screen(Keys(self.CONTEXT))

    def action_palette(self) -> None:
        """Every command, essay, section and theme."""
        from quietread.ui.choices import Palette

        self.app.push_screen(Palette(self))

    def action_notebook(self) -> None:
        """What is kept."""
        from quietread.ui.notebook import NotebookRoom

        self.app.push_screen(NotebookRoom())
