"""Lists that lead somewhere: Related, links, contents, the shelf."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quietread.core import walk
from quietread.core.pace import minutes
from quietread.core.view import Lead
from quietread.errors import NotFoundError, QuietreadError
from quietread.plain.answers import entry_line, lead_line, many
from quietread.plain.conversation import COLS, ROWS, Conversation
from quietread.plain.shelf import print_shelf

QUOTES = 3
"""Kept sentences that Related shows; the others are counted."""


def offer(talk: Conversation, choices: Sequence[Callable[[], None]], closing: str) -> None:
    """Take a number for one of the choices; Enter closes the list, anything else is a command."""
    talk.say(closing)

    def answered(answer: str) -> bool:
        if not answer:
            close(talk)
        elif answer.isdecimal():
            choices[number(answer, len(choices)) - 1]()
        else:
            return False
        return True

    talk.offer = answered


def close(talk: Conversation) -> None:
    """Say where one is after a list."""
    if talk.view is not None:
        talk.say(f"{talk.whereabouts()} Enter reads on.")


def number(answer: str, count: int) -> int:
    """The number of an entry. Raises QuietreadError."""
    found = int(answer) if answer.isdecimal() and len(answer) < 9 else 0
    if not 1 <= found <= count:
        raise QuietreadError(f"no entry {answer} here: 1 to {count}")
    return found


def list_related(talk: Conversation, leads: Sequence[Lead], quotes: Sequence[str] = ()) -> None:
    """What was kept, where the author would go on, and who leads here."""
    for quote in quotes[:QUOTES]:
        talk.say(f"Kept: {quote}")
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
        offer(talk, [_following(talk, lead) for lead in leads], "Number opens, Enter closes.")
    else:
        talk.say(f"That was {talk.reading.essay.title}. shelf lists the essays.")


def _following(talk: Conversation, lead: Lead) -> Callable[[], None]:
    return lambda: follow(talk, lead.slug)


def follow(talk: Conversation, slug: str | None) -> None:
    """Open an essay of the library from here."""
    if slug is None:
        raise NotFoundError("(not in this library)")
    view = talk.desk.open_slug(slug, COLS, ROWS)
    if talk.view is not None:
        talk.journey.visit(talk.view)
    talk.enter(view)


def related(talk: Conversation, rest: str) -> None:
    """Related, from anywhere; with a number that entry of it."""
    view = talk.reading
    leads = talk.desk.leads(view.essay)
    if rest:
        follow(talk, leads[number(rest, len(leads)) - 1].slug)
    else:
        list_related(talk, leads)


def contents(talk: Conversation, rest: str) -> None:
    """The sections."""
    view = talk.reading
    talk.say("Contents:")
    section = -1
    for part in view.parts:
        title = view.essay.sections[part.section].heading or "(no heading)"
        if part.section == section:
            title = f"{title}, continued"
        section = part.section
        here = "here" if part.index == talk.shown else ""
        talk.say(entry_line(part.index + 1, title, "", many(minutes(part.words), "minute"), here))
    choices = [_going(talk, part.start) for part in view.parts]
    offer(talk, choices, "Number goes there, Enter closes.")


def _going(talk: Conversation, offset: int) -> Callable[[], None]:
    return lambda: talk.go(walk.go(talk.reading, offset))


def links(talk: Conversation, rest: str) -> None:
    """The links of the section."""


def open_named(talk: Conversation, rest: str) -> None:
    """An essay by name."""


def shelf(talk: Conversation, rest: str) -> None:
    """The shelf."""
    shelved = print_shelf(talk.lines, talk.desk, rest)
    if shelved:
        choices = [_opening(talk, one.slug) for one in shelved]
        offer(talk, choices, "Number opens, Enter closes." if talk.view else "Number opens, q leaves.")


def _opening(talk: Conversation, slug: str) -> Callable[[], None]:
    return lambda: follow(talk, slug)
