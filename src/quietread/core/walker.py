"""The tokens of markdown-it into drafts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from quietread.core.draft import BREAK, HARD, Draft
from quietread.core.flow import CODE, Flow, pieces, table_rows
from quietread.core.text import clean

if TYPE_CHECKING:
    from markdown_it.token import Token

_PAUSE = r"(?i)<!--[ ]*pause[ ]*(?::[ ]*([^<>\n]*?))?[ ]*-->"
_BREATHS = {"": 1, "none": 0} | {str(count): count for count in range(7)}
_STEP = 2
"""Columns a level of quotation or list is indented by."""


class Walker:
    """Goes through tokens once, knowing the lists and quotations it is in."""

    def __init__(self, refer: Callable[[Token], int], note: int = 0) -> None:
        """`refer` as in a flow. `note`: the number of the footnote these tokens are, 0 for the essay itself."""
        self.problems: list[str] = []
        self._refer = refer
        self._within = ["footnote"] if note else []
        self._sign = f"[{note}]" if note else ""
        self._lists = 0
        self._first = True
        self._pause: int | None = None
        self._drafts: list[Draft] = []
        self._anchors: dict[str, int] = {}

    def walk(self, tokens: Sequence[Token]) -> list[Draft]:
        """The drafts of a run of block tokens; each has a word, but for breaks."""
        rows: list[list[Flow]] = []
        right: list[bool] = []
        opening: Token | None = None
        for token in tokens:
            kind = token.type
            if kind == "inline":
                words = token.children or ()
                if opening and opening.type in ("th_open", "td_open"):
                    rows[-1].append(Flow(self._refer, words))
                elif opening and opening.type == "heading_open":
                    self._heading(Flow(self._refer, words), int(opening.tag[1:]))
                else:
                    self.paragraph(words, tight=bool(opening and opening.hidden))
            elif kind in ("fence", "code_block"):
                self._emit(Draft(token.content, "code"))
            elif kind == "html_block":
                self._html(token.content)
            elif kind == "hr" and not self._within:
                self._emit(Draft("", BREAK))
            elif kind == "tr_open":
                rows.append([])
            elif kind == "th_open":
                right.append("right" in str(token.attrGet("style")))
            elif kind == "table_close":
                for row in table_rows(rows, right):
                    self._emit(row)
                rows, right = [], []
            else:
                self._step(token)
            opening = token
        return self._drafts

    def _step(self, token: Token) -> None:
        """Into a list, an item or a quotation, or out of it."""
        kind = token.type
        if kind == "blockquote_open":
            self._within.append("quotation")
        elif kind == "blockquote_close":
            self._within.pop()
        elif kind == "list_item_open":
            self._within.append("list item")
            number = f"{token.info}{token.markup}" if token.info else "•"
            self._sign = f"{self._sign} {number}".lstrip()
        elif kind == "list_item_close":
            self._within.pop()
            self._sign = ""
        elif kind in ("bullet_list_open", "ordered_list_open"):
            self._first = self._first or not self._lists
            self._lists += 1
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._lists -= 1

    def paragraph(self, tokens: Sequence[Token], tight: bool = False) -> None:
        """Add a paragraph of inline tokens, of the kind that the list or quotation makes it."""
        flow = Flow(self._refer, tokens)
        kind = self._within[-1] if self._within else "paragraph"
        if kind == "paragraph" and tokens and _only_images(tokens):
            kind = "image"
        elif kind == "paragraph" and HARD in flow.raw and "\n" not in flow.raw:
            kind = "verse"
        self._emit(Draft(flow.raw, kind, flow.spans, tight=tight and not self._first, notes=flow.notes))

    def _heading(self, flow: Flow, level: int) -> None:
        top = not self._within
        draft = Draft(flow.raw, "heading", flow.spans, level=level, notes=flow.notes, top=top)
        if draft.text:
            draft.anchor = self._anchor(draft.text)
            self._emit(draft)
        elif top:
            self._emit(Draft("", BREAK))

    def _anchor(self, heading: str) -> str:
        """What links call a heading: its words, told apart by a number where they occur again."""
        name = re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
        seen = self._anchors.get(name)
        self._anchors[name] = 0 if seen is None else seen + 1
        return name if seen is None else f"{name}-{seen + 1}"

    def _emit(self, draft: Draft) -> None:
        """Add a draft, unless it has no words."""
        if draft.kind != BREAK:
            if not draft.text:
                return
            draft.indent = _STEP * len(self._within)
            draft.sign, self._sign = self._sign, ""
            self._first = False
        draft.pause, self._pause = self._pause, None
        self._drafts.append(draft)

    def _html(self, html: str) -> None:
        begin = 0
        for asked in re.finditer(_PAUSE, html):
            self._markup(html[begin : asked.start()])
            if not self._within:
                self._pause = self._breaths(asked[1] or "")
            begin = asked.end()
        self._markup(html[begin:])

    def _breaths(self, asked: str) -> int:
        breaths = _BREATHS.get(asked.lower())
        if breaths is None:
            self.problems.append(f"pause: {clean(asked)} (allowed: none, or 1 to 6 breaths)")
        return 1 if breaths is None else breaths

    def _markup(self, html: str) -> None:
        """Add raw HTML as paragraphs, and as code where an element keeps its lines."""
        kind = around = self._within[-1] if self._within else "paragraph"
        flow = Flow(self._refer)
        for piece in pieces(html):
            if isinstance(piece, str):
                flow.text(piece)
            elif piece.block:
                self._emit(Draft(flow.raw, kind, flow.spans))
                kind = "code" if piece.name in CODE and not piece.closing else around
                flow = Flow(self._refer)
            else:
                flow.tag(piece)
        self._emit(Draft(flow.raw, kind, flow.spans))


def _only_images(tokens: Sequence[Token]) -> bool:
    return any(token.type == "image" for token in tokens) and all(
        token.type in ("image", "link_open", "link_close", "softbreak", "hardbreak")
        or (token.type == "text" and not token.content.strip())
        for token in tokens
    )
