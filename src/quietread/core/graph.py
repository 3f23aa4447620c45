"""How the essays of a library lead to each other."""

from __future__ import annotations

import os.path
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Protocol

from quietread.core.essay import Related
from quietread.core.text import fold

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#")
"""What begins so is an address or a place in the same essay, never a file (RFC 3986, schemes)."""

_SUFFIX = re.compile(r"\.(?:md|markdown|txt)\Z", re.IGNORECASE)


class Named(Protocol):
    """What has to be known of an essay to link it; the entries of a library are such."""

    @property
    def path(self) -> str:
        """Its file, absolute."""

    @property
    def slug(self) -> str:
        """Unique in the library."""

    @property
    def title(self) -> str:
        """As shown."""

    @property
    def related(self) -> tuple[Related, ...]:
        """The entries of its Related page."""

    @property
    def links(self) -> tuple[str, ...]:
        """Where the links in its text lead, as written."""


class Graph:
    """The links of a library, followed as they are asked for.

    `roots`: the library's folders, absolute. No link leads out of them, whatever it says: a target is
    always one of `essays`.
    """

    def __init__(self, essays: Iterable[Named], roots: Sequence[str]) -> None:
        self._essays = {essay.slug: essay for essay in essays}
        self._roots = [os.path.normpath(root) for root in roots]
        self._inside = tuple(root.rstrip(os.sep) + os.sep for root in self._roots)
        backwards = list(self._essays.values())[::-1]  # of several with one name the first has it
        self._files = {os.path.normpath(essay.path): essay.slug for essay in backwards}
        self._names = {fold(essay.title): essay.slug for essay in backwards}
        self._names |= {fold(essay.slug): essay.slug for essay in backwards}

    def prepare(self) -> None:
        """Follow every link now, so that later nobody waits for it."""
        self.backlinks("")

    def target(self, path: str, entry: Related) -> str | None:
        """The slug of the essay that an entry of the Related page of `path` leads to, None if to none here.

        The file it names; else the essay whose slug or title it is. An entry that was cut at a dash or colon
        is tried as a whole first.
        """
        if entry.href:
            files = self._files_named(path, entry.href)
            found = self._at(files, entry.href) if files else None
            if found or not files:
                return found
        return self._names.get(fold(entry.whole)) or self._names.get(fold(entry.title))

    def link_target(self, path: str, href: str) -> str | None:
        """The slug of the essay that a link in the text of `path` leads to, None if to none here."""
        files = self._files_named(path, href)
        return self._at(files, href) if files else None

    def targets(self, slug: str) -> tuple[str, ...]:
        """The essays that this one leads to, each once, those of its Related page first; never itself."""
        return self._edges.get(slug, ())

    def backlinks(self, slug: str) -> tuple[str, ...]:
        """The essays that lead to this one, in the library's order."""
        return self._backlinks.get(slug, ())

    def reachable(self, slug: str) -> frozenset[str]:
        """Every essay one can come to from this one by following links, itself included."""
        found, waiting = {slug}, [slug]
        while waiting:
            new = [one for one in self.targets(waiting.pop()) if one not in found]
            found.update(new)
            waiting += new
        return frozenset(found)

    def problems(self, slug: str) -> tuple[str, ...]:
        """What the author of an essay should know of its links, one line each."""
        essay = self._essays[slug]
        return tuple(self._problems(essay))

    def _problems(self, essay: Named) -> Iterator[str]:
        leads = [(entry.title, entry.href, self.target(essay.path, entry)) for entry in essay.related]
        leads += [(href, href, self.link_target(essay.path, href)) for href in essay.links]
        for shown, href, target in leads:
            if target == essay.slug:
                yield f"leads to itself: {shown}"
            elif target is None and not _ELSEWHERE.match(href):
                yield f"leads to no essay here: {shown}"
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

    def _files_named(self, path: str, href: str) -> list[str]:
        """The files a link may name: beside the essay, then in the library's folders; none if it leads out."""
        name = _file(href)
        if _ELSEWHERE.match(href) or not name or name.endswith("/"):
            return []
        folders = [os.path.dirname(path), *self._roots]  # noqa: PTH120  (pure, and cheap by the ten thousand)
        files = [os.path.normpath(os.path.join(folder, name)) for folder in folders]  # noqa: PTH118
        return [file for file in files if file.startswith(self._inside)]

    def _at(self, files: Iterable[str], href: str) -> str | None:
        for file in files:
            if file in self._files:
                return self._files[file]
        name = _file(href)
        stem = _SUFFIX.sub("", name.rpartition("/")[2])
        return self._names.get(fold(stem)) or self._names.get(fold(name))


def _file(href: str) -> str:
    name = re.split("[?#]", href, maxsplit=1)[0]
    if "%" not in name:
        return name
    from urllib.parse import unquote

    return unquote(name)
