"""A conversation: a command a line, and answers that say what a screen would show."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from quietread.core.essay import Essay
from quietread.core.parts import Part
from quietread.core.text import line as one_line
from quietread.core.view import View
from quietread.core.walk import related
from quietread.desk import Desk
from quietread.errors import QuietreadError
from quietread.journey import Journey
from quietread.plain.answers import about, announced, sentence
from quietread.plain.printing import Lines, print_rest, print_section

COLS, ROWS = 80, 24
"""A view wants a screen; nothing of what is said depends on its size."""

Offer = Callable[[str], bool]
"""Hears what is answered to a list; False: it was no answer to that."""

HINT = "Enter reads on. m marks. ? lists the commands. q leaves and keeps your place."
NO_ESSAY = "No essay is open. shelf lists what there is to read."


class Conversation:
    """One reader's conversation; the commands (`commands.TABLE`) are functions that are given it."""

    def __init__(self, desk: Desk, answers: TextIO, lines: Lines) -> None:
        self.desk = desk
        self.journey = Journey(desk)
        self.lines = lines
        self.say = lines.say
        self.view: View | None = None
        """Where the reader is; None before the first essay."""
        self.shown = 0
        """Index of the part that was printed last: what sentence numbers count in."""
        self.pausing = False
        """Whether the pause before the next section has been said."""
        self.offer: Offer | None = None
        """The list that was printed last, while a number is taken for an answer to it."""
        self.over = False
        self._answers = answers

    def run(self, essay: Essay | None) -> int:
        """Talk until the reader leaves or the input ends; the exit status."""
        from quietread.plain.commands import obey

        if essay is None:
            obey(self, "shelf")
        else:
            self.enter(self.desk.opened(essay, COLS, ROWS))
        first = True
        while not self.over:
            answer = self._heard()
            if answer is None and first and self.view is not None:
                print_rest(self.lines, self.view.essay, self.view.parts, self.shown + 1)
            first = False
            self.hear("q" if answer is None else answer)
        return 0

    def hear(self, answer: str) -> None:
        """One line of the reader's: an answer to the list that was printed, or a command."""
        from quietread.plain.commands import obey

        offer, self.offer = self.offer, None
        try:
            if offer is None or not offer(answer):
                obey(self, answer)
        except QuietreadError as error:
            self.say(sentence(str(error)))

    def _heard(self) -> str | None:
        typed = self._answers.isatty()
        self.lines.ask("> " if typed else ">\n")
        line = self._answers.readline()
        if typed and not line.endswith("\n"):
            self.say()  # the prompt is left behind without the Enter that ends its line
        return one_line(line) if line else None

    @property
    def reading(self) -> View:
        """Where the reader is. Raises QuietreadError if no essay is open."""
        if self.view is None:
            raise QuietreadError(NO_ESSAY)
        return self.view

    @property
    def part(self) -> Part:
        """The section that was printed last. Raises QuietreadError if there is none."""
        parts = self.reading.parts
        if not parts:
            raise QuietreadError("there are no words in this essay")
        return parts[self.shown]

    def enter(self, view: View) -> None:
        """Begin or go on with an essay: its title, where one was, the section."""
        for line in about(view.essay, len(view.parts)):
            self.say(line)
        if self.desk.first_time("commands"):
            self.say(HINT)
        self.say()
        if view.message:
            self.say(sentence(view.message))
        self.go(view)

    def go(self, view: View, *, reading_on: bool = False) -> None:
        """Come to a place, keep it and print what is there; `reading_on`: by reading, not by a jump."""
        self.pausing = False
        self.view = view = self.desk.arrived(view, reading_on=reading_on)
        if view.at_related:
            from quietread.plain.leading import list_related

            self.shown = max(0, len(view.parts) - 1)
            list_related(self, view.leads, view.quotes)
        else:
            self.shown = view.part
            self.print_section(view.place)

    def print_section(self, start: int = 0) -> None:
        """The section one is at, from the paragraph on that holds `start`, and what a margin would show."""
        view = self.reading
        if view.parts:
            apart = self.lines.measure is not None
            print_section(self.lines, view.essay, self.part, len(view.parts), apart=apart, start=start)
            self.say()

    def whereabouts(self) -> str:
        """The section one is at, in a line."""
        view = self.reading
        if view.at_related or not view.parts:
            return f"The end of {view.essay.title}"
        return announced(view.essay, view.parts[view.part], len(view.parts))

    def to_related(self) -> View:
        """The Related page of the essay that is open."""
        return related(self.reading)
