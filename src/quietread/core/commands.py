"""Every command of the full screen, named once.

Bindings, the help screen, the palette, the README's table of keys and the check of the reader's `[keys]`
all come from `COMMANDS`. What a command does in one place or another is said in words; where it has no
words it does nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CONTEXTS = ("reading", "breath", "lists", "picker", "map", "typing")
"""Where keys are pressed. Lists are the shelf, contents, links, notebook, keys and palette. In the breath
every key that is not said there first brings the next section and then does its work there. While a line is
being typed letters, Backspace and arrows belong to it, Enter takes it and Esc leaves it."""

PLACES = {"breath": "in the breath", "picker": "in the picker", "map": "in the map", "typing": "in a note"}
"""Contexts that have to be named where a command is told of outside them; lists name themselves."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something a key can do. A field named as a context says in words what it does there."""

    id: str
    """Its name in `[keys]`, in bindings and in the palette."""
    keys: tuple[str, ...]
    """Default keys, as Textual names them."""
    group: str
    """The heading it stands under in the help."""
    reading: str = ""
    breath: str = ""
    lists: str = ""
    picker: str = ""
    map: str = ""
    typing: str = ""

    def words(self, context: str) -> str:
        """What it does in one of `CONTEXTS`, "" for nothing."""
        said: str = getattr(self, context)
        return said

    @property
    def title(self) -> str:
        """What it does in its first context, and where that is if only there: `in the map: left`."""
        context = self.contexts[0]
        return f"{PLACES[context]}: {self.words(context)}" if context in PLACES else self.words(context)

    @property
    def always(self) -> bool:
        """Whether it is there wherever one is."""
        return self.group == _ALWAYS

    @property
    def contexts(self) -> tuple[str, ...]:
        """Where it does something."""
        return tuple(context for context in CONTEXTS if self.words(context))


def _command(name: str, keys: str, group: str, reading: str = "", **elsewhere: str) -> Command:
    return Command(name, tuple(keys.split()), group, reading, **elsewhere)


_TURN, _GO, _KEEP, _PAUSE, _LOOKS, _ALWAYS = (
    "turning pages",
    "going about",
    "keeping",
    "the breath",
    "looks",
    "always",
)

