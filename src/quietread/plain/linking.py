"""The links of the section that was printed last."""

from __future__ import annotations

from functools import partial

from quietread.aims import aim, at_heading, destination
from quietread.core import walk
from quietread.core.links import Link
from quietread.core.links import links as links_of
from quietread.plain.answers import ended, sentence
from quietread.plain.conversation import COLS, ROWS, Conversation
from quietread.plain.leading import come, offer


def links(talk: Conversation, rest: str) -> None:
    """The links of the section."""
    found = links_of(talk.part.blocks)
    if not found:
        talk.say("No links here.")
        return
    talk.wait_for_library()
    talk.say("Links in this section:")
    for at, link in enumerate(found, 1):
        talk.say(f"{at}. {link.label}: {_said(talk, link)}")
    offer(talk, [partial(_follow_link, talk, link) for link in found], "Number follows, Enter closes.")


def _said(talk: Conversation, link: Link) -> str:
    """Where a link leads, in words."""
    led = aim(talk.desk, talk.reading.essay, link)
    if led.block is not None and link.kind == "footnote":
        return ended(led.block.text)  # its sign is the link's own
    where = destination(talk.desk, talk.reading.essay, link, spoken=True)
    if led.block is not None or led.entry is not None:
        return ended(f"leads to {where}")
    # an address has to be told from the full stop behind it
    return where if link.href and where.endswith(link.href) else ended(where)


def _follow_link(talk: Conversation, link: Link) -> None:
    """Go where a link leads; of what is no place to read, a footnote among it, only say what it is."""
    led = aim(talk.desk, talk.reading.essay, link)
    if led.entry is not None:
        come(talk, at_heading(talk.desk.open_path(led.entry.path, COLS, ROWS), led.fragment))
    elif led.block is not None and link.kind != "footnote":
        talk.journey.visit(talk.reading)
        talk.go(walk.go(talk.reading._replace(message=""), led.block.start))
    else:
        said = _said(talk, link)
        talk.say(sentence(said) if led.within else said)
