"""The links of the section that was printed last."""

from __future__ import annotations

from functools import partial

from quietread.aims import aim, at_heading
from quietread.core import walk
from quietread.core.links import Link
from quietread.core.links import links as links_of
from quietread.plain.answers import ended
from quietread.plain.conversation import COLS, ROWS, Conversation
from quietread.plain.leading import come, offer


def links(talk: Conversation, rest: str) -> None:
    """The links of the section."""
    found = links_of(talk.part.blocks)
    if not found:
        talk.say("No links here.")
        return
    talk.say("Links in this section:")
    for at, link in enumerate(found, 1):
        talk.say(f"{at}. {link.label}: {_said(talk, link)}")
    offer(talk, [partial(_follow_link, talk, link) for link in found], "Number follows, Enter closes.")


def _said(talk: Conversation, link: Link) -> str:
    """Where a link leads, in words."""
    led = aim(talk.desk, talk.reading.essay, link)
    if led.block is not None:
        return ended(led.block.text if link.kind == "footnote" else f"leads to {led.title or led.block.text}")
    if led.entry is not None:
        return ended(f"leads to {led.entry.title}")
    if led.within:
        return ended(f"leads nowhere here, {link.href}")
    return ended(f"{link.href} (not in this library)") if link.kind == "essay" else link.href


def _follow_link(talk: Conversation, link: Link) -> None:
    """Go where a link leads; of what is no place to read, a footnote among it, only say what it is."""
    led = aim(talk.desk, talk.reading.essay, link)
    if led.entry is not None:
        come(talk, at_heading(talk.desk.open_path(led.entry.path, COLS, ROWS), led.fragment))
    elif led.block is not None and link.kind != "footnote":
        talk.journey.visit(talk.reading)
        talk.go(walk.go(talk.reading._replace(message=""), led.block.start))
    else:
        talk.say(_said(talk, link))
