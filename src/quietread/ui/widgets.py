"""What the full screen is drawn with: paint for style words, the page, the breath, the typed line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
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
from quietread.core.theme import Theme, address


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
                bold=look.bold,
                italic=look.italic,
                underline=look.underline,
                reverse=look.reverse,
                strike=look.strike,
                link=address(words) or None,
            )
        return style

    def strip(self, runs: Iterable[tuple[str, str]], width: int) -> Strip:
        """One row of exactly `width` cells."""
        strip = Strip([Segment(text, self.style(words)) for text, words in runs])
        return strip.adjust_cell_length(width, self.style("text"))

    def textual_theme(self) -> TextualTheme:
        """For what Textual draws itself. Every colour is given: it derives missing ones from its own greys."""
        theme, ansi = self.theme, self.theme.kind == "ansi"
        ground, text, accent, soft = (
            ("ansi_default",) * 4 if ansi else (theme.bg, theme.text, theme.accent, theme.muted)
        )
        return TextualTheme(
            name=theme.name,
            primary=accent,
            accent=accent,
            foreground=text,
            background=ground,
            surface=ground,
            panel=ground,
            boost=ground,
            dark=theme.kind != "light",
            ansi=ansi,
            variables={
                "quiet-soft": soft,
                **({"ansi-background": ground, "ansi-foreground": text} if ansi else {}),
            },
        )


class Page(Widget):
    """Shows one picture. It scrolls nothing and knows nothing of essays."""

    def __init__(self, picture: Picture, paint: Paint) -> None:
        super().__init__()
        self.picture = picture
        self._paint = paint

    def show(self, picture: Picture) -> None:
        """Draw another picture, the terminal's cursor in it; rows that stay the same cost nothing."""
        before, self.picture = self.picture.rows, picture
        self.app.cursor_position = Offset(*picture.cursor)
        if len(before) != len(picture.rows):
            self.refresh()
            return
        width = self.size.width
        pairs = enumerate(zip(before, picture.rows, strict=True))
        dirty = [Region(0, row, width, 1) for row, (old, new) in pairs if old != new]
        if dirty:
            self.refresh(*dirty)

    def recolour(self, paint: Paint) -> None:
        """Draw the same picture in another theme."""
        self._paint = paint
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Row `y` of the picture, in cells of the page's width."""
        rows = self.picture.rows
        return self._paint.strip(rows[y] if y < len(rows) else (), self.size.width)


class Breath(Widget):
    """Rows of a breath over an empty page, as wide as the swell: a changed row is all that is written."""

    def __init__(self, paint: Paint) -> None:
        super().__init__()
        self._paint = paint
        self._rows: tuple[Runs, ...] = ()

    def place(self, scene: Scene) -> None:
        """Lay the breath where its scene is."""
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
        """Row `y` of the breath."""
        return self._paint.strip(self._rows[y] if y < len(self._rows) else (), self.size.width)


class TypedLine(Widget):
    """What one types in, over the status row: Enter gives the text to the screen, Escape leaves."""

    @dataclass
    class _Over(Message):
        line: TypedLine
        text: str

        @property
        def control(self) -> Widget:
            """The line it is about."""
            return self.line

    class Given(_Over):
        """Enter was pressed."""

    class Left(_Over):
        """Escape was pressed."""

    @property
    def typed(self) -> str:
        """The text as far as it has been typed."""
        raise NotImplementedError

    @property
    def needs(self) -> int:
        """Rows that what is typed takes."""
        return 1

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where on the screen the next letter goes."""
        raise NotImplementedError

    def hand_over(self, said: Message) -> bool:
        """Tell the screen, for which the next key is; False if an earlier key did, and this one came too soon."""
        typing = self.is_attached and self.screen.focused is self
        if typing:
            self.screen.set_focus(None)
            self.screen.post_message(said)
        return typing

    def action_give(self) -> None:
        """Hand over what was typed."""
        self.hand_over(self.Given(self, self.typed))

    def action_leave(self) -> None:
        """Leave what was typed."""
        self.hand_over(self.Left(self, self.typed))


class Prompt(Input, TypedLine):
    """A line for searches, filters and file names: no border, no blinking."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("enter", "give", show=False, priority=True),
    ]

    def __init__(self, text: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(text, placeholder=placeholder, id=id, compact=True, select_on_focus=False)
        self.cursor_blink = False

    @property
    def typed(self) -> str:
        """What has been typed."""
        return self.value
