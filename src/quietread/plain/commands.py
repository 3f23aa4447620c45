"""Every command of the conversation, named once: what is typed, what it does, and the words of the help."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from quietread.core.breath import CAUTION
from quietread.core.commands import COLOPHON
from quietread.errors import NotFoundError
from quietread.plain import echoing, finding, keepsakes, leading, linking, mapping, marking, reading
from quietread.plain.answers import sentence
from quietread.plain.conversation import Conversation

_GLUED = re.compile(r"([a-z]+)(\d.*)")
"""“m8”, typed without the space."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something a reader can type."""

    forms: tuple[str, ...]
    """As the help shows them: the name, and what may follow it."""
    words: str
    does: Callable[[Conversation, str], None]
    """Is given the conversation and what follows the name."""

    @property
    def name(self) -> str:
        """The word that is typed."""
        return self.forms[0].partition(" ")[0]


def help_lines(talk: Conversation, rest: str) -> None:
    """Say every command."""
    talk.say("Enter: reads on, and closes a list.")
    for command in TABLE:
        talk.say(f"{', '.join(command.forms)}: {command.words}")
    talk.say(CAUTION)
    talk.say(COLOPHON)


def leave(talk: Conversation, rest: str) -> None:
    """End the conversation."""
    talk.over = True
    talk.hearing.settle()
    talk.say_news()
    if talk.view is None:
        return
    essay = talk.view.essay.id
    saved = talk.desk.progress.seen(essay) is not None  # waits until the place is on the disk
    wrong = talk.desk.progress.news()
    for line in wrong:
        talk.say(sentence(line))
    if essay not in talk.desk.paths:
        talk.say("The place is not kept: this came from standard input.")
    elif saved and not wrong:
        talk.say("Your place is kept.")


TABLE = (
    Command(
        ("m", "m 8", "m 8-9", 'm 8 "phrase"'),
        "keeps a sentence, several, or words of one; alone it lists them with their numbers.",
        marking.mark,
    ),
    Command(("unmark 8", "unmark"), "removes the mark of sentence 8, or the last one kept.", marking.unmark),
    Command(("grow",), "adds the next sentence to what was kept last.", marking.grow),
    Command(("shrink",), "takes its last sentence away.", marking.shrink),
    Command(
        ("note TEXT", "note"), "writes a note on what was kept last; alone it says the note.", marking.note
    ),
    Command(("add TEXT",), "adds a line to that note.", marking.add),
    Command(("u",), "undoes the last change to what is kept.", marking.undo),
    Command(("redo",), "does it again.", marking.redo),
    Command(
        ("kept", "kept all", "kept newest"),
        "lists what is kept in this essay, or in all of them, or what was kept last first.",
        keepsakes.kept,
    ),
    Command(("echo",), "goes to the kept sentence that returns today.", echoing.echo),
    Command(("export FILE",), "writes what is kept in this essay to a file.", keepsakes.export),
    Command(
        ("look", "look 1", "look 1 drop"),
        "lists what there is to look at; with a number does what that offers, or with drop lets it rest.",
        keepsakes.look,
    ),
    Command(("s 3", "s"), "goes to section 3; alone it says where you are.", reading.section),
    Command(("b",), "goes back to the section before.", reading.before),
    Command(("again",), "prints the whole section again.", reading.again),
    Command(("contents",), "lists the sections.", leading.contents),
    Command(("r", "r 2"), "lists Related; with a number it opens that entry.", leading.related),
    Command(("links",), "lists the links of this section.", linking.links),
    Command(("back",), "goes back to the essay before; before the first it lists the shelf.", reading.back),
    Command(("forward",), "goes forward again.", reading.forward),
    Command(
        ("find TEXT", "find all TEXT"),
        "looks for words in this essay, or in all of them and in what is kept.",
        finding.find,
    ),
    Command(("map",), "lists the essays and what they lead to.", mapping.essays_map),
    Command(("open NAME",), "opens an essay by its name, its title, or its file.", leading.open_named),
    Command(("shelf", "shelf WORDS"), "lists every essay, or those that hold the words.", leading.shelf),
    Command(("breathe",), "says the breath, for a pause now.", reading.breathe),
    Command(("pause moving|still|none",), "chooses the pause between sections.", reading.pause_kind),
    Command(("?",), "lists the commands.", help_lines),
    Command(("q",), "leaves; your place is kept.", leave),
)
"""Every command, in the order of the help."""

OTHER_NAMES = {"help": "?", "quit": "q", "exit": "q", "related": "r", "section": "s", "undo": "u"}

BY_NAME = {command.name: command for command in TABLE}


def obey(talk: Conversation, typed: str) -> None:
    """Do what was typed. Raises NotFoundError if there is no such command."""
    if not typed:
        reading.read_on(talk)
        return
    name, _, rest = typed.partition(" ")
    name = name.lower()
    if glued := _GLUED.fullmatch(name):
        name, rest = glued[1], f"{glued[2]} {rest}".rstrip()
    command = BY_NAME.get(OTHER_NAMES.get(name, name))
    if command is None:
        raise NotFoundError(_unknown(name))
    command.does(talk, rest)


def _unknown(name: str) -> str:
    if name.isdecimal():
        return f"no list is open for {name}; s {name} goes to that section, ? lists the commands"
    from difflib import get_close_matches

    near = get_close_matches(name, [*BY_NAME, *OTHER_NAMES], n=1)
    return f"no command {name}; {f'the nearest is {near[0]}' if near else '? lists the commands'}"
