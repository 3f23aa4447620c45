"""What authors should know of essays: what the reader made of them, and where their links lead."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from quietread.core.essay import Essay
from quietread.core.links import anchored, links
from quietread.errors import SourceError
from quietread.storage.cache import Cache
from quietread.storage.library import Library, Shelves, look_through
from quietread.storage.looking import Row, Source, arranged, find_sources, read_row
from quietread.storage.opening import read_bytes, read_essay, settled_path
from quietread.storage.paths import shown

LONG = 400
"""Words over which a section is said to be long (format.md, The library)."""
COPIED = ("mailto:", "tel:")
"""Addresses that are meant to be copied."""


def check(paths: Sequence[str], shelves: Shelves, cache: Cache) -> Iterator[str]:
    """One line for each thing an author should know of the essays in `paths`, files or folders.

    Without paths it is the whole library, and whatever there is to say of that. Links may lead to anything
    in the library, and to what stands beside a file.
    """
    library = look_through(shelves, cache)
    if not paths:
        yield from library.problems
        yield from _of_essays({entry.path for entry in library.entries}, library)
        return
    asked: set[str] = set()
    near: dict[str, Source] = {}
    for path in map(settled_path, paths):
        if Path(path).is_dir():
            found = find_sources(None, [Path(path)])
            yield from found.problems
            near |= {source.path: source for source in found.sources}
            asked |= {source.path for source in found.sources}
            continue
        try:
            _, stamp = read_bytes(path)
        except SourceError as error:
            yield str(error)
            continue
        near |= {
            source.path: source for source in find_sources(None, [Path(path).parent], deep=False).sources
        }
        near[path] = Source(path, *stamp, False)
        asked.add(path)
    rows, _ = arranged([read_row(source, cache) for source in near.values()])
    yield from (row.fault for row in rows if row.fault and os.fsdecode(row.path) in asked)
    yield from _of_essays(asked, _joined(library, rows))


def _joined(library: Library, rows: Sequence[Row]) -> Library:
    """The library with other essays, which come first where slugs or files are the same."""
    others = [row.entry for row in rows if row.place is not None]
    slugs, paths = {entry.slug for entry in others}, {entry.path for entry in others}
    rest = (entry for entry in library.entries if entry.slug not in slugs and entry.path not in paths)
    folders = {os.path.dirname(path) for path in paths}  # noqa: PTH120
    return Library((*others, *rest), folders=(*library.folders, *folders))


def _of_essays(asked: set[str], library: Library) -> Iterator[str]:
    for entry in library.entries:
        if entry.path in asked:
            essay, _ = read_essay(entry.path)
            graph = library.graph.problems(entry.slug)
            for line in (
                *essay.problems,
                *_of_sections(essay),
                *graph,
                *_of_links(essay, entry.path, library),
            ):
                yield f"{shown(entry.path)}: {line}"


def _of_links(essay: Essay, path: str, library: Library) -> Iterator[str]:
    """What the graph does not know: headings that are not there, and addresses that nothing opens."""
    for link in links(essay.blocks):
        fragment = link.fragment
        if link.kind == "fragment" and anchored(essay, fragment or "top") is None:
            yield f"no such heading here: {link.href}"
        elif link.kind == "essay" and fragment:
            target = library.by_slug.get(library.graph.link_target(path, link.href) or "")
            if target is not None and anchored(read_essay(target.path)[0], fragment) is None:
                yield f"no such heading there: {link.href}"
        elif link.kind == "other" and not link.href.lower().startswith(COPIED):
            yield f"opens nothing here: {link.href}"


def _of_sections(essay: Essay) -> Iterator[str]:
    for number, section in enumerate(essay.sections, 1):
        name = f"section {number}" + (f" ({section.heading})" if section.heading else "")
        for heading in section.blocks[: section.lead]:
            yield f"{name}: no words under the heading before it, {heading.text}"
        if not section.words:
            yield f"{name}: no words"
        if section.words > LONG:
            yield f"{name}: {section.words} words, over {LONG}"
