"""Essays read from Markdown, and what holds of every one."""

from __future__ import annotations

from hashlib import sha256

from quietread.core.essay import KINDS, Essay
from quietread.core.markdown import read_markdown


def read(text: str) -> Essay:
    return read_markdown(text, "name", "Name")


def headings(essay: Essay) -> list[str]:
    return [section.heading for section in essay.sections]


def texts(essay: Essay) -> list[str]:
    return [block.text for block in essay.blocks]


def everything(essay: Essay) -> str:
    related = [f"{entry.title} {entry.why}" for entry in essay.related]
    return " ".join([essay.title, essay.text, *related, *(block.sign for block in essay.blocks)])


def check(essay: Essay) -> None:
    """What holds of every essay."""
    assert essay.edition == sha256(essay.text.encode()).hexdigest()
    assert essay.end == len(essay.text)
    for section in essay.sections:
        assert section.blocks
        assert not section.headed or section.blocks[section.lead].kind == "heading"
    for block in essay.blocks:
        assert block.kind in KINDS
        assert block.text
        assert essay.text[block.start : block.end] == block.text
        assert " ".join(block.text.split()) == block.text
        assert not block.layout or " ".join(block.layout.split()) == block.text
        assert block.stops == tuple(sorted(set(block.stops)))
        assert block.stops[-1] == len(block.text)
        assert all(0 <= span.start < span.end <= len(block.text) for span in block.spans)
        assert all(essay.text[one.start : one.end].strip() for one in block.sentences)
