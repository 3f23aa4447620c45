"""The links in an essay's text, which one is next, and how the essays of a library lead to each other."""

from __future__ import annotations

import os.path
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple, Protocol

from quietread.core import walk
from quietread.core.essay import Block, Essay, Related
from quietread.core.text import fold
from quietread.core.typeset import page_holding
from quietread.core.view import View

_WEB = re.compile(r"https?://[^\s/?#\\]+(?:[/?#]\S*)?", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]{2}")
"""What begins so is an address, never a file (RFC 3986)."""
_SUFFIX = re.compile(r"\.(?:md|markdown|txt)\Z", re.IGNORECASE)


class Link(NamedTuple):
    """A link in the text, where it leads, as written, and its words."""

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
        """What stands after its `#`, decoded."""
        from urllib.parse import unquote

        return unquote(self.href.partition("#")[2])


def kind_of(href: str) -> str:
    """What an address is: another `essay`, a `fragment` (a heading) of this one, a `footnote`, `web`, or `other`:
    shown and copied, but leading nowhere.
    """
    if href.startswith("#"):
        return "footnote" if href.startswith("#fn-") else "fragment"
    if _SCHEME.match(href):
        return "web" if _WEB.fullmatch(href) else "other"
    return "essay" if href else "other"


def links(blocks: Iterable[Block]) -> tuple[Link, ...]:
    """The links of some blocks, in order; of links within links the outermost."""
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
    return at(view, view.link[0]) if view.link else None


def at(view: View, offset: int) -> Link | None:
    """The link of this part that begins at `offset`."""
    return next((link for link in links_of(view) if link.start == offset), None)


