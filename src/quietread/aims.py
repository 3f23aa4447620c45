"""What the links in an essay's text lead to: a place in it, another essay, an address, or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from quietread.core import walk
from quietread.core.duration import length
from quietread.core.essay import Block, Essay
from quietread.core.links import Link, anchored, file_and_fragment
from quietread.core.view import View
from quietread.desk import Desk
from quietread.storage.library import Entry
from quietread.storage.progress import UNREAD

NO_HEADING = "no such heading here:"
NOT_HERE = "(not in this library)"


@dataclass(frozen=True, slots=True)
class Aim:
    """What a link leads to; neither block nor entry where that is nothing here, or an address."""

    block: Block | None = None
    """A heading or footnote of the essay itself."""
    entry: Entry | None = None
    """Another essay."""
    fragment: str = ""
    """The heading or footnote that was asked for, here or there."""
    title: str = ""
    """The essay's own title, where its beginning is meant."""
    within: bool = False
    """Whether a place in the essay itself is meant."""


def aim(desk: Desk, essay: Essay, link: Link) -> Aim:
    """What a link leads to. A link to its own essay leads to that one's beginning, if it names no heading."""
    fragment = file_and_fragment(link.href)[1]
    if link.kind in ("fragment", "footnote"):
        return _within(essay, fragment)
    if link.kind != "essay":
        return Aim()
    library, path = desk.around(essay), desk.paths.get(essay.id, "")
    entry = library.by_slug.get(library.graph.link_target(path, link.href) or "")
    if entry is not None and entry.path == path:
        return _within(essay, fragment)
    return Aim(entry=entry, fragment=fragment)


def _within(essay: Essay, fragment: str) -> Aim:
    block = anchored(essay, fragment or "top")
    begins = block is not None and block is essay.blocks[0]
    return Aim(block, fragment=fragment, title=essay.title if begins else "", within=True)


def destination(desk: Desk, essay: Essay, link: Link, *, spoken: bool = False) -> str:
    """Where a link leads, in words: a title, a heading, a footnote, or the address itself."""
    led = aim(desk, essay, link)
    if led.block is not None:
        return led.title or " ".join(filter(None, (led.block.sign, led.block.text)))
    if led.entry is not None:
        state = desk.progress.state(led.entry.id)
        facts = (led.entry.title, length(led.entry.minutes, spoken=spoken), "" if state == UNREAD else state)
        return ", ".join(filter(None, facts))
    if led.within:
        return f"{NO_HEADING} {led.fragment}"
    return f"{NOT_HERE} {link.href}" if link.kind == "essay" else link.href or "leads nowhere"


def at_heading(view: View, fragment: str) -> View:
    """An essay that was opened for a link: at the heading that names, or where it was left if it names none."""
    block = anchored(view.essay, fragment) if fragment else None
    if block is not None:
        return walk.arrived_at(view, block.start)
    return view._replace(message=f"{NO_HEADING} {fragment}") if fragment else view
