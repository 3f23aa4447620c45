"""Running text with its spans, put together piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from quietread.core.draft import HARD
from quietread.core.essay import Span
from quietread.core.rawhtml import CELLS, STYLES, Tag, pieces
from quietread.core.text import line

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARKED = {"em": "em", "strong": "strong", "s": "strike", "link": "link"}


class Flow:
    """A builder: pieces of text and beginnings and ends of spans in, one raw text and its spans out."""

    def __init__(self, refer: Callable[[Token], int]) -> None:
        """`refer` gives the number of the footnote that a reference leads to."""
        self.notes: list[int] = []
        self.spans: list[Span] = []
        self._refer = refer
        self._pieces: list[str] = []
        self._size = 0
        self._open: list[tuple[str, int, str]] = []

    @property
    def raw(self) -> str:
        """The text so far."""
        return "".join(self._pieces)

    def text(self, text: str) -> None:
        """Add text."""
        self._pieces.append(text)
        self._size += len(text)

    def _begin(self, style: str, href: str = "") -> None:
        self._open.append((style, self._size, line(href)))

    def _end(self, style: str) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == style:
                _, start, href = self._open.pop(index)
                if start < self._size:
                    self.spans.append(Span(start, self._size, style, href))
                return

    def tokens(self, tokens: Sequence[Token]) -> None:
        """Add the children of an inline token."""
        for token in tokens:
            kind = token.type
            if kind == "text":
                self.text(token.content)
            elif kind == "softbreak":
                self.text("\n")
            elif kind == "hardbreak":
                self.text(HARD)
            elif kind == "code_inline":
                self._begin("code")
                self.text(token.content)
                self._end("code")
            elif kind == "image":
                self.image(_alt(token) or str(token.attrGet("title") or ""))
            elif kind == "html_inline":
                self.html(token.content)
            elif kind == "footnote_ref":
                number = self._refer(token)
                self.notes.append(number)
                self._begin("link", f"#fn-{number}")
                self.text(f"[{number}]")
                self._end("link")
            elif kind.endswith("_open"):
                self._begin(_MARKED[kind[:-5]], str(token.attrGet("href") or ""))
            elif kind.endswith("_close"):
                self._end(_MARKED[kind[:-6]])
            else:
                self.text(token.content)

    def image(self, alt: str) -> None:
        """Add an image: what it shows, in brackets."""
        self.text(f"[{line(alt) or 'image'}]")

    def html(self, html: str) -> None:
        """Add raw HTML that stands in running text."""
        for piece in pieces(html):
            if isinstance(piece, Tag):
                self.tag(piece)
            else:
                self.text(piece)

    def tag(self, tag: Tag) -> None:
        """Begin or end what a tag of raw HTML begins or ends."""
        if tag.name == "br":
            self.text(HARD)
        elif tag.name == "img":
            if alt := line(tag.attribute("alt")):
                self.image(alt)
        elif tag.block or tag.name in CELLS:
            self.text("\n")
        elif style := STYLES.get(tag.name):
            if tag.closing:
                self._end(style)
            else:
                self._begin(style, tag.attribute("href"))


def _alt(image: Token) -> str:
    """The words of an image's description, without its markup."""
    words = []
    for token in image.children or ():
        if token.type == "image":
            words.append(_alt(token))
        elif token.type in ("softbreak", "hardbreak"):
            words.append(" ")
        else:
            words.append(token.content)
    return "".join(words)
