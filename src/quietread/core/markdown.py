"""Markdown into an essay, by a markdown-it that is set up so that it leaves nothing out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit, table
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from quietread.core.draft import BREAK, Draft
from quietread.core.essay import Essay
from quietread.core.sections import Chapter, essay, front_matter
from quietread.core.text import clean
from quietread.core.walker import Walker

_DEEPEST = 40
"""Levels of lists and quotations that are told apart (a list counts two); what lies deeper is one text."""
_BRACKETS = 2_000
"""Opening brackets in a paragraph from which on they are only signs: markdown-it looks through all of it for
each that is never closed, and for a hundred thousand of them takes seconds."""


def read_markdown(text: str, slug: str, title: str = "", problems: Sequence[str] = ()) -> Essay:
    """Read an essay written in Markdown: CommonMark with tables, strikethrough and footnotes.

    `title`: what to call it if it does not say so itself. `problems`: those known already. Never raises.
    """
    facts, body, faults = front_matter(clean(text))
    env: dict[str, object] = {}
    tokens = _parser().parse(body, env)
    notes = _Footnotes(env)
    walker = Walker(notes.number)
    drafts = walker.walk(notes.set_aside(tokens))
    first = next((draft for draft in drafts if draft.kind != BREAK), None)
    heading = first if first and first.top and first.level == 1 else None
    facts = facts.entitled(drafts, heading, title or slug)
    return essay(slug, facts, drafts, (*problems, *faults, *walker.problems), notes.place)


class _Footnotes:
    """Footnotes, numbered as they are referred to, and put after the section that does so first."""

    def __init__(self, env: Mapping[str, Any]) -> None:
        """`env`: what markdown-it kept beside the tokens, as footnotes written inline."""
        self._inline = env.get("footnotes", {}).get("list", {})
        self._defined: dict[str | int, list[Token]] = {}
        self._numbers: dict[str | int, int] = {}
        self._waiting: dict[int, str | int] = {}

    def set_aside(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens without the definitions."""
        rest: list[Token] = []
        into = [rest]
        for token in tokens:
            if token.type == "footnote_reference_open":
                into.append(self._defined.setdefault(token.meta["label"], []))
            elif token.type == "footnote_reference_close":
                into.pop()
            else:
                into[-1].append(token)
        return rest

    def number(self, reference: Token) -> int:
        """The number, from 1, of the footnote that a reference leads to."""
        key = reference.meta.get("label")
        return self._number(reference.meta["id"] if key is None else key)

    def _number(self, key: str | int) -> int:
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._numbers) + 1
            self._waiting[number] = key
        return number

    def place(self, chapters: list[Chapter]) -> None:
        """Put each after the chapter that refers to it first, and the rest at the end."""
        for chapter in chapters:
            chapter.body += self._called(number for draft in chapter.drafts for number in draft.notes)
        left = self._called([*self._waiting, *map(self._number, self._defined)])
        if left and not chapters:
            chapters.append(Chapter())
        if left:
            chapters[-1].body += left

    def _called(self, numbers: Iterable[int]) -> list[Draft]:
        """Those of these numbers, and those they refer to in turn, unless they are placed already."""
        found: list[Draft] = []
        queue = list(numbers)
        for number in queue:
            key = self._waiting.pop(number, None)
            for draft in () if key is None else self._set(key, number):
                found.append(draft)
                queue += draft.notes
        return found

    def _set(self, key: str | int, number: int) -> Iterator[Draft]:
        walker = Walker(self.number, number)
        if isinstance(key, int):
            walker.paragraph(self._inline[key]["tokens"])
        for index, draft in enumerate(walker.walk(self._defined.get(key, ()))):
            if draft.kind != BREAK:
                draft.anchor = draft.anchor if index else f"fn-{number}"
                yield draft


class _Parser(MarkdownIt):
    """Leaves links as their author wrote them, for that is how they are shown and looked up."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802  (markdown-it's name)
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    made = _Parser("commonmark", {"maxNesting": _DEEPEST + 20})
    made.enable(["table", "strikethrough"]).use(footnote_plugin)
    # it drops footnotes that nothing refers to
    made.disable("footnote_tail")
    made.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    made.block.ruler.before("table", "deep", _deep)
    made.core.ruler.before("inline", "brackets", _brackets)
    return made


def _brackets(state: StateCore) -> None:
    """Take brackets as they stand where there are too many."""
    for token in state.tokens:
        if token.type == "inline" and token.content.count("[") > _BRACKETS:
            token.content = token.content.replace("[", "\\[")


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table; what a row has in excess of its head stays in its last cell."""
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
    """Everything below the deepest level, as one paragraph."""
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
