"""Every command of the full screen, named once.

Bindings, the help screen, the palette, the README's table of keys and the check of the reader's `[keys]`
all come from `GROUPS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple

CONTEXTS = ("reading", "breath", "lists", "picker", "map", "typing")
"""Where keys are pressed. Lists are the shelf, contents, links, notebook, keys and palette. In the breath
every key that is not said there first brings the next section and then does its work there. While a line is
being typed letters, Backspace and arrows belong to it, Enter takes it and Esc leaves it."""

PLACES = {"breath": "in the breath", "picker": "in the picker", "map": "in the map", "typing": "in a note"}
"""Contexts that have to be named where a command is told of outside them; lists name themselves."""


class Command(NamedTuple):
    """Something a key can do."""

    id: str
    """Its name in `[keys]`, in bindings and in the palette."""
    keys: tuple[str, ...]
    """Default keys, as Textual names them."""
    does: Mapping[str, str]
    """What it does in each of its contexts, in words."""

    def words(self, context: str) -> str:
        """What it does in one of `CONTEXTS`, "" for nothing."""
        return self.does.get(context, "")

    @property
    def title(self) -> str:
        """What it does in its first context, and where that is if only there: `in the map: left`."""
        context, words = next(iter(self.does.items()))
        return f"{PLACES[context]}: {words}" if context in PLACES else words

    @property
    def always(self) -> bool:
        """Whether it is there wherever one is."""
        return self in GROUPS["always"]


def _command(id_: str, keys: str, reading: str = "", **does: str) -> Command:
    return Command(id_, tuple(keys.split()), {"reading": reading, **does} if reading else does)


def _everywhere(id_: str, keys: str, words: str) -> Command:
    return Command(id_, (keys,), dict.fromkeys(CONTEXTS, words))


GROUPS = {
    "turning pages": (
        _command(
            "read.on",
            "space pagedown right l",
            "read on: page, breath, section, Related",
            breath="read on",
            lists="page down",
        ),
        _command(
            "read.back",
            "b left pageup h",
            "previous page",
            breath="back to the page just read",
            lists="page up",
        ),
        _command("section.next", "right_square_bracket", "next section"),
        _command("section.previous", "left_square_bracket", "previous section"),
        _command("first", "home 0", "start of the essay", lists="first"),
        _command("last", "end dollar_sign", "last page of the essay", lists="last"),
        _command("cursor.down", "down j", "sentence cursor: next", lists="next", picker="next", map="down"),
        _command(
            "cursor.up", "up k", "sentence cursor: previous", lists="previous", picker="previous", map="up"
        ),
        _command("paragraph.down", "right_curly_bracket J", "next paragraph", lists="next group"),
        _command("paragraph.up", "left_curly_bracket K", "previous paragraph", lists="previous group"),
    ),
    "going about": (
        _command(
            "choose",
            "enter",
            "follow the link at the cursor, else read on",
            breath="read on",
            lists="choose",
            picker="keep the underlined one",
            map="go there",
        ),
        _command("number", "1 2 3 4 5 6 7 8 9", "on Related: open that entry", lists="choose that entry"),
        _command("related", "r", "Related"),
        _command("back", "backspace H", "back in the essays visited, then the shelf", lists="close"),
        _command("forward", "L", "forward in the essays visited"),
        _command("shelf", "", "the shelf"),
        _command("contents", "g", "contents"),
        _command("map", "G", "map of the essays", map="close"),
        _command("map.left", "left h", map="left"),
        _command("map.right", "right l", map="right"),
        _command("search", "slash", "search", lists="filter"),
        _command("search.next", "n", "next place found"),
        _command("search.previous", "N", "previous place found"),
        _command("link.next", "tab", "next link"),
        _command("link.previous", "shift+tab", "previous link"),
        _command("links", "o", "links of this section"),
    ),
    "keeping": (
        _command("mark.sentence", "m", "keep a sentence", picker="keep the underlined one"),
        _command("mark.paragraph", "M", "keep a paragraph", picker="choose among paragraphs"),
        _command("picker.paragraph", "p", picker="keep its paragraph"),
        _command("mark.phrase", "w", "keep a phrase"),
        _command("mark.note", "a", "write a note", lists="notebook: change the note"),
        _command("mark.grow", "greater_than_sign", "one sentence more"),
        _command("mark.shrink", "less_than_sign", "one sentence less"),
        _command("undo", "u", "undo", lists="notebook: undo"),
        _command("redo", "ctrl+r", "redo", lists="notebook: redo"),
        _command("copy", "c", "copy", lists="copy"),
        _command(
            "notebook", "apostrophe", "notebook", lists="shelf: notebook of the library; notebook: close"
        ),
        _command("notebook.scope", "tab", lists="notebook: this essay or the library"),
        _command("notebook.order", "o", lists="notebook: by essay or newest first"),
        _command("notebook.remove", "d", lists="notebook: remove"),
        _command("notebook.export", "e", lists="notebook: write to a file"),
        _command("note.line", "ctrl+j", typing="new row"),
        _command("note.editor", "ctrl+e", typing="open your editor"),
    ),
    "the breath": (
        _command("breathe", "B", "breathe now, three breaths", breath="one more breath, up to six"),
        _command("pause.still", "s", breath="a still breath, from now on"),
        _command(
            "pause.kind", "p", "pause: moving, still, none", breath="pause: moving, still, none, at once"
        ),
        _command("motion", "", "motion: moving, still"),
    ),
    "looks": (
        _command("theme.next", "t", "next theme", lists="next theme"),
        _command("theme.previous", "T", "previous theme", lists="previous theme"),
        _command("measure.wider", "plus", "wider lines"),
        _command("measure.narrower", "minus", "narrower lines"),
        _command("measure.reset", "equals_sign", "lines as wide as they were"),
        _command("focus.mode", "f", "only this paragraph at full strength"),
        _command("status", "z", "status row"),
    ),
    "always": (
        _command("help", "question_mark", "all keys", breath="all keys; the breath waits", lists="all keys"),
        _command(
            "palette",
            "ctrl+p",
            "every command by name",
            breath="every command; the breath waits",
            lists="every command by name",
        ),
        _command(
            "close",
            "escape",
            "hide the cursor, close what is open",
            breath="read on",
            lists="close; shelf: empty the filter",
            picker="leave it",
            map="close",
        ),
        _command(
            "quit",
            "q",
            "quit, your place is kept",
            breath="quit, your place is kept",
            lists="close; shelf: quit",
            picker="leave it",
            map="close",
        ),
        _everywhere("quit.now", "ctrl+c", "quit from anywhere, your place is kept"),
        _everywhere("repaint", "ctrl+l", "draw the screen again"),
        _everywhere("suspend", "ctrl+z", "back to the shell for a while"),
    ),
}
"""Every command there is, under the headings of the help screen and in their order."""

COMMANDS = tuple(chain.from_iterable(GROUPS.values()))
BY_ID = {command.id: command for command in COMMANDS}

COLOPHON = "The essays that come with quietread are invented, and so is whoever speaks in them."
"""Said under all commands."""
