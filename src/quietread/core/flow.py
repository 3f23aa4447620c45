"""Running text with its spans, put together piece by piece from tokens and raw HTML, and tables made of it.

HTML is not taken apart by `html.parser`, which may swallow the rest of an essay after what is left unclosed:
here, what is no whole tag is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from quietread.core.draft import HARD, Draft, evened
from quietread.core.essay import Span
from quietread.core.text import line
from quietread.core.wrap import cells

if TYPE_CHECKING:
    from markdown_it.token import Token

_STYLES = {
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
CODE = {"pre", "script", "style", "textarea"}
"""Elements whose lines are kept."""

_BLOCK = (
    "address|article|aside|audio|blockquote|body|button|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|"
    "figcaption|figure|footer|form|h[1-6]|head|header|hr|html|iframe|legend|li|main|menu|nav|object|ol|optgroup|"
    "option|p|pre|script|section|select|style|summary|table|tbody|textarea|tfoot|thead|title|tr|ul|video"
)

_ATTRIBUTE = r"[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?"
_TAG = rf"<(?:(/?)([A-Za-z][A-Za-z0-9-]*)((?:\s+{_ATTRIBUTE})*)\s*/?|![A-Za-z][^<>]*)>"
_TEXT = "<![CDATA["
_ENCLOSED = (("<!--", "-->"), ("<?", "?>"), (_TEXT, "]]>"))

_BETWEEN = " | "
_WIDEST = 66
"""Cells up to which columns are lined up: the measure most read in."""


class Tag(NamedTuple):
    """A tag of raw HTML, its name in small letters."""

    name: str
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
        found, end = _markup(html, at, last)
        if end == at:
            at += 1
            continue
        if begin < at:
            yield unescape(html[begin:at])
        if found:
            yield found
        begin = at = end
    if begin < len(html):
        yield unescape(html[begin:])


def _markup(html: str, at: int, last: dict[str, int]) -> tuple[str | Tag, int]:
    """What a "<" begins, and where that ends: at itself, if it is only a sign. `last` spares vain searches."""
    for opening, closing in _ENCLOSED:
        inside = at + len(opening)
        if html.startswith(opening, at) and last[opening] >= inside:
            stop = html.find(closing, inside)
            return html[inside:stop] if opening == _TEXT else "", stop + len(closing)
    tag = re.compile(_TAG).match(html, at)
    if not tag:
        return "", at
    return Tag(tag[2].lower(), bool(tag[1]), tag[3]) if tag[2] else "", tag.end()


class Flow:
    """Pieces of text and beginnings and ends of spans go in, one raw text and its spans come out."""

    def __init__(self, refer: Callable[[Token], int], tokens: Iterable[Token] = ()) -> None:
        """`refer` gives the number of the footnote that a reference leads to. `tokens`: inline ones."""
        self.notes: list[int] = []
        self.spans: list[Span] = []
        self._refer = refer
        self._pieces: list[str] = []
        self._size = 0
        self._open: list[tuple[str, int, str]] = []
        for token in tokens:
            self._add(token)

    @property
    def raw(self) -> str:
        """The text so far, as in a draft."""
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

    def _add(self, token: Token) -> None:
        kind = token.type
        if kind == "softbreak":
            self.text("\n")
        elif kind == "hardbreak":
            self.text(HARD)
        elif kind == "code_inline":
            self._begin("code")
            self.text(token.content)
            self._end("code")
        elif kind == "image":
            self._image(_alt(token) or str(token.attrGet("title") or ""))
        elif kind == "html_inline":
            for piece in pieces(token.content):
                if isinstance(piece, Tag):
                    self.tag(piece)
                else:
                    self.text(piece)
        elif kind == "footnote_ref":
            number = self._refer(token)
            self.notes.append(number)
            self._begin("link", f"#fn-{number}")
            self.text(f"[{number}]")
            self._end("link")
        elif token.nesting > 0:
            self._begin(_STYLES[token.tag], str(token.attrGet("href") or ""))
        elif token.nesting < 0:
            self._end(_STYLES[token.tag])
        else:
            self.text(token.content)

    def _image(self, alt: str) -> None:
        self.text(f"[{line(alt) or 'image'}]")

    def tag(self, tag: Tag) -> None:
        """Begin or end what a tag of raw HTML begins or ends."""
        if tag.name == "br":
            self.text(HARD)
        elif tag.name == "img":
            if alt := line(tag.attribute("alt")):
                self._image(alt)
        elif tag.block or tag.name in ("td", "th"):
            self.text("\n")
        elif style := _STYLES.get(tag.name):
            if tag.closing:
                self._end(style)
            else:
                self._begin(style, tag.attribute("href"))


def _alt(image: Token) -> str:
    """The words of an image's description, without its markup."""
    return "".join(
        _alt(token) if token.type == "image" else " " if token.tag == "br" else token.content
        for token in image.children or ()
    )


def table_rows(rows: Sequence[Sequence[Flow]], right: Sequence[bool]) -> list[Draft]:
    """A draft for every row of a table that has a word, in columns where these fit; the head in strong.

    `right`: for each column, whether it is set to the right.
    """
    even = [[evened(cell.raw, cell.spans) for cell in row] for row in rows]
    widths = [max(cells(text) for text, _ in column) for column in zip(*even, strict=True)]
    aligned = sum(widths) + len(_BETWEEN) * (len(widths) - 1) <= _WIDEST
    drafts: list[Draft] = []
    for number, row in enumerate(even):
        raw = ""
        spans: list[Span] = []
        for at, (text, found) in enumerate(row):
            room = " " * (widths[at] - cells(text)) if aligned else ""
            raw += (_BETWEEN if at else "") + (room if right[at] else "")
            head = [Span(0, len(text), "strong")] if number == 0 else []
            spans += (
                span._replace(start=span.start + len(raw), end=span.end + len(raw))
                for span in (*head, *found)
            )
            raw += text + ("" if right[at] else room)
        if any(text for text, _ in row):
            notes = [note for cell in rows[number] for note in cell.notes]
            drafts.append(Draft(raw.rstrip(), "table row", spans, tight=bool(drafts), notes=notes))
    return drafts
