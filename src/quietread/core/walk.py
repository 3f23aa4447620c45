"""Moving through an essay: each function takes a view and gives the one after it.

Whoever calls decides whether a breath comes between two views.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from quietread.core.essay import Essay, Sentence
from quietread.core.parts import Part
from quietread.core.view import Manner, View


def settled(view: View) -> View:
    """The view once another key is pressed, without messages and sign; this very view if it has none."""
    if view.message or view.arrow is not None or view.hint:
        return view._replace(message="", arrow=None, hint="")
    return view


def opened(
    essay: Essay, parts: tuple[Part, ...], cols: int, rows: int, manner: Manner, offset: int = 0
) -> View:
    """The essay at `offset`, its first page for 0."""
    view = View(essay, parts, cols, rows, manner)
    return go(view, offset) if offset and parts else _first_page(view, 0)


def resized(view: View, cols: int, rows: int) -> View:
    """The same place on a screen of another size."""
    return view._replace(cols=cols, rows=rows)


def go(view: View, offset: int) -> View:
    """The page on which `offset` is new; the place is that very character."""
    part = max(0, bisect_right(view.parts, offset, key=lambda part: part.start) - 1)
    return _bare(view)._replace(part=part, place=offset)


def arrived_at(view: View, offset: int) -> View:
    """The same with the sign at its row: where a link led."""
    return go(view, offset)._replace(arrow=offset, message="")


def next_page(view: View) -> View | None:
    """The next page of this part, None on its last. A sentence cursor goes along to where one reads on."""
    number = view.page_number + 1
    return None if view.at_related or number == len(view.sheet.pages) else _turned(view, number)


def next_part(view: View) -> View | None:
    """The first page of the next part, after the last Related, None there."""
    return None if view.at_related else _first_page(view, view.part + 1)


def back(view: View) -> View | None:
    """The page before, over parts; None at the start."""
    if not view.at_related and view.page_number > 0:
        return to_page(view, view.page_number - 1)
    return _last_page(view, view.part - 1) if view.part > 0 else None


def to_part(view: View, part: int) -> View | None:
    """The first page of a part by its index, None if there is none."""
    return _first_page(view, part) if 0 <= part < view.related else None


def to_page(view: View, number: int) -> View:
    """A page of the part shown, by its index."""
    return _turned(view, number)._replace(arrow=None)


def home(view: View) -> View:
    """The start of the essay."""
    return _first_page(view, 0)


def last(view: View) -> View:
    """The essay's last page of text."""
    return _last_page(view, view.related - 1)


def related(view: View) -> View:
    """The Related page."""
    return _first_page(view, view.related)


def next_sentence(view: View, step: int) -> View:
    """The sentence cursor moved by one (`step` 1 or -1) within the part; first it is only shown."""
    here = view.reading
    if here is None:
        return view
    if view.cursor is None:
        return view._replace(cursor=here.start)
    sentences = view.sheet.sentences
    return _with_cursor(view, sentences, sentences.index(here) + step)


def next_paragraph(view: View, step: int) -> View:
    """The cursor on the first sentence of the next (1) or previous (-1) paragraph of the part."""
    here = view.reading
    if here is None:
        return view
    block = view.paragraph
    if view.cursor is None and block is not None and step > 0 and here.start == block.start:
        return view._replace(cursor=here.start)
    firsts = [one.sentences[0] for one in view.sheet.blocks]
    index = bisect_right([one.start for one in firsts], here.start) - 1
    if step < 0 and here.start > firsts[index].start:
        index += 1
    return _with_cursor(view, firsts, index + step)


def _with_cursor(view: View, sentences: Sequence[Sentence], index: int) -> View:
    if not 0 <= index < len(sentences):
        return view
    wanted = sentences[index]
    if wanted not in view.sentences:
        turned = go(view, wanted.start)
        back = turned.page_number < view.page_number
        view = (_turned(view, turned.page_number) if back else turned)._replace(arrow=None)
    return view._replace(cursor=wanted.start)


def _bare(view: View) -> View:
    return view._replace(
        top=None, cursor=None, newest=None, labels=(), chosen=None, link=None, arrow=None, lead=0
    )


def _first_page(view: View, part: int) -> View:
    place = view.parts[part].start if part < len(view.parts) else view.essay.end
    return _bare(view)._replace(part=part, place=place)


def _last_page(view: View, part: int) -> View:
    first = _first_page(view, part)
    return to_page(first, len(first.sheet.pages) - 1)


def _turned(view: View, number: int) -> View:
    page = view.sheet.pages[number]
    row = next((row for row in view.sheet.rows[page.fresh : page.last] if row.block), None)
    place = row.start if row else view.place
    turned = _bare(view)._replace(place=place, newest=view.newest)
    if page.first < page.fresh:
        turned = turned._replace(top=view.sheet.rows[page.first].start, arrow=place)
    here = turned.reading if view.cursor is not None else None
    return turned._replace(cursor=here.start) if here else turned


def remaining_words(view: View) -> int:
    """Words from the place to the end of the essay."""
    if view.at_related or not view.parts:
        return 0
    rest = sum(part.words for part in view.parts[view.part + 1 :])
    for block in view.sheet.blocks:
        if block.kind == "heading" or block.end <= view.place:
            continue
        done = max(0, view.place - block.start) / max(1, len(block.text))
        rest += round(block.words * (1 - done))
    return rest
