"""Lists that lead somewhere: Related, contents, the shelf."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from quietread.core import walk
from quietread.core.duration import minutes
from quietread.core.essay import Essay
from quietread.core.text import line as one_line
from quietread.core.view import Lead, View
from quietread.errors import NotFoundError, QuietreadError
from quietread.plain.answers import ended, entry_line, lead_line, many
from quietread.plain.conversation import COLS, NO_ESSAY, ROWS, Conversation
from quietread.plain.shelf import print_shelf

END = "shelf lists the essays, again prints the last section."
"""What to do where reading on leads nowhere."""
OPENING = 8
"""Words of a section without a heading that stand for one."""
QUOTES = 3
"""Kept sentences that Related shows; the others are counted."""


def offer(talk: Conversation, choices: Sequence[Callable[[], None]], closing: str) -> None:
    """Take a number for one of the choices; Enter closes the list, anything else is a command."""
    talk.say(closing)

    def answered(answer: str) -> bool:
        if not answer:
            close(talk)
            talk.offer = answered if talk.view is None else None
            return True
        if not answer.isdecimal():
            return False
        here = talk.view
        choices[number(answer, len(choices)) - 1]()
        if talk.view is here:
            talk.offer = answered
        return True

    talk.offer = answered


def close(talk: Conversation) -> None:
    """Say where one is after a list."""
    view = talk.view
    if view is None:
        talk.say(NO_ESSAY)
    else:
        talk.say(f"{talk.whereabouts()} {END if view.at_related else 'Enter reads on.'}")


def number(answer: str, count: int) -> int:
    """The number of an entry. Raises QuietreadError."""
    found = int(answer) if answer.isdecimal() and len(answer) < 9 else 0
    if not 1 <= found <= count:
        raise QuietreadError(f"no entry {answer} here: 1 to {count}")
    return found


def list_related(talk: Conversation, leads: Sequence[Lead], quotes: Sequence[str] = ()) -> None:
    """What was kept, where the author would go on, and who leads here."""
    if quotes:
        talk.say("You kept:")
    for quote in quotes[:QUOTES]:
        talk.say(one_line(quote))
    if len(quotes) > QUOTES:
        talk.say(f"And {len(quotes) - QUOTES} more.")
    title = ""
    for at, lead in enumerate(leads, 1):
        heading = "Also leads here:" if lead.back else "Related:"
        if heading != title:
            title = heading
            talk.say(heading)
        talk.say(lead_line(at, lead))
    if leads:
        offer(talk, [partial(_follow_lead, talk, lead) for lead in leads], "Number opens, Enter closes.")
    else:
        talk.say(f"{ended(f'That was {talk.reading.essay.title}')} {END}")


def follow(talk: Conversation, slug: str) -> None:
    """Open an essay of the library from here, where it was left. Raises NotFoundError and SourceError."""
    come(talk, opened(talk, slug))


def _follow_lead(talk: Conversation, lead: Lead) -> None:
    if lead.address:
        talk.say(lead.address)
    elif lead.slug is None:
        raise NotFoundError(f"{lead.title} (not in this library)")
    elif talk.desk.is_file_of(talk.reading.essay, lead.slug):
        talk.journey.visit(talk.reading)
        talk.go(walk.home(talk.reading))
    else:
        follow(talk, lead.slug)


def opened(talk: Conversation, slug: str) -> View:
    """An essay of the library, to come to. Raises NotFoundError and SourceError."""
    return talk.desk.open_slug(slug, COLS, ROWS)


def come(talk: Conversation, view: View) -> None:
    """Read another essay; `back` leads to where one was."""
    if talk.view is not None:
        talk.journey.visit(talk.view)
    else:
        talk.journey.begin(view)
    talk.enter(view)


def go_to(talk: Conversation, offset: int) -> None:
    """Go to a place in the essay that is open."""
    talk.go(walk.go(talk.reading, offset))


def related(talk: Conversation, rest: str) -> None:
    """Related, from anywhere; with a number that entry of it."""
    view = talk.reading
    talk.wait_for_library()
    leads = talk.desk.leads(view.essay)
    if rest:
        _follow_lead(talk, leads[number(rest, len(leads)) - 1])
    elif leads:
        list_related(talk, leads)
    else:
        talk.say("No Related here, and no essay leads here.")


def contents(talk: Conversation, rest: str) -> None:
    """The sections."""
    view = talk.reading
    if not view.parts:
        raise NotFoundError("no sections")
    talk.say("Contents:")
    section = -1
    for part in view.parts:
        title = _heading(view.essay, part.section)
        if part.section == section:
            title = f"{title}, continued"
        section = part.section
        here = "here" if part.index == talk.shown else ""
        talk.say(entry_line(part.index + 1, title, "", many(minutes(part.words), "minute"), here))
    choices = [partial(go_to, talk, part.start) for part in view.parts]
    offer(talk, choices, "Number goes there, Enter closes.")


def _heading(essay: Essay, number: int) -> str:
    """A section's heading, or what it can be told by."""
    section = essay.sections[number]
    first = " ".join(section.body[0].text.split()[:OPENING]) if section.body else ""
    return section.heading or (f"{first}..." if number else essay.title)


def open_named(talk: Conversation, rest: str) -> None:
    """An essay by its slug, its title, the beginning of one, or its file."""
    if rest in ("", "-"):
        raise QuietreadError("open NAME: a name, a title, or a file")
    essay, _ = talk.desk.find(rest)
    come(talk, talk.desk.opened(essay, COLS, ROWS))


def shelf(talk: Conversation, rest: str) -> None:
    """The shelf, and before all of it the kept sentence that returns."""
    talk.wait_for_library()
    if not rest:
        from quietread.plain.echoing import say_echo

        say_echo(talk.lines, talk.desk, "echo goes there.")
    shelved = print_shelf(talk.lines, talk.desk, rest)
    if shelved:
        choices = [partial(follow, talk, one.slug) for one in shelved]
        offer(talk, choices, "Number opens, Enter closes." if talk.view else "Number opens, q leaves.")
