"""What the full screen is drawn with: paint for style words, the page, the breath, the typed line."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip
from textual.theme import Theme as TextualTheme
from textual.widget import Widget
from textual.widgets import Input

from quietread.core.breath import Scene, changed
from quietread.core.frame import Picture, Runs
from quietread.core.theme import Theme, address, check
from quietread.desk import Desk


class Paint:
    """The look of every style word in one theme, worked out once."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._styles: dict[str, Style] = {}

    def style(self, words: str) -> Style:
        """The Rich style of some style words (see `core.theme`)."""
        style = self._styles.get(words)
        if style is None:
            look = self.theme.look(words)
            style = self._styles[words] = Style(
                color=look.fg or "default",
                bgcolor=look.bg or "default",
                bold=look.bold or None,
                italic=look.italic or None,
                underline=look.underline or None,
                reverse=look.reverse or None,
                strike=look.strike or None,
                link=address(words) or None,
            )
        return style

    def strip(self, runs: Iterable[tuple[str, str]], width: int) -> Strip:
        """One row of exactly `width` cells."""
        strip = Strip([Segment(text, self.style(words)) for text, words in runs])
        return strip.adjust_cell_length(width, self.style("text"))


def textual_theme(theme: Theme) -> TextualTheme:
    """The theme Textual needs; every colour is given, because it derives missing ones from its own greys."""
    if theme.kind == "ansi":
        default = "ansi_default"
        return TextualTheme(
            name=theme.name,
            primary=default,
            foreground=default,
            background=default,
            surface=default,
            panel=default,
            ansi=True,
            variables={"ansi-background": default, "ansi-foreground": default, "quiet-soft": default},
        )
    return TextualTheme(
        name=theme.name,
        primary=theme.accent,
        accent=theme.accent,
        foreground=theme.text,
        background=theme.bg,
        surface=theme.bg,
        panel=theme.bg,
        boost=theme.bg,
        dark=theme.kind == "dark",
        variables={"quiet-soft": theme.muted},
    )


class Page(Widget):
    """Shows one picture. It scrolls nothing and knows nothing of essays."""

    def __init__(self, picture: Picture, paint: Paint) -> None:
        super().__init__()
        self.picture = picture
        self._paint = paint

    def show(self, picture: Picture) -> None:
        """Draw another picture, the terminal's cursor where one is in it; rows that stay the same cost nothing."""
        before, self.picture = self.picture, picture
        self.app.cursor_position = Offset(*picture.cursor)
        if len(before.rows) != len(picture.rows):
            self.refresh()
            return
        changed = [
            Region(0, number, self.size.width, 1)
            for number, (old, new) in enumerate(zip(before.rows, picture.rows, strict=True))
            if old != new
        ]
        if changed:
            self.refresh(*changed)

    def recolour(self, paint: Paint) -> None:
        """Draw the same picture in another theme."""
        self._paint = paint
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row of the picture."""
        rows = self.picture.rows
        return self._paint.strip(rows[y] if y < len(rows) else (), self.size.width)


class Breath(Widget):
    """Rows of a breath over an empty page. It knows nothing of time."""

    def __init__(self, paint: Paint) -> None:
        super().__init__()
        self._paint = paint
        self._rows: tuple[Runs, ...] = ()

    def place(self, scene: Scene) -> None:
        """Lie where the scene is drawn."""
        self._rows = ()
        self.styles.offset = Offset(scene.left, scene.top)
        self.styles.width = scene.width
        self.styles.height = scene.height

    def show(self, rows: tuple[Runs, ...], theme: Theme) -> None:
        """Draw other rows; what stays the same is not written, and if all does, nothing is."""
        before, self._rows = self._rows, rows
        if theme != self._paint.theme or len(before) != len(rows):
            self._paint = Paint(theme)
            self.refresh()
            return
        dirty = [Region(0, row, width, 1) for row, width in changed(before, rows)]
        if dirty:
            self.refresh(*dirty)

    def render_line(self, y: int) -> Strip:
        """One row."""
        return self._paint.strip(self._rows[y] if y < len(self._rows) else (), self.size.width)


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


class Wardrobe:
    """Every theme there is for this terminal, read when it is first asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @cached_property
    def themes(self) -> dict[str, Theme]:
        """By name; one without colours only where there are none."""
        from quietread.storage.themes import load_themes

        found, _ = load_themes(self._desk.folders.themes)
        return {name: theme for name, theme in found.items() if theme.kind != "ansi"}

    def beside(self, step: int) -> str:
        """The name of the theme `step` further in the list, round and round."""
        names, worn = list(self.themes), self._desk.look.theme.name
        here = names.index(worn) if worn in names else -1
        return names[(here + step) % len(names)]

    def wear(self, name: str) -> str:
        """Another theme, remembered; what to say of it. KeyError: there is none of that name."""
        desk = self._desk
        if not desk.look.colour:
            return "no colour here (NO_COLOR)"
        desk.look = desk.look._replace(theme=self.themes[name])
        desk.remember("theme", name)
        faint = " · too faint somewhere: quietread themes --check" if check(desk.look.theme) else ""
        return f"theme: {name}{faint}"
