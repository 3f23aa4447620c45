"""markdown-it, set up so that it leaves nothing out. Importing this imports it: do so late."""

from __future__ import annotations

from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit, table
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

_DEEPEST = 40
"""Levels of lists and quotations that are told apart (a list counts two); what lies deeper is one text."""
_BRACKETS = 2_000
"""Opening brackets in one paragraph from which on they are only signs: for each that is never closed,
markdown-it looks through all of the paragraph, so that a hundred thousand of them take seconds."""


class _Parser(MarkdownIt):
    """Leaves links as their author wrote them, for that is how they are shown and looked up."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802  (markdown-it's name)
        """The address as it is, nothing percent-encoded."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        """The address as it is, nothing decoded."""
        return link


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """CommonMark with tables, strikethrough and footnotes; the definitions of these stay where they stand."""
    made = _Parser("commonmark", {"maxNesting": _DEEPEST + 20})
    made.enable(["table", "strikethrough"]).use(footnote_plugin)
    # It drops footnotes that nothing refers to.
    made.disable("footnote_tail")
    made.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    made.block.ruler.before("table", "deep", _deep)
    made.core.ruler.before("inline", "brackets", _brackets)
    return made


def _brackets(state: StateCore) -> None:
    """Take the brackets of a paragraph that has too many of them as they stand."""
    for token in state.tokens:
        if token.type == "inline" and token.content.count("[") > _BRACKETS:
            token.content = token.content.replace("[", "\\[")


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table; what a row has in excess of its head stays in its last cell, instead of being left out."""
    before = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    row = -1
    cells: list[Token] = []
    for token in state.tokens[before:]:
        if token.type == "tr_open":
            row += 1
            cells = []
        elif token.type == "inline":
            cells.append(token)
        elif token.type == "tr_close" and row:
            written = _split(state, start + 1 + row)
            cells[-1].content = " | ".join(filter(None, (cells[-1].content, *written[len(cells) :])))
    return True


def _split(state: StateBlock, line: int) -> list[str]:
    text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
    cells = [cell.strip() for cell in escapedSplit(text.strip())]
    return cells[1:] if cells and not cells[0] else cells


def _deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Everything below the deepest level, as one paragraph, instead of being left out."""
    if silent or state.level < _DEEPEST:
        return False
    last = start
    while last < end and (state.isEmpty(last) or state.sCount[last] >= state.blkIndent):
        last += 1
    state.line = last
    state.push("paragraph_open", "p", 1)
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(start, last, state.blkIndent, False).strip()
    inline.children = []
    state.push("paragraph_close", "p", -1)
    return True
