"""An EPUB made on the spot, for readers that take nothing else."""

from __future__ import annotations

import zipfile
from pathlib import Path

_CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
"""
_BOOK = """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>On Measuring</dc:title>
<dc:language>en</dc:language><dc:identifier id="id">measuring</dc:identifier></metadata>
<manifest><item id="toc" href="toc.ncx" media-type="application/x-dtbncx+xml"/>{items}</manifest>
<spine toc="toc">{order}</spine></package>
"""
_CONTENTS = """<?xml version="1.0"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><head/>
<docTitle><text>On Measuring</text></docTitle><navMap>{points}</navMap></ncx>
"""
_CHAPTER = """<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{title}</title></head><body>{body}</body></html>
"""


def write_epub(path: Path, markdown: str) -> None:
    """The same words as an EPUB, one chapter a section. Only headings and paragraphs are understood."""
    chapters = markdown.split("\n## ")[1:]
    items, order, points = "", "", ""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        book.writestr("META-INF/container.xml", _CONTAINER)
        for number, chapter in enumerate(chapters, 1):
            title, *paragraphs = chapter.strip().split("\n\n")
            body = f"<h2>{title}</h2>" + "".join(f"<p>{text}</p>" for text in paragraphs)
            book.writestr(f"{number}.xhtml", _CHAPTER.format(title=title, body=body))
            items += f'<item id="c{number}" href="{number}.xhtml" media-type="application/xhtml+xml"/>'
            order += f'<itemref idref="c{number}"/>'
            points += (
                f'<navPoint id="n{number}" playOrder="{number}"><navLabel><text>{title}</text></navLabel>'
                f'<content src="{number}.xhtml"/></navPoint>'
            )
        book.writestr("book.opf", _BOOK.format(items=items, order=order))
        book.writestr("toc.ncx", _CONTENTS.format(points=points))