def beside(view: View, step: int) -> Link | None:
    """The next (1) or previous (-1) link of the part, from the link cursor; None past the ends.

    Without a link cursor the first on this page or after it, or the last on it or before.
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
    """The view with the link cursor on a link of its part, and on its page."""
    if not is_shown(view, link):
        view = walk.to_page(view, page_holding(view.sheet.rows, view.sheet.pages, link.start))
    return view._replace(link=(link.start, link.end))


def anchored(essay: Essay, name: str) -> Block | None:
    """The block a fragment means, by its anchor or the words of a heading; `top` and the title are the first block."""
    blocks = essay.blocks
    words = fold(name.replace("-", " "))
    by_anchor = (block for block in blocks if block.anchor and block.anchor.casefold() == name.casefold())
    by_words = (block for block in blocks if block.kind == "heading" and fold(block.text) == words)
    first = blocks[:1] if words in ("top", fold(essay.title)) else ()
    return next(chain(by_anchor, by_words, first), None)


class _Named(Protocol):
    """What has to be known of an essay to link it."""

    @property
    def path(self) -> str: ...
    @property
    def slug(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def related(self) -> tuple[Related, ...]: ...
    @property
    def links(self) -> tuple[str, ...]: ...


class Graph:
    """The links of a library, followed as they are asked for."""

    def __init__(self, essays: Iterable[_Named], roots: Sequence[str], within: Graph | None = None) -> None:
        """`roots`: the library's folders, absolute. Whatever a link says, its target is one of `essays`, or of
        `within`, a library that these are seen beside and that knows nothing of them.
        """
        self._within = within
        self._essays = {essay.slug: essay for essay in essays}
        self.roots: tuple[str, ...] = (*(within.roots if within else ()), *map(os.path.normpath, roots))
        self._inside = tuple(root.rstrip(os.sep) + os.sep for root in self.roots)
        backwards = list(self._essays.values())[::-1]  # of several with one name the first has it
        self._files = {os.path.normpath(essay.path): essay.slug for essay in backwards}
        self._names = {fold(essay.title): essay.slug for essay in backwards}
        self._names |= {fold(essay.slug): essay.slug for essay in backwards}

    def prepare(self) -> None:
        """Follow every link now, so that nobody waits later."""
        self.backlinks("")

    def target(self, path: str, entry: Related) -> str | None:
        """The slug of the essay that an entry of the Related page of `path` leads to, None if to none here.

        It is the file it names, else the essay whose slug or title it is, before it was cut or after.
        """
        if entry.href:
            found, inside = self._led(path, entry.href)
            if found or not inside:
                return found
        return self.named(entry.whole) or self.named(entry.title)

    def link_target(self, path: str, href: str) -> str | None:
        """As `target`, of a link in the text."""
        return self._led(path, href)[0]

    def named(self, name: str) -> str | None:
        """The slug of the essay whose slug or title this is."""
        return (self._within.named(name) if self._within else None) or self._names.get(fold(name))

    def at(self, file: str) -> str | None:
        """The slug of the essay in a file, by its absolute and normal path."""
        return self._files.get(file) or (self._within.at(file) if self._within else None)

    def targets(self, slug: str) -> tuple[str, ...]:
        """The essays that this one leads to, each once, those of its Related page first."""
        if self._within and slug not in self._essays:
            return self._within.targets(slug)
        return self._edges.get(slug, ())

    def backlinks(self, slug: str) -> tuple[str, ...]:
        """The essays that lead to this one, in the library's order."""
        others = self._within.backlinks(slug) if self._within else ()
        return (*others, *self._backlinks.get(slug, ()))

    def problems(self, slug: str) -> Iterator[str]:
        """What the author of an essay should know of its links, one line each."""
        essay = self._essays[slug]
        leads = [(entry.title, entry.href, self.target(essay.path, entry)) for entry in essay.related]
        leads += [(href, href, self.link_target(essay.path, href)) for href in essay.links]
        for shown, href, target in leads:
            if target == essay.slug:
                yield f"leads to itself: {shown}"
            elif target is None and (not href or kind_of(href) == "essay"):
                yield f"leads to no essay here: {shown}"
        other = self.named(essay.title)
        if other not in (essay.slug, None):
            yield f"its title leads to {other}, which has it or is named so"
        if len(self._essays) > 1 and not self.backlinks(essay.slug):
            yield "no essay leads here"

    @cached_property
    def _edges(self) -> dict[str, tuple[str, ...]]:
        edges = {}
        for essay in self._essays.values():
            found = [self.target(essay.path, entry) for entry in essay.related]
            found += [self.link_target(essay.path, href) for href in essay.links]
            edges[essay.slug] = tuple(dict.fromkeys(one for one in found if one and one != essay.slug))
        return edges

    @cached_property
    def _backlinks(self) -> dict[str, tuple[str, ...]]:
        sources: dict[str, list[str]] = {}
        for slug, targets in self._edges.items():
            for target in targets:
                sources.setdefault(target, []).append(slug)
        return {target: tuple(slugs) for target, slugs in sources.items()}

    def _led(self, path: str, href: str) -> tuple[str | None, bool]:
        """The essay a link leads to, and whether what it names lies in the library, there or not.

        A file is looked for beside the essay, then in the library's folders, then by its name.
        """
        name = _file(href)
        if kind_of(href) != "essay" or not name or name.endswith("/"):
            return None, False
        inside = False
        beside = [os.path.dirname(path)] if path else []  # noqa: PTH120  (pure, and cheap by the ten thousand)
        for folder in (*beside, *self.roots):
            file = _joined(folder, name)
            if found := self.at(file):
                return found, True
            inside = inside or file.startswith(self._inside)
        if not inside:
            return None, False
        stem = _SUFFIX.sub("", name.rpartition("/")[2])
        return self.named(stem) or self.named(name), True


def _joined(folder: str, name: str) -> str:
    # most names are no paths, and need no normalising
    if "/" in name or "\\" in name or name in (".", ".."):
        return os.path.normpath(os.path.join(folder, name))  # noqa: PTH118
    return f"{folder.rstrip(os.sep)}{os.sep}{name}"


def _file(href: str) -> str:
    name = re.split("[?#]", href, maxsplit=1)[0]
    if "%" not in name:
        return name
    from urllib.parse import unquote

    return unquote(name)
