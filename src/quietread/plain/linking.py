"""The links of the section that was printed last."""

from __future__ import annotations

from functools import partial

from quietread.core import walk
from quietread.core.links import Link, anchored, file_and_fragment
from quietread.core.links import links as links_of
from quietread.core.view import View
from quietread.errors import NotFoundError
from quietread.plain.answers import ended
from quietread.plain.conversation import Conversation
from quietread.plain.leading import come, offer, opened


def links(talk: Conversation, rest: str) -> None:
    """The links of the section."""
    found = links_of(talk.part.blocks)
    if not found:
        talk.say("No links here.")
        return
    talk.say("Links in this section:")
    for at, link in enumerate(found, 1):
        talk.say(f"{at}. {link.label}: {_aim(talk, link)}")
    offer(talk, [partial(_follow_link, talk, link) for link in found], "Number follows, Enter closes.")


def _aim(talk: Conversation, link: Link) -> str:
    """Where a link leads, in words."""
    if link.kind == "essay":
        slug = _target(talk, link.href)
        title = talk.desk.library().by_slug[slug].title if slug else f"{link.href} (not in this library)"
        return ended(f"leads to {title}")
    if link.kind not in ("fragment", "footnote"):
        return link.href
    block = anchored(talk.reading.essay, file_and_fragment(link.href)[1])
    if block is None:
        return ended(f"leads nowhere here, {link.href}")
    return ended(block.text if link.kind == "footnote" else f"leads to {block.text}")


def _follow_link(talk: Conversation, link: Link) -> None:
    if link.kind not in ("essay", "fragment"):
        talk.say(_aim(talk, link))
        return
    there = _linked(talk, link)
    if link.kind == "essay":
        come(talk, there)
    else:
        talk.journey.visit(talk.reading)
        talk.go(there)


def _linked(talk: Conversation, link: Link) -> View:
    """What a link to an essay or a heading leads to. Raises NotFoundError and SourceError."""
    there = talk.reading
    fragment = file_and_fragment(link.href)[1]
    if link.kind == "essay":
        slug = _target(talk, link.href)
        if slug is None:
            raise NotFoundError(f"{link.href} (not in this library)")
        there = opened(talk, slug)
    block = anchored(there.essay, fragment) if fragment else None
    if block is not None:
        return walk.go(there._replace(message=""), block.start)
    if link.kind == "fragment":
        raise NotFoundError(f"leads nowhere here, {link.href}")
    return there


def _target(talk: Conversation, href: str) -> str | None:
    path = talk.desk.paths.get(talk.reading.essay.id, "")
    return talk.desk.library().graph.link_target(path, href)
