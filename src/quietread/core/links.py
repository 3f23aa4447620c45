"""The links in an essay's text: where they stand, where they lead, and which one is next."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from quietread.core import walk
from quietread.core.essay import Block, Essay
from quietread.core.text import fold
from quietread.core.typeset import page_holding
from quietread.core.view import View

_WEB = re.compile(r"https?://[^\s/?#\\]+(?:[/?#]\S*)?", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]{2}")


class Link(NamedTuple):
    """A link in the text: offsets into that, where it leads, as written, and its words."""

    start: int
    end: int
    href: str
    label: str

    @property
    def kind(self) -> str:
        """As `kind_of` says."""
        return kind_of(self.href)

    @property
    def fragment(self) -> str:
        """What it names after its `#`, decoded."""
        from urllib.parse import unquote

        return unquote(self.href.partition("#")[2])


def kind_of(href: str) -> str:
    """What an address is: another `essay`, a `fragment` (a heading) of this one, a `footnote`, `web`, or `other`,
    which leads nowhere, and is only shown and copied.
    """
    if href.startswith("#"):
        return "footnote" if href.startswith("#fn-") else "fragment"
    if _WEB.fullmatch(href):
        return "web"
    return "other" if not href or _SCHEME.match(href) else "essay"


def links(blocks: Iterable[Block]) -> tuple[Link, ...]:
    """The links of some blocks, in order. Of links within links the outermost counts."""
    found: list[Link] = []
    for block in blocks:
        for span in block.spans:
            start, end = block.start + span.start, block.start + span.end
            if span.style == "link" and start < end and not (found and start < found[-1].end):
                found.append(Link(start, end, span.href, block.text[span.start : span.end].strip()))
    return tuple(found)


def links_of(view: View) -> tuple[Link, ...]:
    """The links of the part that is shown."""
    return () if view.at_related else links(view.sheet.blocks)


def chosen(view: View) -> Link | None:
    """The link at the link cursor."""
    return next((link for link in links_of(view) if (link.start, link.end) == view.link), None)


def at(view: View, offset: int) -> Link | None:
    """The link of this part that begins at `offset`."""
    return next((link for link in links_of(view) if link.start == offset), None)


def beside(view: View, step: int) -> Link | None:
    """The next (1) or previous (-1) link of the part, counted from the link cursor; None past the ends.

    Without a link cursor the first that is on this page or after it, or the last that is on it or before.
    """
    found = links_of(view)
    here = chosen(view)
    if here is not None:
        index = found.index(here) + step
        return found[index] if 0 <= index < len(found) else None
    first, last = view.shown or (view.place, view.place)
    if step > 0:
        return next((link for link in found if link.end > first), None)
    return next((link for link in reversed(found) if link.start < last), None)


def is_shown(view: View, link: Link) -> bool:
    """Whether the beginning of a link of this part is on the page."""
    first, last = view.shown or (0, 0)
    return first <= link.start < last


def with_cursor(view: View, link: Link) -> View:
    """The view with the link cursor on a link of its part, on the page where that begins."""
    if not is_shown(view, link):
        view = walk.to_page(view, page_holding(view.sheet.rows, view.sheet.pages, link.start))
    return view._replace(link=(link.start, link.end))


def anchored(essay: Essay, name: str) -> Block | None:
    """The block a fragment means: by its anchor, whatever the case, else by the words of a heading.

    `top` and the essay's title mean its first block.
    """
    blocks = essay.blocks
    words = fold(name.replace("-", " "))
    by_anchor = (block for block in blocks if block.anchor and block.anchor.casefold() == name.casefold())
    by_words = (block for block in blocks if block.kind == "heading" and fold(block.text) == words)
    first = blocks[:1] if words in ("top", fold(essay.title)) else ()
    return next(chain(by_anchor, by_words, first), None)
