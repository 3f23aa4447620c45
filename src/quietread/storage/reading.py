"""Reading a file of the library into the row that is kept of it."""

from __future__ import annotations

import json
import os
import re

from quietread.core.essay import Essay
from quietread.core.pace import minutes
from quietread.errors import SourceError
from quietread.storage.cache import Stamp
from quietread.storage.opening import read_essay
from quietread.storage.rows import Row
from quietread.storage.sources import Source

LINE = 160
"""Characters of an essay's first words that are kept for the shelf."""

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|#")
"""Links that begin so lead to no file."""


def read_row(source: Source) -> tuple[Row, Stamp, Essay | None]:
    """Read a file: its row, the stamp of what was read, and the essay unless it cannot be read."""
    stamp = Stamp(source.size, source.mtime)
    try:
        essay, stamp = read_essay(source.path)
    except SourceError as error:
        # a file that may not be read now may be read later without having changed
        kept = Stamp(source.size, -1) if isinstance(error.__cause__, OSError) else stamp.sure
        return Row(os.fsencode(source.path), *kept, source.bundled, str(error), "", ""), stamp, None
    return row_of(source, stamp, essay), stamp, essay


def row_of(source: Source, stamp: Stamp, essay: Essay) -> Row:
    """The row of a file that has been read."""
    related = [(one.title, one.why, one.href, one.whole) for one in essay.related]
    return Row(
        path=os.fsencode(source.path),
        size=stamp.sure.size,
        mtime=stamp.sure.mtime,
        bundled=source.bundled,
        fault="",
        own_slug=essay.slug,
        own_id=essay.id,
        title=essay.title,
        author=essay.author,
        why=essay.why,
        line=essay.why or _first_words(essay),
        words=essay.words,
        minutes=minutes(essay.words),
        sections=len(essay.sections),
        lang=essay.lang,
        named=json.dumps(related),
        linked=json.dumps(_links(essay)),
        notes="\n".join(essay.problems),
    )


def _first_words(essay: Essay) -> str:
    text = next((block.text for block in essay.blocks if block.kind != "heading"), "")
    return text if len(text) <= LINE else text[: text.rfind(" ", 0, LINE) % LINE].rstrip() + "…"


def _links(essay: Essay) -> list[str]:
    spans = (span for block in essay.blocks for span in block.spans if span.style == "link")
    return list(dict.fromkeys(span.href for span in spans if not _ELSEWHERE.match(span.href)))
