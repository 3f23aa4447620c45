"""The kept sentence that returns today."""

from __future__ import annotations

from quietread.core.text import line as one_line
from quietread.desk import Desk
from quietread.echo import returned
from quietread.errors import NotFoundError
from quietread.plain.answers import ended
from quietread.plain.conversation import Conversation
from quietread.plain.keepsakes import go_to_mark
from quietread.plain.printing import Lines


def say_echo(lines: Lines, desk: Desk, hint: str = "") -> None:
    """Say it, if there is one and it is wanted; `hint`: how to go there."""
    one = returned(desk) if desk.settled.settings.echo else None
    if one is not None and one.mark is not None:
        lines.say(
            f"Once kept: {ended(one_line(one.mark.quote))} In {ended(one_line(one.title))} {hint}".rstrip()
        )


def echo(talk: Conversation, rest: str) -> None:
    """Go to it in its place. Raises NotFoundError."""
    one = returned(talk.desk)
    if one is None:
        raise NotFoundError("nothing kept before today")
    go_to_mark(talk, one)
