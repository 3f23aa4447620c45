"""The bytes of a file into an essay, and what was made of it, for its author."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from typing import Any

from quietread.core.duration import minutes
from quietread.core.essay import Block, Essay, Related, Section
from quietread.core.parts import parts
from quietread.core.text import line, many, slugify
from quietread.errors import SourceError

MOST_BYTES = 8 * 1024 * 1024

_MARKDOWN = (".md", ".markdown")
_DATED = r"(\d{4}-\d{2}-\d{2})[-_. ]+(?=\S)"
_HEADING = r"(?m)^ {0,3}#{1,6} +\S"
_FIRST_HEADING = r"\s*#{1,6} +\S"
_FENCE = r"(?m)^ {0,3}(?:```|~~~)"


def decode(data: bytes, name: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of a file, and a problem if it was not in the encoding it should have been in.

    UTF-8, with or without a byte order mark, or UTF-16 with one; other bytes are read as Windows-1252. Raises
    SourceError, with `name` as its path, for what is too large, has NUL bytes, or is only white space.
    """
    if len(data) > MOST_BYTES:
        raise SourceError("larger than 8 MiB, too much for an essay", path=name or None)
    text, problems = _decoded(data)
    if "\0" in text:
        raise SourceError("not a text (it has NUL bytes)", path=name or None)
    if not text.strip():
        raise SourceError("empty", path=name or None)
    return text, problems


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16"), ()
        except UnicodeDecodeError as error:
            text = data.decode("utf-16", errors="replace")
            return text, (f"broken UTF-16 at byte {error.start + 1}: what could not be read shows as \ufffd",)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode(), ()
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        return _mixed(data), (f"not UTF-8 in line {number}: read as Windows-1252 where it is not",)


def _mixed(data: bytes) -> str:
    """Each stretch as UTF-8 where it is that, so that one wrong byte does not spoil a whole text."""
    pieces = []
    for one in re.split(rb"([^\x00-\x7f]+)", data):
        try:
            pieces.append(one.decode())
        except UnicodeDecodeError:
            pieces.append(one.decode("cp1252", errors="replace"))
    return "".join(pieces)


def read(data: bytes, name: str) -> Essay:
    """Read an essay from the bytes of a file. Raises SourceError (see `decode`).

    `name`: its name or path, "" for standard input; the suffix says whether it is Markdown, else the text does.
    """
    text, problems = decode(data, name)
    path = PurePath(name)
    slug = slugify(path.stem) if name else "standard-input"
    title = readable(path.stem) if name else "Standard input"
    if path.suffix.lower() in _MARKDOWN or plainly_markdown(text):
        from quietread.core.markdown import read_markdown

        return read_markdown(text, slug, title, problems)
    from quietread.core.plaintext import read_plain

    return read_plain(text, slug, title, problems)


def readable(stem: str) -> str:
    """A file's name as a title: "2019-05-03-on_looking-up" is “On looking up”."""
    words = line(re.sub(r"[-_\s]+", " ", re.sub(_DATED, "", line(stem), count=1)))
    return words[:1].upper() + words[1:] or "Untitled"


def plainly_markdown(text: str) -> bool:
    """Whether a text can only be Markdown: by front matter or a `#` at its beginning, two such headings, or code."""
    from quietread.core.sections import front_matter

    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    if front_matter(text)[1] != text or re.match(_FIRST_HEADING, text):
        return True
    return any(len(re.findall(pattern, text)) >= 2 for pattern in (_HEADING, _FENCE))


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
    found = {"heading": section.heading, "words": section.words}
    blocks = [{"kind": block.kind, "sentences": _sentences(block)} for block in section.body]
    return {**found, **({"parts": count} if count > 1 else {}), "blocks": blocks}


def _sentences(block: Block) -> list[str]:
    return [block.text[one.start - block.start : one.end - block.start] for one in block.sentences]


def _entry(entry: Related, slug: str | None) -> dict[str, Any]:
    return {"title": entry.title, "why": entry.why, "target": slug, "found": slug is not None}


def outline_lines(found: Mapping[str, Any]) -> Iterator[str]:
    """An outline to look at."""
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
