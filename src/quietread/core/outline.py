"""What quietread made of an essay's file, for its author: as JSON and as lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from quietread.core.duration import minutes
from quietread.core.essay import Block, Essay, Related, Section
from quietread.core.parts import parts
from quietread.core.text import many

Targets = Callable[[Related], str | None]
"""Says which essay an entry leads to: its slug, or None if there is none."""


def outline(essay: Essay, split: int, target: Targets) -> dict[str, Any]:
    """The documented JSON of `quietread outline --json`.

    `{"slug", "title", "author", "date", "lang", "words", "minutes", "sections": [{"heading", "words",
    "blocks": [{"kind", "sentences": ["..."]}]}], "related": [{"title", "why", "target", "found"}],
    "problems": ["..."]}`; a section that `split` parts has `"parts": n`, too. Its own heading is not among
    the blocks of a section; `words` counts without headings; an essay has at least 1 of `minutes`.
    """
    counts = Counter(part.section for part in parts(essay, split))
    return {
        "slug": essay.slug,
        "title": essay.title,
        "author": essay.author,
        "date": essay.date,
        "lang": essay.lang,
        "words": essay.words,
        "minutes": minutes(essay.words),
        "sections": [_section(section, counts[at]) for at, section in enumerate(essay.sections)],
        "related": [_entry(*entry.settled(target)) for entry in essay.related],
        "problems": list(essay.problems),
    }


def _section(section: Section, count: int) -> dict[str, Any]:
    found: dict[str, Any] = {"heading": section.heading, "words": section.words}
    if count > 1:
        found["parts"] = count
    found["blocks"] = [{"kind": block.kind, "sentences": _sentences(block)} for block in section.body]
    return found


def _sentences(block: Block) -> list[str]:
    return [block.text[one.start - block.start : one.end - block.start] for one in block.sentences]


def _entry(entry: Related, slug: str | None) -> dict[str, Any]:
    return {"title": entry.title, "why": entry.why, "target": slug, "found": slug is not None}


def outline_lines(essay: Essay, split: int, target: Targets) -> Iterator[str]:
    """The same to look at: title, sections with words and sentences, Related with targets, problems."""
    counts = Counter(part.section for part in parts(essay, split))
    yield essay.title
    about = [
        essay.author,
        essay.date,
        many(essay.words, "word"),
        f"about {many(minutes(essay.words), 'minute')}",
    ]
    yield ", ".join(filter(None, about))
    for number, section in enumerate(essay.sections, 1):
        size = [
            many(section.words, "word"),
            many(sum(len(block.stops) for block in section.body), "sentence"),
        ]
        if counts[number - 1] > 1:
            size.append(f"{counts[number - 1]} parts")
        yield f"{number:3}. {section.heading or '(no heading)'}: {', '.join(size)}"
    for entry in essay.related:
        shown, slug = entry.settled(target)
        yield f"  -> {shown.title}: {slug or 'not in this library'}"
    for problem in essay.problems:
        yield f"  !  {problem}"
