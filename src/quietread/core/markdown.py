"""Markdown into an essay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from quietread.core.draft import BREAK, Draft
from quietread.core.essay import Essay
from quietread.core.footnotes import Footnotes
from quietread.core.frontmatter import front_matter
from quietread.core.sections import divide, essay
from quietread.core.text import clean, fold
from quietread.core.walker import Walker

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

_DEEPEST = 40
"""Levels of lists and quotations that are told apart (a list counts two); what lies deeper is one text."""


def read_markdown(text: str, slug: str, title: str = "", problems: Sequence[str] = ()) -> Essay:
    """Read an essay written in Markdown: CommonMark with tables, strikethrough and footnotes.

    `title`: what to call it if neither its front matter nor a first `#` says so. `problems`: what is known
    already. Never raises: every text is Markdown.
    """
    facts, body, faults = front_matter(clean(text))
    env: dict[str, object] = {}
    tokens = _parser().parse(body, env)
    notes = Footnotes(env)
    walker = Walker(notes)
    drafts = walker.walk(notes.set_aside(tokens))
    heading = _first_heading(drafts)
    if heading and (not facts.title or fold(facts.title) == fold(heading.text)):
        facts = replace(facts, title=facts.title or heading.text)
        drafts.remove(heading)
    facts = replace(facts, title=facts.title or title or slug)
    chapters, related = divide(drafts)
    notes.place(chapters)
    return essay(slug, facts, chapters, related, (*problems, *faults, *walker.problems))


def _first_heading(drafts: Sequence[Draft]) -> Draft | None:
    """The `#` before any text, if there is one."""
    first = next((draft for draft in drafts if draft.kind != BREAK), None)
    return first if first and first.top and first.level == 1 else None


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST + 20})
    parser.enable(["table", "strikethrough"]).use(footnote_plugin)
    # It drops footnotes that nothing refers to.
    parser.disable("footnote_tail")
    parser.block.ruler.before("table", "deep", _deep)
    return parser


def _deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take everything below the deepest level as one paragraph; markdown-it would leave it out."""
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
