"""What quietread made of an essay's file, for its author: as JSON and as lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from quietread.core.duration import minutes
from quietread.core.essay import Block, Essay, Related, Section
from quietread.core.parts import parts
from quietread.core.text import many


def outline(essay: Essay, split: int, target: Callable[[Related], str | None]) -> dict[str, Any]:
    """The documented JSON of `quietread outline --json`.

    `{"slug", "title", "author", "date", "lang", "words", "minutes", "sections": [{"heading", "words",
    "blocks": [{"kind", "sentences": ["..."]}]}], "related": [{"title", "why", "target", "found"}],
    "problems": ["..."]}`; a section that `split` parts has `"parts": n`, too. Its own heading is not among
    the blocks of a section; `words` counts without headings. `target` says which essay an entry leads to.
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
    return {
        "heading": section.heading,
        "words": section.words,
        **({"parts": count} if count > 1 else {}),
        "blocks": [{"kind": block.kind, "sentences": _sentences(block)} for block in section.body],
    }


def _sentences(block: Block) -> list[str]:
    return [block.text[one.start - block.start : one.end - block.start] for one in block.sentences]


def _entry(entry: Related, slug: str | None) -> dict[str, Any]:
    return {"title": entry.title, "why": entry.why, "target": slug, "found": slug is not None}


def outline_lines(found: Mapping[str, Any]) -> Iterator[str]:
    """An outline to look at: title, sections with words and sentences, Related with targets, problems."""
    yield found["title"]
    length = f"about {many(found['minutes'], 'minute')}"
    yield ", ".join(filter(None, (found["author"], found["date"], many(found["words"], "word"), length)))
    for number, section in enumerate(found["sections"], 1):
        sentences = sum(len(block["sentences"]) for block in section["blocks"])
        size = f"{many(section['words'], 'word')}, {many(sentences, 'sentence')}"
        parted = f", {section['parts']} parts" if "parts" in section else ""
        yield f"{number:3}. {section['heading'] or '(no heading)'}: {size}{parted}"
    for entry in found["related"]:
        yield f"  -> {entry['title']}: {entry['target'] or 'not in this library'}"
    for problem in found["problems"]:
        yield f"  !  {problem}"
