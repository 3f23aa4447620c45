"""Raw HTML in Markdown, taken apart into its text and its tags.

By our own few patterns and not by `html.parser`, whose treatment of what is left unclosed differs between
versions of Python and may swallow the rest of an essay; here, what is no whole tag is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

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
