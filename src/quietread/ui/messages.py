"""What screens ask for. Only the app changes which screen is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.message import Message

from quietread.storage.events import Event

if TYPE_CHECKING:
    from textual.screen import Screen

    from quietread.noted import Line


class Way(Message):
    """Another screen or another place is wanted. Keys that come before it is there wait for it."""


class Leave(Way, namespace="quietread"):
    """The reader wants to quit. Without the namespace it would be heard as Textual's event of this name."""


class Open(Way):
    """A screen over this one is wanted."""

    def __init__(self, what: str) -> None:
        super().__init__()
        self.what = what
        """`contents`, `keys`, `palette`, `notebook`, `links` or `map`."""


class Read(Way):
    """An essay is to be opened."""

    def __init__(self, slug: str, mark: str = "", sought: str = "") -> None:
        super().__init__()
        self.slug = slug
        self.mark = mark
        """The id of a mark to open it at, "" for where it was left."""
        self.sought = sought
        """What it was found by: it is opened at the first place that holds that, if at no mark."""


class ToShelf(Way):
    """The shelf is wanted."""


class Back(Way):
    """The essay visited before is wanted, or the shelf before the first."""


class Forward(Way):
    """The essay one came back from is wanted again."""


class Theme(Message):
    """Another theme is wanted: `step` themes further in the list."""

    def __init__(self, step: int) -> None:
        super().__init__()
        self.step = step


class LookedThrough(Message):
    """The library's folders have been looked through, and there is news."""


class Gathered(Message):
    """What is kept of an essay, or anywhere (`library`), is known."""

    def __init__(self, library: bool, lines: tuple[Line, ...]) -> None:
        super().__init__()
        self.library = library
        self.lines = lines


class Exported(Message):
    """What is kept has been written to a file, or could not be."""

    def __init__(self, said: str) -> None:
        super().__init__()
        self.said = said


class Stored(Message):
    """The store of marks has news."""

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.event = event


class Told(Message):
    """A thread has a line for the reader."""

    def __init__(self, line: str) -> None:
        super().__init__()
        self.line = line


class Close(Way):
    """A screen that stands over another is done with."""

    def __init__(self, room: Screen[Any]) -> None:
        super().__init__()
        self.room = room


class GoTo(Way):
    """A place in the essay being read is wanted; what stands over it closes."""

    def __init__(self, offset: int) -> None:
        super().__init__()
        self.offset = offset


class Begin(Way):
    """The first screen is done; the reader chose a kind of pause."""

    def __init__(self, pause: str) -> None:
        super().__init__()
        self.pause = pause
        """`moving`, `still` or `none`."""


class NoteTyped(Message):
    """A note as far as it has been typed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class NoteGiven(Message):
    """A note is to be kept."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class NoteLeft(Message):
    """The line of a note was left; nothing is to be kept."""


class NoteToEditor(Message):
    """The note is to be written in the reader's editor."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class JumpTo(Way):
    """A place in the essay being read is wanted that a link leads to; back returns."""

    def __init__(self, offset: int) -> None:
        super().__init__()
        self.offset = offset


class Visit(Way):
    """A link leads to an essay in another file."""

    def __init__(self, path: str, fragment: str = "") -> None:
        super().__init__()
        self.path = path
        self.fragment = fragment
        """The heading it names, "" for wherever the essay was left."""


class Run(Message):
    """An action of the screen one is looking at is wanted, by its name."""

    def __init__(self, action: str, command: str = "") -> None:
        super().__init__()
        self.action = action
        self.command = command
        """The id of the command it carries out, if it is one."""


class Wear(Message):
    """A theme is wanted by its name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class Instead(Way):
    """A screen that stands over another is done with, and something else is wanted."""

    def __init__(self, room: Screen[Any], wanted: Message) -> None:
        super().__init__()
        self.room = room
        self.wanted = wanted