COMMANDS = (
    _command(
        "read.on",
        "space pagedown right l",
        _TURN,
        "read on: page, breath, section, Related",
        breath="read on",
        lists="page down",
    ),
    _command(
        "read.back",
        "b left pageup h",
        _TURN,
        "previous page",
        breath="back to the page just read",
        lists="page up",
    ),
    _command("section.next", "right_square_bracket", _TURN, "next section"),
    _command("section.previous", "left_square_bracket", _TURN, "previous section"),
    _command("first", "home 0", _TURN, "start of the essay", lists="first"),
    _command("last", "end dollar_sign", _TURN, "last page of the essay", lists="last"),
    _command(
        "cursor.down",
        "down j",
        _TURN,
        "sentence cursor: next",
        lists="next",
        picker="next",
        map="down",
    ),
    _command(
        "cursor.up",
        "up k",
        _TURN,
        "sentence cursor: previous",
        lists="previous",
        picker="previous",
        map="up",
    ),
    _command("paragraph.down", "right_curly_bracket J", _TURN, "next paragraph", lists="next group"),
    _command("paragraph.up", "left_curly_bracket K", _TURN, "previous paragraph", lists="previous group"),
    _command(
        "choose",
        "enter",
        _GO,
        "follow the link at the cursor, else read on",
        breath="read on",
        lists="choose",
        picker="keep the underlined one",
        map="go there",
    ),
    _command("number", "1 2 3 4 5 6 7 8 9", _GO, "on Related: open that entry", lists="choose that entry"),
    _command("related", "r", _GO, "Related"),
    _command("back", "backspace H", _GO, "back in the essays visited, then the shelf", lists="close"),
    _command("forward", "L", _GO, "forward in the essays visited"),
    _command("shelf", "", _GO, "the shelf"),
    _command("contents", "g", _GO, "contents"),
    _command("map", "G", _GO, "map of the essays", map="close"),
    _command("map.left", "left h", _GO, map="left"),
    _command("map.right", "right l", _GO, map="right"),
    _command("search", "slash", _GO, "search", lists="filter"),
    _command("search.next", "n", _GO, "next place found"),
    _command("search.previous", "N", _GO, "previous place found"),
    _command("link.next", "tab", _GO, "next link"),
    _command("link.previous", "shift+tab", _GO, "previous link"),
    _command("links", "o", _GO, "links of this section"),
    _command("mark.sentence", "m", _KEEP, "keep a sentence", picker="keep the underlined one"),
    _command("mark.paragraph", "M", _KEEP, "keep a paragraph", picker="choose among paragraphs"),
    _command("picker.paragraph", "p", _KEEP, picker="keep its paragraph"),
    _command("mark.phrase", "w", _KEEP, "keep a phrase"),
    _command("mark.note", "a", _KEEP, "write a note", lists="notebook: change the note"),
    _command("mark.grow", "greater_than_sign", _KEEP, "one sentence more"),
    _command("mark.shrink", "less_than_sign", _KEEP, "one sentence less"),
    _command("undo", "u", _KEEP, "undo", lists="notebook: undo"),
    _command("redo", "ctrl+r", _KEEP, "redo", lists="notebook: redo"),
    _command("copy", "c", _KEEP, "copy", lists="copy"),
    _command(
        "notebook",
        "apostrophe",
        _KEEP,
        "notebook",
        lists="shelf: notebook of the library; notebook: close",
    ),
    _command("notebook.scope", "tab", _KEEP, lists="notebook: this essay or the library"),
    _command("notebook.order", "o", _KEEP, lists="notebook: by essay or newest first"),
    _command("notebook.remove", "d", _KEEP, lists="notebook: remove"),
    _command("notebook.export", "e", _KEEP, lists="notebook: write to a file"),
    _command("note.line", "ctrl+j", _KEEP, typing="new row"),
    _command("note.editor", "ctrl+e", _KEEP, typing="open your editor"),
    _command("breathe", "B", _PAUSE, "breathe now, three breaths", breath="one more breath, up to six"),
    _command("pause.still", "s", _PAUSE, breath="a still breath, from now on"),
    _command(
        "pause.kind", "p", _PAUSE, "pause: moving, still, none", breath="pause: moving, still, none, at once"
    ),
    _command("motion", "", _PAUSE, "motion: moving, still"),
    _command("theme.next", "t", _LOOKS, "next theme", lists="next theme"),
    _command("theme.previous", "T", _LOOKS, "previous theme", lists="previous theme"),
    _command("measure.wider", "plus", _LOOKS, "wider lines"),
    _command("measure.narrower", "minus", _LOOKS, "narrower lines"),
    _command("measure.reset", "equals_sign", _LOOKS, "lines as wide as they were"),
    _command("focus.mode", "f", _LOOKS, "only this paragraph at full strength"),
    _command("status", "z", _LOOKS, "status row"),
    _command(
        "help", "question_mark", _ALWAYS, "all keys", breath="all keys; the breath waits", lists="all keys"
    ),
    _command(
        "palette",
        "ctrl+p",
        _ALWAYS,
        "every command by name",
        breath="every command; the breath waits",
        lists="every command by name",
    ),
    _command(
        "close",
        "escape",
        _ALWAYS,
        "hide the cursor, close what is open",
        breath="read on",
        lists="close; shelf: empty the filter",
        picker="leave it",
        map="close",
    ),
    _command(
        "quit",
        "q",
        _ALWAYS,
        "quit, your place is kept",
        breath="quit, your place is kept",
        lists="close; shelf: quit",
        picker="leave it",
        map="close",
    ),
    *(
        _command(name, key, _ALWAYS, words, **dict.fromkeys(CONTEXTS[1:], words))
        for name, key, words in (
            ("quit.now", "ctrl+c", "quit from anywhere, your place is kept"),
            ("repaint", "ctrl+l", "draw the screen again"),
            ("suspend", "ctrl+z", "back to the shell for a while"),
        )
    ),
)
"""Every command there is, in the order of the help screen."""

COLOPHON = "The essays that come with quietread are invented, and so is whoever speaks in them."
"""Said under all commands."""

BY_ID = {command.id: command for command in COMMANDS}
"""The same by their names."""


def groups() -> Mapping[str, tuple[Command, ...]]:
    """The commands under the headings of the help screen."""
    return {
        name: tuple(one for one in COMMANDS if one.group == name)
        for name in dict.fromkeys(one.group for one in COMMANDS)
    }
