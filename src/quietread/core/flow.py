"""Running text with its spans, put together piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from quietread.core.draft import HARD
from quietread.core.essay import Span
from quietread.core.text import line

if TYPE_CHECKING:
    from markdown_it.token import Token
import re
from collections.abc import Iterator
from typing import NamedTuple

from quietread.core.draft import Draft, evened

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


_ATTRIBUTE = r"[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?"
# Compiled when there is a "<" to look at, which most essays do without.
_TAG = rf"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:\s+{_ATTRIBUTE})*)\s*/?>"
_DECLARATION = r"<![A-Za-z][^<>]*>"
_ENCLOSED = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"))

STYLES = {
    "em": "em",
    "i": "em",
    "cite": "em",
    "strong": "strong",
    "b": "strong",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
    "s": "strike",
    "del": "strike",
    "strike": "strike",
    "a": "link",
}
"""The span that an element of this name becomes."""

CODE = {"pre", "script", "style", "textarea"}
"""Elements whose lines are kept."""

_BLOCK = (
    "address|article|aside|audio|blockquote|body|button|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|"
    "figcaption|figure|footer|form|h[1-6]|head|header|hr|html|iframe|legend|li|main|menu|nav|object|ol|optgroup|"
    "option|p|pre|script|section|select|style|summary|table|tbody|textarea|tfoot|thead|title|tr|ul|video"
)

CELLS = {"td", "th"}
"""Elements that are kept apart by a space."""


class Tag(NamedTuple):
    """A tag as written."""

    name: str
    """In small letters."""
    closing: bool
    attributes: str

    @property
    def block(self) -> bool:
        """Whether an element of this name begins a block of its own."""
        return re.fullmatch(_BLOCK, self.name) is not None

    def attribute(self, name: str) -> str:
        """The value of an attribute, "" if it has none."""
        from html import unescape

        found = re.search(
            rf"\s{name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+))", self.attributes, re.IGNORECASE
        )
        return unescape(found[1] or found[2] or found[3] or "") if found else ""


def pieces(html: str) -> Iterator[str | Tag]:
    """Text (character references resolved) and tags in order. Comments and instructions are left out."""
    from html import unescape

    last = {opening: html.rfind(closing) for opening, closing in _ENCLOSED}
    begin = at = 0
    while (at := html.find("<", at)) >= 0:
        found: Tag | str | None = None
        end = at
        for opening, closing in _ENCLOSED:
            if html.startswith(opening, at) and last[opening] >= at + len(opening):
                stop = html.find(closing, at + len(opening))
                end = stop + len(closing)
                found = html[at + len(opening) : stop] if opening == "<![CDATA[" else ""
        if found is None:
            tag = re.compile(_TAG).match(html, at)
            if tag:
                end = tag.end()
                found = Tag(tag[2].lower(), bool(tag[1]), tag[3])
            elif other := re.compile(_DECLARATION).match(html, at):
                end = other.end()
                found = ""
        if found is None:
            at += 1
            continue
        if begin < at:
            yield unescape(html[begin:at])
        if found:
            yield found
        begin = at = end
    if begin < len(html):
        yield unescape(html[begin:])


_BETWEEN = " | "
_WIDEST = 66
"""Cells up to which columns are lined up: the measure most read in. A wider row flows like a paragraph."""


def table_rows(rows: Sequence[Sequence[Flow]], right: Sequence[bool]) -> list[Draft]:
    """A draft for every row that has a word; the first is the head, in strong.

    `rows`: the cells of each. `right`: for each column, whether it is set to the right.
    """
    from rich.cells import cell_len

    even = [[evened(cell.raw, cell.spans) for cell in row] for row in rows]
    columns = max(map(len, even), default=0)
    widths = [
        max((cell_len(row[at][0]) for row in even if at < len(row)), default=0) for at in range(columns)
    ]
    aligned = sum(widths) + len(_BETWEEN) * (columns - 1) <= _WIDEST
    drafts: list[Draft] = []
    for number, row in enumerate(even):
        raw = ""
        spans: list[Span] = []
        for at, (text, found) in enumerate(row):
            room = " " * (widths[at] - cell_len(text)) if aligned else ""
            raw += _BETWEEN if at else ""
            raw += room if right[at : at + 1] == [True] else ""
            spans += (one._replace(start=one.start + len(raw), end=one.end + len(raw)) for one in found)
            if number == 0 and text:
                spans.append(Span(len(raw), len(raw) + len(text), "strong"))
            raw += text
            raw += "" if right[at : at + 1] == [True] else room
        if any(text for text, _ in row):
            notes = [note for cell in rows[number] for note in cell.notes]
            drafts.append(Draft(raw.rstrip(), "table row", spans, tight=bool(drafts), notes=notes))
    return drafts
